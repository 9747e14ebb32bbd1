"""Builds the sample again and again, each time with a fault at another moment, and says what stands there afterwards.

`python -m tests.site.faults FAULT FOLDER` prints a line of JSON for each try: the moment of the fault, how the build
ended, and whether the folder `site` is the old site or the new one. Every try is the next run of the one before; the
last one has no fault.

Faults are set off by Python's audit events, which come right before an operation: in the build's process, in those
that it forks, and in MkDocs. A try is forked from here, so it costs no start of the interpreter.
"""

import errno
import json
import mmap
import os
import resource
import shutil
import signal
import sys
import sysconfig
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from handbook.site.errors import BuildError
from handbook.site.manifest import MANIFEST, SCHEME
from tests.site.sample import build_sample, write_pages

OPERATIONS = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod"}
CALLS = {"renameat2", "syncfs"}
"""Functions of the system's library: Python tells when they are looked up, which is right before they are called."""

KILLS = 50
OLD = {"index.html": b"the old site", "policies/phone/index.html": b"an old page"}

_LIBRARY = (sysconfig.get_paths()["stdlib"] + "/", "<", __file__)
_INSTALLED = sysconfig.get_paths()["purelib"] + "/"


class Count:
    """A number that forked processes share."""

    def __init__(self) -> None:
        self.memory = mmap.mmap(-1, 8)

    def next(self) -> int:
        """Add one and give it. Two processes may get the same number, which is near enough."""
        number = int.from_bytes(self.memory[:]) + 1
        self.memory[:] = number.to_bytes(8)
        return number


@dataclass(frozen=True, slots=True)
class Moment:
    """The n-th operation of those that come from a place in the code, or of all; with number 0 it never comes."""

    place: str = ""
    number: int = 0


@dataclass(slots=True, kw_only=True)
class Watch:
    """Sees each operation on a file of the folder, in the process that it is hooked into and those forked from it."""

    folder: str
    see: Callable[[str], None]

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        is_file = event in OPERATIONS and self._is_ours(arguments[0])
        is_call = event == "ctypes.dlsym" and arguments[1] in CALLS
        if is_file or is_call or event == "subprocess.Popen":
            self.see(f"{_place()} {event}")

    def _is_ours(self, path: object) -> bool:
        """Below the folder, or relative to a folder that is open: the fast way to remove a tree."""
        name = os.fsdecode(path) if isinstance(path, str | bytes | os.PathLike) else "/"
        return name.startswith(self.folder) or not name.startswith("/")


def _place() -> str:
    """The innermost line that is not the standard library's."""
    frame = sys._getframe(2)
    while frame.f_back and _is_library(frame.f_code.co_filename):
        frame = frame.f_back
    return f"{'/'.join(Path(frame.f_code.co_filename).parts[-2:])}:{frame.f_lineno}"


def _is_library(file: str) -> bool:
    return file.startswith(_LIBRARY) and not file.startswith(_INSTALLED)


