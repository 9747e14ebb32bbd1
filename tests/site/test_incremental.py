"""A build that takes over what is as it was gives the same bytes as one that makes everything."""

import shutil
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handbook.cli.main import main
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
    files = (path for path in (folder / "site").rglob("*") if path.is_file())
    return {path.relative_to(folder / "site").as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


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
    assert [path for path in anew if path.endswith("index.html")] == ["index.html", "search/index.html"]
