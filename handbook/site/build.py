"""An edition and the functions that render its pages -> a finished site in its place.

The one module that knows the order: shells, bodies, stamping, assets, redirects, headers, search index, manifest,
check, swap. Everything is made aside; until the swap the old site stays as it is.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from handbook.history.edition import Edition
from handbook.machine.store import stamp
from handbook.machine.workers import Beside, cores, spread
from handbook.model.diagnostic import Severity
from handbook.model.handbook import Organisation, Policy
from handbook.render.page import Entry, Page
from handbook.render.places import Place, addresses, places
from handbook.render.templates import make_templates, templates_folder
from handbook.render.watch import Answers
from handbook.report.file_group import FileGroup
from handbook.site.addresses import redirect_page, redirects, robots, sitemap
from handbook.site.assets import Asset, read_assets
from handbook.site.errors import BuildError, plainly
from handbook.site.headers import header_files
from handbook.site.kept import THEME, Kept, Unit
from handbook.site.own_pages import HIDDEN, not_found_page, search_page
from handbook.site.search.documents import restored, saved, search_document
from handbook.site.search.facets import Facet
from handbook.site.search.index import index_files, text_file
from handbook.site.search.stem import stemmer
from handbook.site.shell import Shell, compile_shell
from handbook.site.shells import Rendered, render_shells
from handbook.site.stamp import Imprint, Sidebar, Stamper
from handbook.site.swap import Workshop, workshop
from handbook.site.tree import MANIFEST, Tree, check_whole, manifest
from handbook.site.written import WrittenPages, read_written

if TYPE_CHECKING:
    from handbook.site.plugin import Frame

_TITLE = re.compile(r"<h1[ >].*?</h1>", re.DOTALL)

INDEX = "the search index"
"""What its files are kept as; no address has this form."""

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
    files: Callable[[str], Iterable[FileGroup]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What is built from and where to: the data folder, mkdocs.yml, the folder that the site takes."""

    data: Path
    config: Path
    output: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What was made: how many pages and files; `reused` are pages of the last build that stand as they were.

    `warnings` are MkDocs' about the hand-written pages.
    """

    pages: int
    files: int
    reused: int
    warnings: tuple[str, ...]


def build(
    edition: Edition,
    contents: Contents,
    target: Target,
    progress: Progress,
    seal: str = "",
    kept: Kept | None = None,
) -> Built:
    """Build the site and put it in place.

    Args:
        edition: the handbook and its day.
        contents: what the pages say.
        target: what is built from and where to.
        progress: told of every stage.
        seal: the newest seal's short form.
        kept: what the last build made, taken over as far as it is made of the same.

    Raises:
        BuildError: the message says why; the old site is as it was.
    """
    if target.output.absolute().is_relative_to(target.data.absolute()):
        raise BuildError(f"the site cannot stand inside the data folder {target.data}; choose another --output")
    with plainly(), workshop(target.output) as place:
        return _Build(edition, contents, target, progress, place, seal, kept or Kept()).run()


class _Build:
    """One build; each method is one step, in the order of `run`."""

    def __init__(
        self,
        edition: Edition,
        contents: Contents,
        target: Target,
        progress: Progress,
        place: Workshop,
        seal: str,
        kept: Kept,
    ) -> None:
        self.edition, self.contents, self.target, self.progress, self.place = edition, contents, target, progress, place
        self.kept = kept
        self.organisation = edition.handbook.organisation
        self.places = places(self.organisation)
        self.templates = make_templates()
        self.assets = read_assets(templates_folder() / "assets")
        self.imprint = Imprint(as_of=edition.as_of, seal=seal)
        self.tree = Tree.over(place.site)
        self.documents: dict[str, bytes] = {}
        self.stemmer = stemmer(self.organisation.language)
        self.facets: tuple[Facet, ...] = ()
        self.addresses: list[str] = []
        self.reused = 0

    def run(self) -> Built:
        rendered, stamper, pages = self.prepare()
        self.facets = rendered.facets
        for page in pages:
            self.add_page(page, stamper)
        self.write_policies(stamper)
        self.write_frame(rendered, stamper)
        self.index()
        self.finish()
        return Built(
            pages=len(self.addresses), files=len(self.tree.written), reused=self.reused, warnings=rendered.warnings
        )

    def prepare(self) -> tuple[Rendered, Stamper, list[Page]]:
        """Shells, and the pages that belong to no policy: beside each other where all pages must be printed."""
        written = self.written_pages()
        theme = self.place.folder("theme")
        sidebar = Sidebar(entries=self.contents.sidebar(), indexes=section_indexes(self.places))
        made_of = self.kept.made_of(written)
        rendered = self.kept.rendered(made_of)
        early: list[Page] = []
        if rendered is None:
            with Beside(lambda: self.render(written, theme)) as shells:
                self.progress("pages of the handbook", 0, 0)
                early = list(self.contents.handbook_pages()) if self.kept.is_empty else []
                self.progress("shells", 0, 0)
                rendered = shells.result()
                self.take_theme(theme, made_of, rendered)
        else:
            self.add(THEME, self.kept.take(THEME), kept=True)
        compiled = compile_shells(rendered, self.places)
        stamper = Stamper(compiled, sidebar, self.imprint)
        self.kept.places = {place: stamper.made_of(place) for place in compiled} if self.kept.store.file else {}
        pages = early or list(self.contents.handbook_pages())
        return rendered, stamper, [*with_welcome(pages, rendered.pages), search_page(self.templates)]

    def take_theme(self, theme: Path, made_of: str, rendered: Rendered) -> None:
        """Take the theme's files, and the pictures of the hand-written pages."""
        before = len(self.tree.written)
        self.tree.take_all(theme)
        files = tuple(self.tree.written[before:])
        self.kept.note_rendered(made_of, rendered)
        self.kept.note(THEME, Unit(made_of=made_of if rendered.repeatable else "", files=files))

    def written_pages(self) -> WrittenPages:
        written = read_written(self.target.data / "pages", addresses(self.places))
        errors = [problem for problem in written.problems if problem.severity is Severity.ERROR]
        if errors:
            lines = (f"{item.source.file}:{item.line}:{item.column}: {item.message}; {item.hint}" for item in errors)
            raise BuildError("hand-written pages cannot be published:\n" + "\n".join(lines))
        return written

    def render(self, written: WrittenPages, theme: Path) -> Rendered:
        with plainly():
            return render_shells(frame_of(self.organisation, written, self.assets), self.target.config, theme)

    def add_page(self, page: Page, stamper: Stamper) -> None:
        """A page of the handbook: taken over, or stamped and written."""
        unit = self.kept.take(page.address) if page.kept else self.make((page,), stamper, page.made_of, page.looked_up)
        self.add(page.address, unit, kept=page.kept)

    def add(self, name: str, unit: Unit, *, kept: bool) -> None:
        """Note a unit's pages; link their files where the unit is kept."""
        if kept:
            self.reused += len(unit.addresses)
            for file in unit.files:
                self.tree.keep(file, self.target.output)
        else:
            self.tree.note(unit.files)
            self.kept.note(name, unit)
        self.addresses += unit.addresses
        self.documents |= dict(unit.documents)

    def make(self, pages: Sequence[Page], stamper: Stamper, made_of: str, looked_up: Answers) -> Unit:
        """Stamp and write pages, and make what the search needs of them; may run in another process."""
        found = [search_document(page, self.facets, self.stemmer) for page in pages]
        documents = [document for document in found if document is not None]
        return Unit(
            made_of=made_of,
            looked_up=looked_up,
            places=self.kept.shells_of(page.place for page in pages),
            files=(
                *(self.tree.write(f"{page.address}index.html", stamper.stamp(page)) for page in pages),
                *(self.tree.write(*text_file(document)) for document in documents),
            ),
            addresses=tuple(page.address for page in pages),
            documents=tuple((document.address, saved(document)) for document in documents),
        )

    def write_policies(self, stamper: Stamper) -> None:
        """The pages of all policies: taken over, or made in as many processes as there are cores."""

        def work(policy: Policy) -> Unit:
            with plainly():
                self.kept.watch.taken()
                pages = tuple(self.contents.policy_pages(policy))
                return self.make(pages, stamper, self.kept.stamps.get(policy.id, ""), self.kept.watch.taken())

        policies = self.edition.handbook.policies
        changed = [policy for policy in policies if not self.keep_policy(policy)]
        self.progress("policies", len(policies) - len(changed), len(policies))
        made = spread([(policy.id, policy) for policy in changed], lambda part: (part[0], work(part[1])), cores())
        for count, (id_, unit) in enumerate(made, start=len(policies) - len(changed) + 1):
            self.add(_unit_name(id_), unit, kept=False)
            self.progress("policies", count, len(policies))

    def keep_policy(self, policy: Policy) -> bool:
        """Take over all pages of a policy that is as it was."""
        name = _unit_name(policy.id)
        kept = self.kept.has(name, self.kept.stamps.get(policy.id, ""))
        if kept:
            self.add(name, self.kept.take(name), kept=True)
        return kept

    def write_frame(self, rendered: Rendered, stamper: Stamper) -> None:
        """Everything that is not a page of the handbook."""
        root = urlsplit(rendered.site_url).path or "/"
        self.tree.add("404.html", stamper.stamp(not_found_page(self.templates, root), base=root))
        for asset in self.assets:
            self.tree.add(asset.path, asset.data)
        for group in self.contents.files(rendered.site_url):
            self.add_group(group)
        for path, data in header_files().items():
            self.tree.add(path, data)
        self.tree.add("sitemap.xml", sitemap(self.addresses, rendered.site_url))
        self.tree.add("robots.txt", robots(rendered.site_url))
        script = _address(self.assets, REDIRECT_SCRIPT)
        for former, address in redirects(self.edition.handbook.policies, self.addresses):
            page = redirect_page(former, address, self.organisation.title, self.organisation.language, script)
            self.tree.add(f"{former}index.html", page)

    def add_group(self, group: FileGroup) -> None:
        """Files that are no pages: taken over, or made and written."""
        kept = bool(group.made_of) and self.kept.has(group.name, group.made_of)
        if kept:
            self.add(group.name, self.kept.take(group.name), kept=True)
        else:
            files = tuple(self.tree.write(path, data) for path, data in group.make())
            self.add(group.name, Unit(made_of=group.made_of, files=files), kept=False)

    def index(self) -> None:
        self.progress("search index", 0, 0)
        made_of = stamp(*(part for address in sorted(self.documents) for part in (address, self.documents[address])))
        if self.kept.has(INDEX, made_of):
            self.add(INDEX, self.kept.take(INDEX), kept=True)
        elif self.documents:
            before = len(self.tree.written)
            self.make_index()
            self.kept.note(INDEX, Unit(made_of=made_of, files=tuple(self.tree.written[before:])))

    def make_index(self) -> None:
        documents = map(restored, self.documents.values())
        for path, data in index_files(documents, self.facets, self.edition):
            self.tree.add(path, data)

    def finish(self) -> None:
        """Write the manifest, compare it with the folder, swap."""
        self.progress("finishing", 0, 0)
        self.tree.add(MANIFEST, manifest(self.tree.written))
        self.tree.sweep()
        check_whole(self.tree.root, self.tree.written)
        self.place.swap()
        self.kept.save()


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


def compile_shells(rendered: Rendered, tree: tuple[Place, ...]) -> dict[str, Shell]:
    """The shells of all places, ready to be stamped."""
    many = {place.id for place in _all(tree) if place.many}
    return {
        place: compile_shell(place, html, canonical=bool(rendered.site_url), many=place in many)
        for place, html in rendered.shells.items()
    }


def _unit_name(policy: str) -> str:
    """What the pages of a policy are kept as; no address has this form."""
    return f"policy {policy}"


def _all(tree: tuple[Place, ...]) -> Iterator[Place]:
    for place in tree:
        yield place
        yield from _all(place.children)


def section_indexes(tree: tuple[Place, ...]) -> dict[str, Entry]:
    """For each place of many pages the page that lists them all: the index of its section."""
    return {
        place.id: Entry(title=f"All in {section.title}", address=section.children[0].address)
        for section in _all(tree)
        for place in section.children
        if place.many
    }


def with_welcome(pages: Iterable[Page], written: tuple[Page, ...]) -> Iterator[Page]:
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
