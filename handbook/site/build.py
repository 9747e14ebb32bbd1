"""An edition and the functions that render its pages -> a finished site in its place.

The one module that knows the order: shells, bodies, assembly, assets, redirects, headers, search index, manifest,
check, swap. Everything is made aside; until the swap the old site stays as it is.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from handbook.machine.collector import freeze
from handbook.machine.store import stamp
from handbook.machine.workers import Beside, cores, spread
from handbook.model.diagnostic import Severity
from handbook.render.folders import folder_of, is_part
from handbook.render.places import addresses, places
from handbook.render.templates import compile_all, templates_folder
from handbook.site.addresses import redirect_page, redirects, robots, sitemaps
from handbook.site.assembly import Assembler, Imprint, Sidebar, section_indexes
from handbook.site.assets import Asset, read_assets
from handbook.site.contents import FILES, Contents, apart
from handbook.site.errors import BuildError, plainly
from handbook.site.headers import header_files
from handbook.site.inventory import Unit
from handbook.site.kept import THEME, Kept, of_policy
from handbook.site.manifest import check
from handbook.site.own_pages import not_found_page, search_page, with_welcome
from handbook.site.search.index import index_files
from handbook.site.search.stem import stemmer
from handbook.site.shells import Rendered, frame_of, render_shells
from handbook.site.sites import Damaged
from handbook.site.standing import AboutAll, Built
from handbook.site.swap import Workshop, workshop
from handbook.site.units import Finish, Made, Units
from handbook.site.written import WrittenPages, read_written

FRAME, ADDRESSES, INDEX = "the frame", "the addresses", "the search index"
"""What files are kept as that are no pages: ours, what lists all addresses, the search's; no address has this form."""

_LITTLE = 6
"""So many policies and parts of registers are printed in less time than a process of a large handbook is forked."""

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


def build(
    contents: Contents,
    target: Target,
    progress: Progress,
    seal: str = "",
    kept: Kept | None = None,
    *,
    search_later: bool = False,
) -> Built:
    """Build the site and put it in place.

    Args:
        contents: what the pages say.
        target: what is built from and where to.
        progress: told of every stage.
        seal: the newest seal's short form.
        kept: what the last build made, taken over as far as it is made of the same.
        search_later: leave the search as the last build made it, if there is one; the next build brings it up to date.

    Raises:
        BuildError: the message says why; the old site is as it was.
    """
    if target.output.absolute().is_relative_to(target.data.absolute()):
        raise BuildError(f"the site cannot stand inside the data folder {target.data}; choose another --output")
    kept = kept or Kept()

    def attempt() -> Built:
        with workshop(target.output) as place:
            return _Build(contents, target, progress, place, seal, kept, search_later=search_later).run()

    with plainly():
        try:
            return attempt()
        except Damaged:
            kept.drop()
            return attempt()


