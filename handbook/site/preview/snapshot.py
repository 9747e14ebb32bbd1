"""What a preview knows at one moment -> any of its pages, printed when it is asked for.

A snapshot never changes but for what it has printed; after a save there is another one, which takes over the pages that
the save cannot have touched. Where data have errors, what is shown is what was there before them.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, partial
from pathlib import Path

from handbook.check.outline import Outline
from handbook.history.edition import Edition
from handbook.load.loaded import Loaded, LoadedPolicy
from handbook.load.locate import source_line
from handbook.machine.collector import collector_paused
from handbook.model.diagnostic import Diagnostic
from handbook.model.source import policy_of
from handbook.render.draft import DRAFTS, draft_banner, draft_changes_page, draft_page, drafts_page
from handbook.render.headline import Headline
from handbook.render.page import Page
from handbook.render.pages import handbook_page, policy_printing
from handbook.render.press import Press
from handbook.render.preview import PROBLEMS, clause_finder, problems_page, strip
from handbook.render.prose import plain_text
from handbook.report.calendar import calendars
from handbook.report.feeds import feeds, policy_feeds
from handbook.site.own_pages import SEARCH, not_found_page, search_page, with_welcome
from handbook.site.preview.frame import Frame

_OF_PREVIEW = "_handbook/"


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """One moment of a preview.

    `loaded` is what stands on disk; `shown` what pages say, by id: the same, or what was there before errors, for those
    in `held`. `press` holds an edition without policies. `problems` are located, by policy, those of shared files under
    an empty id. `failures` say why pages cannot be made anew.
    """

    root: Path
    loaded: Loaded
    as_of: date
    press: Press
    shown: Mapping[str, LoadedPolicy]
    headlines: Mapping[str, Headline]
    frame: Frame
    problems: Mapping[str, tuple[Diagnostic, ...]]
    held: frozenset[str] = frozenset()
    outlines: Mapping[str, Outline] = field(default_factory=dict)
    failures: tuple[str, ...] = ()
    printed: dict[str, Page] = field(default_factory=dict)
    last: dict[str, Page] = field(default_factory=dict)

    def page(self, address: str) -> Page | None:
        """The page at an address, as far as it can be made of the data as they are; None where there is none.

        Where data with errors cannot be printed, the page that was last printed there.
        """
        if address not in self.printed:
            try:
                page = self._print(address)
            except Exception:
                if not self.is_sound and address in self.last:
                    return self.last[address]
                raise
            if page is None or address.startswith(_OF_PREVIEW):
                return page
            self.printed[address] = self.last[address] = page
        return self.printed[address]

    def finished(self, page: Page) -> bytes:
        """A page in its frame, below the strip that tells what is wrong."""
        sheet = self.press.sheet(page.address)
        about = self.about(page.address)
        own = self.problems.get(about, ())
        policy = self.shown.get(about)
        shown = strip(
            sheet,
            own,
            tuple(item for id_, found in self.problems.items() if id_ != about for item in found),
            self.line_of,
            kept=about in self.held,
            failures=self.failures,
            banner=draft_banner(self.headlines[about], sheet) if _takes_banner(page.address, about) else None,
            clause_of=clause_finder(policy.bare, page.address) if policy and own else lambda _: "",
        )
        return self.frame.assembler.assemble(replace(page, body=shown + page.body))

    def not_found(self) -> bytes:
        """The page for an address that is none."""
        return self.frame.assembler.assemble(not_found_page(self.press.templates, "/"), base="/")

    def redirect(self, address: str) -> str | None:
        """Where an address leads that was a policy's before it was renamed, or is one of a policy without versions."""
        folder, _, rest = address.partition("/")
        id_, _, rest = rest.partition("/")
        if folder != "policies":
            return None
        item = self.headlines.get(id_)
        if item and not item.title and item.draft and not rest:
            return f"policies/{id_}/draft/"
        today = self._former.get(id_)
        return f"policies/{today}/{rest}" if today else None

    def after(self, ids: Iterable[str], **changed: object) -> "Snapshot":
        """The next snapshot: these policies or other values differ, and what was printed of all others stays."""
        values: dict[str, object] = {"printed": {}, **changed}
        snapshot = replace(self, **values)  # type: ignore[arg-type]
        kept = self.printed if _names_are_same(self, snapshot) and _frames_are_same(self, snapshot) else {}
        touched = tuple(f"policies/{id_}/" for id_ in ids)
        registers = _published(self, ids) == _published(snapshot, ids)
        for address, page in kept.items():
            own = address.startswith("policies/") and policy_id(address) in self.shown
            if not address.startswith((_OF_PREVIEW, *touched)) and (own or registers):
                snapshot.printed[address] = page
        return snapshot

    @property
    def is_sound(self) -> bool:
        """Whether all that is shown is free of errors, as far as is known."""
        return not any(item.severity.value == "error" for found in self.problems.values() for item in found)

    @property
    def line_of(self) -> Callable[[Diagnostic], str]:
        """The line that a diagnostic stands on."""
        return partial(source_line, self.root)

    @cached_property
    def edition(self) -> Edition:
        """The whole handbook as it is shown; only pages about all policies need it."""
        with collector_paused():
            policies = tuple(item.bare for item in self.shown.values())
        return Edition(replace(self.press.edition.handbook, policies=policies), self.as_of)

    def file(self, path: str) -> bytes | None:
        """A feed or a calendar; None where there is none."""
        id_ = self.about(path)
        if not id_:
            return self._files_about_all.get(path)
        titles, shown = self.press.titles, self.shown[id_].bare
        group = policy_feeds(shown, self.press.edition, "", titles, plain_text) if id_ in titles else None
        return dict(group.make()).get(path) if group else None

    @cached_property
    def _files_about_all(self) -> Mapping[str, bytes]:
        groups = (*feeds(self.edition, "", plain_text), *calendars(self.edition, "", plain_text))
        return {path: data for group in groups for path, data in group.make()}

    def about(self, address: str) -> str:
        """The policy that the page at an address is about; empty where it is about no single one."""
        id_ = policy_id(address)
        return id_ if id_ in self.shown else ""

    @cached_property
    def _former(self) -> Mapping[str, str]:
        return {former: item.id for item in self.headlines.values() for former in item.former}

    @cached_property
    def _register_press(self) -> Press:
        stamps = {id_: item.published for id_, item in self.shown.items()}
        return replace(self.press, edition=self.edition, stamps=stamps)

    def _print(self, address: str) -> Page | None:
        id_ = self.about(address)
        if id_:
            return self._print_policy(id_, address)
        if address == DRAFTS:
            return drafts_page(self.headlines.values(), self.press)
        if address == PROBLEMS:
            found = tuple(sorted((item for own in self.problems.values() for item in own), key=lambda item: item.order))
            return problems_page(found, self.line_of, self.press)
        if address == SEARCH.address:
            return search_page(self.press.templates)
        written = {page.address: page for page in self.frame.written}
        if address in written and address:
            return written[address]
        with collector_paused():
            page = handbook_page(address, self._register_press)
        welcome = tuple(found for found in self.frame.written if not found.address)
        return next(with_welcome((page,), welcome)) if page else None

    def _print_policy(self, id_: str, address: str) -> Page | None:
        policy = self.shown[id_].bare
        edition = Edition(replace(self.press.edition.handbook, policies=(policy,)), self.as_of)
        press = replace(self.press, edition=edition)
        if address == f"policies/{id_}/draft/":
            return draft_page(policy, press)
        if address == f"policies/{id_}/draft/changes/":
            return draft_changes_page(policy, press)
        printing = policy_printing(edition, policy, press).get(address)
        return printing() if printing else None


def policy_id(address: str) -> str:
    """What stands where the addresses of a policy's pages have its id."""
    parts = address.split("/")
    return parts[1] if len(parts) > 2 and parts[0] == "policies" else ""


def by_policy(problems: Iterable[Diagnostic]) -> dict[str, tuple[Diagnostic, ...]]:
    """Problems by the policy whose files they stand in."""
    found: dict[str, list[Diagnostic]] = {}
    for item in problems:
        found.setdefault(policy_of(item.source.file), []).append(item)
    return {id_: tuple(listed) for id_, listed in found.items()}


def _takes_banner(address: str, about: str) -> bool:
    return bool(about) and "/draft/" not in address and address.count("/") == 2


def _names_are_same(old: Snapshot, new: Snapshot) -> bool:
    return old.press is new.press


def _frames_are_same(old: Snapshot, new: Snapshot) -> bool:
    return old.frame.written is new.frame.written and old.as_of == new.as_of


def _published(snapshot: Snapshot, ids: Iterable[str]) -> list[str | None]:
    return [snapshot.shown[id_].published if id_ in snapshot.shown else None for id_ in ids]
