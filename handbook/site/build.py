"""An edition and the functions that render its pages -> a finished site in its place.

The one module that knows the order: shells, bodies, stamping, assets, redirects, headers, search index, manifest,
check, swap. Everything is made aside; until the swap the old site stays as it is.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from handbook.history.edition import Edition
from handbook.model.diagnostic import Severity
from handbook.model.handbook import Policy
from handbook.render.page import Entry, Page
from handbook.render.places import Place, addresses, places
from handbook.render.templates import make_templates, templates_folder
from handbook.site.addresses import redirect_page, redirects, robots, sitemap
from handbook.site.assets import Asset, read_assets
from handbook.site.errors import BuildError, plainly
from handbook.site.headers import header_files
from handbook.site.own_pages import HIDDEN, not_found_page, search_page
from handbook.site.search import BUNDLE, make_index, search_document
from handbook.site.shell import compile_shell
from handbook.site.shells import Rendered, render_shells
from handbook.site.stamp import Imprint, Sidebar, Stamper
from handbook.site.swap import Workshop, workshop
from handbook.site.tree import MANIFEST, Tree, Written, check_whole, manifest
from handbook.site.workers import Beside, cores, spread
from handbook.site.written import WrittenPages, read_written

_TITLE = re.compile(r"<h1[ >].*?</h1>", re.DOTALL)

REDIRECT_SCRIPT = "pages/redirect.js"

Progress = Callable[[str, int, int], None]
"""Called with the stage's name, how many of its parts are done, and how many there are (0: not known)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """Where the bodies come from. Each function is pure; `policy_pages` is called in several processes.

    `files` gives what is no page, such as feeds, by address from the site's root; it is told the site's full address.
    """

    sidebar: Callable[[], Mapping[str, tuple[Entry, ...]]]
    handbook_pages: Callable[[], Iterable[Page]]
    policy_pages: Callable[[Policy], Iterable[Page]]
    files: Callable[[str], Iterable[tuple[str, bytes]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What is built from and where to: the data folder, mkdocs.yml, the folder that the site takes."""

    data: Path
    config: Path
    output: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What was made: how many pages and files, and MkDocs' warnings about the hand-written pages."""

    pages: int
    files: int
    warnings: tuple[str, ...]


