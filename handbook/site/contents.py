"""What was read of a handbook -> what a build prints, policy by policy; what is not asked for is not even decoded.

Pages of one policy see what all policies share and the headlines of the others; only pages about all policies need
them all, and whoever prints those takes them up then.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

from handbook.history.edition import Edition
from handbook.load.loader import Loaded, LoadedPolicy, Previous
from handbook.machine.store import Store, stamp
from handbook.model.handbook import Policy
from handbook.render.editing import Editing
from handbook.render.headline import kept_headlines
from handbook.render.page import Entry, Page
from handbook.render.pages import FOLDERS, TELLING, folder_of, handbook_pages, policy_pages, sidebar_of
from handbook.render.press import Press, nothing_kept, press_of
from handbook.render.prose import plain_text
from handbook.report.brief import brief
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
    `policy_pages` gives the pages of one. `handbook_pages` are those about all policies in some folders of the site's
    root; `files` are what is no page, such as feeds, by address from the root; it is told the site's full address.
    `folders` has for each of these folders, and for `FILES`, a stamp of all that is said there, empty where nobody
    knows; `faces` tell what each policy looks like there, for the next build.
    """

    edition: Edition
    former: Mapping[str, tuple[str, ...]]
    sidebar: Mapping[str, tuple[Entry, ...]]
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
        store: where headlines are kept.
        kept: what the last build made; it watches which names are looked up from now on.
        editing: where readers can act on what they read.
    """
    shared = loaded.shared
    assert shared is not None
    edition = Edition(shared, as_of)
    headlines = kept_headlines(loaded.policies, as_of, store)
    press = press_of(edition, headlines.values(), kept.stamps, kept.has, editing)
    kept.watch = press.watch
    read = {item.id: item.read for item in loaded.policies}

    faces = faces_of(loaded, kept.faces, press)

    @cache
    def whole() -> Press:
        policies = tuple(brief(item.read(False), as_of) for item in loaded.policies)
        return replace(press, edition=Edition(replace(shared, policies=policies), as_of))

    def files(site_url: str) -> Iterable[FileGroup]:
        everything = whole().edition
        return (*feeds(everything, site_url, plain_text), *calendars(everything, site_url, plain_text))

    return Contents(
        edition=edition,
        former={item.id: item.former for item in headlines.values()},
        sidebar=sidebar_of(edition, headlines.values()),
        policy_pages=lambda id_: policy_pages(edition, read[id_](False), press),
        handbook_pages=lambda folders: handbook_pages(whole().edition, whole(), folders),
        files=files,
        folders=_folders(faces),
        faces=faces,
    )


def _folders(faces: Mapping[str, Face]) -> dict[str, str]:
    """For each folder the stamp of what all policies look like there."""
    bases = stamp(*(part for id_, face in faces.items() for part in (id_, face.base)))
    return {
        folder: stamp(
            bases,
            *(part for id_, face in faces.items() if folder in face.changed for part in (id_, face.changed[folder])),
        )
        for folder in (*FOLDERS, FILES)
    }


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
    """By folder a stamp of all that is told there of a policy."""
    edition = Edition(replace(press.edition.handbook, policies=(policy,)), press.edition.as_of)
    alone = replace(press, edition=edition, stamps={}, is_kept=nothing_kept)
    groups = (*feeds(edition, "", plain_text), *calendars(edition, "", plain_text))
    told: dict[str, list[str | bytes]] = {FILES: [part for group in groups for file in group.make() for part in file]}
    for page in handbook_pages(edition, alone, TELLING):
        told.setdefault(folder_of(page.address), []).extend((page.address, page.body))
    press.watch.taken()
    return {folder: stamp(*parts) for folder, parts in told.items()}
