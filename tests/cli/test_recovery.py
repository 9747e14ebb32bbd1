"""Whatever command comes next after one that was interrupted: it finishes or undoes what was left, then reads."""

import errno
import os
from pathlib import Path

import pytest

from handbook.ledger import transaction
from tests.cli import revised
from tests.cli.conftest import Run
from tests.cli.revised import APPROVED, NEXT, REVISED, SPRING_BRIEFING, SPRING_PILOT
from tests.load.data import write

FILES = revised.FILES
VERSION = "policies/phone/versions/2.0.yml"
READING = (
    ("check",),
    ("in-force", "--as-of", "2026-01-15"),
    ("due",),
    ("verify", "--no-git"),
    ("build",),
    ("seal", "--adopt"),
    ("publish", "phone", "--effective", "2026-03-01", "--dry-run"),
    ("review", "phone", "--outcome", "reaffirm", "--by", "phone-lead", "--note", "As it should be."),
    ("rename", "phone", "telephone", "--reason", "The word people use."),
    ("withdraw", "phone", "--effective", "2026-03-01", "--by", "service-director", "--reason", "Nobody rings."),
)


@pytest.fixture
def aside(data: Path) -> Path:
    """Where an interrupted command leaves its work; the folder has a configuration, so that `build` reads the data."""
    (data.parent / "mkdocs.yml").write_text("site_name: Handbook\n")
    return data.parent / ".handbook/publishing-policy_data"


@pytest.fixture
def decided(run: Run, data: Path, aside: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A publication that was interrupted after it was decided, and before any of its files was in place."""

    def interrupted(*_: object) -> None:
        raise OSError(errno.EIO, "the machine stopped")

    run("seal", "--adopt")
    write(data, {"policies/phone/policy.yml": NEXT + REVISED + SPRING_PILOT + SPRING_BRIEFING})
    with monkeypatch.context() as patched:
        patched.setattr(transaction, "_finish", interrupted)
        published = run("publish", "phone", "--effective", "2026-01-15", *APPROVED)
    assert (published.exit_code, "the next command finishes" in published.stderr) == (2, True)
    assert not (data / VERSION).exists()
    return aside


@pytest.fixture
def undecided(aside: Path) -> Path:
    """A publication that was interrupted while its files were written aside."""
    write(aside, {"0": "release:\n  vers"})
    return aside


@pytest.mark.parametrize("arguments", READING, ids=lambda arguments: arguments[0])
def test_next_command_finishes_what_was_decided(
    run: Run, data: Path, decided: Path, arguments: tuple[str, ...]
) -> None:
    done = run(*arguments)
    assert done.stderr.splitlines().count("an interrupted command was finished") == 1
    assert (decided.exists(), "2.0.yml" in {path.name for path in data.rglob("*")}) == (False, True)


@pytest.mark.parametrize("arguments", READING, ids=lambda arguments: arguments[0])
def test_next_command_takes_back_what_was_not_decided(
    run: Run, data: Path, undecided: Path, arguments: tuple[str, ...]
) -> None:
    done = run(*arguments)
    assert done.stderr.splitlines().count("an interrupted command was undone") == 1
    assert (undecided.exists(), "2.0.yml" in {path.name for path in data.rglob("*")}) == (False, False)


def test_command_reads_what_it_has_finished(run: Run, decided: Path) -> None:
    assert run("in-force", "--as-of", "2026-01-15").stdout == "phone    2.0  since 2026-01-15  Phone\n"


@pytest.fixture
def for_reading_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing beside the data can be opened for writing, as on a file system that is mounted for reading only."""
    real = os.open

    def refuse(path: str | Path, flags: int, *arguments: int) -> int:
        if ".handbook" in str(path) and flags & (os.O_WRONLY | os.O_RDWR):
            raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))
        return real(path, flags, *arguments)

    monkeypatch.setattr(os, "open", refuse)


@pytest.mark.parametrize("arguments", [("check",), ("in-force",), ("due",), ("verify", "--no-git")])
def test_data_that_can_only_be_read_are_read_as_they_are(
    run: Run, decided: Path, for_reading_only: None, arguments: tuple[str, ...]
) -> None:
    done = run(*arguments)
    warning = "warning: an interrupted command left its work half done, and it cannot be finished here ([Errno 30]"
    assert done.stderr.startswith(warning)
    assert (type(done.exception) in {type(None), SystemExit}, decided.exists()) == (True, True)


JOURNALS = {
    "absolute": '[["/{outside}", "0"]]',
    "upwards": '[["../outside.yml", "0"]]',
    "linked": '[["policies/link/outside.yml", "0"]]',
    "deleting": '[["../outside.yml", ""]]',
    "taking": '[["policies/phone/versions/2.0.yml", "../../outside.yml"]]',
    "no-journal": "{}{",
    "other-shape": '{"a": 1}',
}


@pytest.mark.parametrize("journal", JOURNALS.values(), ids=JOURNALS)
def test_journal_that_comes_with_a_checkout_touches_nothing_outside_the_data(
    run: Run, data: Path, aside: Path, journal: str
) -> None:
    outside = data.parent / "outside.yml"
    outside.write_text("mine")
    (data / "policies/link").symlink_to(data.parent)
    write(aside, {"0": "forged", "journal.json": journal.replace("{outside}", str(outside)[1:])})
    read, wrote = run("in-force"), run("seal", "--adopt")
    assert outside.read_text() == "mine"
    assert read.stderr.startswith(f"warning: {aside / 'journal.json'} ")
    assert (wrote.exit_code, "nothing was written" in wrote.stderr) == (2, True)


def test_lock_that_is_a_link_empties_no_file(run: Run, data: Path, undecided: Path) -> None:
    (data.parent / "mine.txt").write_text("mine")
    undecided.with_name("publishing-policy_data.lock").symlink_to(data.parent / "mine.txt")
    assert run("check").stderr.startswith("warning: an interrupted command left its work half done")
    assert (data.parent / "mine.txt").read_text() == "mine"