def build(edition: Edition, contents: Contents, target: Target, progress: Progress, seal: str = "") -> Built:
    """Build the site and put it in place.

    Raises:
        BuildError: the message says why; the old site is as it was.
    """
    if target.output.absolute().is_relative_to(target.data.absolute()):
        raise BuildError(f"the site cannot stand inside the data folder {target.data}; choose another --output")
    with plainly(), workshop(target.output) as place:
        return _Build(edition, contents, target, progress, place, seal).run()


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is known of a page after it was written."""

    address: str
    file: Written


class _Build:
    """One build; each method is one step, in the order of `run`."""

    def __init__(
        self, edition: Edition, contents: Contents, target: Target, progress: Progress, place: Workshop, seal: str
    ) -> None:
        self.edition, self.contents, self.target, self.progress, self.place = edition, contents, target, progress, place
        self.organisation = edition.handbook.organisation
        self.places = places(self.organisation)
        self.templates = make_templates()
        self.assets = read_assets(templates_folder() / "assets")
        self.imprint = Imprint(as_of=edition.as_of, seal=seal)
        self.tree = Tree(place.site)
        self.documents = Tree(place.folder("documents"))
        self.addresses: list[str] = []

    def run(self) -> Built:
        rendered, own, stamper = self.prepare()
        self.note(self.write(page, stamper) for page in own)
        self.write_policies(stamper)
        self.write_frame(rendered, stamper)
        self.index()
        self.finish()
        return Built(pages=len(self.addresses), files=len(self.tree.written), warnings=rendered.warnings)

    def prepare(self) -> tuple[Rendered, list[Page], Stamper]:
        """Shells are rendered beside the pages that belong to no policy."""
        written = self.written_pages()
        theme = self.place.folder("theme")
        with Beside(lambda: self.render(written, theme)) as shells:
            self.progress("pages of the handbook", 0, 0)
            pages = list(self.contents.handbook_pages())
            sidebar = Sidebar(entries=self.contents.sidebar(), indexes=_indexes(self.places))
            self.progress("shells", 0, 0)
            rendered = shells.result()
        many = {place.id for place in _all(self.places) if place.many}
        compiled = {
            place: compile_shell(place, html, canonical=bool(rendered.site_url), many=place in many)
            for place, html in rendered.shells.items()
        }
        own = [*_with_welcome(pages, rendered.pages), search_page(self.templates)]
        return rendered, own, Stamper(compiled, sidebar, self.imprint)

    def written_pages(self) -> WrittenPages:
        written = read_written(self.target.data / "pages", addresses(self.places))
        errors = [problem for problem in written.problems if problem.severity is Severity.ERROR]
        if errors:
            lines = (f"{item.source.file}:{item.line}:{item.column}: {item.message}; {item.hint}" for item in errors)
            raise BuildError("hand-written pages cannot be published:\n" + "\n".join(lines))
        return written

    def render(self, written: WrittenPages, theme: Path) -> Rendered:
        from handbook.site.plugin import Frame

        frame = Frame(
            title=self.organisation.title,
            organisation=self.organisation.organisation,
            language=self.organisation.language,
            places=self.places,
            hidden=HIDDEN,
            written=written,
            assets=self.assets,
        )
        with plainly():
            return render_shells(frame, self.target.config, theme)

    def write(self, page: Page, stamper: Stamper) -> _Facts:
        """Stamp and write a page, and its search document."""
        file = self.tree.write(f"{page.address}index.html", stamper.stamp(page))
        if page.searchable:
            self.documents.write(f"{page.address}index.html", search_document(page, self.organisation.language))
        return _Facts(page.address, file)

    def note(self, facts: Iterable[_Facts]) -> None:
        for fact in facts:
            self.addresses.append(fact.address)
            self.tree.note((fact.file,))

    def write_policies(self, stamper: Stamper) -> None:
        """Render, stamp and write the pages of all policies in as many processes as there are cores."""

        def work(policy: Policy) -> tuple[_Facts, ...]:
            with plainly():
                return tuple(self.write(page, stamper) for page in self.contents.policy_pages(policy))

        policies = self.edition.handbook.policies
        self.progress("policies", 0, len(policies))
        for count, facts in enumerate(spread(policies, work, cores()), start=1):
            self.note(facts)
            self.progress("policies", count, len(policies))

    def write_frame(self, rendered: Rendered, stamper: Stamper) -> None:
        """Everything that is not a page of the handbook."""
        root = urlsplit(rendered.site_url).path or "/"
        self.tree.add("404.html", stamper.stamp(not_found_page(self.templates, root), base=root))
        for asset in self.assets:
            self.tree.add(asset.path, asset.data)
        self.tree.take_all(self.place.scratch / "theme")
        for path, data in self.contents.files(rendered.site_url):
            self.tree.add(path, data)
        for path, data in header_files().items():
            self.tree.add(path, data)
        self.tree.add("sitemap.xml", sitemap(self.addresses, rendered.site_url))
        self.tree.add("robots.txt", robots(rendered.site_url))
        script = _address(self.assets, REDIRECT_SCRIPT)
        for former, address in redirects(self.edition.handbook.policies, self.addresses):
            page = redirect_page(former, address, self.organisation.title, self.organisation.language, script)
            self.tree.add(f"{former}index.html", page)

    def index(self) -> None:
        self.progress("search index", 0, 0)
        if not any(self.documents.root.iterdir()):
            return
        bundle = self.place.folder("bundle")
        make_index(self.documents.root, bundle)
        self.tree.take_all(bundle, BUNDLE)

    def finish(self) -> None:
        """Write the manifest, compare it with the folder, swap."""
        self.progress("finishing", 0, 0)
        self.tree.add(MANIFEST, manifest(self.tree.written))
        check_whole(self.tree.root, self.tree.written)
        self.place.swap()


def _all(tree: tuple[Place, ...]) -> Iterator[Place]:
    for place in tree:
        yield place
        yield from _all(place.children)


def _indexes(tree: tuple[Place, ...]) -> dict[str, Entry]:
    """For each place of many pages the page that lists them all: the index of its section."""
    return {
        place.id: Entry(title=f"All in {section.title}", address=section.children[0].address)
        for section in _all(tree)
        for place in section.children
        if place.many
    }


def _with_welcome(pages: Iterable[Page], written: tuple[Page, ...]) -> Iterator[Page]:
    """All pages of the handbook and the hand-written ones; `index.md` stands on the home page, below its head."""
    welcome = next((page for page in written if page.address == ""), None)
    for page in pages:
        yield replace(page, body=_welcomed(page.body, welcome.body)) if welcome and page.address == "" else page
    yield from (page for page in written if page.address)


def _welcomed(body: str, welcome: str) -> str:
    """The home page has its title in its head, so the one of the hand-written text goes."""
    head, end, rest = body.partition("</header>")
    text = f'<div class="home-welcome">{_TITLE.sub("", welcome, count=1)}</div>'
    return f"{head}{end}{text}{rest}" if end else f"{text}{body}"


def _address(assets: tuple[Asset, ...], name: str) -> str:
    return next(asset.address for asset in assets if asset.name == name)
