"""The changelog -> feeds of the whole handbook, of each role and each category; and those of one policy, by themselves.

`feed` holds what changes somebody's work or was wrong: substantive versions, withdrawals, renames, corrections;
`feed-all` holds editorial versions too. What an entry says depends on no later day, so it never changes.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial

from msgspec import Struct

from handbook.history.changelog import Entry, changelog
from handbook.history.edition import Edition
from handbook.history.in_force import known
from handbook.machine.store import stamp
from handbook.model.handbook import Policy
from handbook.model.policy import PolicyText
from handbook.model.record import Correction, Rename, Withdrawal
from handbook.model.version import ChangeKind
from handbook.model.version_number import VersionNumber
from handbook.report.current import published
from handbook.report.feed_formats import Feed, FeedItem, atom, json_feed
from handbook.report.file_group import FileGroup
from handbook.report.syndication import Plain, first_id, site_root

MOST = 100
"""Entries that a feed holds at most, the newest."""


def feeds(edition: Edition, site_url: str, plain: Plain = str, *, empty: bool = True) -> Iterator[FileGroup]:
    """The feed files, Atom and JSON Feed, of everything and of every role and category.

    Args:
        edition: what is known on its day is told, nothing else.
        site_url: the site's full address; where it is empty, links are relative.
        plain: takes the marks off CommonMark text.
        empty: whether those are told too that hold no entry yet.
    """
    titles = {item.id: item.title for item in published(edition)}
    items = _items_by_folder(edition, titles, site_root(site_url), plain)
    for channel in _channels(edition):
        if items[channel.folder] or empty:
            yield _group(edition, channel, items[channel.folder], site_root(site_url))


def policy_feeds(
    policy: Policy, edition: Edition, site_url: str, titles: Mapping[str, str], plain: Plain = str
) -> FileGroup:
    """The feed files of a policy.

    Args:
        policy: one with a published version.
        edition: the handbook; no policy need be in it.
        site_url: the site's full address; where it is empty, links are relative.
        titles: those of all published policies, by id.
        plain: takes the marks off CommonMark text.
    """
    alone = Edition(replace(edition.handbook, policies=(policy,)), edition.as_of)
    folder, root = f"policies/{policy.id}/", site_root(site_url)
    items = _items_by_folder(alone, titles, root, plain)[folder]
    return _group(edition, _channel(edition, folder, titles[policy.id]), items, root)


def _group(edition: Edition, channel: "_Channel", told: list[tuple[FeedItem, str]], root: str) -> FileGroup:
    substantive = [item for item in told if item[0].kind != ChangeKind.EDITORIAL]
    both = (("feed", channel.title, substantive), ("feed-all", f"{channel.title}, with editorial changes", told))
    marks = (mark for name, _, found in both for mark in [name, *(mark for _, mark in found[:MOST])])
    listed = [(name, title, [item for item, _ in found[:MOST]]) for name, title, found in both]
    return FileGroup(
        name=f"{channel.folder}feed",
        made_of=stamp(root, channel.title, *marks),
        make=partial(_files, edition, channel, listed, root),
    )


def _files(
    edition: Edition, channel: "_Channel", listed: list[tuple[str, str, list[FeedItem]]], root: str
) -> Iterator[tuple[str, bytes]]:
    for name, title, items in listed:
        feed = _feed(edition, channel, name, title, tuple(items))
        yield f"{feed.name}.xml", atom(feed, root)
        yield f"{feed.name}.json", json_feed(feed, root)


class _Channel(Struct, frozen=True, kw_only=True):
    """Whose feeds lie in which folder, and the page that they go with."""

    folder: str
    title: str
    page: str


def _channels(edition: Edition) -> Iterator[_Channel]:
    yield _Channel(folder="", title=f"{edition.handbook.organisation.title}: changes", page="changelog/")
    for role in edition.roles.values():
        yield _channel(edition, f"roles/{role.id}/", role.title)
    for category in edition.categories.values():
        yield _channel(edition, f"categories/{category.id}/", category.title)


def _channel(edition: Edition, folder: str, title: str) -> _Channel:
    return _Channel(folder=folder, title=f"{edition.handbook.organisation.title}: changes, {title}", page=folder)


def _feed(edition: Edition, channel: _Channel, name: str, title: str, items: tuple[FeedItem, ...]) -> Feed:
    organisation = edition.handbook.organisation
    return Feed(
        name=channel.folder + name,
        title=title,
        page=channel.page,
        author=organisation.organisation,
        language=organisation.language,
        updated=items[0].published if items else edition.as_of,
        items=items,
    )


def _items_by_folder(
    edition: Edition, titles: Mapping[str, str], root: str, plain: Plain
) -> defaultdict[str, list[tuple[FeedItem, str]]]:
    """The changelog as items with their stamps, newest first, under each folder whose feeds tell of them."""
    texts = {
        policy.id: {version.number: version.text for version in known(policy, edition.as_of)}
        for policy in edition.handbook.policies
    }
    found: defaultdict[str, list[tuple[FeedItem, str]]] = defaultdict(list)
    for entry in changelog(edition):
        item = _item(entry, edition, titles, root, plain)
        mark = stamp(repr(item))
        for folder in _folders(entry, texts[entry.policy_id]):
            found[folder].append((item, mark))
    return found


def _folders(entry: Entry, texts: dict[VersionNumber, PolicyText]) -> dict[str, None]:
    """The folders of the entry's policy, and of the roles and categories that it concerned before or concerns since."""
    numbers = [number for number in (entry.previous, entry.version) if number] or [max(texts)]
    concerned = [texts[number] for number in numbers]
    return dict.fromkeys(
        [
            "",
            f"policies/{entry.policy_id}/",
            *(f"roles/{role}/" for text in concerned for role in (*text.audience, text.owner)),
            *(f"categories/{text.category}/" for text in concerned),
        ]
    )


