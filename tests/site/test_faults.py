"""A build that is killed, or that a disk fails, at moments all over it: the old site stands there or the new, whole."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.site.faults import KILLS
from tests.site.sample import PROJECT

pytestmark = pytest.mark.slow

BUILT = {"place": "", "number": 0, "ended": "built", "site": "new", "left": ["site.lock", "site.spare"]}
"""What the last run must come to, which has no fault."""


def tries(fault: str, folder: Path) -> list[dict[str, Any]]:
    """What came of each build with a fault; the last build, without one, has repaired what they left."""
    command = [sys.executable, "-m", "tests.site.faults", fault, str(folder)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)
    *told, last = map(json.loads, done.stdout.splitlines())
    assert last == BUILT
    return told


def test_killed_at_fifty_moments_leaves_the_old_site(tmp_path: Path) -> None:
    told = tries("kill", tmp_path)
    assert [item["ended"] for item in told].count("killed") >= KILLS - 1
    assert {item["site"] for item in told if item["ended"] == "killed"} == {"old"}


def test_killed_at_every_step_of_the_swap_leaves_the_old_site_or_the_new(tmp_path: Path) -> None:
    told = tries("kill-swap", tmp_path)
    killed = [item["site"] for item in told if item["ended"] == "killed"]
    assert (len(killed) > 8, set(killed)) == (True, {"old", "new"})
    assert all(item == BUILT for item in told if item["number"] == 0)


AS_IT_WAS = "the site was left as it was"
NOT_READ = "hand-written pages cannot be published"
FAILURES = {
    "no-space": {(f"the disk is full; {AS_IT_WAS}", "old"), (NOT_READ, "old")},
    "broken": {
        (NOT_READ, "old"),
        (f"Input/output error; {AS_IT_WAS}", "old"),
        ("the new site is in place, but not safely on the disk: Input/output error", "new"),
    },
    "full": {(f"File too large; {AS_IT_WAS}", "old")},
}
"""What a failed build may say, and which site stands there: an operation fails, or all writing from a moment on."""


@pytest.mark.parametrize("fault", FAILURES)
def test_disk_that_fails_at_any_step_leaves_the_old_site_and_is_told(tmp_path: Path, fault: str) -> None:
    told = tries(fault, tmp_path)
    failed = [item for item in told if item["ended"] != "built"]
    assert len(failed) > 5
    ended = {(_said(item["ended"]), item["site"]) for item in failed}
    assert ended <= FAILURES[fault]
    assert {item["site"] for item in told if item["ended"] == "built"} == {"new"}


def _said(ended: str) -> str:
    """What a build said, without the paths of this machine and the places in the data."""
    return re.sub(r": /[^;]*;", ";", ended.removeprefix("said: ")).partition(":\n")[0]
