"""What a calendar file breaks of RFC 5545, read anew from the standard: the parser of the library that writes them
would forgive itself."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

LINE = re.compile(
    r"([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:\"[^\"\x00-\x08\x0a-\x1f\x7f]*\"|[^\";:,\x00-\x08\x0a-\x1f\x7f]*))*):(.*)"
)
"""3.1: a content line; its value is looked at by kind."""

TEXT = re.compile(r"(?:[^\\;,\x00-\x08\x0a-\x1f\x7f]|\\[\\;,Nn])*")
DAY = re.compile(r"\d{4}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])", re.ASCII)
MOMENT = re.compile(rf"{DAY.pattern}T(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d|60)Z", re.ASCII)
DURATION = re.compile(r"[+-]?P(?:\d+W|\d+D(?:T(?:\d+H)?(?:\d+M)?(?:\d+S)?)?|T(?:\d+H)?(?:\d+M)?(?:\d+S)?)", re.ASCII)
URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[!-~]+")

VALUES = dict.fromkeys(("PRODID", "NAME", "X-WR-CALNAME", "UID", "SUMMARY", "DESCRIPTION"), TEXT) | {
    "VERSION": re.compile(r"2\.0"),
    "TRANSP": re.compile("OPAQUE|TRANSPARENT"),
    "ACTION": re.compile("DISPLAY"),
    "REFRESH-INTERVAL": DURATION,
    "TRIGGER": DURATION,
    "DTSTAMP": MOMENT,
    "DTSTART": DAY,
    "URL": URI,
}
PARAMETERS = {"REFRESH-INTERVAL": ";VALUE=DURATION", "DTSTART": ";VALUE=DATE"}
"""What must be said where the value is not of the property's own type; all others have no parameters here."""

ONCE = {
    "VCALENDAR": {"PRODID", "VERSION"},
    "VEVENT": {"UID", "DTSTAMP", "DTSTART"},
    "VALARM": {"ACTION", "TRIGGER", "DESCRIPTION"},
}
AT_MOST_ONCE = {
    "VCALENDAR": {"NAME", "X-WR-CALNAME", "REFRESH-INTERVAL"},
    "VEVENT": {"SUMMARY", "DESCRIPTION", "TRANSP", "URL"},
    "VALARM": set[str](),
}
INSIDE = {"": {"VCALENDAR"}, "VCALENDAR": {"VEVENT"}, "VEVENT": {"VALARM"}, "VALARM": set[str]()}


@dataclass(slots=True)
class _Part:
    name: str
    counts: Counter[str] = field(default_factory=Counter)
    parts: int = 0


def calendar_faults(document: bytes) -> list[str]:
    """What the document breaks; empty where it is a valid calendar, of those properties that we write."""
    faults = list(_line_faults(document))
    text = re.sub(rb"\r\n[ \t]", b"", document).decode(errors="replace")
    uids: Counter[str] = Counter()
    opened = [_Part("")]
    for line in text.removesuffix("\r\n").split("\r\n"):
        found = LINE.fullmatch(line)
        if not found:
            faults.append(f"3.1: no content line: {line}")
            continue
        name, parameters, value = found.groups()
        if name == "BEGIN":
            faults += [f"3.6: {value} stands in {opened[-1].name}"] * (value not in INSIDE.get(opened[-1].name, set()))
            opened[-1].parts += 1
            opened.append(_Part(value))
        elif name == "END":
            faults += _part_faults(opened.pop(), value) if len(opened) > 1 else [f"3.6: nothing ends with {value}"]
        else:
            opened[-1].counts[name] += 1
            uids[value] += name == "UID"
            faults += _property_faults(name, parameters, value)
            faults += [f"3.6: {name} stands after a component"] * bool(opened[-1].parts)
    faults += [f"3.6: {part.name} does not end" for part in opened[1:]]
    faults += ["3.4: there is not one calendar"] * (opened[0].parts != 1)
    return faults + [f"3.8.4.7: two components have the UID {uid}" for uid, count in uids.items() if count > 1]


def _line_faults(document: bytes) -> Iterator[str]:
    """3.1: lines end in CRLF and have at most 75 octets, and no character is cut in two."""
    if not document.endswith(b"\r\n") or re.search(rb"(?<!\r)\n|\r(?!\n)", document):
        yield "3.1: a line does not end in CRLF"
    for line in document.split(b"\r\n"):
        if len(line) > 75:
            yield f"3.1: a line has {len(line)} octets"
        try:
            line.decode()
        except UnicodeDecodeError:
            yield f"3.1: a character is cut in two: {line!r}"


def _property_faults(name: str, parameters: str, value: str) -> Iterator[str]:
    if name not in VALUES:
        yield f"3.8: {name} is not known"
    elif not VALUES[name].fullmatch(value):
        yield f"3.3: {name} has the value {value}"
    if parameters != PARAMETERS.get(name, ""):
        yield f"3.2: {name} has the parameters {parameters}"


def _part_faults(part: _Part, ended: str) -> Iterator[str]:
    if part.name != ended:
        yield f"3.6: {part.name} ends as {ended}"
    once, at_most = ONCE.get(part.name, set()), AT_MOST_ONCE.get(part.name, set())
    yield from (
        f"3.6: {part.name} has {part.counts[name]} of {name}" for name in sorted(once) if part.counts[name] != 1
    )
    yield from (
        f"3.6: {part.name} has {part.counts[name]} of {name}" for name in sorted(at_most) if part.counts[name] > 1
    )
    yield from (f"3.6: {part.name} has {name}" for name in sorted(part.counts) if name not in once | at_most)
    if part.name == "VCALENDAR" and part.parts == 0:
        yield "3.6: a calendar has no component"