@dataclass(slots=True)
class Trials:
    """The tries in one folder; `new` is what an undisturbed build makes, `old` what stands there before."""

    folder: Path
    new: dict[str, str] = field(init=False)
    old: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        write_pages(self.folder / "policy_data")
        build_sample(self.folder / "policy_data", self.site)
        self.new = contents(self.site)
        self.put_old_site()

    @property
    def site(self) -> Path:
        """Where the site stands."""
        return self.folder / "site"

    def put_old_site(self) -> None:
        """Put the old site in place of whatever stands there."""
        shutil.rmtree(self.site, ignore_errors=True)
        files = {path: sha256(content).hexdigest() for path, content in OLD.items()}
        for path, content in {**OLD, MANIFEST: json.dumps({"scheme": SCHEME, "files": files}).encode()}.items():
            (self.site / path).parent.mkdir(parents=True, exist_ok=True)
            (self.site / path).write_bytes(content)
        self.old = contents(self.site)

    def moments(self) -> tuple[list[str], int]:
        """The places in the code that operations come from, in the order of their first, and how many there are."""
        seen = os.memfd_create("seen")
        self.build(lambda place: (os.write(seen, f"{place}\n".encode()), None)[1])
        self.put_old_site()
        lines = os.pread(seen, 1 << 24, 0).decode().splitlines()
        return list(dict.fromkeys(lines)), len(lines)

    def tell(self, moment: Moment, fault: Callable[[int], None], *, lasts: bool = False) -> None:
        """Build with a fault at a moment, or from it on, and say what came of it."""
        builder, count = Count(), Count()

        def see(place: str) -> None:
            if moment.place in {"", place}:
                number = count.next()
                if number == moment.number or (lasts and number > moment.number):
                    fault(int.from_bytes(builder.memory[:]))

        ended = self.build(see, builder)
        told = {"place": moment.place, "number": moment.number, "ended": ended, "site": self.state()}
        sys.stdout.write(json.dumps({**told, "left": self.left()}) + "\n")
        sys.stdout.flush()
        if self.state() != "old":
            self.put_old_site()

    def state(self) -> str:
        """Which site stands there, whole."""
        found = contents(self.site)
        return "old" if found == self.old else "new" if found == self.new else f"broken: {sorted(found)}"

    def left(self) -> list[str]:
        """What lies beside the site."""
        return sorted(path.name for path in (self.folder / ".handbook").iterdir())

    def build(self, see: Callable[[str], None] | None, builder: Count | None = None) -> str:
        """How a build ended: `built`, `killed`, what it said, or its traceback."""
        ending, said = os.pipe()
        child = os.fork()
        if child == 0:
            if builder:
                builder.memory[:] = os.getpid().to_bytes(8)
            os.write(said, self._built(see).encode())
            os._exit(0)
        os.close(said)
        status = os.waitpid(child, 0)[1]
        with os.fdopen(ending, "rb") as file:
            return "killed" if os.WIFSIGNALED(status) else file.read().decode()

    def _built(self, see: Callable[[str], None] | None) -> str:
        if see:
            sys.addaudithook(Watch(folder=f"{self.folder}/", see=see))
        try:
            build_sample(self.folder / "policy_data", self.site)
        except BuildError as failure:
            return f"said: {failure}"
        except Exception:  # noqa: BLE001
            return traceback.format_exc()
        return "built"


def kill(builder: int) -> None:
    """End the build as `kill -9` does, whichever of its processes comes to the moment."""
    os.kill(builder, signal.SIGKILL)
    signal.pause()


def fill(builder: int) -> None:
    """Let this process, and those that it starts, write nothing to any file from now on: the disk is full."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))


def fail(number: int) -> Callable[[int], None]:
    """Let the operation fail."""

    def fault(builder: int) -> None:
        raise OSError(number, os.strerror(number))

    return fault


def contents(site: Path) -> dict[str, str]:
    """The hash of every file of a site, its manifest too."""
    return {path.relative_to(site).as_posix(): sha256(path.read_bytes()).hexdigest() for path in _files(site)}


def _files(site: Path) -> Iterator[Path]:
    return (path for path in site.rglob("*") if path.is_file())


NEVER = Moment()


def main(fault: str, folder: Path) -> None:
    """Run the tries of one fault."""
    trials = Trials(folder)
    places, count = trials.moments()
    spread = [Moment(number=1 + step * count // KILLS) for step in range(KILLS)]
    if fault == "kill":
        for moment in spread:
            trials.tell(moment, kill)
    elif fault == "kill-swap":
        for place in places:
            if place.startswith("site/swap.py"):
                for number in (1, 2):
                    trials.tell(Moment(place, number), kill)
                trials.tell(NEVER, kill)
    elif fault == "full":
        for moment in spread[::3]:
            trials.tell(moment, fill, lasts=True)
    else:
        number, error = {"no-space": (1, errno.ENOSPC), "broken": (2, errno.EIO)}[fault]
        for place in places:
            trials.tell(Moment(place, number), fail(error))
    trials.tell(NEVER, kill)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]).resolve())
