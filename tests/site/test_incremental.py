"""A build that takes over what is as it was gives the same bytes as one that makes everything."""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import date
from functools import partial, reduce
from hashlib import sha256
from operator import or_
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handbook.cli.build import Builds
from handbook.cli.main import main
from handbook.cli.options import chosen
from handbook.cli.watch import attempt, build_once
from handbook.machine.store import Store
from handbook.site.errors import BuildError
from handbook.site.watching import Places, Saved, saved
from tests.check.sample import BENCHMARKS, GLOSSARY, HANDBOOK, PHONE, ROLES, SAMPLE

pytestmark = pytest.mark.slow

PROJECT = Path(__file__).parents[2]
CONFIG = (PROJECT / "mkdocs.yml").read_text(encoding="utf-8")

_PHONE, _CHAT = "policies/phone", "policies/chat"
_FIRST = SAMPLE[f"{_PHONE}/versions/1.0.yml"]
_SECOND = _FIRST.replace('"1.0"', '"2.0"').replace("2025-04-18", "2025-09-01").replace("2025-05-01", "2025-10-01")

EDITS: tuple[Mapping[str, str | None], ...] = (
    {f"{_PHONE}/policy.yml": PHONE.replace("Say your name", "Say your whole name")},
    {f"{_PHONE}/versions/1.0.yml": _FIRST.replace("title: Phone\n", "title: Telephone\n")},
    {f"{_PHONE}/versions/1.0.yml": _FIRST.replace("Say your name", "Say your whole name")},
    {f"{_PHONE}/versions/2.0.yml": _SECOND.replace("Say your name", "Say who you are")},
    {f"{_PHONE}/records/renames/shorter.yml": "former: telephone\nrenamed: 2025-06-01\nreason: shorter\n"},
    {f"{_PHONE}/records/reviews/a.yml": "reviewed: 2025-12-01\noutcome: reaffirm\nby: shift-lead\nnote: All well.\n"},
    {
        f"{_PHONE}/records/withdrawals/end.yml": (
            "published: 2025-11-01\neffective: 2025-12-01\nreason: Nobody rings.\nby: service-director\n"
        )
    },
    {f"{_CHAT}/policy.yml": PHONE, f"{_CHAT}/versions/1.0.yml": _FIRST.replace("title: Phone", "title: Chat")},
    {f"{_CHAT}/policy.yml": None, f"{_CHAT}/versions/1.0.yml": None},
    {"roles.yml": ROLES.replace("Shift lead", "Team lead")},
    {"glossary.yml": GLOSSARY.replace("goodwill gesture", "name")},
    {"benchmarks.yml": BENCHMARKS.replace("value: 6", "value: 7")},
    {"handbook.yml": HANDBOOK.replace("Reaching us", "How to reach us")},
    {"pages/index.md": "# Welcome\n\nRead this first.\n"},
    {"pages/holidays.md": "# Holidays\n\nWe are closed.\n"},
    {"../mkdocs.yml": CONFIG.replace("https://handbook.example.com/", "https://rules.example.com/")},
)


def _write(data: Path, files: Mapping[str, str | None]) -> None:
    for name, content in files.items():
        path = data / name
        if content is None:
            path.unlink(missing_ok=True)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
    for folder in (data / "policies").iterdir():
        if not any(path.is_file() for path in folder.rglob("*")):
            shutil.rmtree(folder)


def _built(folder: Path, as_of: str) -> dict[str, str]:
    done = CliRunner().invoke(main, ["--config", str(folder / "mkdocs.yml"), "--as-of", as_of])
    assert done.exit_code == 0, done.output
    return hashes(folder / "site")


