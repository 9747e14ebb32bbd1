"""What was read of a handbook -> what a build prints, policy by policy; what is not asked for is not even decoded.

Pages of one policy see what all policies share and the headlines of the others; only pages about all policies need
them all, and whoever prints those takes them up then.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from jinja2 import Environment

from handbook.history.edition import Edition
from handbook.load.loader import Loaded, LoadedPolicy, Previous
from handbook.load.packing import pack
from handbook.machine.collector import collect
from handbook.machine.store import Store, stamp
from handbook.machine.workers import cores
from handbook.model.handbook import Policy
from handbook.render.digest import kept_briefs, kept_headlines, kept_heads
from handbook.render.editing import Editing
from handbook.render.page import Entry, Page
from handbook.render.pages import (
    OF_HEADS,
    folder_of,
    folders_of,
    handbook_pages,
    policy_pages,
    role_of,
    sidebar_of,
    telling_folders,
)
from handbook.render.press import Press, nothing_kept, press_of
from handbook.render.prose import plain_text
from handbook.report.calendar import calendars
from handbook.report.feeds import feeds
from handbook.report.file_group import FileGroup
from handbook.site.kept import Face, Kept

FILES = "files"
"""What stands for the files that are no pages, beside the folders of the site's root."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """Where the bodies come from. Each function is pure, and called in whatever process is free.

    `edition` holds what all policies share, and none of them. `former` are the ids that each policy had, by its id;
    `templates` are what all pages are printed with. `policy_pages` gives the pages of one policy. `handbook_pages` are
    those about all policies in some of the folders that hold them; `files` are what is no page, such as feeds, by
    address from the root; it is told the site's full address. `folders` has for each of these folders, and for
    `FILES`, a stamp of all that is said there, empty where nobody knows; `faces` tell what each policy looks like
    there, for the next build.
    """

    edition: Edition
    former: Mapping[str, tuple[str, ...]]
    sidebar: Mapping[str, tuple[Entry, ...]]
    templates: Environment
    policy_pages: Callable[[str], Iterable[Page]]
    handbook_pages: Callable[[Collection[str]], Iterable[Page]]
    files: Callable[[str], Iterable[FileGroup]]
    folders: Mapping[str, str]
    faces: Mapping[str, Face] = field(default_factory=dict)


def contents_of(loaded: Loaded, as_of: date, store: Store, kept: Kept, editing: Editing | None = None) -> Contents:
    """The contents of the site of a handbook on a day.

    Args:
        loaded: what was read, without errors.
        as_of: the day.
        store: where headlines and brief forms are kept.
        kept: what the last build made; it watches which names are looked up from now on.
        editing: where readers can act on what they read.
    """
    shared = loaded.shared
    assert shared is not None
    edition = Edition(shared, as_of)
    headlines = kept_headlines(loaded.policies, as_of, store, cores())
    press = press_of(edition, headlines.values(), kept.stamps, kept.has, editing)
    kept.watch = press.watch
    read = {item.id: item.read for item in loaded.policies}

    faces = faces_of(loaded, kept.faces, press)

    presses = _Presses(loaded, press, store)

    def pages(folders: Collection[str]) -> Iterator[Page]:
        of_heads = OF_HEADS & set(folders)
        if of_heads:
            yield from _printed(presses.of_heads(), of_heads)
        presses.forget_heads()
        of_clauses = set(folders) - of_heads
        if of_clauses:
            yield from _printed(presses.of_clauses(of_clauses), of_clauses)

    def files(site_url: str) -> Iterable[FileGroup]:
        heads = presses.of_heads().edition
        return (*feeds(heads, site_url, plain_text), *calendars(heads, site_url, plain_text))

    return Contents(
        edition=edition,
        former={item.id: item.former for item in headlines.values()},
        sidebar=sidebar_of(edition, headlines.values()),
        templates=press.templates,
        policy_pages=lambda id_: policy_pages(edition, read[id_](False), press),
        handbook_pages=pages,
        files=files,
        folders=_folders(faces, edition),
        faces=faces,
    )


def _printed(press: Press, folders: Collection[str]) -> Iterator[Page]:
    return handbook_pages(press.edition, press, folders)


class _Presses:
    """What pages about all policies are printed with: heads of all policies, or their clauses, never both at once."""

    def __init__(self, loaded: Loaded, press: Press, store: Store) -> None:
        self._loaded, self._press, self._store = loaded, press, store
        self._heads: Press | None = None

    def of_heads(self) -> Press:
        """What pages that tell of versions are printed with."""
        if self._heads is None:
            self._heads = self._over(kept_heads(self._loaded.policies, self._as_of, self._store))
        return self._heads

    def forget_heads(self) -> None:
        """Free the memory that they take."""
        if self._heads is not None:
            self._heads = None
            collect()

    def of_clauses(self, folders: Collection[str]) -> Press:
        """What pages in folders that tell of clauses are printed with; those of roles need no policy but theirs."""
        roles = [role_of(folder) for folder in folders]
        naming = roles if all(roles) else ()
        return self._over(kept_briefs(self._loaded.policies, self._as_of, self._store, naming))

    @property
    def _as_of(self) -> date:
        return self._press.edition.as_of

    def _over(self, policies: Iterable[Policy]) -> Press:
        handbook = replace(self._press.edition.handbook, policies=tuple(policies))
        return replace(self._press, edition=Edition(handbook, self._as_of))


def _folders(faces: Mapping[str, Face], edition: Edition) -> dict[str, str]:
    """For each folder the stamp of what all policies look like there."""
    bases = stamp(*(part for id_, face in faces.items() for part in (id_, face.base)))
    looks: dict[str, list[str]] = {folder: [bases] for folder in (*folders_of(edition), FILES)}
    for id_, face in faces.items():
        for folder, look in face.changed.items():
            looks[folder] += (id_, look)
    return {folder: stamp(*parts) for folder, parts in looks.items()}


def faces_of(loaded: Loaded, before: Mapping[str, Face], press: Press) -> dict[str, Face]:
    """What each policy looks like beside its own pages.

    A change that is seen in no page of a folder where a handbook has this policy alone is seen there in no handbook.

    Args:
        loaded: what was read.
        before: the faces of the last build.
        press: what pages are printed with.
    """
    return {item.id: _face(item, before.get(item.id), loaded.previous.get(item.id), press) for item in loaded.policies}


def _face(now: LoadedPolicy, before: Face | None, previous: Previous | None, press: Press) -> Face:
    if before and before.published == now.published:
        return before
    if not (before and previous and previous.published == before.published):
        return Face(published=now.published, base=now.published)
    then, today = _looks(previous.policy, press), _looks(now.read(False), press)
    differing = {folder for folder in then.keys() | today.keys() if then.get(folder) != today.get(folder)}
    changed = dict(before.changed) | dict.fromkeys(differing, now.published)
    return Face(published=now.published, base=before.base, changed=changed)


def _looks(policy: Policy, press: Press) -> dict[str, str]:
    """By folder a stamp of all that is told there of a policy; without the pages of roles that it does not name."""
    edition = Edition(replace(press.edition.handbook, policies=(policy,)), press.edition.as_of)
    alone = replace(press, edition=edition, stamps={}, is_kept=nothing_kept)
    groups = (*feeds(edition, "", plain_text), *calendars(edition, "", plain_text))
    told = {FILES: [part for group in groups for part in (group.name, group.made_of)]}
    named = pack(policy)
    folders = {folder for folder in telling_folders(edition) if role_of(folder).encode() in named}
    for page in handbook_pages(edition, alone, folders):
        told.setdefault(folder_of(page.address), []).extend((page.address, page.body))
    press.watch.taken()
    return {folder: stamp(*parts) for folder, parts in told.items()}
