"""Runs a piece of work again and again, killed at the first, second, third ... file operation, until it comes through.

The work is done in a process of its own that forks for each try, so a try costs no start of the interpreter.
"""

import subprocess
import sys
from pathlib import Path

_FORKS = """
import os, sys

def die_at(moment, folder):
    left = moment

    def count(event, arguments):
        nonlocal left
        if event in EVENTS and arguments and str(arguments[0]).startswith(folder):
            left -= 1
            if left == 0:
                os._exit(9)

    sys.addaudithook(count)

EVENTS = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir"}
for place, folder in enumerate(sys.argv[1:], start=1):
    child = os.fork()
    if child == 0:
        os.chdir(folder)
        die_at(place, folder)
        work(folder)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    print(os.waitstatus_to_exitcode(status))
    if status == 0:
        break
"""


def kill_at_every_moment(work: str, folders: list[Path]) -> int:
    """In how many of the folders the work was killed: in the n-th at its n-th operation on a file of the folder.

    `work` is the source of a function `work(folder: str)`. The folders after the first one that it comes through are
    left as they are.
    """
    done = subprocess.run(
        [sys.executable, "-c", work + _FORKS, *map(str, folders)], capture_output=True, text=True, check=True
    )
    codes = [int(line) for line in done.stdout.splitlines() if line.lstrip("-").isdecimal()]
    assert set(codes[:-1]) == {9}, done.stdout + done.stderr
    assert codes[-1] == 0, "there were not enough folders"
    return len(codes) - 1
