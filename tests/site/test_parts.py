"""Registers that get and lose pages for each category: what is taken over is what a clean build makes."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from handbook.cli.main import main
from tests.check.sample import HANDBOOK, SAMPLE
from tests.site.test_incremental import CONFIG, hashes

pytestmark = pytest.mark.slow

ONE, TWO = "policies/phone/versions/1.0.yml", "policies/phone/versions/2.0.yml"
CHAT = ("policies/chat/policy.yml", "policies/chat/versions/1.0.yml")
FIRST = SAMPLE[ONE]
SECOND = FIRST.replace('"1.0"', '"2.0"').replace("2025-04-18", "2025-09-01").replace("2025-05-01", "2025-10-01")
MOVED = SECOND.replace("category: contact", "category: money")
REVIEW = "reviewed: 2025-12-01\noutcome: reaffirm\nby: shift-lead\nnote: All well.\n"
TWO_CATEGORIES = HANDBOOK.replace("channels:\n", "  - {id: money, title: Money}\nchannels:\n", 1)
START = {**SAMPLE, "handbook.yml": TWO_CATEGORIES}

STEPS: tuple[tuple[str, Mapping[str, str | None], frozenset[str]], ...] = (
    ("as many versions as fill a page", {}, frozenset()),
    ("one more, in another category", {TWO: MOVED}, frozenset({"contact", "money"})),
    ("another word in it", {TWO: MOVED.replace("Say your name", "Say who")}, frozenset({"contact", "money"})),
    ("a review", {"policies/phone/records/reviews/a.yml": REVIEW}, frozenset({"contact", "money"})),
    ("it moves, and a category is emptied", {TWO: SECOND}, frozenset({"contact"})),
    ("it moves back", {TWO: MOVED}, frozenset({"contact", "money"})),
    (
        "another policy comes in",
        {CHAT[0]: SAMPLE["policies/phone/policy.yml"], CHAT[1]: MOVED.replace('"2.0"', '"1.0"')},
        frozenset({"contact", "money"}),
    ),
    ("it goes again", dict.fromkeys(CHAT), frozenset({"contact", "money"})),
    ("no more than fill a page", {TWO: None}, frozenset()),
)
"""What happens in turn: its name, files as they are from then on, the categories that auditors have pages of then."""


def _write(data: Path, files: Mapping[str, str | None]) -> None:
    for name, content in files.items():
        path = data / name
        if content is None:
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
    if not any(path.is_file() for path in (data / "policies/chat").rglob("*")):
        shutil.rmtree(data / "policies/chat", ignore_errors=True)


def _built(folder: Path) -> dict[str, str]:
    done = CliRunner().invoke(main, ["--config", str(folder / "mkdocs.yml"), "--as-of", "2026-01-15"])
    assert done.exit_code == 0, done.output
    return hashes(folder / "site")


def test_registers_by_category_are_those_of_a_clean_build_around_the_limit_of_a_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    versions = sum("/versions/" in name for name in SAMPLE)
    monkeypatch.setattr("handbook.render.folders.PAGE_ITEMS", versions)
    monkeypatch.setattr("handbook.render.registers.changelog.PAGE_ENTRIES", 1)
    folder, clean = tmp_path / "grown", tmp_path / "clean"
    (folder / "policy_data").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    _write(folder / "policy_data", START)
    _built(folder)
    for name, files, categories in STEPS:
        _write(folder / "policy_data", files)
        grown = _built(folder)
        shutil.rmtree(clean, ignore_errors=True)
        shutil.copytree(folder, clean, ignore=shutil.ignore_patterns("site", ".handbook"))
        assert grown == _built(clean), name
        assert {path.split("/")[1] for path in grown if path.startswith("audit/")} - {"index.html"} == categories, name
