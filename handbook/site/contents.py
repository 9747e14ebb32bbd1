"""What was read of a handbook -> what a build prints, policy by policy; what is not asked for is not even decoded.

Pages of one policy see what all policies share and the headlines of the others; only pages about all policies need
them all, and whoever prints those takes them up then.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date
from operator import attrgetter
from typing import TypeAlias

from jinja2 import Environment

from handbook.history.edition import Edition
from handbook.load.loaded import Loaded, LoadedPolicy
from handbook.machine.following import are_same
from handbook.machine.store import Store
from handbook.machine.workers import cores
from handbook.model.handbook import Policy
from handbook.render.digest import Digest, kept_briefs, kept_digest, kept_heads
from handbook.render.editing import Editing
from handbook.render.folders import is_part, parted
from handbook.render.page import Entry, Page
from handbook.render.pages import (
    handbook_pages,
    needs_clauses,
    policy_pages,
    sidebar_of,
)
from handbook.render.press import Press, press_of
from handbook.render.prose import plain_text
from handbook.report.calendar import calendars
from handbook.report.feeds import feeds, policy_feeds
from handbook.report.file_group import FileGroup
from handbook.site.faces import FILES as FILES
from handbook.site.faces import Faces, faces_of
from handbook.site.kept import Kept
from handbook.site.standing import Face

_MOST_AT_HAND = 1_000
"""So many policies at most stay in memory for the next build that prints the same parts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """Where the bodies come from. Each function is pure, and called in whatever process is free.

    `edition` holds what all policies share, and none of them. `policies` are their ids, `former` those that some had;
    `templates` are what all pages are printed with. `of_policy` gives the pages of one policy, and its files that are
    no pages, such as feeds, by address from the root. `handbook_pages` are those about all policies in some of the
    folders that hold them, `files` what is no page there; whatever has files is told the site's full address.
    `folders` has for each of these folders, and for `FILES`, a stamp of all that is said there, empty where nobody
    knows; `faces` tell what each policy looks like there, and `names` what they are called, for the next build.
    """

    edition: Edition
    policies: Set[str]
    former: Mapping[str, tuple[str, ...]]
    sidebar: Mapping[str, tuple[Entry, ...]]
    templates: Environment
    of_policy: Callable[[str, str], tuple[tuple[Page, ...], Iterable[tuple[str, bytes]]]]
    handbook_pages: Callable[[Collection[str]], Iterable[Page]]
    files: Callable[[str], Iterable[FileGroup]]
    folders: Mapping[str, str]
    faces: Mapping[str, Face] = field(default_factory=dict)
    names: "Names | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What is known of all policies, and what their pages are printed with: for contents that follow.

    `at_hand` are forms of the policies that were last taken up to print a few parts: who writes saves the same again.
    """

    digest: Digest
    press: Press
    former: Mapping[str, tuple[str, ...]]
    sidebar: Mapping[str, tuple[Entry, ...]]
    faces: Faces | None = None
    at_hand: "AtHand" = field(default_factory=dict)


Form: TypeAlias = Callable[[Iterable[LoadedPolicy], date, Store], Iterator[Policy]]
"""What takes up as much of policies as some pages tell."""

AtHand: TypeAlias = dict[Form, dict[LoadedPolicy, Policy]]


def contents_of(
    loaded: Loaded,
    as_of: date,
    store: Store,
    kept: Kept,
    editing: Editing | None = None,
    last: Names | None = None,
) -> Contents:
    """The contents of the site of a handbook on a day.

    Args:
        loaded: what was read, without errors.
        as_of: the day.
        store: where headlines and brief forms are kept.
        kept: what the last build made; it watches which names are looked up from now on.
        editing: where readers can act on what they read.
        last: those of the contents before policies were changed, and nothing else.
    """
    shared = loaded.shared
    assert shared is not None
    digest = kept_digest(loaded.policies, as_of, store, cores(), last.digest if last else None)
    names = _names(Edition(shared, as_of), digest, kept, editing, last)
    press, edition = names.press, names.press.edition
    kept.look_up_in(press.watch)
    faces = faces_of(digest, loaded.previous, kept.faces, press, last.faces if last else None)
    presses = _Presses(digest, press, store, names.at_hand)

    def of_policy(id_: str, site_url: str) -> tuple[tuple[Page, ...], Iterable[tuple[str, bytes]]]:
        policy = digest.read[id_].read(False)
        pages = policy_pages(edition, policy, press)
        return pages, policy_feeds(policy, edition, site_url, press.titles, plain_text).make() if pages else ()

    def pages(folders: Collection[str]) -> Iterator[Page]:
        of_clauses = {folder for folder in folders if _needs_clauses(folder)}
        of_heads = set(folders) - of_clauses
        if of_heads:
            yield from _printed(presses.of_heads(of_heads), of_heads)
        presses.forget_heads()
        if of_clauses:
            yield from _printed(presses.of_clauses(of_clauses), of_clauses)

    def files(site_url: str) -> Iterable[FileGroup]:
        heads = presses.of_heads((FILES,)).edition
        return (*feeds(heads, site_url, plain_text), *calendars(heads, site_url, plain_text))

    return Contents(
        edition=edition,
        policies=digest.read.keys(),
        former=names.former,
        sidebar=names.sidebar,
        templates=press.templates,
        of_policy=of_policy,
        handbook_pages=pages,
        files=files,
        folders=faces.folders(press),
        faces=faces.of,
        names=replace(names, faces=faces),
    )


def _names(edition: Edition, digest: Digest, kept: Kept, editing: Editing | None, last: Names | None) -> Names:
    """What policies are called in the new site; where that is what they were called, what was made for the last."""
    headlines = digest.headlines
    if last and are_same(headlines, last.digest.headlines, _called):
        press = replace(
            last.press,
            stamps=kept.stamps,
            is_kept=kept.has,
            editing=editing,
            parted=parted(headlines.values()),
        )
        return replace(last, digest=digest, press=press)
    return Names(
        digest=digest,
        press=press_of(
            edition, headlines.values(), kept.stamps, kept.has, editing, last.press.templates if last else None
        ),
        former={id_: item.former for id_, item in headlines.items() if item.former},
        sidebar=sidebar_of(edition, headlines.values()),
    )


_called = attrgetter("id", "title", "category", "former", "withdrawn")
"""All that pages of others say of a policy: not what its working text says."""


def apart(folders: Iterable[str]) -> list[tuple[str, ...]]:
    """The folders in groups, each made of another form of the policies; memory must not hold two at once."""
    groups: dict[bool, list[str]] = {}
    for folder in folders:
        groups.setdefault(_needs_clauses(folder), []).append(folder)
    return [tuple(group) for group in groups.values()]


def _needs_clauses(folder: str) -> bool:
    """Whether what stands in a folder, or the files that are no pages, is made of clauses."""
    return folder != FILES and needs_clauses(folder)


def _printed(press: Press, folders: Collection[str]) -> Iterator[Page]:
    return handbook_pages(press, folders)


class _Presses:
    """What pages about all policies are printed with: heads of policies, or their clauses, never both at once."""

    def __init__(self, digest: Digest, press: Press, store: Store, at_hand: AtHand) -> None:
        self._digest, self._press, self._store, self._at_hand = digest, press, store, at_hand
        self._heads: Press | None = None

    def of_heads(self, folders: Collection[str]) -> Press:
        """What pages in folders that tell of versions are printed with."""
        if self._heads is None:
            self._heads = self._over(folders, kept_heads)
        return self._heads

    def forget_heads(self) -> None:
        """Free the memory that they take."""
        self._heads = None

    def of_clauses(self, folders: Collection[str]) -> Press:
        """What pages in folders that tell of clauses are printed with."""
        return self._over(folders, kept_briefs)

    def _over(self, folders: Collection[str], form: Form) -> Press:
        """What is printed with where the handbook has the policies that some folders tell of, in order of id."""
        policies, tellings, as_of = self._digest.read, self._digest.tellings, self._press.edition.as_of
        if all(map(is_part, folders)):
            told = sorted({id_ for folder in folders for id_ in tellings.get(folder, ())})
            found = self._taken_up([policies[id_] for id_ in told], form)
        else:
            found = form(policies.values(), as_of, self._store)
        handbook = replace(self._press.edition.handbook, policies=tuple(found))
        return replace(self._press, edition=Edition(handbook, as_of))

    def _taken_up(self, policies: Sequence[LoadedPolicy], form: Form) -> Iterable[Policy]:
        """Some policies in a form; those that were last taken up so are at hand."""
        before = self._at_hand.get(form, {})
        missing = [item for item in policies if item not in before]
        anew = dict(zip(missing, form(missing, self._press.edition.as_of, self._store), strict=True))
        found = {item: before.get(item) or anew[item] for item in policies}
        self._at_hand[form] = found if len(found) <= _MOST_AT_HAND else {}
        return found.values()
