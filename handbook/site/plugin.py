"""The plugin of MkDocs: it hands MkDocs the handbook's places as pages and takes the rendered shells from it.

It only adapts. Every page that MkDocs renders is a shell: a page of Material with marks where title, description,
table of contents and body belong. The content of hand-written pages is kept apart. Nothing lands in MkDocs' own output
folder but the theme's files and the pages' pictures.
"""

import html
import re
import signal
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

from jinja2 import Environment
from markupsafe import Markup, escape
from mkdocs.config.base import Config
from mkdocs.config.config_options import Optional, Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Link, Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils.templates import TemplateContext

from handbook.render.direction import direction_of
from handbook.render.page import Heading, Page, base_of
from handbook.render.places import Place
from handbook.render.templates import templates_folder
from handbook.site.assets import Asset, modules_folder
from handbook.site.navigation import entries_shell, navigation, sections, shell_paths
from handbook.site.sanitise import sanitise
from handbook.site.search.facets import Facet
from handbook.site.shell import CONTENT, ENTRIES_SCHEME, Slot, token
from handbook.site.written import WrittenPage, WrittenPages

SECONDS_A_PAGE = 2
"""How long one hand-written page may take Python-Markdown, whose time grows with the square of some texts."""

WRITTEN = "written/"
"""The place of a hand-written page is this and its path."""

