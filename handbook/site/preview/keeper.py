"""What was saved -> the next state of the preview, having read and checked no more than that.

One thread does it, in the order of the saves. A policy with errors is shown as it was before them. What takes long is
left to helpers beside; when one is done, its result is one more thing that changed.
"""

import queue
import shutil
import threading
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeAlias

from handbook.check.kept import check_some
from handbook.history.edition import Edition
from handbook.ledger.chain import newest_seal
from handbook.load.loader import Loaded, LoadedPolicy, in_memory, load, read_again
from handbook.load.locate import locate, source_line
from handbook.machine.store import Store
from handbook.machine.workers import WorkFailed, cores
from handbook.model.diagnostic import Diagnostic, Severity, has_errors
from handbook.model.handbook import Handbook
from handbook.model.source import policy_of
from handbook.render.digest import kept_digest
from handbook.render.editing import Editing
from handbook.render.headline import Headline, headline
from handbook.render.pages import sidebar_of
from handbook.render.places import addresses, places
from handbook.render.press import Press, press_of
from handbook.render.templates import templates_folder
from handbook.report.diagnostics import as_text
from handbook.site.assets import read_assets
from handbook.site.preview.background import (
    Helper,
    Reading,
    Survey,
    make_ready,
    make_search,
    make_shells,
    result_of,
    searched,
    survey,
)
from handbook.site.preview.state import Frame, State, by_policy, empty_of_policies
from handbook.site.shell import Shell
from handbook.site.shells import Rendered
from handbook.site.stamp import Imprint, Sidebar, Stamper, section_indexes
from handbook.site.watching import Saved, is_leaving, without_leavings
from handbook.site.written import read_written

Today: TypeAlias = Callable[[Handbook], date]
Told: TypeAlias = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is, and how much there is (0: not known)."""


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What is previewed: the handbook's files, the day, where parsed policies are kept, a folder for scratch.

    `editing` tells where readers can act on what they read.
    """

    data: Path
    config: Path
    today: Today
    store: Store
    key: bytes
    scratch: Path
    editing: Callable[[], Editing | None] = lambda: None


