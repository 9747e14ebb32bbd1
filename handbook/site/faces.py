"""What was read of policies -> what each looks like beside its own pages, and what the pages about all are made of.

A change of a policy that is seen in no page of a folder where a handbook has this policy alone is seen there in no
handbook. So a folder is made of what each policy looked like when it was last seen to change there. Prints pages to
find that out; keeps none.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from operator import attrgetter

from handbook.history.edition import Edition
from handbook.load.loaded import LoadedPolicy, Previous
from handbook.machine.following import are_same, differing, followed
from handbook.machine.store import stamp
from handbook.model.handbook import Policy
from handbook.render.digest import Digest
from handbook.render.folders import folder_of, is_part, parts_of
from handbook.render.headline import headline
from handbook.render.pages import folders_of, handbook_pages, telling_folders
from handbook.render.press import Press, nothing_kept
from handbook.render.prose import plain_text
from handbook.report.calendar import calendars
from handbook.report.feeds import feeds
from handbook.site.standing import Face

FILES = "files"
"""What stands for the files that are no pages, beside the folders of the site's root."""

Looks = Mapping[str, str]
"""By folder a stamp of all that is told there of a policy; without parts that tell nothing of it."""

_ALL = ""
"""What stands for all policies, beside the parts that tell of some."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Faces:
    """What the policies of a digest look like, by id in order of id.

    `changed` are those of which something looks another than at first. `bases` are, by part of a register, a stamp of
    the bases of all policies that it tells of. `looks` are those of the policies that were last printed to find out, by
    all that was published of each: who writes saves the same again. `titles` are what policies were called there.
    """

    digest: Digest
    of: Mapping[str, Face]
    changed: Mapping[str, Face]
    bases: Mapping[str, str]
    looks: Mapping[str, Looks]
    titles: Mapping[str, str]

    def folders(self, press: Press) -> dict[str, str]:
        """For each folder the stamp of what the policies that it tells of look like there."""
        of_all = (*sorted(press.parted), self.bases[_ALL])
        looks = {
            folder: [self.bases.get(folder, "")] if is_part(folder) else [*of_all]
            for folder in (*folders_of(press), FILES)
        }
        for id_, face in self.changed.items():
            for folder in looks.keys() & face.changed.keys():
                looks[folder] += (id_, face.changed[folder])
        return {folder: stamp(*parts) if len(parts) > 1 else parts[0] for folder, parts in looks.items()}


def faces_of(
    digest: Digest,
    previous: Mapping[str, Previous],
    before: Mapping[str, Face],
    press: Press,
    last: Faces | None = None,
) -> Faces:
    """What each policy looks like beside its own pages.

    Args:
        digest: what is known of the policies that were read.
        previous: as far as they are known, policies as they were.
        before: the faces of the last build.
        press: what pages are printed with.
        last: the faces of the last contents: where the last build took them, only what was read since can differ.
    """
    policies = digest.read
    if last and last.of is before:
        unsure = [id_ for id_ in differing(policies, last.digest.read) if id_ in policies]
    else:
        unsure = [*policies]
    printing = _Printing(press, last.looks if last and last.titles is press.titles else {})
    made = ((id_, _face(policies[id_], before.get(id_), previous.get(id_), printing)) for id_ in unsure)
    of = followed(before, policies.keys(), {id_: face for id_, face in made if face is not before.get(id_)})
    is_as_it_was = last and digest.tellings is last.digest.tellings and are_same(of, last.of, attrgetter("base"))
    bases = last.bases if last and is_as_it_was else dict(_bases(of, digest.tellings))
    known = last.changed.keys() if last and last.of is before else of.keys()
    return Faces(
        digest=digest,
        of=of,
        changed={id_: of[id_] for id_ in sorted({*known, *unsure}) if id_ in of and of[id_].changed},
        bases=bases,
        looks=printing.looks or printing.known,
        titles=press.titles,
    )


def _bases(faces: Mapping[str, Face], tellings: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    for part, ids in {**tellings, _ALL: faces}.items():
        yield part, stamp("\n".join(word for id_ in ids for word in (id_, faces[id_].base)))


class _Printing:
    """Prints policies, each in a handbook that has it alone, to see how they look; `looks` is what was seen.

    Args:
        press: what pages are printed with.
        known: how policies looked, printed with the same, by all that is published of each.
    """

    def __init__(self, press: Press, known: Mapping[str, Looks]) -> None:
        self._press, self.known = press, known
        self.looks: dict[str, Looks] = {}

    def looks_of(self, published: str, read: Callable[[], Policy]) -> Looks:
        """How a policy looks."""
        found = self.known.get(published)
        self.looks[published] = _looks(read(), self._press) if found is None else found
        return self.looks[published]


def _face(now: LoadedPolicy, before: Face | None, previous: Previous | None, printing: _Printing) -> Face:
    if before and before.published == now.published:
        return before
    if not (before and previous and previous.published == before.published):
        return Face(published=now.published, base=now.published)
    then = printing.looks_of(previous.published, lambda: previous.policy)
    today = printing.looks_of(now.published, lambda: now.read(False))
    differing = {folder for folder in then.keys() | today.keys() if then.get(folder) != today.get(folder)}
    changed = dict(before.changed) | dict.fromkeys(differing, now.published)
    return Face(published=now.published, base=before.base, changed=changed)


def _looks(policy: Policy, press: Press) -> Looks:
    """How a policy looks in a handbook that has it alone, with the roles that it names: of others it tells nothing."""
    shared, as_of = press.edition.handbook, press.edition.as_of
    told_of = headline(policy, as_of)
    named = tuple(role for role in shared.roles if role.id in told_of.roles)
    edition = Edition(replace(shared, roles=named, policies=(policy,)), as_of)
    alone = replace(press, edition=edition, stamps={}, is_kept=nothing_kept)
    groups = (*feeds(edition, "", plain_text, empty=False), *calendars(edition, "", plain_text))
    told = {FILES: [part for group in groups for part in (group.name, group.made_of)]}
    parts = parts_of(told_of)
    folders = {folder for folder in telling_folders(alone) if not is_part(folder) or folder in parts}
    for page in handbook_pages(alone, folders):
        told.setdefault(folder_of(page.address, folders), []).extend((page.address, page.body))
    press.watch.taken()
    return {folder: stamp(*parts) for folder, parts in told.items()}