_HTML = re.compile(r'<html lang="[^"]*" class="no-js">')
_HEADING = re.compile(r"<h1[\s>]")
_PLAIN_URL = re.compile(r"(?:[a-z][a-z0-9+.-]*:|//|/|#)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """All that the shells depend on beside configuration and templates; `hidden` places are not in the navigation."""

    title: str
    organisation: str
    language: str
    places: tuple[Place, ...]
    hidden: tuple[Place, ...] = ()
    written: WrittenPages = field(default_factory=WrittenPages)
    assets: tuple[Asset, ...] = ()

    @property
    def apart(self) -> frozenset[str]:
        """The hidden places, which stand nowhere in the navigation and show none."""
        return frozenset(place.id for place in self.hidden)

    @property
    def direction(self) -> str:
        """`rtl` or `ltr`."""
        return direction_of(self.language).value


class HandbookConfig(Config):
    """What mkdocs.yml says under the plugin: `search`, which `search/facets.py` reads."""

    search = Optional(Type((dict, list, str, int, bool)))


class HandbookPlugin(BasePlugin[HandbookConfig]):
    """Holds the frame it was given and the shells it took; one build, one plugin."""

    def __init__(self) -> None:
        self.frame: Frame | None = None
        self.facets: tuple[Facet, ...] = ()
        self.shells: dict[str, str] = {}
        self.pages: list[Page] = []
        self._places: dict[str, str] = {}
        self._written: dict[str, WrittenPage] = {}

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Put the handbook's navigation, names and templates in place of what mkdocs.yml says."""
        frame = self._framed()
        self._written = {page.path: page for page in frame.written.pages}
        config.site_name = Markup(escape(frame.title))
        config.nav = navigation(frame.places, tuple(self._written))
        theme = config.theme
        theme.dirs.insert(_own_folder(theme.dirs), str(templates_folder() / "overrides"))
        theme["direction"] = frame.direction
        theme["language"] = frame.language if _material_speaks(theme.dirs, frame.language) else "en"
        theme.static_templates = set()
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add a page for each place; leave out what the site does not use or must not publish."""
        frame = self._framed()
        publish = {*self._written, *frame.written.media}
        for file in list(files):
            wanted = file.src_uri in publish if file.src_dir == config.docs_dir else _is_used(file.src_uri)
            if not wanted:
                files.remove(file)
        for path, place in shell_paths((*frame.places, *frame.hidden)):
            if path not in self._written:
                files.append(File.generated(config, path, content=""))
            self._places[path] = place
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Put the shell of a place of many pages under the section that lists its entries."""
        for section in sections(nav.items):
            for child in section.children:
                if isinstance(child, Link) and child.url.startswith(ENTRIES_SCHEME):
                    shell = files.get_file_from_path(entries_shell(child.url.removeprefix(ENTRIES_SCHEME)))
                    if shell is None or shell.page is None:
                        raise PluginError(f"no shell for {child.url}")
                    shell.page.parent = section
        return nav

    def on_page_read_source(self, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Give MkDocs the Markdown that was read and checked before, without its head; a place has none."""
        written = self._written.get(page.file.src_uri)
        signal.signal(signal.SIGPROF, _too_slow)
        signal.setitimer(signal.ITIMER_PROF, SECONDS_A_PAGE)
        return f"\n{written.markdown}" if written else "\n"

    def on_page_content(self, content: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Keep a hand-written page's content aside and put marks in place of all that is filled in."""
        signal.setitimer(signal.ITIMER_PROF, 0)
        path = page.file.src_uri
        written = self._written.get(path)
        if written:
            self._places.setdefault(path, WRITTEN + path)
            self._keep(written, content, page)
        page.meta = {"title": token(Slot.TITLE), "description": token(Slot.DESCRIPTION)}
        if page.is_homepage or self._places[path] in self._framed().apart:
            page.meta["hide"] = ["navigation", "toc"]
        page.toc = TableOfContents([AnchorLink(title=token(Slot.TOC), id=CONTENT, level=2)])
        if config.site_url:
            page.canonical_url = f"{config.site_url.rstrip('/')}/{token(Slot.ADDRESS)}"
        return token(Slot.BODY)

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Make every address in the theme relative to a mark, so that one shell serves pages at any depth."""
        frame = self._framed()
        env.filters["url"] = _based
        env.globals.update(
            handbook_cited=token(Slot.CITED),
            handbook_edition=token(Slot.EDITION),
            handbook_organisation=frame.organisation,
            handbook_content=CONTENT,
            handbook_modules=modules_folder(frame.assets),
            handbook_styles=[asset for asset in frame.assets if asset.everywhere and asset.name.endswith(".css")],
            handbook_scripts=[asset for asset in frame.assets if asset.everywhere and asset.name.endswith(".js")],
        )
        return env

    def on_page_context(
        self, context: TemplateContext, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Let the theme's own scripts find the site's root through the mark."""
        context["base_url"] = token(Slot.BASE)
        return context

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Take the shell; MkDocs writes nothing for an empty page."""
        frame = self._framed()
        opening = f'<html lang="{escape(frame.language)}" dir="{frame.direction}" class="no-js">'
        shell, count = _HTML.subn(opening, output)
        if count != 1:
            raise PluginError("the theme's base.html does not open as expected: <html lang=… class=no-js>")
        self.shells[self._places[page.file.src_uri]] = shell
        return ""

    def _framed(self) -> Frame:
        if self.frame is None:
            raise PluginError("MkDocs alone makes only the frame of the pages; build the site with `handbook build`")
        return self.frame

    def _keep(self, written: WrittenPage, content: str, page: MkDocsPage) -> None:
        title = written.title or html.unescape(page.title or "")
        body = sanitise(content, base_of(written.address))
        if not _HEADING.search(body):
            body = f"<h1>{escape(title)}</h1>\n{body}"
        page.title = Markup(escape(title))
        self.pages.append(
            Page(
                address=written.address,
                place=self._places[written.path],
                title=_plain(title),
                description=written.description,
                body=_plain(body),
                headings=_headings(page.toc),
                searchable=True,
            )
        )


def _based(value: object) -> str:
    """An address of the site as the way from the root, behind the mark; others stay as they are."""
    address = str(value)
    if _PLAIN_URL.match(address):
        return address
    return token(Slot.BASE) + ("" if address in {".", "./"} else address)


def _is_used(path: str) -> bool:
    """Whether a file of the theme is part of the site: its search index and its source maps are not."""
    return path.startswith("assets/") and not path.endswith(".map") and "/lunr/" not in path and "/workers/" not in path


def _headings(toc: Any) -> tuple[Heading, ...]:
    """The page's headings below its title, as plain text."""
    items = list(toc)
    if len(items) == 1 and items[0].level == 1:
        items = items[0].children
    return tuple(
        Heading(anchor=item.id, title=_plain(html.unescape(item.title)), children=_headings(item.children))
        for item in items
    )


def _plain(text: str) -> str:
    """The text without MkDocs' mark that it needs no escaping: whoever prints it decides that."""
    return "".join(text)


def _own_folder(folders: list[str]) -> int:
    """Where our overrides stand in the order of templates: after the company's own, before the theme."""
    return next(index for index, folder in enumerate(folders) if (Path(folder) / "mkdocs_theme.yml").is_file())


def _material_speaks(folders: list[str], language: str) -> bool:
    return any((Path(folder) / "partials" / "languages" / f"{language}.html").is_file() for folder in folders)


def _too_slow(*_: int | FrameType | None) -> None:
    raise PluginError(f"reading its Markdown takes more than {SECONDS_A_PAGE} seconds; look for long runs of brackets")
