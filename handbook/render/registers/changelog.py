"""The changelog of the whole handbook: by year, kinds of change told apart, with reasons and a way to the redline."""

from collections.abc import Callable, Iterator

from handbook.history.changelog import Entry, EntryKind, changelog
from handbook.history.in_force import State
from handbook.model.record import Correction, Rename, Withdrawal
from handbook.model.version import ChangeKind, Reason
from handbook.render.page import Page
from handbook.render.phrases import month, words
from handbook.render.policy.history import FEEDS
from handbook.render.press import Press, Sheet
from handbook.render.registers.cells import Cell, Line
from handbook.render.registers.lines import effect, entry_badge, entry_link, labelled, letter_title
from handbook.render.registers.printing import register_pages
from handbook.render.registers.register import Chapters, Facet, Group, Register, Row, Section
from handbook.report.current import Current, published
from handbook.report.filing import first_letter

PAGE_ENTRIES = 250
"""So many entries fill a page."""

KINDS = (
    (ChangeKind.SUBSTANTIVE.value, "Substantive"),
    (ChangeKind.EDITORIAL.value, "Editorial"),
    (EntryKind.WITHDRAWAL.value, "Withdrawals"),
    (EntryKind.RENAME.value, "Renames"),
    (EntryKind.CORRECTION.value, "Corrections"),
)


def changelog_pages(press: Press) -> Iterator[Page]:
    """The changelog, a section for each year, then the policies with the way to their own histories."""
    policies, language = published(press.edition), press.edition.handbook.organisation.language
    years: dict[int, list[Entry]] = {}
    for entry in changelog(press.edition):
        years.setdefault(entry.published.year, []).append(entry)
    return register_pages(
        Register(
            place="changelog",
            address="changelog/",
            title="Changelog",
            description="Every change to every policy: substantive, editorial, withdrawn, renamed, corrected",
            noun="change",
            page_items=PAGE_ENTRIES,
            files=FEEDS,
            facets=_facets_among(policies),
            sections=(
                *(
                    Section(
                        id=str(year),
                        title=str(year),
                        layout="entries",
                        items=tuple(entries),
                        groups=entry_groups,
                        chapters=Chapters(title=lambda entry: month(entry.published), newest_first=True),
                    )
                    for year, entries in years.items()
                ),
                Section(
                    id="by-policy",
                    title="By policy",
                    lead="The full history of each policy, with its approvals.",
                    layout="words",
                    items=policies,
                    groups=_history_groups,
                    chapters=Chapters(title=lambda item: letter_title(first_letter(item.title, language))),
                    counted=False,
                ),
            ),
            empty="No policy has been published yet, so nothing has changed.",
        ),
        press,
    )


def _facets_among(policies: tuple[Current, ...]) -> Callable[[tuple[Entry, ...]], tuple[Facet, ...]]:
    """The kinds, and those of the policies, in their order, that entries are about."""
    places = {item.id: (place, item.title) for place, item in enumerate(policies)}

    def facets(entries: tuple[Entry, ...]) -> tuple[Facet, ...]:
        about = sorted({entry.policy_id for entry in entries}, key=places.__getitem__)
        return (
            Facet(name="kind", label="Kind", choices=KINDS, buttons=True),
            Facet(name="policy", label="Policy", choices=tuple((id_, places[id_][1]) for id_ in about)),
        )

    return facets


def entry_groups(entries: tuple[Entry, ...], sheet: Sheet) -> tuple[Group, ...]:
    """Entries in the order given."""
    return (Group(rows=tuple(_row(entry, sheet) for entry in entries)),)


def _row(entry: Entry, sheet: Sheet) -> Row:
    summary = sheet.prose(entry.summary) if entry.prose else None
    return Row(
        cells=(
            (Line(day=entry.published),),
            (Line(links=(entry_link(entry, sheet),), badge=entry_badge(entry)), *_effect(entry)),
            (Line(text="" if entry.prose else entry.summary, prose=summary), *_record(entry, sheet)),
            (*(_reason(reason) for reason in entry.reasons), *_comparison(entry, sheet)),
        ),
        facets=(("kind", entry_badge(entry)), ("policy", entry.policy_id)),
    )


def _effect(entry: Entry) -> Cell:
    if entry.effective is None:
        return ()
    prospective = entry.state is State.PROSPECTIVE
    return (Line(label=effect(entry), day=entry.effective, badge="prospective" if prospective else "", quiet=True),)


def _record(entry: Entry, sheet: Sheet) -> Cell:
    """What is told of a withdrawal, a rename or a correction beside the summary."""
    match entry.record:
        case Withdrawal(replaced_by=replaced_by, by=by):
            instead = (Line(label="see instead", links=tuple(map(sheet.policy, replaced_by))),) if replaced_by else ()
            return (*instead, Line(label="by", links=(sheet.role(by),), quiet=True))
        case Rename(former=former):
            return labelled("address until then", f"policies/{former}/")
        case Correction(wrong=wrong, right=right):
            return (*labelled("it said", wrong), *labelled("it should have said", right))
    return ()


def _reason(reason: Reason) -> Line:
    return Line(label=words(reason.kind.value), text=reason.note, quiet=True)


def _comparison(entry: Entry, sheet: Sheet) -> Cell:
    if entry.kind is not EntryKind.VERSION or entry.previous is None:
        return ()
    address = f"policies/{entry.policy_id}/{entry.version}/changes/"
    return (Line(links=(sheet.to(f"What changed against {entry.previous}", address),)),)


def _history_groups(policies: tuple[Current, ...], sheet: Sheet) -> tuple[Group, ...]:
    rows = [Row(cells=((Line(links=(sheet.to(item.title, f"policies/{item.id}/history/"),)),),)) for item in policies]
    return (Group(rows=tuple(rows)),)
