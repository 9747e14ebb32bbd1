"""A word or a number changed anywhere in a handbook: the next build gives the bytes of a clean one."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner

from bench.generate import generate
from handbook.cli.main import main
from tests.site.test_incremental import hashes

pytestmark = pytest.mark.slow

POLICIES, EDITS = 12, 9
AS_OF = "2026-11-20"


def _build(folder: Path) -> str:
    """Build; what was said where the data have errors."""
    done = CliRunner().invoke(main, ["--config", str(folder / "mkdocs.yml"), "--as-of", AS_OF])
    assert done.exit_code in {0, 1}, done.output
    return done.output if done.exit_code else ""


def _changed(line: str, random: Random) -> str:
    """The line with another word or another number; the same where it holds neither."""
    if re.search(r": \d+$", line):
        return re.sub(r"\d+$", lambda found: str(int(found[0]) + random.randint(1, 9)), line)
    return re.sub(r'(: "\w+)', r"\1 gladly", line, count=1)


def _edits(data: Path, random: Random) -> Iterator[tuple[Path, str]]:
    """Files with a text in which one line is another: newest versions and records."""
    policies = sorted((data / "policies").iterdir())
    while True:
        policy = random.choice(policies)
        path = random.choice([max((policy / "versions").iterdir()), *sorted(policy.glob("records/*/*.yml"))])
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        place = random.randrange(len(lines))
        changed = _changed(lines[place].rstrip("\n"), random) + "\n"
        if changed != lines[place]:
            yield path, "".join([*lines[:place], changed, *lines[place + 1 :]])


@pytest.mark.parametrize("detailed", [5, 1_000])
def test_any_edit_gives_the_bytes_of_a_clean_build(
    tmp_path: Path, detailed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handbook.render.registers.roles.DETAILED", detailed)
    folder, clean = tmp_path / "grown", tmp_path / "clean"
    generate(POLICIES, 3, folder)
    assert [_build(folder) for _ in range(2)] == ["", ""]
    edits = _edits(folder / "policy_data", Random(detailed))
    done = 0
    while done < EDITS:
        path, text = next(edits)
        before = path.read_text(encoding="utf-8")
        path.write_text(text, encoding="utf-8")
        if _build(folder):
            path.write_text(before, encoding="utf-8")
            continue
        done += 1
        shutil.rmtree(clean, ignore_errors=True)
        shutil.copytree(folder, clean, ignore=shutil.ignore_patterns("site", ".handbook"))
        assert not _build(clean)
        assert hashes(folder / "site") == hashes(clean / "site"), path