def hashes(site: Path) -> dict[str, str]:
    """The hash of every file of a site, by path."""
    files = (path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A handbook that every example goes on with, as an owner's does."""
    folder = tmp_path_factory.mktemp("grown")
    (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    _write(folder / "policy_data", dict(SAMPLE))
    return folder


@given(st.lists(st.sampled_from(EDITS), min_size=1, max_size=3), st.booleans())
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True)
def test_incremental_build_gives_the_bytes_of_a_clean_one(
    grown: Path, edits: list[Mapping[str, str | None]], later: bool
) -> None:
    as_of = "2026-02-01" if later else "2026-01-15"
    for edit in edits:
        _write(grown / "policy_data", edit)
    incremental = _built(grown, as_of)
    clean = grown.with_name("clean")
    shutil.rmtree(clean, ignore_errors=True)
    shutil.copytree(grown, clean, ignore=shutil.ignore_patterns("site", ".handbook"))
    assert incremental == _built(clean, as_of)


@pytest.mark.parametrize("edit", EDITS)
def test_each_edit_alone_gives_the_bytes_of_a_clean_build(tmp_path: Path, edit: Mapping[str, str | None]) -> None:
    folder = tmp_path / "grown"
    folder.mkdir()
    (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    _write(folder / "policy_data", dict(SAMPLE))
    _built(folder, "2026-01-15")
    _write(folder / "policy_data", edit)
    incremental = _built(folder, "2026-01-15")
    shutil.rmtree(folder / ".handbook")
    shutil.rmtree(folder / "site")
    assert incremental == _built(folder, "2026-01-15")


def _alter(page: Path) -> None:
    page.write_bytes(page.read_bytes().replace(b"Say your name", b"Say my name!!"))


def _replace(page: Path) -> None:
    content = page.read_bytes()
    page.unlink()
    page.write_bytes(content.replace(b"Say your name", b"Say my name!!"))


def _turn_into_a_link(page: Path) -> None:
    shutil.move(page, page.parents[4] / "elsewhere.html")
    page.symlink_to(page.parents[4] / "elsewhere.html")


def _put_a_folder_there(page: Path) -> None:
    page.unlink()
    (page / "within").mkdir(parents=True)


DAMAGES: Mapping[str, Callable[[Path], object]] = {
    "altered": _alter,
    "replaced": _replace,
    "gone": Path.unlink,
    "a link": _turn_into_a_link,
    "a folder": _put_a_folder_there,
    "its folder gone": lambda page: shutil.rmtree(page.parent),
    "a stranger beside it": lambda page: page.with_name("stranger.html").write_text("Hello", encoding="utf-8"),
    "an empty folder beside it": lambda page: page.with_name("stranger").mkdir(),
}
"""What can be done to a page of a site."""


def _saved(folder: Path, edit: Mapping[str, str | None]) -> Saved:
    """What the system tells of an edit."""
    paths = [(folder / "policy_data" / name).resolve() for name in edit]
    return saved(map(str, paths), _watched(folder))


def _watched(folder: Path) -> Places:
    return Places(data=folder / "policy_data", config=folder / "mkdocs.yml", templates=PROJECT / "templates")


@given(st.lists(st.lists(st.sampled_from(EDITS), min_size=1, max_size=2), min_size=2, max_size=5), st.booleans())
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True, deadline=None)
def test_builds_that_go_on_give_the_bytes_of_clean_ones(
    tmp_path_factory: pytest.TempPathFactory, days: list[list[Mapping[str, str | None]]], rests: bool
) -> None:
    folder = tmp_path_factory.mktemp("watched")
    (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    _write(folder / "policy_data", SAMPLE)
    builds = Builds(chosen(None, folder / "mkdocs.yml", date(2026, 1, 15)), folder / "site", goes_on=True)
    build_once(builds, Saved(shared=True))
    for edits in days:
        for edit in edits:
            _write(folder / "policy_data", edit)
        build_once(builds, reduce(or_, (_saved(folder, edit) for edit in edits)))
        if rests:
            assert builds.get_ready()
        builds.catch_up()
        clean = folder.with_name(f"{folder.name}-clean")
        shutil.rmtree(clean, ignore_errors=True)
        shutil.copytree(folder, clean, ignore=shutil.ignore_patterns("site", ".handbook"))
        assert hashes(folder / "site") == _built(clean, "2026-01-15")
    builds.keep()
    assert hashes(folder / "site") == _built(folder, "2026-01-15")


_BROKEN = {f"{_CHAT}/policy.yml": "title: [\n"}
_UNKNOWN = {f"{_CHAT}/policy.yml": PHONE.replace("Say your name.", "'See [it](policy:nobody).'")}
_FORMER = {f"{_PHONE}/records/renames/shorter.yml": "former: chat\nrenamed: 2025-06-01\nreason: shorter\n"}
_REFUSED: Mapping[str, tuple[Mapping[str, str | None], ...]] = {
    "it cannot be read": ({**EDITS[1], **_BROKEN}, EDITS[7]),
    "it names nobody": ({**EDITS[7], **_UNKNOWN}, EDITS[1], {f"{_CHAT}/policy.yml": PHONE}),
    "its id was another's": ({**EDITS[7], **_FORMER}, EDITS[8]),
    "twice": (_BROKEN, EDITS[1], EDITS[7], _UNKNOWN, EDITS[3], EDITS[8]),
}
"""What is saved, one after another: a policy that stops the build, others meanwhile, and at last what mends it."""


@pytest.mark.parametrize("case", _REFUSED)
def test_builds_that_go_on_take_up_what_was_saved_while_none_could_be_made(tmp_path: Path, case: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    _write(tmp_path / "policy_data", SAMPLE)
    builds = Builds(chosen(None, tmp_path / "mkdocs.yml", date(2026, 1, 15)), tmp_path / "site", goes_on=True)
    build_once(builds, Saved(shared=True))
    before = hashes(tmp_path / "site")
    *refused, mending = _REFUSED[case]
    for edit in refused:
        _write(tmp_path / "policy_data", edit)
        attempt(partial(build_once, builds, _saved(tmp_path, edit)))
    assert (hashes(tmp_path / "site") == before) is (case != "twice")
    _write(tmp_path / "policy_data", mending)
    build_once(builds, _saved(tmp_path, mending))
    builds.catch_up()
    assert _is_as_clean(tmp_path, hashes(tmp_path / "site"))


@pytest.mark.parametrize("damage", DAMAGES)
def test_builds_that_go_on_find_what_was_done_to_the_site(tmp_path: Path, damage: str) -> None:
    _sample(tmp_path)
    builds = Builds(chosen(None, tmp_path / "mkdocs.yml", date(2026, 1, 15)), tmp_path / "site", goes_on=True)
    for edit in (EDITS[2], EDITS[5]):
        _write(tmp_path / "policy_data", edit)
        build_once(builds, _saved(tmp_path, edit))
        builds.catch_up()
        assert builds.get_ready()
    whole = hashes(tmp_path / "site")
    DAMAGES[damage](tmp_path / "site/policies/phone/1.0/index.html")
    assert not builds.get_ready()
    build_once(builds, Saved(shared=True))
    assert hashes(tmp_path / "site") == whole


def test_builds_that_go_on_wait_for_nobody_who_is_building(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    _write(tmp_path / "policy_data", SAMPLE)
    builds = Builds(chosen(None, tmp_path / "mkdocs.yml", date(2026, 1, 15)), tmp_path / "site", goes_on=True)
    build_once(builds, Saved(shared=True))

    def refuse(*_: Path) -> None:
        raise BuildError("another build is running")

    monkeypatch.setattr("handbook.site.sites.workshop", refuse)
    assert builds.get_ready()
    assert not (tmp_path / ".handbook/site.spare").exists()


def test_builds_that_go_on_take_up_what_another_run_built(tmp_path: Path) -> None:
    _sample(tmp_path)
    builds = Builds(chosen(None, tmp_path / "mkdocs.yml", date(2026, 1, 15)), tmp_path / "site", goes_on=True)
    build_once(builds, Saved(shared=True))
    assert builds.get_ready()
    for edit in (EDITS[2], EDITS[5]):
        _write(tmp_path / "policy_data", edit)
        _built(tmp_path, "2026-01-15")
    build_once(builds, _saved(tmp_path, EDITS[5]))
    _write(tmp_path / "policy_data", EDITS[4])
    build_once(builds, _saved(tmp_path, EDITS[4]))
    builds.catch_up()
    assert _is_as_clean(tmp_path, hashes(tmp_path / "site"))


def test_what_is_kept_is_never_trusted(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    _write(tmp_path / "policy_data", dict(SAMPLE))
    whole = _built(tmp_path, "2026-01-15")
    kept, page = tmp_path / ".handbook/kept.sqlite", tmp_path / "site/policies/phone/index.html"
    page.write_bytes(page.read_bytes().replace(b"Say your name", b"Say my name!!"))
    assert _built(tmp_path, "2026-01-15") == whole
    content = kept.read_bytes()
    for damage in (content[: len(content) // 2], content.replace(b"Say your name", b"Say our names"), b"foreign"):
        kept.write_bytes(damage)
        assert _built(tmp_path, "2026-01-15") == whole


def test_a_second_build_takes_over_nearly_all_pages(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    _write(tmp_path / "policy_data", dict(SAMPLE))
    whole = _built(tmp_path, "2026-01-15")
    before = {path: (tmp_path / "site" / path).stat().st_ino for path in whole}
    assert _built(tmp_path, "2026-01-15") == whole
    anew = [path for path in whole if (tmp_path / "site" / path).stat().st_ino != before[path]]
    assert [path for path in anew if path.endswith(".html")] == []


def _sample(folder: Path) -> dict[str, str]:
    """The sample, built, changed and changed back: the site in use and the spare one are both known by then."""
    (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    for files in (SAMPLE, EDITS[2], SAMPLE):
        _write(folder / "policy_data", files)
        built = _built(folder, "2026-01-15")
    return built


def _is_as_clean(folder: Path, built: Mapping[str, str]) -> bool:
    """Whether a build without anything kept gives the same."""
    shutil.rmtree(folder / ".handbook")
    shutil.rmtree(folder / "site")
    return _built(folder, "2026-01-15") == built


def test_a_site_that_is_made_of_the_same_stands_as_it_is(tmp_path: Path) -> None:
    whole = _sample(tmp_path)
    before = [(tmp_path / name).stat().st_ino for name in ("site", ".handbook/site.spare")]
    assert _built(tmp_path, "2026-01-15") == whole
    assert [(tmp_path / name).stat().st_ino for name in ("site", ".handbook/site.spare")] == before


def test_of_a_site_that_stands_no_unit_is_even_taken_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _sample(tmp_path)
    asked: list[str] = []
    read_all = Store.read_all

    def listening(self: Store, kind: str, stamp: str) -> dict[str, bytes]:
        asked.append(kind)
        return read_all(self, kind, stamp)

    monkeypatch.setattr(Store, "read_all", listening)
    _built(tmp_path, "2026-01-15")
    assert "seen" in asked
    assert "unit" not in asked


def test_a_site_stands_as_it_is_when_somebody_drafts(tmp_path: Path) -> None:
    whole = _sample(tmp_path)
    before = (tmp_path / "site").stat().st_ino
    _write(tmp_path / "policy_data", EDITS[0])
    assert (_built(tmp_path, "2026-01-15"), (tmp_path / "site").stat().st_ino) == (whole, before)


def test_a_site_is_made_anew_where_nobody_can_tell_what_it_is_made_of(tmp_path: Path) -> None:
    whole = _sample(tmp_path)
    (tmp_path / "mkdocs.yml").write_text(f"{CONFIG}\n# a configuration may say !ENV\n", encoding="utf-8")
    inodes = []
    for _ in range(3):
        assert _built(tmp_path, "2026-01-15") == whole
        inodes.append((tmp_path / "site").stat().st_ino)
    assert inodes[0] != inodes[1] != inodes[2]


def test_a_site_inside_the_data_folder_is_refused_before_anything_is_made_there(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    _write(tmp_path / "policy_data", SAMPLE)
    before = sorted(path.name for path in (tmp_path / "policy_data").iterdir())
    output = str(tmp_path / "policy_data/site")
    done = CliRunner().invoke(main, ["build", "--config", str(tmp_path / "mkdocs.yml"), "--output", output])
    assert (done.exit_code, "cannot stand inside the data folder" in done.output) == (2, True)
    assert sorted(path.name for path in (tmp_path / "policy_data").iterdir()) == before


def test_a_site_that_stands_is_told_with_its_warnings(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    _write(tmp_path / "policy_data", {**SAMPLE, "pages/index.md": "# Welcome\n\n[More](missing.md)\n"})
    command = ["--config", str(tmp_path / "mkdocs.yml"), "--as-of", "2026-01-15"]
    first, again = (CliRunner().invoke(main, command).output for _ in range(2))
    warning = next(line for line in first.splitlines() if line.startswith("warning: "))
    assert "missing.md" in warning
    assert warning in again.splitlines()
    pages = re.findall(r"built (\d+) pages .*?, (\d+) of them unchanged", again)
    assert [found == made for found, made in pages] == [True]


@pytest.mark.parametrize("place", ["site", ".handbook/site.spare"])
@pytest.mark.parametrize("damage", DAMAGES)
def test_what_was_done_to_the_site_or_the_spare_one_is_found(tmp_path: Path, place: str, damage: str) -> None:
    whole = _sample(tmp_path)
    DAMAGES[damage](tmp_path / place / "policies/phone/1.0/index.html")
    assert _built(tmp_path, "2026-01-15") == whole
    _write(tmp_path / "policy_data", EDITS[5])
    changed = _built(tmp_path, "2026-01-15")
    assert changed != whole
    folders = {path.relative_to(tmp_path / "site") for path in (tmp_path / "site").rglob("*") if path.is_dir()}
    assert _is_as_clean(tmp_path, changed)
    assert folders == {path.relative_to(tmp_path / "site") for path in (tmp_path / "site").rglob("*") if path.is_dir()}


@pytest.mark.parametrize("place", ["site", ".handbook/site.spare"])
def test_what_others_put_into_the_site_or_the_spare_one_stays_in_none(tmp_path: Path, place: str) -> None:
    whole = _sample(tmp_path)
    (tmp_path / place / "stranger.html").write_text("Hello", encoding="utf-8")
    assert [_built(tmp_path, "2026-01-15") for _ in range(2)] == [whole, whole]
    _write(tmp_path / "policy_data", EDITS[2])
    changed = _built(tmp_path, "2026-01-15")
    assert _is_as_clean(tmp_path, changed)


def test_a_folder_of_the_spare_site_that_became_a_link_is_not_written_through(tmp_path: Path) -> None:
    _sample(tmp_path)
    elsewhere = tmp_path / "elsewhere"
    shutil.move(tmp_path / ".handbook/site.spare/policies/phone", elsewhere)
    (tmp_path / ".handbook/site.spare/policies/phone").symlink_to(elsewhere)
    before = {path: path.read_bytes() for path in elsewhere.rglob("*") if path.is_file()}
    _write(tmp_path / "policy_data", EDITS[2])
    changed = _built(tmp_path, "2026-01-15")
    assert {path: path.read_bytes() for path in elsewhere.rglob("*") if path.is_file()} == before
    assert _is_as_clean(tmp_path, changed)


def test_a_spare_site_that_became_a_link_is_not_written_through(tmp_path: Path) -> None:
    _sample(tmp_path)
    shutil.move(tmp_path / ".handbook/site.spare", tmp_path / "elsewhere")
    (tmp_path / ".handbook/site.spare").symlink_to(tmp_path / "elsewhere")
    before = hashes(tmp_path / "elsewhere")
    _write(tmp_path / "policy_data", EDITS[2])
    changed = _built(tmp_path, "2026-01-15")
    assert hashes(tmp_path / "elsewhere") == before
    assert _is_as_clean(tmp_path, changed)


def test_a_file_and_a_folder_can_have_the_same_name_in_turn(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    _write(tmp_path / "policy_data", SAMPLE)
    picture = tmp_path / "policy_data/pages/branch.png"
    for _ in range(2):
        picture.parent.mkdir(exist_ok=True)
        picture.write_bytes(b"\x89PNG\r\n")
        _built(tmp_path, "2026-01-15")
        assert (tmp_path / "site/branch.png").is_file()
        picture.unlink()
        _write(tmp_path / "policy_data", {"pages/branch.png/door.png": "PNG"})
        built = _built(tmp_path, "2026-01-15")
        assert (tmp_path / "site/branch.png/door.png").is_file()
        shutil.rmtree(picture)
    _write(tmp_path / "policy_data", {"pages/branch.png/door.png": "PNG"})
    assert _is_as_clean(tmp_path, built)


def test_a_file_system_without_links_costs_time_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: str) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    whole = _sample(tmp_path)
    assert _built(tmp_path, "2026-01-15") == whole
    assert _is_as_clean(tmp_path, whole)


KINDS = ["unit", "documents", "shells", "site", "spare", "seen", "policy", "findings", "digest"]


@pytest.mark.parametrize("kind", [*KINDS, "about all"])
def test_any_kind_of_entry_can_be_gone(tmp_path: Path, kind: str) -> None:
    _sample(tmp_path)
    with closing(sqlite3.connect(tmp_path / ".handbook/kept.sqlite")) as database, database:
        assert database.execute("delete from entries where kind = ?", (kind,)).rowcount
    _write(tmp_path / "policy_data", EDITS[2])
    changed = _built(tmp_path, "2026-01-15")
    assert _is_as_clean(tmp_path, changed)


def _built_by(program: Path, folder: Path) -> dict[str, str]:
    """What a checkout of the program makes of a handbook."""
    command = [sys.executable, "-m", "handbook", "--config", str(folder / "mkdocs.yml"), "--as-of", "2026-01-15"]
    subprocess.run(command, cwd=program, env={**os.environ, "PYTHONPATH": str(program)}, check=True)
    return hashes(folder / "site")


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        ("templates/registers/page.html", '<div class="register">', '<div class="register" data-other>'),
        ("handbook/render/registers/standards.py", "Every level of service", "Each level of service"),
    ],
)
def test_another_template_or_other_code_makes_everything_anew(
    tmp_path: Path, file: str, before: str, after: str
) -> None:
    program, folder = tmp_path / "program", tmp_path / "grown"
    for name in ("handbook", "templates"):
        shutil.copytree(PROJECT / name, program / name, ignore=shutil.ignore_patterns("__pycache__"))
    folder.mkdir()
    (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    _write(folder / "policy_data", dict(SAMPLE))
    old = [_built_by(program, folder) for _ in range(2)][-1]
    text = (program / file).read_text(encoding="utf-8")
    (program / file).write_text(text.replace(before, after), encoding="utf-8")
    incremental = _built_by(program, folder)
    shutil.rmtree(folder / ".handbook")
    assert incremental == _built_by(program, folder) != old