class _Build:
    """One build; each method is one step, in the order of `run`."""

    def __init__(
        self,
        contents: Contents,
        target: Target,
        progress: Progress,
        place: Workshop,
        seal: str,
        kept: Kept,
        *,
        search_later: bool,
    ) -> None:
        self.search_later, self.search_is_old = search_later, False
        self.contents, self.target, self.progress, self.place = contents, target, progress, place
        self.kept = kept
        self.organisation = contents.edition.handbook.organisation
        self.places = places(self.organisation)
        self.templates = contents.templates
        self.assets = read_assets(templates_folder() / "assets")
        self.imprint = Imprint(as_of=contents.edition.as_of, seal=seal)
        self.tree = kept.sites.tree(place, kept.inventory)
        self.units = Units(self.tree, kept)

    def run(self) -> Built:
        self.prepare()
        self.make_pages()
        self.make_written_pages()
        self.units.add_files(FRAME, self.frame())
        self.tell_addresses()
        self.index()
        return self.finish()

    def prepare(self) -> None:
        """The shells that pages are filled into, with the files of the theme."""
        written = self.written_pages()
        self.written_made_of = self.kept.made_of(written)
        self.folders = {
            folder: known and f"{known} {self.written_made_of}" for folder, known in self.contents.folders.items()
        }
        rendered = self.kept.rendered(self.written_made_of)
        if rendered is not None:
            self.units.inventory.keep((THEME,))
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
        assembler = self.kept.assembler
        if assembler is None or not assembler.is_of(rendered.shells, sidebar, self.imprint):
            assembler = Assembler(rendered.shells, sidebar, self.imprint)
        self.finishing = Finish(
            assembler=assembler, facets=rendered.facets, stemmer=stemmer(self.organisation.language)
        )
        self.kept.stand_in(assembler)

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
        changed = self.units.keep_policies(self.contents.policies)
        total = len(self.contents.policies)
        kept = total - len(changed)
        self.progress("pages of policies", kept, total, kept)
        beside = self.units.keep_folders(self.folders)
        parts = [*(_Part(folders=group) for group in apart(beside)), *(_Part(policy=id_) for id_ in changed)]
        is_little = len(changed) + len(beside) <= _LITTLE and all(map(is_part, beside))
        done = kept
        freeze()
        for made in spread(parts, self.work, 1 if is_little else cores(), lambda part: bool(part.folders)):
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
        pages, files = self.contents.of_policy(id_, self.rendered.site_url)
        name, made_of, folder = of_policy(id_), self.kept.stamps.get(id_, ""), f"policies/{id_}/"
        return self.units.make(name, pages, self.finishing, made_of, watch.taken(), files, listed_in=folder)

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
            yield replace(made, folder=folder_of(page.address, self.contents.folders))

    def make_written_pages(self) -> None:
        """The hand-written pages but the first, and the one of the search."""
        made_of = self.written_made_of if self.rendered.repeatable else ""
        for page in (*(page for page in self.rendered.pages if page.address), search_page(self.templates)):
            if not self.units.keep({page.address: made_of}):
                self.units.take_in(self.units.make(page.address, (page,), self.finishing, made_of, ()))

    def frame(self) -> Iterator[tuple[str, bytes]]:
        """Everything that is no page of the handbook and made of no policy, by path."""
        root = urlsplit(self.rendered.site_url).path or "/"
        yield "404.html", self.finishing.assembler.assemble(not_found_page(self.templates, root), base=root)
        yield from ((asset.path, asset.data) for asset in self.assets)
        yield from header_files().items()
        yield "robots.txt", robots(self.rendered.site_url)

    def tell_addresses(self) -> None:
        """What is made of the addresses of all pages: the sitemap, and pages that lead on from former ones."""
        told = (self.rendered.site_url, self.organisation.title, self.organisation.language, self.redirect_script)
        renamed = (f"{id_} {' '.join(ids)}" for id_, ids in self.contents.former.items())
        made_of = stamp(*told, self.units.inventory.stamp(_addresses_of), "\n".join(renamed))
        if not self.units.keep({ADDRESSES: made_of}):
            self.units.add_files(ADDRESSES, self.leading_pages(self.units.addresses), made_of)

    def leading_pages(self, found: list[str]) -> Iterator[tuple[str, bytes]]:
        """The sitemap, and the pages that lead on, by path."""
        yield from sitemaps(found, self.rendered.site_url)
        for former, address in redirects(self.contents.former, found):
            title, language = self.organisation.title, self.organisation.language
            yield f"{former}index.html", redirect_page(former, address, title, language, self.redirect_script)

    @property
    def redirect_script(self) -> str:
        return _address(self.assets, REDIRECT_SCRIPT)

    def index(self) -> None:
        inventory = self.units.inventory
        if self.search_later and self.kept.unit(INDEX) and inventory.differs(_documents_of):
            inventory.keep((INDEX,))
            self.search_is_old = True
            return
        made_of = inventory.stamp(_documents_of)
        found = sum(bool(unit.documents) for _, unit in inventory.units())
        kept = self.units.keep({INDEX: made_of})
        self.progress("search index", found, found, found if kept else 0)
        if found and not kept:
            files = index_files(self.units.documents(), self.rendered.facets, self.contents.edition)
            self.units.add_files(INDEX, files, made_of)

    def finish(self) -> Built:
        """Write the manifest, compare it with the folder, swap."""
        self.progress("finishing", 0, 0)
        self.units.add_manifest()
        inventory = self.units.inventory
        reused = inventory.reused
        self.kept.sites.settle(self.tree, inventory)
        check(self.tree, inventory.files())
        built = Built(
            pages=inventory.pages,
            files=inventory.size,
            reused=reused,
            warnings=self.rendered.warnings,
            search_is_old=self.search_is_old,
        )
        self.place.swap()
        folders = {item: (made_of, tuple(self.units.folders.get(item, ()))) for item, made_of in self.folders.items()}
        self.kept.save(
            self.kept.made_of_all(self.written_made_of) if self.rendered.repeatable and not self.search_is_old else "",
            built,
            AboutAll(
                folders=folders,
                faces=self.contents.faces,
                names=self.kept.watch.stamp,
                places=self.kept.places,
            ),
        )
        return built


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """What a process makes at once: the pages of a policy, or those about all policies in some folders."""

    policy: str = ""
    folders: tuple[str, ...] = ()


def _addresses_of(unit: Unit) -> tuple[str, ...]:
    return unit.addresses


def _documents_of(unit: Unit) -> tuple[str, ...]:
    return (unit.documents,) if unit.documents else ()


def _address(assets: tuple[Asset, ...], name: str) -> str:
    return next(asset.address for asset in assets if asset.name == name)
