"""How the cost of an edit grows with the handbook: `python -m bench.pairs --policies 1000,10000`.

Two handbooks are built and watched at once, and edited in turn: what disturbs the machine disturbs both. Prints the
median time from a save until the pages are new, for each, and the median ratio of two edits that followed one another.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench.compare import machine
from bench.contenders import Contender, prepare
from bench.stages import measured, running, says

_BUILT_WITHIN, _SEARCHED_WITHIN = 1_200, 120
_QUIET = 0.3


@dataclass(frozen=True, slots=True)
class Watched:
    """A handbook whose site is kept up by a running process, which writes what it does into a log."""

    contender: Contender
    process: int
    log: Path

    def edited(self, word: str) -> float:
        """Seconds from the save of another word until the pages are new; the search has followed when this ends."""
        watching, said = self.contender.watching, self.log.stat().st_size
        assert watching is not None
        edit = partial(self.contender.edit, word)
        shown = measured(edit, watching.built, self.log, said, self.process, _SEARCHED_WITHIN)
        followed = says(watching.searched, self.log, said, self.process, _SEARCHED_WITHIN)
        if shown.failure or not followed or self.contender.shown() != {word}:
            raise SystemExit(f"the site of {self.contender.folder} does not show the edit")
        time.sleep(_QUIET)
        return shown.wall


@contextmanager
def watched(policies: int, versions: int, folder: Path) -> Iterator[Watched]:
    """A generated handbook, built and ready for the next save."""
    contender = prepare(policies, versions, folder, alone=True)[0]
    assert contender.watching is not None
    with running(contender) as (process, log):
        if not says(contender.watching.waits, log, 0, process, _BUILT_WITHIN):
            raise SystemExit(f"{policies:,} policies: no site; see {log}")
        yield Watched(contender, process, log)


def main() -> None:
    """Read the arguments, edit both handbooks in turn, print a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--policies", default="1000,10000", help="two sizes, with a comma")
    parser.add_argument("--versions", type=int, default=3)
    parser.add_argument("--edits", type=int, default=20, help="of each, after a first one that does not count")
    given = parser.parse_args()
    sizes = [int(size) for size in given.policies.split(",")]
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, ExitStack() as stack:
        both = [stack.enter_context(watched(size, given.versions, Path(folder) / str(size))) for size in sizes]
        _, *pairs = [[one.edited(f"Marked{number}") for one in both] for number in range(1, given.edits + 2)]
    smaller, larger = zip(*pairs, strict=True)
    ratio = statistics.median(after / before for before, after in pairs)
    print(f"{machine()}\n\n| policies | a save is shown: median |\n|---:|---:|")
    for size, taken in zip(sizes, (smaller, larger), strict=True):
        print(f"| {size:,} | {statistics.median(taken):.3f} s |")
    print(f"\nThe median ratio of a pair is {ratio:.2f}.")


if __name__ == "__main__":
    main()
