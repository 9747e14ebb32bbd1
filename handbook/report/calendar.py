"""Reviews due, versions taking effect and withdrawals -> calendar files, for all and for each owner.

Events last a whole day and block no time. An event keeps its UID when its day moves, so a calendar that was
subscribed to follows; a version that took effect stays in the calendar for a year.

Source: RFC 5545 (iCalendar), RFC 7986 (name and refresh of a calendar).
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache, partial

from msgspec import Struct

from handbook.history.edition import Edition
from handbook.history.in_force import binding
from handbook.machine.store import stamp
from handbook.report.current import ended, published
from handbook.report.file_group import FileGroup
from handbook.report.news import LATELY
from handbook.report.reviews import reviews
from handbook.report.syndication import Plain, first_id, host, permitted, site_root

NOTICE = timedelta(days=30)
"""How long before a review is due its owner is reminded."""

_MOST_OCTETS = 74
"""Of a stretch of a folded line, beside the space in front of it."""


class _Happening(Struct, frozen=True, kw_only=True):
    """One event. `name` is its own for ever, `page` an address from the site's root."""

    day: date
    name: str
    title: str
    text: str
    page: str
    owner: str
    reminds: bool = False


def calendars(edition: Edition, site_url: str, plain: Plain = str) -> Iterator[FileGroup]:
    """`reviews.ics`, then `roles/<id>/calendar.ics` of each owner, with their addresses from the site's root.

    A calendar without any event is left out, for iCalendar knows none; whoever owns a policy in force has one.

    Args:
        edition: its day stands in for the clock.
        site_url: the site's full address; where it is empty, events have no links.
        plain: takes the marks off CommonMark text.
    """
    root, title = site_root(site_url), edition.handbook.organisation.title
    found = (*_reviews_due(edition), *_taking_effect(edition, plain), *_withdrawals(edition, plain))
    happenings = sorted(found, key=lambda item: (item.day, item.name))
    owned: dict[str, list[_Happening]] = defaultdict(list)
    for happening in happenings:
        owned[happening.owner].append(happening)
    named = [("reviews.ics", title, happenings)] if happenings else []
    named += [
        (f"roles/{role.id}/calendar.ics", f"{title}: {role.title}", owned[role.id])
        for role in edition.roles.values()
        if role.id in owned
    ]
    event = cache(partial(_event, as_of=edition.as_of, root=root))
    for path, name, listed in named:
        yield FileGroup(
            name=path,
            made_of=stamp(root, name, *map(repr, listed)),
            make=partial(_file, path, name, listed, event),
        )


def _file(
    path: str, name: str, happenings: list[_Happening], event: Callable[[_Happening], bytes]
) -> list[tuple[str, bytes]]:
    return [(path, _calendar(name, list(map(event, happenings))))]


def _reviews_due(edition: Edition) -> Iterator[_Happening]:
    for line in reviews(edition):
        yield _Happening(
            day=line.due.due,
            name=f"review-{first_id(line.current.policy)}",
            title=f"Review due: {line.current.title}",
            text=f"Version {line.current.version.number} is due for review; the cycle counts from {line.due.last}.",
            page=f"policies/{line.current.id}/",
            owner=line.current.text.owner,
            reminds=True,
        )


def _taking_effect(edition: Edition, plain: Plain) -> Iterator[_Happening]:
    since = LATELY.before(edition.as_of)
    for item in published(edition):
        for version, period in binding(item.policy, edition.as_of):
            if period.start >= since:
                yield _Happening(
                    day=period.start,
                    name=f"effect-{first_id(item.policy)}-{version.number}",
                    title=f"{version.text.title} {version.number} takes effect",
                    text=plain(version.release.summary),
                    page=f"policies/{item.id}/{version.number}/",
                    owner=version.text.owner,
                )


def _withdrawals(edition: Edition, plain: Plain) -> Iterator[_Happening]:
    since = LATELY.before(edition.as_of)
    for item in ended(edition):
        if item.withdrawal.effective >= since:
            yield _Happening(
                day=item.withdrawal.effective,
                name=f"withdrawal-{first_id(item.policy)}",
                title=f"{item.version.text.title} is withdrawn",
                text=plain(item.withdrawal.reason),
                page=f"policies/{item.policy.id}/",
                owner=item.version.text.owner,
            )


def _calendar(name: str, events: list[bytes]) -> bytes:
    """A calendar around events that are written already: each stands in two calendars."""
    opening = _lines(
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", "-//policy-handbook//calendar//EN"),
        ("NAME", _escaped(name)),
        ("X-WR-CALNAME", _escaped(name)),
        ("REFRESH-INTERVAL;VALUE=DURATION", "P1D"),
    )
    return b"".join([opening, *events, _lines(("END", "VCALENDAR"))])


def _event(happening: _Happening, as_of: date, root: str) -> bytes:
    return _lines(
        ("BEGIN", "VEVENT"),
        ("SUMMARY", _escaped(happening.title)),
        ("DTSTART;VALUE=DATE", f"{happening.day:%Y%m%d}"),
        ("DTSTAMP", f"{as_of:%Y%m%d}T000000Z"),
        ("UID", _escaped(f"{happening.name}@{host(root)}")),
        ("DESCRIPTION", _escaped(happening.text)),
        ("TRANSP", "TRANSPARENT"),
        *((("URL", root + happening.page),) if root else ()),
        *(_alarm(happening) if happening.reminds else ()),
        ("END", "VEVENT"),
    )


def _alarm(happening: _Happening) -> tuple[tuple[str, str], ...]:
    return (
        ("BEGIN", "VALARM"),
        ("ACTION", "DISPLAY"),
        ("DESCRIPTION", _escaped(happening.title)),
        ("TRIGGER", f"-P{NOTICE.days}D"),
        ("END", "VALARM"),
    )


def _lines(*lines: tuple[str, str]) -> bytes:
    """Content lines of names and values, folded.

    A library takes a fifth of a millisecond for an event, and a large handbook has ten thousand of them.
    Source: RFC 5545, 3.1 (content lines).
    """
    return b"".join(_folded(f"{name}:{value}".encode()) + b"\r\n" for name, value in lines)


def _escaped(text: str) -> str:
    """A value of type TEXT. Source: RFC 5545, 3.3.11."""
    bare = permitted(text).replace("\r\n", "\n").replace("\r", "\n")
    return bare.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: bytes) -> bytes:
    """A line in stretches of at most 75 octets, cut neither within a character nor behind a backslash."""
    stretches = []
    while len(line) > _MOST_OCTETS:
        end = _MOST_OCTETS
        while line[end] & 0xC0 == 0x80:
            end -= 1
        if line[end - 1 : end] == b"\\":
            end -= 1
        stretches.append(line[:end])
        line = line[end:]
    return b"\r\n ".join((*stretches, line))
