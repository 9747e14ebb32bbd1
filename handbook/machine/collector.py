"""Python's collector of cycles, kept from walking a large handbook in vain, again and again."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_MUCH = 50_000


@contextmanager
def collector_paused() -> Iterator[None]:
    """Without the collector: it would take a third of the time of whatever makes many values."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def freeze() -> None:
    """Let no collection look at what there is now: it stays, as a handbook that was read does, or the process ends."""
    gc.freeze()


def collect() -> None:
    """Free what hangs in cycles, now, of what was frozen too."""
    gc.unfreeze()
    gc.collect()


def collect_much() -> None:
    """While the collector is paused: free what hangs in cycles, where there may be much of it, among new values."""
    if gc.get_count()[0] > _MUCH:
        gc.collect(1)
