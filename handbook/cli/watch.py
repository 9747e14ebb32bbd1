"""`handbook build --watch`: a site that is kept up with its data, built anew after each save from what is in memory."""

import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

import click

from handbook.cli.options import Unusable
from handbook.machine.collector import collector_paused
from handbook.machine.generator import generator
from handbook.render.templates import templates_folder
from handbook.site.watching import Places, Saved, watched

if TYPE_CHECKING:
    from handbook.cli.build import Builds

_QUIET = 10.0
"""Seconds without a save after which what is known is kept and the site is looked at; a save that comes then waits."""


def build_on_saves(builds: "Builds") -> None:
    """Build now and whenever something is saved, until Ctrl+C; what cannot be built leaves the site as it is."""
    stop = threading.Event()
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, lambda *_: stop.set())
    places = Places(data=builds.choice.data, config=builds.choice.config, templates=templates_folder())
    _say(f"watching {places.data}, {places.config}; press Ctrl+C to stop")
    try:
        with collector_paused():
            _run(builds, watched(places, stop, lambda: None))
    except (OSError, RuntimeError) as problem:
        raise Unusable(f"files cannot be watched: {problem}") from None
    attempt(builds.catch_up)
    builds.keep()
    _say("stopped watching")


def _run(builds: "Builds", told: "Iterable[Saved]") -> None:
    waiting, is_ready, since = Saved(shared=True), True, time.monotonic()
    is_first = True
    for saved in told:
        waiting |= saved if not builds.is_of_another_day() else Saved(shared=True)
        if waiting:
            attempt(partial(build_once, builds, waiting))
            waiting, is_ready, since = Saved(), False, time.monotonic()
        elif not is_ready:
            attempt(builds.catch_up)
            if not is_first and time.monotonic() - since < _QUIET:
                continue
            is_ready = builds.get_ready()
            if not is_ready:
                _say("the site was changed by another process; rebuilding")
                waiting = Saved(shared=True)
            elif is_first:
                _say("ready for the next save")
                is_first = False


def _say(text: str) -> None:
    click.echo(text, err=True)


def build_once(builds: "Builds", saved: Saved) -> None:
    """One build after something was saved."""
    if saved.templates:
        generator.cache_clear()
    if saved.shared or saved.frame or saved.templates or not builds.can_build_again(saved.policies):
        builds.build_all()
    else:
        builds.build_again(saved.policies)


def attempt(build: Callable[[], None]) -> None:
    """Build; where that cannot be, the reason is said."""
    with suppress(click.exceptions.Exit):
        try:
            build()
        except Unusable as failure:
            failure.show()
    sys.stdout.flush()
