"""The git program, run on the repository that holds a data folder so that it only ever reads.

No hook, filter, pager or helper of the repository is started, nothing is fetched, and replaced or grafted commits are
ignored: what is read is what the commits themselves hold. All that is asked for are objects, never the work tree.
"""

import os
import subprocess
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from hashlib import sha1, sha256
from pathlib import Path
from typing import Any

_SAFE = {
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
"""What keeps git from showing another history than the commits tell, from asking anybody, and from writing."""

_SETTINGS = ("core.quotePath=false", "core.commitGraph=false", "core.fsmonitor=false", f"core.hooksPath={os.devnull}")


class Repository:
    """The repository around a folder. Its methods raise OSError where git cannot be run at all."""

    def __init__(self, data: Path) -> None:
        self.data = data

    @property
    def is_shallow(self) -> bool:
        """Whether its history is cut off."""
        return self.ask("rev-parse", "--is-shallow-repository") == "true"

    def commit(self, revision: str) -> str:
        """The id of the commit that a revision names; empty where it names none."""
        return self.ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")

    def blob_of(self, content: bytes) -> str:
        """The id that git gives to these bytes, unfiltered."""
        return str(self._hash(b"blob %d\0" % len(content) + content).hexdigest())

    def ask(self, *arguments: str) -> str:
        """What git answers; nothing where it refuses."""
        return self._git(arguments).stdout.decode("utf-8", "replace").strip()

    def run(self, *arguments: str) -> bytes:
        """What git prints; CalledProcessError where it refuses."""
        done = self._git(arguments)
        done.check_returncode()
        return done.stdout

    def blobs(self, ids: Iterable[str]) -> Iterator[bytes]:
        """The contents of blobs, one for each id, in their order; LookupError where one is not there."""
        wanted = tuple(ids)
        listed = "".join(f"{id_}\n" for id_ in wanted).encode("ascii")
        printed, place = self._git(("cat-file", "--batch"), listed).stdout, 0
        for id_ in wanted:
            end = printed.find(b"\n", place)
            header = printed[place:end].split()
            if end < 0 or len(header) != 3 or header[1] != b"blob":
                raise LookupError(id_)
            size = int(header[2])
            yield printed[end + 1 : end + 1 + size]
            place = end + size + 2

    @cached_property
    def _hash(self) -> Callable[[bytes], Any]:
        return sha256 if self.run("rev-parse", "--show-object-format").strip() == b"sha256" else sha1

    def _git(self, arguments: tuple[str, ...], given: bytes = b"") -> "subprocess.CompletedProcess[bytes]":
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_DIR", "GIT_WORK_TREE"))}
        settings = [part for setting in _SETTINGS for part in ("-c", setting)]
        return subprocess.run(
            ["git", "--no-pager", *settings, *arguments],
            cwd=self.data,
            env={**kept, **_SAFE},
            input=given,
            capture_output=True,
            check=False,
        )
