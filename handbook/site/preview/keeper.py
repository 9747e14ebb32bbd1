"""What was saved -> the newest snapshot, having read and checked no more than that.

One thread does it, in the order of the saves; it decides what is read, asked for and shown, and tells. What takes long
is left to processes beside; when one is done, its result is one more thing that changed.
"""

import queue
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from handbook.load.loaded import Loaded
from handbook.load.loader import load, read_again
from handbook.load.locate import locate, source_line
from handbook.machine.workers import cores
from handbook.model.diagnostic import Diagnostic, has_errors
from handbook.report.diagnostics import as_text
from handbook.site.preview.background import Helper, Told, when_done
from handbook.site.preview.frame import NO_FRAME, Frames, make_ready
from handbook.site.preview.search import Search
from handbook.site.preview.shown import everything_shown, new_press, saved_shown
from handbook.site.preview.snapshot import Snapshot, by_policy
from handbook.site.preview.subject import Subject
from handbook.site.preview.survey import Findings, check_everything
from handbook.site.watching import Saved, is_leaving, without_leavings


class Keeper:
    """Makes snapshots. `wait` lets others know of the newest one; everything else runs in the keeper's own thread.

    Args:
        subject: what is previewed.
        tell: told what is being done, and when everything is ready.
    """

    def __init__(self, subject: Subject, tell: Told) -> None:
        self.subject, self._tell = subject, tell
        self.snapshot: Snapshot | None = None
        self.busy = "starting"
        self.failures: tuple[str, ...] = ()
        self._changed = threading.Condition()
        self._revision = 0
        self._tasks: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._prompt, self._quiet = Helper(quiet=False), Helper(quiet=True)
        self._frames = Frames(subject, self._prompt, self._tasks.put)
        self._search = Search(subject.scratch, self._quiet, self._tasks.put, tell)
        self._loaded: Loaded | None = None
        self._checking = False
        self._closed = False

    # --- what others may call ------------------------------------------------------------------------------------

    def run(self) -> None:
        """Do what is to be done until `close` is called; then end all helpers."""
        try:
            self._prompt.submit(make_ready)
            self._do(Saved(shared=True))
            while (task := self._tasks.get()) is not None and not self._closed:
                task()
        finally:
            self._prompt.close()
            self._quiet.close()

    def note(self, saved: Saved) -> None:
        """Something was saved."""
        self._tasks.put(lambda: self._do(saved))

    def look_at_clock(self) -> None:
        """A new day is another edition."""
        now = self.snapshot
        if now is not None and self.subject.today(now.press.edition.handbook) != now.as_of:
            self.note(Saved(shared=True))

    def close(self) -> None:
        """End `run` after what it is doing."""
        self._closed = True
        self._tasks.put(None)
        self._next()

    @property
    def ready(self) -> Snapshot | None:
        """The newest snapshot, if its pages can be shown: None until they have a frame."""
        now = self.snapshot
        return now if now is not None and now.frame is not NO_FRAME else None

    @property
    def search(self) -> Mapping[str, Path]:
        """The files of the newest search index, by path in the site."""
        return self._search.files

    @property
    def revision(self) -> int:
        """How often anything has changed."""
        return self._revision

    def wait(self, revision: int, seconds: float) -> int:
        """The newest revision, when there is another than this one, or after so many seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self._revision != revision, seconds)
            return self._revision

    # --- what was saved ------------------------------------------------------------------------------------------

    def _do(self, saved: Saved) -> None:
        if saved.shared or self._loaded is None or self._is_linked(saved.policies):
            self._read_everything()
        elif saved.policies:
            self._read_policies(self._loaded, saved.policies)
        if saved.templates or saved.seals:
            self._renew_press()
        if saved.shared or saved.frame:
            self._ask_for_frame()
        if saved.shared or saved.policies:
            self._check()

    def _is_linked(self, ids: Iterable[str]) -> bool:
        return any((self.subject.data / "policies" / id_).is_symlink() for id_ in ids)

    def _read_everything(self) -> None:
        self._say("reading the policies")
        told = partial(self._say, "reading the policies")
        loaded = without_leavings(load(self.subject.data, self.subject.store, cores(), told=told))
        problems = by_policy(locate(loaded.diagnostics, self.subject.root))
        if loaded.shared is None or has_errors(problems.get("", ())):
            self._loaded = None
            self._refuse_shared(problems.get("", ()))
        else:
            self._loaded, self.failures = loaded, ()
            self._show(self._framed(everything_shown(self.subject, loaded, loaded.shared, problems, self.snapshot)))
        self._say("")

    def _refuse_shared(self, own: tuple[Diagnostic, ...]) -> None:
        """Shared files with errors: all pages stay as they are, and say why, until everything can be read again."""
        self.failures = tuple(as_text((item,), partial(source_line, self.subject.root)) for item in own)
        now = self.snapshot
        if now is not None:
            self._show(replace(now, problems={**now.problems, "": own}, held=now.held | {""}))

    def _read_policies(self, loaded: Loaded, ids: frozenset[str]) -> None:
        """The quick way: nothing but these policies is read and checked."""
        self._loaded = without_leavings(read_again(loaded, self.subject.data, ids))
        now = self.snapshot
        if now is not None:
            following = saved_shown(self.subject, self._loaded, ids, now)
            self._show(following if following.press is now.press else self._framed(following))

    def _renew_press(self) -> None:
        now = self.snapshot
        if now is not None:
            press = new_press(self.subject, now.press.edition, now.headlines)
            self._show(self._framed(now.after((), press=press)))

    # --- what is done beside -------------------------------------------------------------------------------------

    def _ask_for_frame(self) -> None:
        if self._loaded is None or self._loaded.shared is None:
            return
        wrong = self._frames.ask(
            self._loaded.shared.organisation, self._take_frame, lambda failure: self._fail((failure,))
        )
        if wrong:
            self._fail(wrong)
        else:
            self._say("preparing the pages' frame")

    def _take_frame(self) -> None:
        now = self.snapshot
        if now is None or "" not in now.held:
            self.failures = ()
        if now is not None:
            self._show(now.after((), frame=self._frames.frame(now.press, now.headlines)))
        self._say("")
        self._renew_search()

    def _framed(self, snapshot: Snapshot) -> Snapshot:
        return replace(snapshot, frame=self._frames.frame(snapshot.press, snapshot.headlines))

    def _check(self) -> None:
        """Check everything.

        While shared files cannot be read it would find nothing, and while a policy cannot be read, what is known of the
        others stands. What is saved meanwhile is checked when this is done.
        """
        now = self.snapshot
        if self._checking or now is None or now.loaded is not self._loaded:
            return
        if now.outlines and now.loaded.diagnostics:
            return
        self._checking = True
        task = self._quiet.submit(check_everything, self.subject.inputs(now.as_of))
        when_done(task, self._tasks.put, partial(self._take_findings, now.loaded), partial(self._end_check, now.loaded))

    def _take_findings(self, loaded: Loaded, found: Findings) -> None:
        now = self.snapshot
        if now is not None and loaded is self._loaded:
            problems = by_policy(item for item in found.problems if not is_leaving(item.source.file))
            self._show(replace(now, problems=problems, outlines=found.outlines))
            self._renew_search()
        self._end_check(loaded)

    def _end_check(self, loaded: Loaded, failure: str = "") -> None:
        self._checking = False
        if failure:
            self._tell(failure, 0, 0)
        if loaded is not self._loaded:
            self._check()

    def _renew_search(self) -> None:
        """Index what can be found, from the first check on: nobody should wait longer for that."""
        now = self.snapshot
        if self._frames.rendered is not None and now is not None and now.outlines:
            self._search.renew(self.subject.inputs(now.as_of), now.loaded, self._frames.rendered)

    # --- telling -------------------------------------------------------------------------------------------------

    def _fail(self, failures: tuple[str, ...]) -> None:
        """Pages stay in the frame that they have, and say why."""
        self.failures = failures
        if self.snapshot is not None:
            self._show(self.snapshot)
        self._say("")

    def _say(self, busy: str, done: int = 0, total: int = 0) -> None:
        self.busy = f"{busy}: {done:,} of {total:,}" if total else busy
        self._tell(busy or "ready", done, total)
        self._next()

    def _show(self, snapshot: Snapshot) -> None:
        failures = self.failures
        self.snapshot = snapshot if snapshot.failures == failures else replace(snapshot, failures=failures)
        self._next()

    def _next(self) -> None:
        with self._changed:
            self._revision += 1
            self._changed.notify_all()
