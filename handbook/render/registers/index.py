"""The index from A to Z and the glossary: words that lead to policies, and terms with their explanation."""

from collections.abc import Iterator

from handbook.model.handbook import Term
from handbook.render.page import Page
from handbook.render.press import Link, Press, Sheet
from handbook.render.registers.cells import Cell, Line
from handbook.render.registers.lines import letter_title, text_line
from handbook.render.registers.printing import register_pages
from handbook.render.registers.register import Group, Register, Row, Section
from handbook.render.terms import term_anchors
from handbook.report.a_to_z import EntryKind, IndexEntry, IndexWord, a_to_z
from handbook.report.filing import SYMBOLS, filed, first_letter

_REMARKS = {EntryKind.FORMER: "now", EntryKind.WITHDRAWN: "withdrawn", EntryKind.TERM: "explained under"}


def index_pages(press: Press) -> Iterator[Page]:
    """The index, a section for each letter."""
    anchors = term_anchors(press.edition.handbook.terms)

    def groups(words: tuple[IndexWord, ...], sheet: Sheet) -> tuple[Group, ...]:
        return (Group(rows=tuple(Row(cells=(_word(word, anchors, sheet),)) for word in words)),)

    return register_pages(
        Register(
            place="a-to-z",
            address="a-to-z/",
            title="A to Z",
            description="Every policy by its titles, keywords and former names, and every term",
            noun="word",
            jump=True,
            sections=tuple(
                Section(
                    id=_letter_id(letter.letter),
                    title=letter_title(letter.letter),
                    layout="words",
                    items=letter.words,
                    groups=groups,
                )
                for letter in a_to_z(press.edition)
            ),
            empty="No policy has been published yet, so there is nothing to look up.",
        ),
        press,
    )


def glossary_pages(press: Press) -> Iterator[Page]:
    """The glossary, a section for each letter; one page, since terms in texts lead to it."""
    anchors = term_anchors(press.edition.handbook.terms)
    letters: dict[str, list[Term]] = {}
    language = press.edition.handbook.organisation.language
    for term in sorted(press.edition.handbook.terms, key=lambda term: filed(term.term, language)):
        letters.setdefault(first_letter(term.term, language), []).append(term)

    def groups(terms: tuple[Term, ...], sheet: Sheet) -> tuple[Group, ...]:
        return (Group(rows=tuple(_term_row(term, anchors[term.term], sheet) for term in terms)),)

    return register_pages(
        Register(
            place="glossary",
            address="glossary/",
            title="Glossary",
            description="Words of the trade, and what they mean here",
            noun="term",
            jump=True,
            parted=False,
            listing=False,
            sections=tuple(
                Section(
                    id=_letter_id(letter),
                    title=letter_title(letter),
                    layout="terms",
                    items=tuple(terms),
                    groups=groups,
                )
                for letter, terms in letters.items()
            ),
            empty="No term has been explained yet.",
        ),
        press,
    )


def _letter_id(letter: str) -> str:
    """An id of ASCII letters: it is part of an address where the index is long."""
    if letter == SYMBOLS:
        return "signs"
    return f"letter-{letter.lower() if letter.isascii() else '-'.join(f'{ord(char):x}' for char in letter)}"


def _word(word: IndexWord, anchors: dict[str, str], sheet: Sheet) -> Cell:
    first = word.entries[0]
    if len(word.entries) == 1 and first.kind is EntryKind.TITLE:
        return (Line(links=(sheet.policy(first.policy_id),)),)
    return (Line(text=word.word), *(_target(entry, anchors, sheet) for entry in word.entries))


def _target(entry: IndexEntry, anchors: dict[str, str], sheet: Sheet) -> Line:
    if entry.kind is EntryKind.TERM:
        link = sheet.to(f"Glossary: {entry.title}", f"glossary/#{anchors[entry.title]}")
        return Line(links=(link,), quiet=True)
    link = Link(entry.title, sheet.policy(entry.policy_id).address)
    return Line(label=_REMARKS.get(entry.kind, ""), links=(link,), quiet=True)


def _term_row(term: Term, anchor: str, sheet: Sheet) -> Row:
    see = tuple(link for link in map(sheet.policy, term.see) if link.address)
    meaning = sheet.press.prose.html(term.meaning, sheet.base, terms=False)
    return Row(
        anchor=anchor,
        cells=(
            (Line(text=term.term), *text_line(", ".join(term.aliases), quiet=True)),
            (Line(prose=meaning), *((Line(label="see", links=see, quiet=True),) if see else ())),
        ),
    )
