"""Facts -> lines of a register's cells: links to clauses and versions, roles with their contact, dates, changes.

The pieces that several registers print alike, in one place, so that they look alike.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from handbook.history.changelog import Entry, EntryKind
from handbook.history.in_force import State, in_force
from handbook.model.version_number import VersionNumber
from handbook.render.phrases import excerpt
from handbook.render.press import Link, Press, Sheet
from handbook.render.prose import plain_text
from handbook.render.registers.cells import Cell, Line
from handbook.render.registers.register import Facet, Item, Section
from handbook.report.current import Current
from handbook.report.filing import SYMBOLS

EVERY = "*"
"""The value of a facet that stands for all of its values."""


def text_line(text: str, *, quiet: bool = False) -> Cell:
    """A line of text; none for an empty one."""
    return (Line(text=text, quiet=quiet),) if text else ()


def labelled(label: str, text: str) -> Cell:
    """A side remark with its label; none for an empty one."""
    return (Line(label=label, text=text, quiet=True),) if text else ()


def day_line(label: str, day: date | None) -> Cell:
    """A day with its label; none for no day."""
    return (Line(label=label, day=day),) if day else ()


def clause_link(sheet: Sheet, policy: str, clause: str, title: str) -> Link:
    """A clause of the policy as it is in force, by its title; without a title the policy itself."""
    if not title:
        return sheet.policy(policy)
    return Link(title, sheet.policy(policy, clause).address)


def held_clause_link(sheet: Sheet, item: Current, clause: str, title: str) -> Link:
    """A clause of the version named, on the policy's own page while it is in force, else on the version's."""
    if title and in_force(item.policy, sheet.press.edition.as_of) is None:
        return version_link(sheet, item.id, item.version.number, title, clause)
    return clause_link(sheet, item.id, clause, title)


def version_link(sheet: Sheet, policy: str, version: VersionNumber, title: str, clause: str = "") -> Link:
    """A version of a policy, or a clause in it."""
    fragment = f"#{clause}" if clause else ""
    return sheet.to(title, f"policies/{policy}/{version}/{fragment}")


def role_lines(sheet: Sheet, role: str, label: str = "") -> Cell:
    """A role with how to reach it."""
    known = sheet.press.edition.roles.get(role)
    contact = known.contact if known else ""
    return (Line(label=label, links=(sheet.role(role),)), *text_line(contact, quiet=True))


def short(text: str, limit: int = 160) -> str:
    """The beginning of a CommonMark text in plain words on one line."""
    return excerpt(" ".join(plain_text(text).split()), limit)


def letter_title(letter: str) -> str:
    """A letter of an index as a heading."""
    return "0 to 9" if letter == SYMBOLS else letter


def entry_badge(entry: Entry) -> str:
    """What kind of change an entry tells of, in one word."""
    return entry.change.value if entry.kind is EntryKind.VERSION and entry.change else entry.kind.value


def entry_title(entry: Entry) -> str:
    """The policy and, where there is one, the version."""
    return f"{entry.title} {entry.version}" if entry.version else entry.title


def entry_link(entry: Entry, sheet: Sheet) -> Link:
    """Where an entry leads: to its version, or to the policy."""
    if entry.version:
        return version_link(sheet, entry.policy_id, entry.version, entry_title(entry))
    return Link(entry_title(entry), sheet.policy(entry.policy_id).address)


def effect(entry: Entry) -> str:
    """How the day on which an entry takes effect is introduced."""
    if entry.kind is EntryKind.WITHDRAWAL:
        return "ceases to bind on"
    if entry.state is State.PROSPECTIVE:
        return "takes effect on"
    return "in effect since" if entry.state is State.IN_FORCE else "took effect on"


def owner_facet(policies: Iterable[Current], sheet: Sheet) -> Facet:
    """A facet of the roles that own the policies."""
    return role_facet("owner", "Owner", (item.text.owner for item in policies), sheet)


def role_facet(name: str, label: str, roles: Iterable[str], sheet: Sheet) -> Facet:
    """A facet of roles, in the handbook's order."""
    present = set(roles)
    known = sheet.press.edition.roles.values()
    return Facet(name=name, label=label, choices=tuple((role.id, role.title) for role in known if role.id in present))


def channel_facet(sheet: Sheet) -> Facet:
    """A facet of all channels."""
    channels = sheet.press.edition.channels.values()
    return Facet(name="channel", label="Channel", choices=tuple((channel.id, channel.title) for channel in channels))


def all_or(values: Iterable[str]) -> str:
    """The values of a facet; none named stands for all."""
    return " ".join(values) or EVERY


def category_sections(
    press: Press, items: Iterable[Item], category_of: Callable[[Item], str], section: Section[Item]
) -> tuple[Section[Item], ...]:
    """A section for each category with the items that stand in it, if any do; those of unknown categories come last."""
    found: dict[str, list[Item]] = {category: [] for category in press.edition.categories}
    for item in items:
        found.setdefault(category_of(item), []).append(item)
    return tuple(
        replace(section, id=category, title=_category_title(press, category), items=tuple(listed))
        for category, listed in found.items()
        if listed
    )


def _category_title(press: Press, category: str) -> str:
    known = press.edition.categories.get(category)
    return known.title if known else category
