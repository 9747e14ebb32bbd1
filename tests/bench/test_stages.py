"""What a stage changes is in every contender's sources, and a build that does not show it has failed."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from bench.contenders import HUGO, OURS, WORD, Contender, Watching, prepare
from bench.measure import Limits
from bench.stages import Stage, perform, stages_of

LIMITS = Limits(seconds=20, memory=10**9)


@pytest.fixture(scope="module")
def contenders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Contender, ...]:
    return prepare(2, 2, tmp_path_factory.mktemp("bench"))


def copying(folder: Path, program: str) -> Contender:
    """A contender that makes its one page by a program in Python."""
    (folder / "page.md").write_text("Marked0")
    return Contender(
        name="copying",
        folder=folder,
        commands=((sys.executable, "-c", program),),
        sources=".",
        site=folder / "site",
        leavings=("site",),
        edited=folder / "page.md",
        shows=folder / "page.html",
    )


def test_every_contender_has_the_word_in_a_file_of_its_own(contenders: tuple[Contender, ...]) -> None:
    for contender in contenders:
        contender.edit(f"Marked{len(contender.name)}")
    found = {
        contender.name: set(WORD.findall(contender.edited.read_text(encoding="utf-8"))) for contender in contenders
    }
    assert found == {contender.name: {f"Marked{len(contender.name)}"} for contender in contenders}


def test_only_ours_publishes_and_two_build_by_themselves(contenders: tuple[Contender, ...]) -> None:
    found = {contender.name: stages_of(contender)[3:] for contender in contenders}
    assert found == {
        OURS: (Stage.NEXT, Stage.PUBLICATION, Stage.WATCHED),
        HUGO: (Stage.WATCHED,),
        "MkDocs + Material": (),
        "Zensical": (),
    }


def test_publication_leaves_the_data_as_they_were(contenders: tuple[Contender, ...]) -> None:
    ours = contenders[0]
    data = ours.folder / "policy_data"
    before = {path: path.read_bytes() for path in data.rglob("*.yml")}
    assert ours.publication is not None
    with ours.publication.published(data):
        assert len(list(data.rglob("*.yml"))) == len(before) + 1
    assert {path: path.read_bytes() for path in data.rglob("*.yml")} == before


def test_build_that_shows_the_edit_counts(tmp_path: Path) -> None:
    program = "import shutil; shutil.copyfile('page.md', 'page.html')"
    assert perform(copying(tmp_path, program), Stage.EDIT, 0, LIMITS).failure == ""


def test_build_that_does_not_show_the_edit_has_failed(tmp_path: Path) -> None:
    assert perform(copying(tmp_path, "pass"), Stage.EDIT, 0, LIMITS).failure == "does not show the edit"


def test_program_that_ends_while_it_should_watch_has_failed(tmp_path: Path) -> None:
    contender = replace(copying(tmp_path, "pass"), watching=_watching("pass"))
    assert perform(contender, Stage.WATCHED, 0, LIMITS).failure == "does not watch"


def _watching(program: str) -> Watching:
    return Watching(command=(sys.executable, "-c", program), waits="Watching", built="Total in ")


WATCHING = """
import pathlib, shutil, time
print("Total in 8 ms")
print("Watching for changes", flush=True)
seen = ""
while True:
    text = pathlib.Path("page.md").read_text()
    if "Marked5" in text and text != seen:
        seen = text
        shutil.copyfile("page.md", "page.html")
        print("Total in 9 ms", flush=True)
    time.sleep(0.01)
"""


def test_program_that_watches_shows_the_edit_before_the_next_one_runs(tmp_path: Path) -> None:
    commands = (("false",), (sys.executable, "-c", "assert 'Marked5' in open('page.html').read()"))
    contender = replace(copying(tmp_path, ""), watching=_watching(WATCHING), commands=commands)
    build = perform(contender, Stage.WATCHED, 0, LIMITS)
    assert (build.failure, len(build.runs)) == ("", 2)


def test_build_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    limits = Limits(seconds=0.3, memory=10**9)
    program = "import time; time.sleep(60)"
    assert perform(copying(tmp_path, program), Stage.WARM, 0, limits).failure == "stopped after 0 s"


def test_build_that_takes_too_much_memory_is_stopped(tmp_path: Path) -> None:
    limits = Limits(seconds=20, memory=10**8)
    program = "import time; held = b'x' * 300_000_000; time.sleep(60)"
    assert perform(copying(tmp_path, program), Stage.WARM, 0, limits).failure.startswith("stopped at 0.")


def test_bytes_written_are_those_of_the_program_and_what_it_starts(tmp_path: Path) -> None:
    inner = "open('b', 'wb').write(b'x' * 3_000_000)"
    outer = "open('a', 'wb').write(b'x' * 2_000_000)"
    program = f"import subprocess, sys; {outer}; subprocess.run([sys.executable, '-c', {inner!r}])"
    build = perform(copying(tmp_path, program), Stage.WARM, 0, LIMITS)
    if not build.written:
        pytest.skip("a file system in memory writes nothing to a disk")
    assert build.written == pytest.approx(5_000_000, rel=0.05)
