"""An edition and the functions that render its pages -> a finished site in its place.

The one module that knows the order: shells, bodies, stamping, assets, redirects, headers, search index, manifest,
check, swap. Everything is made aside; until the swap the old site stays as it is.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

from handbook.machine.store import stamp
from handbook.machine.workers import Beside, cores, spread
from handbook.model.diagnostic import Severity
from handbook.model.handbook import Organisation
from handbook.render.page import Entry, Page
from handbook.render.pages import folder_of
from handbook.render.places import Place, addresses, places, walked
from handbook.render.templates import compile_all, templates_folder
from handbook.site.addresses import redirect_page, redirects, robots, sitemaps
from handbook.site.assets import Asset, read_assets
from handbook.site.contents import FILES, Contents
from handbook.site.errors import BuildError, plainly
from handbook.site.headers import header_files
from handbook.site.kept import THEME, Damaged, Kept
from handbook.site.own_pages import HIDDEN, not_found_page, search_page
from handbook.site.search.index import index_files
from handbook.site.search.stem import stemmer
from handbook.site.shells import Rendered, render_shells
from handbook.site.stamp import Imprint, Sidebar, Stamper
from handbook.site.standing import Built
from handbook.site.swap import Workshop, workshop
from handbook.site.units import Finish, Made, Units
from handbook.site.written import WrittenPages, read_written

if TYPE_CHECKING:
    from handbook.site.plugin import Frame

_TITLE = re.compile(r"<h1[ >].*?</h1>", re.DOTALL)

FRAME, INDEX = "the frame", "the search index"
"""What the files are kept as that are no pages, and those of the search; no address has this form."""

_OF_POLICY = "policy "
"""How the name begins that the pages of a policy are kept as; no address has this form."""

REDIRECT_SCRIPT = "pages/redirect.js"


class Progress(Protocol):
    """Told a stage's name and how many of its parts are done, there are (0: not known), and were reused."""

    def __call__(self, stage: str, done: int, total: int, reused: int = 0) -> None:
        """The stage has come so far."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What is built from and where to: the data folder, mkdocs.yml, the folder that the site takes."""

    data: Path
    config: Path
    output: Path


