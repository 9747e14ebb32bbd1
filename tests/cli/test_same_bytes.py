"""The sample handbook built here, and built wherever and however else: the same bytes, in files of the same modes."""

import os
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from tests.site.sample import listed_files

PROJECT = Path(__file__).resolve().parents[2]
BUILD = "from handbook.cli.main import main\nmain(['build', '--as-of', '2026-11-22'])\n"

OTHERWISE = """
import os

real_list, real_scan = os.listdir, os.scandir

class Backwards:
    def __init__(self, path="."):
        with real_scan(path) as entries:
            self.entries = iter(sorted(entries, key=lambda entry: entry.name, reverse=True))
    def __iter__(self):
        return self
    def __next__(self):
        return next(self.entries)
    def __enter__(self):
        return self
    def __exit__(self, *failure):
        pass
    def close(self):
        pass

os.listdir = lambda path=".": sorted(real_list(path), reverse=True)
os.scandir = Backwards
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, list(os.sched_getaffinity(0))[:1])
"""
"""Every folder is listed backwards, and there is one core."""


def built(folder: Path, code: str, umask: int, **environment: str) -> dict[str, tuple[str, str]]:
    """Path -> hash and mode of each file of the sample's site."""
    shutil.copytree(PROJECT / "policy_data", folder / "policy_data")
    shutil.copy(PROJECT / "mkdocs.yml", folder)
    command = [sys.executable, "-c", code]
    done = subprocess.run(
        command, cwd=folder, env=os.environ | environment, umask=umask, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    files = [path for path in (folder / "site").rglob("*") if path.is_file()]
    return {
        path.relative_to(folder / "site").as_posix(): (
            sha256(path.read_bytes()).hexdigest(),
            oct(path.stat().st_mode & 0o777),
        )
        for path in files
    }


@pytest.mark.slow
def test_sample_is_built_the_same_whatever_the_path_zone_locale_seed_umask_order_of_files_and_cores(
    tmp_path: Path,
) -> None:
    here, there = tmp_path / "here", tmp_path / "some where" / "ķaut kur"
    one = built(here, BUILD, 0o022, TZ="UTC", LC_ALL="C.UTF-8", PYTHONHASHSEED="1")
    other = built(there, OTHERWISE + BUILD, 0o077, TZ="Pacific/Kiritimati", LC_ALL="C", PYTHONHASHSEED="7")

    assert sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path)) == []
    assert {path: value for path, (value, _) in one.items() if path != "manifest.json"} == listed_files(here / "site")