class Keeper:
    """Makes states. `wait` lets others know of the newest one; everything else runs in the keeper's own thread.

    Args:
        subject: what is previewed.
        tell: told what is being done, and when everything is ready.
    """

    def __init__(self, subject: Subject, tell: Told) -> None:
        self.subject, self._tell = subject, tell
        self.root = subject.data.parent
        self.state: State | None = None
        self.busy, self.failures = "starting", ()  # type: tuple[str, tuple[str, ...]]
        self.search: Mapping[str, Path] = {}
        self._changed = threading.Condition()
        self._revision = 0
        self._tasks: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._frames, self._passes = Helper(quiet=False), Helper(quiet=True)
        self._rendered: Rendered | None = None
        self._shells: Mapping[str, Shell] = {}
        self._loaded: Loaded | None = None
        self._frame_asked, self._passing, self._pass_again = 0, False, False
        self._indexed, self._searches = "", 0
        self._closed = False

    # --- what others may call ------------------------------------------------------------------------------------

    def run(self) -> None:
        """Do what is to be done until `close` is called; then end all helpers."""
        try:
            self._frames.submit(make_ready)
            self._do(Saved(shared=True))
            while (task := self._tasks.get()) is not None and not self._closed:
                task()
        finally:
            self._frames.close()
            self._passes.close()

    def note(self, saved: Saved) -> None:
        """Something was saved."""
        self._tasks.put(lambda: self._do(saved))

    def close(self) -> None:
        """End `run` after what it is doing."""
        self._closed = True
        self._tasks.put(None)
        self._next()

    @property
    def ready(self) -> State | None:
        """The newest state, if its pages can be shown: None until they have a frame."""
        state = self.state
        return state if state is not None and state.frame is not _NO_FRAME else None

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
            self._read_policies(saved.policies)
        if saved.templates or saved.seals:
            self._renew_press()
        if saved.shared or saved.frame:
            self._ask_for_frame()
        if saved.shared or saved.policies:
            self._pass()

    def look_at_clock(self) -> None:
        """A new day is another edition."""
        state = self.state
        if state is not None and self.subject.today(state.press.edition.handbook) != state.as_of:
            self.note(Saved(shared=True))

    def _is_linked(self, ids: Iterable[str]) -> bool:
        return any((self.subject.data / "policies" / id_).is_symlink() for id_ in ids)

    def _read_everything(self) -> None:
        self._say("reading the policies")
        loaded = without_leavings(
            load(
                self.subject.data,
                self.subject.store,
                cores(),
                told=lambda *far: self._say("reading the policies", *far),
            )
        )
        problems = by_policy(locate(loaded.diagnostics, self.root))
        if loaded.shared is None or has_errors(problems.get("", ())):
            self._loaded = None
            self._refuse_shared(problems)
            return
        self._loaded, self.failures = loaded, ()
        self._show_everything(loaded, problems)

    def _refuse_shared(self, problems: Mapping[str, tuple[Diagnostic, ...]]) -> None:
        """Shared files with errors: all pages stay as they are, and say why, until everything can be read again."""
        own = problems.get("", ())
        self.failures = tuple(as_text((item,), lambda item: source_line(self.root, item)) for item in own)
        if self.state is not None:
            self._publish(replace(self.state, problems={**self.state.problems, "": own}, held=self.state.held | {""}))
        self._say("")

    def _show_everything(self, loaded: Loaded, problems: Mapping[str, tuple[Diagnostic, ...]]) -> None:
        assert loaded.shared is not None
        as_of = self.subject.today(loaded.shared)
        old = self.state
        shown, held = {}, set()
        for item in loaded.policies.values():
            before = old.shown.get(item.id) if old else None
            if before is not None and before.stamp != item.stamp and has_errors(problems.get(item.id, ())):
                shown[item.id] = before
                held.add(item.id)
            else:
                shown[item.id] = item
        headlines = kept_digest(shown, as_of, self.subject.store).headlines
        press = self._press(empty_of_policies(loaded.shared, as_of), headlines)
        known = old.problems if old else {}
        rest = {id_: found for id_, found in known.items() if id_ in shown and id_ not in problems}
        state = State(
            root=self.root,
            loaded=loaded,
            as_of=as_of,
            press=press,
            shown=shown,
            headlines=headlines,
            frame=old.frame if old else _NO_FRAME,
            problems={**rest, **problems},
            held=frozenset(held),
            outlines=old.outlines if old else {},
            last=old.last if old else {},
        )
        self._publish(self._reframed(state))
        self._say("")

    def _read_policies(self, ids: frozenset[str]) -> None:
        """The quick way: nothing but these policies is read and checked."""
        assert self._loaded is not None
        self._loaded = loaded = without_leavings(read_again(self._loaded, self.subject.data, ids))
        state = self.state
        if state is None:
            return
        on_disk = {id_: loaded.policies[id_] for id_ in ids if id_ in loaded.policies}
        found = self._found_in(loaded, ids, state)
        shown, held, headlines = dict(state.shown), set(state.held - ids), dict(state.headlines)
        for id_ in ids:
            shown.pop(id_, None)
            headlines.pop(id_, None)
            if id_ in on_disk:
                good = _good(on_disk[id_], state.shown.get(id_), found.get(id_, ()))
                shown[id_] = good
                headlines[id_] = headline(good.bare, state.as_of)
                held |= {id_} if good is not on_disk[id_] else set()
        shown, headlines = dict(sorted(shown.items())), dict(sorted(headlines.items()))
        problems = {id_: listed for id_, listed in state.problems.items() if id_ not in ids} | found
        named = all(_named(state.headlines.get(id_)) == _named(headlines.get(id_)) for id_ in ids)
        press = state.press if named else self._press(state.press.edition, headlines)
        following = state.after(
            ids,
            loaded=loaded,
            shown=shown,
            headlines=headlines,
            press=press,
            problems=problems,
            held=frozenset(held),
        )
        self._publish(following if named else self._reframed(following))

    def _found_in(self, loaded: Loaded, ids: frozenset[str], state: State) -> dict[str, tuple[Diagnostic, ...]]:
        """The reader's problems in these policies; what the rules find in those without any."""
        read = by_policy(locate((item for item in loaded.diagnostics if policy_of(item.source.file) in ids), self.root))
        focus = ids - read.keys()
        if not focus or not state.outlines:
            return read
        return read | by_policy(check_some(loaded, focus, state.outlines, state.as_of, self.root))

    def _press(self, edition: Edition, headlines: Mapping[str, Headline]) -> Press:
        return press_of(edition, headlines.values(), editing=self.subject.editing())

    # --- the frame -----------------------------------------------------------------------------------------------

    def _renew_press(self) -> None:
        if self.state is not None:
            state = self.state
            press = self._press(state.press.edition, state.headlines)
            self._publish(self._reframed(state.after((), press=press)))

    def _ask_for_frame(self) -> None:
        """Let MkDocs render the shells anew; of several requests the last one counts."""
        if self._loaded is None or self._loaded.shared is None:
            return
        organisation = self._loaded.shared.organisation
        written = read_written(self.subject.data / "pages", addresses(places(organisation)))
        errors = [item for item in locate(written.problems, self.root) if item.severity is Severity.ERROR]
        if errors:
            self._fail(tuple(as_text((item,), lambda item: source_line(self.root, item)) for item in errors))
            return
        self._say("preparing the pages' frame")
        self._frame_asked += 1
        number = self._frame_asked
        folder = self.subject.scratch / f"theme-{number}"
        assets = read_assets(templates_folder() / "assets")
        asked = self._frames.submit(make_shells, organisation, written, assets, self.subject.config, folder)
        asked.add_done_callback(lambda done: self._tasks.put(lambda: self._take_frame(number, folder, done)))

    def _take_frame(self, number: int, folder: Path, done: "Future[Rendered]") -> None:
        if number != self._frame_asked:
            return
        try:
            self._rendered = rendered = result_of(done)
            self._shells = rendered.shells
        except WorkFailed as failure:
            self._fail((str(failure),))
            return
        shutil.rmtree(self.subject.scratch / f"theme-{number - 1}", ignore_errors=True)
        if self.failures and not (self.state and "" in self.state.held):
            self.failures = ()
        state = self.state
        if state is not None:
            files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
            frame = replace(state.frame, written=rendered.pages, files=files)
            self._publish(self._reframed(state.after((), frame=frame, failures=self.failures)))
        self._say("")
        self._ask_for_search()

    def _fail(self, failures: tuple[str, ...]) -> None:
        self.failures = failures
        if self.state is not None:
            self._publish(replace(self.state, failures=failures))
        self._say("")

    def _reframed(self, state: State) -> State:
        """The state with its sidebar and footer as they are now; without a frame until there are shells."""
        if self._rendered is None:
            return state
        tree = places(state.press.edition.handbook.organisation)
        sidebar = Sidebar(
            entries=sidebar_of(state.press.edition, state.headlines.values()), indexes=section_indexes(tree)
        )
        imprint = Imprint(as_of=state.as_of, seal=newest_seal(self.subject.data))
        assets = {asset.path: asset for asset in read_assets(templates_folder() / "assets")}
        stamper = Stamper(self._shells, sidebar, imprint)
        return replace(state, frame=replace(state.frame, stamper=stamper, assets=assets))

    # --- what is done beside -------------------------------------------------------------------------------------

    def _pass(self) -> None:
        """Check everything in a process beside.

        While shared files cannot be read it would find nothing, and while a policy cannot be read, what is known of the
        others stands.
        """
        state = self.state
        if state is None or state.loaded is not self._loaded or (state.outlines and state.loaded.diagnostics):
            return
        if self._passing:
            self._pass_again = True
            return
        self._passing = True
        asked = self._passes.submit(survey, self._reading(state))
        asked.add_done_callback(lambda done: self._tasks.put(lambda: self._take_survey(state.loaded, done)))

    def _reading(self, state: State) -> Reading:
        store = self.subject.store
        return Reading(
            data=self.subject.data,
            store=store.file,
            key=self.subject.key,
            opened=store.opened,
            as_of=state.as_of,
        )

    def _take_survey(self, loaded: Loaded, done: "Future[Survey]") -> None:
        self._passing = False
        found = None
        try:
            found = result_of(done)
        except WorkFailed as failure:
            self._tell(str(failure), 0, 0)
        state = self.state
        if found is not None and state is not None and loaded is self._loaded:
            problems = by_policy(item for item in found.problems if not is_leaving(item.source.file))
            self._publish(replace(state, problems=problems, outlines=found.outlines))
            self._ask_for_search()
        if self._pass_again or loaded is not self._loaded:
            self._pass_again = False
            self._pass()

    def _ask_for_search(self) -> None:
        """Index what is in force anew where any of it has changed; until it is done the old index is served."""
        state = self.state
        if self._rendered is None or state is None or not state.outlines:
            return
        pages, facets = self._rendered.pages, self._rendered.facets
        asked = searched(state.loaded, state.as_of, pages)
        if asked == self._indexed:
            return
        self._indexed = asked
        self._searches += 1
        folder = self.subject.scratch / f"search-{self._searches}"
        task = self._passes.submit(make_search, self._reading(state), pages, facets, folder)
        task.add_done_callback(lambda done: self._tasks.put(lambda: self._take_search(asked, folder, done)))

    def _take_search(self, asked: str, folder: Path, done: "Future[str]") -> None:
        """Serve the new index; one that was made of other files than it was asked for is asked for again later."""
        found = ""
        try:
            found = result_of(done)
        except WorkFailed as failure:
            self._tell(str(failure), 0, 0)
        if self._indexed == asked:
            self._indexed = found
        if not found:
            return
        old = self.search
        self.search = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
        for path in old.values():
            with suppress(OSError):
                path.unlink()
        self._tell("search is ready", 0, 0)

    # --- telling -------------------------------------------------------------------------------------------------

    def _say(self, busy: str, done: int = 0, total: int = 0) -> None:
        self.busy = f"{busy}: {done:,} of {total:,}" if total else busy
        self._tell(busy or "ready", done, total)
        self._next()

    def _publish(self, state: State) -> None:
        self.state = state if state.failures == self.failures else replace(state, failures=self.failures)
        self._next()

    def _next(self) -> None:
        with self._changed:
            self._revision += 1
            self._changed.notify_all()


_NO_FRAME = Frame(
    stamper=Stamper({}, Sidebar(entries={}, indexes={}), Imprint(as_of=date.min)), written=(), files={}, assets={}
)


def _good(now: LoadedPolicy, before: LoadedPolicy | None, found: tuple[Diagnostic, ...]) -> LoadedPolicy:
    """What is shown of a policy: as it is now; where that has errors, what was shown before.

    Errors in the working text alone hold back nothing but the working text.
    """
    errors = [item for item in found if item.severity is Severity.ERROR]
    if not errors or before is None:
        return now
    if all(item.source.file.endswith("/policy.yml") for item in errors):
        policy = replace(now.policy, working=before.bare.working)
        return in_memory(policy, now.stamp, now.published)
    return before


def _named(item: Headline | None) -> Headline | None:
    """All that the pages of others, and the sidebar, say of a policy."""
    return replace(item, draft="") if item else None