def build(contents: Contents, target: Target, progress: Progress, seal: str = "", kept: Kept | None = None) -> Built:
    """Build the site and put it in place.

    Args:
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
    kept = kept or Kept()

    def attempt() -> Built:
        with workshop(target.output) as place:
            return _Build(contents, target, progress, place, seal, kept).run()

    with plainly():
        try:
            return attempt()
        except Damaged:
            kept.drop()
            return attempt()


class _Build:
    """One build; each method is one step, in the order of `run`."""

    def __init__(
        self, contents: Contents, target: Target, progress: Progress, place: Workshop, seal: str, kept: Kept
    ) -> None:
        self.contents, self.target, self.progress, self.place = contents, target, progress, place
        self.kept = kept
        self.organisation = contents.edition.handbook.organisation
        self.places = places(self.organisation)
        self.templates = contents.templates
        self.assets = read_assets(templates_folder() / "assets")
        self.imprint = Imprint(as_of=contents.edition.as_of, seal=seal)
        self.tree = kept.tree(place)
        self.units = Units(self.tree, kept)

    def run(self) -> Built:
        self.prepare()
        self.make_pages()
        self.make_written_pages()
        self.units.add_files(FRAME, self.frame())
        self.index()
        return self.finish()

    def prepare(self) -> None:
        """The shells that pages are stamped into, with the files of the theme."""
        written = self.written_pages()
        self.written_made_of = self.kept.made_of(written)
        rendered = self.kept.rendered(self.written_made_of)
        if rendered is not None:
            self.units.take_over(THEME)
        else:
            self.progress("shells", 0, 0)
            theme = self.place.folder("theme")
            with Beside(lambda: self.render(written, theme)) as shells:
                compile_all(self.templates)
                rendered = shells.result()
            self.kept.note_rendered(self.written_made_of, rendered)
            self.units.take_files(THEME, theme, self.written_made_of if rendered.repeatable else "")
        self.rendered = rendered
        sidebar = Sidebar(entries=self.contents.sidebar, indexes=section_indexes(self.places))
        stamper = Stamper(rendered.shells, sidebar, self.imprint)
        self.finishing = Finish(stamper=stamper, facets=rendered.facets, stemmer=stemmer(self.organisation.language))
        self.kept.places = {place: stamper.made_of(place) for place in rendered.shells} if self.kept.store.file else {}

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

    def make_pages(self) -> None:
        """All pages and what is made of policies: taken over, or made in as many processes as there are cores."""
        policies, stamps = self.contents.former, self.kept.stamps
        changed = [id_ for id_ in policies if not self.units.keep(_OF_POLICY + id_, stamps.get(id_, ""))]
        total, kept = len(policies), len(policies) - len(changed)
        self.progress("pages of policies", kept, total, kept)
        beside = [item for item in self.contents.folders if not self.units.keep_folder(item, self.folder_made_of(item))]
        parts = [_Part(folders=tuple(beside)), *(_Part(policy=id_) for id_ in changed)]
        done = kept
        for made in spread(parts if beside else parts[1:], self.work, cores()):
            self.units.take_in(made)
            done += made.folder is None
            self.progress("pages of policies", done, total, kept)

    def work(self, part: "_Part") -> Iterator[Made]:
        """The units of a part; may run in another process."""
        with plainly():
            if part.policy:
                yield self.policy_unit(part.policy)
            else:
                yield from self.units_about_all(part.folders)

    def policy_unit(self, id_: str) -> Made:
        watch = self.kept.watch
        watch.taken()
        pages = tuple(self.contents.policy_pages(id_))
        return self.units.make(_OF_POLICY + id_, pages, self.finishing, self.kept.stamps.get(id_, ""), watch.taken())

    def units_about_all(self, folders: Collection[str]) -> Iterator[Made]:
        """Each group of files and each page about all policies in some folders; what is kept has no unit."""
        for group in self.contents.files(self.rendered.site_url) if FILES in folders else ():
            if self.kept.has(group.name, group.made_of):
                made = Made(name=group.name)
            else:
                made = self.units.make_files(group.name, group.make(), group.made_of)
            yield replace(made, folder=FILES)
        for page in with_welcome(self.contents.handbook_pages(folders), self.rendered.pages):
            if page.kept:
                made = Made(name=page.address)
            else:
                made = self.units.make(page.address, (page,), self.finishing, page.made_of, page.looked_up)
            yield replace(made, folder=folder_of(page.address))

    def folder_made_of(self, folder: str) -> str:
        known = self.contents.folders[folder]
        return stamp(known, self.written_made_of) if known else ""

    def make_written_pages(self) -> None:
        """The hand-written pages but the first, and the one of the search."""
        made_of = self.written_made_of if self.rendered.repeatable else ""
        for page in (*(page for page in self.rendered.pages if page.address), search_page(self.templates)):
            if not self.units.keep(page.address, made_of):
                self.units.take_in(self.units.make(page.address, (page,), self.finishing, made_of, ()))

    def frame(self) -> Iterator[tuple[str, bytes]]:
        """Everything that is no page of the handbook and made of no policy, by path."""
        site_url, found = self.rendered.site_url, self.units.addresses
        root = urlsplit(site_url).path or "/"
        yield "404.html", self.finishing.stamper.stamp(not_found_page(self.templates, root), base=root)
        yield from ((asset.path, asset.data) for asset in self.assets)
        yield from header_files().items()
        yield from sitemaps(found, site_url)
        yield "robots.txt", robots(site_url)
        script = _address(self.assets, REDIRECT_SCRIPT)
        for former, address in redirects(self.contents.former, found):
            page = redirect_page(former, address, self.organisation.title, self.organisation.language, script)
            yield f"{former}index.html", page

    def index(self) -> None:
        found = self.units.found
        made_of = stamp(*(part for name in sorted(found) for part in (name, found[name])))
        kept = self.units.keep(INDEX, made_of)
        self.progress("search index", len(found), len(found), len(found) if kept else 0)
        if not kept and found:
            files = index_files(self.units.documents(), self.rendered.facets, self.contents.edition)
            self.units.add_files(INDEX, files, made_of)

    def finish(self) -> Built:
        """Write the manifest, compare it with the folder, swap."""
        self.progress("finishing", 0, 0)
        self.units.add_manifest()
        self.tree.sweep()
        self.tree.check_whole()
        site_folders = self.tree.folders()
        built = Built(
            pages=len(self.units.addresses),
            files=len(self.tree.written),
            reused=self.units.reused,
            warnings=self.rendered.warnings,
        )
        self.place.swap()
        made_of = self.kept.made_of_all(self.written_made_of) if self.rendered.repeatable else ""
        folders = {item: (self.folder_made_of(item), tuple(names)) for item, names in self.units.folders.items()}
        self.kept.save(self.tree, site_folders, made_of, built, folders, self.contents.faces)
        return built


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """What a process makes at once: the pages of a policy, or those about all policies in some folders."""

    policy: str = ""
    folders: tuple[str, ...] = ()


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


def section_indexes(tree: tuple[Place, ...]) -> dict[str, Entry]:
    """For each place of many pages the page that lists them all: the index of its section."""
    return {
        place.id: Entry(title=f"All in {section.title}", address=section.children[0].address)
        for section in walked(tree)
        for place in section.children
        if place.many
    }


def with_welcome(pages: Iterable[Page], written: tuple[Page, ...]) -> Iterator[Page]:
    """The same pages; what is hand-written for the home page, `index.md`, stands on it below its head."""
    welcome = next((page for page in written if page.address == ""), None)
    for page in pages:
        yield replace(page, body=_welcomed(page.body, welcome.body)) if welcome and page.address == "" else page


def _welcomed(body: str, welcome: str) -> str:
    """The home page has its title in its head, so the one of the hand-written text goes."""
    head, end, rest = body.partition("</header>")
    text = f'<div class="home-welcome">{_TITLE.sub("", welcome, count=1)}</div>'
    return f"{head}{end}{text}{rest}" if end else f"{text}{body}"


def _address(assets: tuple[Asset, ...], name: str) -> str:
    return next(asset.address for asset in assets if asset.name == name)
