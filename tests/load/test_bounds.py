"""Files made to exhaust the reader: each is read or refused within two seconds of processor time and 100 MB.

Each case runs in a process of its own, which the system ends when it takes longer. It reports its own peak memory
(VmHWM): the resource usage that the system keeps begins with that of the process which started it.
"""

import subprocess
import sys

import pytest

CHILD = """
import resource, sys
resource.setrlimit(resource.RLIMIT_CPU, (2, 2))
from handbook.load.nodes import compose
from handbook.load.records import read_record
from handbook.model.handbook import Organisation
from handbook.model.source import Source
top, found = compose(sys.stdin.buffer.read(), "handbook.yml")
if top is not None:
    read_record(Organisation, top, Source("handbook.yml"), found)
with open("/proc/self/status") as status:
    peak = next(int(line.split()[1]) // 1024 for line in status if line.startswith("VmHWM:"))
print(len(found), peak)
"""

HOSTILE: dict[str, str | bytes] = {
    "brackets": "a: " + "[" * 900_000,
    "braces": "{a: " * 200_000,
    "dashes": "- " * 400_000,
    "questions": "? " * 400_000,
    "aliases": "a: &a [x, x]\n" + "b: [*a, *a]\n" * 80_000,
    "list of texts": "a:\n" + "- b\n" * 200_000,
    "list on one line": "a: [" + "b, " * 20_000 + "c]  # d\n",
    "unknown keys": "".join(f"unknown-{n}: a\n" for n in range(20_000)),
    "unknown keys of the same name": "unknown: a\n" * 24_000,
    "long key": "? " + "title" * 190_000 + "\n: a\n",
    "wrong ids": "categories:\n" + "- id: A B\n" * 16_000,
    "wrong choices": "channels:\n" + "- kind: voicy\n" * 16_000,
    "invisible characters": "title: " + "\u200b" * 300_000,
    "escaped invisible characters": "title: [" + '"\\u202e", ' * 20_000 + "a]",
    "long text": "title: " + "word " * 190_000,
    "folded text": "title: >\n" + "  word\n" * 140_000,
    "blank lines": "title: >\n" + "\n" * 900_000,
    "quotes": "title: '" + "''" * 450_000 + "'",
    "escapes": 'title: "' + "\\n" * 450_000 + '"',
    "unfinished quote": 'title: "' + "word " * 190_000,
    "comments": "title: a\n" + "# b\n" * 240_000,
    "many colons": "a" + ": " * 400_000,
    "control characters": "\x00" * 900_000,
    "not UTF-8": b"a: " + b"\xff" * 900_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_costs_little(name: str) -> None:
    content = HOSTILE[name]
    data = content if isinstance(content, bytes) else content.encode()
    child = subprocess.run([sys.executable, "-c", CHILD], input=data, capture_output=True, check=False)
    assert (child.returncode, child.stderr.decode()) == (0, "")
    problems, peak = (int(part) for part in child.stdout.split())
    assert 0 < problems <= 102
    assert peak < 100