def _item(entry: Entry, edition: Edition, titles: Mapping[str, str], root: str, plain: Plain) -> FeedItem:
    """What an entry of the changelog says to somebody who reads nothing else."""
    record, is_version = entry.record, entry.record is None
    title, opening, page = _told(entry)
    redline = f"{page}changes/" if is_version else ""
    summary = plain(entry.summary) if entry.prose else entry.summary
    reasons = tuple(f"{reason.kind.value.replace('-', ' ')}: {reason.note}" for reason in entry.reasons)
    parts = (
        opening,
        summary,
        "\n".join(["Why:", *(f"- {reason}" for reason in reasons)]) if reasons else "",
        _replacement(record, titles) if isinstance(record, Withdrawal) else "",
        f"What changed, word by word: {root}{redline}" if redline and root else "",
    )
    return FeedItem(
        name=_name(entry, edition),
        kind=entry.change.value if entry.change else entry.kind.value,
        policy_id=entry.policy_id,
        policy_title=entry.title,
        title=title,
        published=entry.published,
        summary=summary if entry.prose and summary else opening,
        text="\n\n".join(part for part in parts if part),
        page=page,
        version=str(entry.version or ""),
        effective=entry.effective,
        reasons=reasons,
        redline=redline,
    )


def _name(entry: Entry, edition: Edition) -> str:
    policy = first_id(edition.policies[entry.policy_id])
    return f"policies/{policy}/{f'{entry.kind}/{entry.record.id}' if entry.record else entry.version}"


def _told(entry: Entry) -> tuple[str, str, str]:
    """An entry's title, its first sentence, and the address of the page that it leads to."""
    policy, on = f"policies/{entry.policy_id}/", entry.published
    match entry.record:
        case Withdrawal() as record:
            said = f"Withdrawn: decided on {on}, the policy ceases to bind on {record.effective}."
            return f"{entry.title}: withdrawn", said, policy
        case Rename() as record:
            said = f"Renamed on {on}, formerly `{record.former}`. Former addresses lead to the new ones."
            return f"{entry.title}: renamed", said, policy
        case Correction() as record:
            said = (
                f"The clause `{record.clause}` said “{record.wrong}” and should have said “{record.right}”: "
                f"wrong since {record.since}, put right on {on}."
            )
            return f"{entry.title} {entry.version}: correction", said, f"{policy}{entry.version}/#{record.clause}"
        case None:
            first = "" if entry.previous else ": new policy"
            change = f"{entry.change} change".capitalize() if entry.previous else "First version"
            said = f"{change}, published {on}, effective {entry.effective}."
            return f"{entry.title} {entry.version}{first}", said, f"{policy}{entry.version}/"


def _replacement(record: Withdrawal, titles: Mapping[str, str]) -> str:
    """The policies that take the place of a withdrawn one, by title where they are published."""
    names = [titles.get(id_, id_) for id_ in record.replaced_by]
    return f"Replaced by: {', '.join(names)}" if names else ""
