"""A small handbook with made-up bodies, built by the real machinery: `python -m tests.site.sample DATA OUTPUT [STAGE]`.

With the name of a stage the process is killed when that stage begins.
"""

import json
import os
import signal
import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path

from handbook.history.edition import Edition
from handbook.model.handbook import Category, Policy
from handbook.render.folders import folder_of
from handbook.render.page import Entry, Heading, Page
from handbook.render.places import Place, places
from handbook.render.templates import make_templates
from handbook.report.file_group import FileGroup
from handbook.site.build import Progress, Target, build
from handbook.site.contents import FILES, Contents
from handbook.site.manifest import MANIFEST
from handbook.site.standing import Built
from tests import builders as make

PROJECT = Path(__file__).resolve().parents[2]
HOSTILE = "<script>alert('title')</script> & \"quoted\""

PAGES = {
    "index.md": "# Welcome\n\nHello.\n",
    "how-to-use.md": (
        "---\ntitle: How to use <b>this</b> & that\n---\n\n"
        "## First step\n\nRead [complaints](policy:complaints#first-answer), [the standards](/standards/)"
        " and [the guide](guides/hand-over.md).\n\n<script>alert('page')</script>\n\n![A branch](branch.png)\n"
    ),
    "guides/hand-over.md": "# Handing over\n\n!!! note\n    Say who comes next.\n",
}


def edition() -> Edition:
    """Two categories, two policies, one of which had another id before."""
    categories = (Category(id="contact", title="Reaching us"), Category(id="money", title=f"Money {HOSTILE}"))
    return make.edition(
        make.policy("complaints", make.version("1.0"), make.version("2.0"), make.rename(former="grievances")),
        make.policy("phone", make.version("1.0")),
        organisation=make.organisation(categories=categories),
    )


def write_pages(data: Path) -> Path:
    """A data folder with hand-written pages and a picture."""
    for name, text in PAGES.items():
        path = data / "pages" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (data / "pages" / "branch.png").write_bytes(b"\x89PNG\r\n")
    return data


def sidebar() -> dict[str, tuple[Entry, ...]]:
    """Both policies stand in the category `contact`."""
    titles = {"complaints": HOSTILE, "phone": "Answering the phone"}
    entries = tuple(Entry(title=title, address=f"policies/{id_}/") for id_, title in titles.items())
    return {"policy/contact": entries, "role": (Entry(title="Adviser", address="roles/adviser/"),)}


def handbook_pages(read: Edition) -> Iterator[Page]:
    """One page for each place with an address, and a role's."""
    for place in _single(places(read.handbook.organisation)):
        body = f"<h1>{escape(place.title)}</h1><p>Of the handbook.</p>"
        yield Page(address=place.address, place=place.id, title=place.title, description="", body=body)
    yield Page(address="roles/adviser/", place="role", title="Adviser", description="", body="<h1>Adviser</h1>")


def policy_pages(policy: Policy) -> Iterator[Page]:
    """The policy, its versions with their changes, its history."""
    address = f"policies/{policy.id}/"
    yield _policy_page(policy, address, searchable=True)
    for version in policy.versions:
        yield _policy_page(policy, f"{address}{version.number}/")
        yield _policy_page(policy, f"{address}{version.number}/changes/")
    yield _policy_page(policy, f"{address}history/")


def build_sample(
    data: Path, output: Path, progress: Progress | None = None, config: Path = PROJECT / "mkdocs.yml"
) -> Built:
    """Build the sample."""
    read = edition()
    contents = Contents(
        edition=read,
        policies=read.policies.keys(),
        former={
            policy.id: tuple(item.former for item in policy.records.renames)
            for policy in read.handbook.policies
            if policy.records.renames
        },
        sidebar=sidebar(),
        templates=make_templates(),
        handbook_pages=lambda wanted: (page for page in handbook_pages(read) if folder_of(page.address, ()) in wanted),
        of_policy=lambda id_, site_url: (
            tuple(policy_pages(read.policies[id_])),
            [_feed(f"policies/{id_}/", site_url)],
        ),
        files=lambda site_url: [FileGroup(name="feed", made_of="", make=lambda: [_feed("", site_url)])],
        folders=dict.fromkeys([*{folder_of(page.address, ()) for page in handbook_pages(read)}, FILES], ""),
    )
    target = Target(data=data, config=config, output=output)
    return build(contents, target, progress or (lambda *_: None))


def _feed(folder: str, site_url: str) -> tuple[str, bytes]:
    return f"{folder}feed.xml", f"<feed>{site_url}{folder}</feed>".encode()


def listed_files(site: Path) -> dict[str, str]:
    """The hash of every file of a built site but its manifest, as that and the manifests of policies list them."""
    top = json.loads((site / MANIFEST).read_bytes())
    parts = [json.loads((site / path).read_bytes())["files"] for path in top["parts"]]
    return {path: sha256 for found in (top["files"], top["parts"], *parts) for path, sha256 in found.items()}


def _single(tree: tuple[Place, ...]) -> Iterator[Place]:
    for place in tree:
        if place.children:
            yield from _single(place.children)
        elif not place.many:
            yield place


def _policy_page(policy: Policy, address: str, *, searchable: bool = False) -> Page:
    return Page(
        address=address,
        place="policy/contact",
        title=HOSTILE if policy.id == "complaints" else "Answering the phone",
        description=f'What to do when "{policy.id}" <i>happens</i>',
        body=f'<h1>{policy.id}</h1><h2 id="first-answer">First answer</h2><p>Answer the kettle on the same day.</p>',
        entry=f"policies/{policy.id}/",
        headings=(Heading(anchor="first-answer", title="First answer & <b>more</b>"),),
        searchable=searchable,
        facts={"category": "Reaching us", "audience": "Adviser; Shift lead", "keywords": "grumble"},
    )


def _kill_at(fatal: str) -> Progress:
    """A progress callback that ends the process as a kill does when a stage begins."""

    def progress(stage: str, done: int, total: int, reused: int = 0) -> None:
        if stage == fatal:
            os.kill(os.getpid(), signal.SIGKILL)

    return progress


if __name__ == "__main__":
    data, output, *stage = sys.argv[1:]
    build_sample(Path(data), Path(output), _kill_at(stage[0]) if stage else None)
