"""Policies and terms -> the words of an index: titles, keywords, former names, withdrawn policies, terms.

Words are filed as readers of the handbook's language expect (`filing`).
"""

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum

from handbook.history.edition import Edition, once
from handbook.history.in_force import in_force, known
from handbook.model.handbook import Policy
from handbook.report.current import Current, current, ended, happened, published
from handbook.report.filing import filed, first_letter


class EntryKind(StrEnum):
    """What a word of the index is; declared in the order in which entries of one word stand."""

    TITLE = "title"
    KEYWORD = "keyword"
    FORMER = "former"
    WITHDRAWN = "withdrawn"
    TERM = "term"


_KINDS = {kind: place for place, kind in enumerate(EntryKind)}


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexEntry:
    """Where a word leads: to a policy, or to a term of the glossary (then `policy_id` is empty, `title` the term)."""

    kind: EntryKind
    policy_id: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexWord:
    """A word with all that it leads to."""

    word: str
    entries: tuple[IndexEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """The words under one letter."""

    letter: str
    words: tuple[IndexWord, ...]


@once
def a_to_z(edition: Edition) -> tuple[Letter, ...]:
    """The whole index, signs first; words that differ only in case stand together under the first one's spelling."""
    language = edition.handbook.organisation.language
    found: dict[str, dict[str, list[IndexEntry]]] = defaultdict(lambda: defaultdict(list))
    for word, entry in _entries(edition):
        found[word.casefold()][word].append(entry)
    words = [_word(spellings) for spellings in found.values()]
    letters: dict[str, list[IndexWord]] = defaultdict(list)
    for item in sorted(words, key=lambda item: (filed(item.word, language), item.word)):
        letters[first_letter(item.word, language)].append(item)
    return tuple(Letter(letter=letter, words=tuple(group)) for letter, group in letters.items())


def _word(spellings: dict[str, list[IndexEntry]]) -> IndexWord:
    entries = {entry for listed in spellings.values() for entry in listed}
    ordered = sorted(entries, key=lambda entry: (_KINDS[entry.kind], entry.title.casefold(), entry.policy_id))
    return IndexWord(word=min(spellings), entries=tuple(ordered))


def _entries(edition: Edition) -> list[tuple[str, IndexEntry]]:
    found = []
    for item in current(edition):
        found.append((item.title, _entry(EntryKind.TITLE, item)))
        found += [(word, _entry(EntryKind.KEYWORD, item)) for word in item.text.keywords]
    for item in published(edition):
        found += [(word, _entry(EntryKind.FORMER, item)) for word in _former_names(item, edition)]
    for gone in ended(edition):
        if in_force(gone.policy, edition.as_of) is None:
            title = gone.version.text.title
            found.append((title, IndexEntry(kind=EntryKind.WITHDRAWN, policy_id=gone.policy.id, title=title)))
    for term in edition.handbook.terms:
        entry = IndexEntry(kind=EntryKind.TERM, policy_id="", title=term.term)
        found += [(word, entry) for word in (term.term, *term.aliases)]
    return found


def _entry(kind: EntryKind, item: Current) -> IndexEntry:
    return IndexEntry(kind=kind, policy_id=item.id, title=item.title)


def _former_names(item: Current, edition: Edition) -> list[str]:
    """Names that the policy bore before, and its former ids as words."""
    renames = [record for record in item.policy.records.renames if happened(record.renamed, edition)]
    names = [*_titles(item.policy, edition), *(record.former.replace("-", " ").capitalize() for record in renames)]
    now = item.title.casefold()
    return [name for name in dict.fromkeys(names) if name.casefold() != now]


def _titles(policy: Policy, edition: Edition) -> list[str]:
    return [version.text.title for version in known(policy, edition.as_of)]
