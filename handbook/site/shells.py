"""The handbook's places and hand-written pages -> shells, rendered by MkDocs with Material in a scratch folder.

MkDocs is started from here only, with its log caught: warnings are handed on, errors become ours. What is made here
depends on the places, the configuration, the templates and the hand-written pages, never on a policy.
"""

import logging
import os
import signal
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.model.handbook import Organisation
from handbook.render.page import Page
from handbook.render.places import places, walked
from handbook.site.assets import Asset
from handbook.site.errors import BuildError
from handbook.site.own_pages import HIDDEN
from handbook.site.search.facets import Facet, FacetError, read_facets
from handbook.site.shell import Shell, compile_shell
from handbook.site.written import WrittenPages

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from handbook.site.plugin import Frame, HandbookPlugin


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """What MkDocs made.

    `shells`, by place, are ready to be filled; so are `pages`, the hand-written ones. `site_url` ends in a slash or is
    empty; `warnings` are MkDocs' own, one line each; `facets` are what a search can be narrowed by. The theme's files
    and the pages' pictures lie in the folder that was given. `repeatable` tells whether another run with the same files
    can only make the same.
    """

    shells: dict[str, Shell]
    pages: tuple[Page, ...]
    site_url: str
    warnings: tuple[str, ...]
    facets: tuple[Facet, ...] = ()
    repeatable: bool = False


def frame_of(organisation: Organisation, written: WrittenPages, assets: tuple[Asset, ...]) -> "Frame":
    """All that the shells of a handbook depend on beside configuration and templates."""
    from handbook.site.plugin import Frame

    return Frame(
        title=organisation.title,
        organisation=organisation.organisation,
        language=organisation.language,
        places=places(organisation),
        hidden=HIDDEN,
        written=written,
        assets=assets,
    )


def render_shells(frame: "Frame", config: Path, folder: Path) -> Rendered:
    """Run MkDocs once.

    Args:
        frame: what the shells show.
        config: the site's mkdocs.yml.
        folder: an empty folder for the theme's files; pictures of hand-written pages land there too.

    Raises:
        BuildError: the configuration or a template is wrong, or a hand-written page cannot be rendered.
    """
    from jinja2 import TemplateError
    from mkdocs.commands.build import build
    from mkdocs.exceptions import MkDocsException

    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    log = _Log()
    with log.caught():
        try:
            loaded = _configuration(frame, config, folder)
            build(loaded)
        except MkDocsException as failure:
            raise BuildError(log.reason() or str(failure)) from failure
        except TemplateError as failure:
            place = f"{getattr(failure, 'filename', '') or 'a template'}:{getattr(failure, 'lineno', '') or '?'}"
            raise BuildError(f"{place}: {failure.message}") from failure
        finally:
            _stop_clock()
    plugin = _plugin(loaded, config)
    site_url = f"{loaded.site_url.rstrip('/')}/" if loaded.site_url else ""
    many = {place.id for place in walked(frame.places) if place.many}
    return Rendered(
        shells={
            place: compile_shell(place, "".join(html), canonical=bool(site_url), many=place in many)
            for place, html in plugin.shells.items()
        },
        pages=tuple(plugin.pages),
        site_url=site_url,
        warnings=log.warnings(),
        facets=plugin.facets,
        repeatable=_is_repeatable(loaded, config),
    )


def _is_repeatable(loaded: "MkDocsConfig", config: Path) -> bool:
    """Whether MkDocs reads nothing but what is known: no other plugin, hook, template, file or environment."""
    text = config.read_text(encoding="utf-8")
    other = len(loaded.plugins) > 1 or loaded.hooks or "custom_dir" in text
    return not other and "INHERIT" not in text and "!ENV" not in text and "snippets" not in text


def _configuration(frame: "Frame", config: Path, folder: Path) -> "MkDocsConfig":
    from mkdocs.config import load_config

    if not config.is_file():
        raise BuildError(f"there is no {config}; it says how the site looks")
    pages = frame.written.folder or folder.with_name("no-pages")
    pages.mkdir(exist_ok=True)
    loaded = load_config(str(config), docs_dir=str(pages), site_dir=str(folder), site_name=frame.title)
    plugin = _plugin(loaded, config)
    plugin.frame = frame
    try:
        plugin.facets = read_facets(plugin.config.search)
    except FacetError as wrong:
        raise BuildError(f"{config}: {wrong}") from None
    if "material/search" in loaded.plugins:
        raise BuildError(f"{config}: `plugins` names `search`; the handbook brings its own")
    return loaded


def _plugin(loaded: "MkDocsConfig", config: Path) -> "HandbookPlugin":
    from handbook.site.plugin import HandbookPlugin

    for plugin in loaded.plugins.values():
        if isinstance(plugin, HandbookPlugin):
            return plugin
    raise BuildError(f"{config}: `plugins` does not name `handbook`")


def _stop_clock() -> None:
    signal.setitimer(signal.ITIMER_PROF, 0)


class _Log(logging.Handler):
    """Keeps what MkDocs and its plugins would print."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)

    def caught(self) -> "_Caught":
        return _Caught(self)

    def reason(self) -> str:
        return "; ".join(_line(record) for record in self.records if record.levelno >= logging.ERROR)

    def warnings(self) -> tuple[str, ...]:
        return tuple(_line(record) for record in self.records if record.levelno < logging.ERROR)


class _Caught:
    """Puts the log in place of MkDocs' own output for a while."""

    def __init__(self, log: _Log) -> None:
        self.log, self.logger = log, logging.getLogger("mkdocs")

    def __enter__(self) -> None:
        self.before = (self.logger.propagate, self.logger.level)
        self.logger.addHandler(self.log)
        self.logger.propagate = False
        self.logger.setLevel(logging.WARNING)

    def __exit__(self, *failure: object) -> None:
        self.logger.removeHandler(self.log)
        self.logger.propagate, level = self.before
        self.logger.setLevel(level)


def _line(record: logging.LogRecord) -> str:
    return " ".join(record.getMessage().split())
