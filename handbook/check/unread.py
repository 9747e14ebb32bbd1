"""What the reader could not read -> what the rules are shown, and which of their findings are held back.

Where a value was refused a neutral one stands in for it, and where a file cannot be read its content is missing. A
rule that concludes from these would report again what the reader has said, or what is not so.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache, cached_property

from handbook.check.references import DECLARED_IN
from handbook.check.survey import Survey
from handbook.history.edition import Edition
from handbook.model.diagnostic import Diagnostic, Severity
from handbook.model.field import Format
from handbook.model.handbook import Benchmarks, Glossary, Organisation, Policy, Roles
from handbook.model.policy import PolicyText
from handbook.model.record import RECORD_KINDS, Records
from handbook.model.schema import FieldSchema, schema
from handbook.model.source import policy_of
from handbook.model.version import Version, WorkingText

_FILES = (Organisation, Roles, Benchmarks, Glossary, PolicyText, WorkingText, Version)
_LISTS = {target.value: file for target, file in DECLARED_IN.items()}


class Unread:
    """What is missing from an edition.

    Args:
        edition: as it was read.
        problems: the reader's own.
        incomplete: names of files and folders whose content is missing, or a part of it.
    """

    def __init__(self, edition: Edition, problems: Iterable[Diagnostic], incomplete: frozenset[str]) -> None:
        self._edition = edition
        self._errors = [item for item in problems if item.severity is Severity.ERROR]
        self._incomplete = incomplete
        self._refused: dict[str, set[tuple[str | int, ...]]] = defaultdict(set)
        for item in self._errors:
            if item.source.path:
                self._refused[item.source.file].add(item.source.path)

    @cached_property
    def readable(self) -> Survey:
        """What can be said without the texts and records of policies of which a file is missing."""
        return self._without(self._missing)

    @cached_property
    def whole(self) -> Survey:
        """The same without those of policies, either, where more was refused than words or numbers."""
        return self._without(self._missing | self._broken) if self._broken - self._missing else self.readable

    @property
    def complete(self) -> bool:
        """Whether nothing but words and numbers is missing from any policy."""
        return not self._missing and not self._broken and not self._is_missing("policies")

    def holds_back(self, finding: Diagnostic) -> bool:
        """Whether a finding comes, or may come, from what could not be read."""
        policy = policy_of(finding.source.file)
        kind = finding.code.removeprefix("unknown-")
        return (
            policy in self._missing
            or (kind != finding.code and kind in _LISTS and self._is_missing(_LISTS[kind]))
            or self._is_refused(finding.source.file, finding.source.path)
        )

    @cached_property
    def _missing(self) -> frozenset[str]:
        return frozenset(filter(None, map(policy_of, self._incomplete)))

    @cached_property
    def _broken(self) -> frozenset[str]:
        files = (item.source.file for item in self._errors if item.code == "unknown-key" or not _is_plain(item))
        return frozenset(filter(None, map(policy_of, files)))

    @cached_property
    def _lists(self) -> frozenset[str]:
        """Files and folders below the data folder in which ids may be missing."""
        names = {_below_data(item.source.file) for item in self._errors if _takes_ids(item)}
        known = {policy.id for policy in self._edition.handbook.policies}
        if self._missing - known:
            names.add("policies")
        return frozenset(names | set(map(_below_data, self._incomplete)))

    def _is_missing(self, name: str) -> bool:
        return name in self._lists

    def _is_refused(self, file: str, path: tuple[str | int, ...]) -> bool:
        """Whether a value, the record it stands in, or a value above it was refused."""
        refused = self._refused.get(file)
        if not refused:
            return False
        records = {other[:-1] for other in refused if len(other) > 1}
        return (
            any(path[:length] in refused for length in range(1, len(path) + 1))
            or path in records
            or (len(path) > 1 and path[:-1] in records)
        )

    def _without(self, ids: frozenset[str]) -> Survey:
        if not ids:
            return Survey(self._edition)
        policies = tuple(_stub(item) if item.id in ids else item for item in self._edition.handbook.policies)
        return Survey(Edition(replace(self._edition.handbook, policies=policies), self._edition.as_of))


def _stub(policy: Policy) -> Policy:
    """A policy of which only the ids that it has and had are known."""
    return Policy(id=policy.id, records=Records(renames=policy.records.renames), source=policy.source)


def _below_data(file: str) -> str:
    return file.partition("/")[2]


def _takes_ids(problem: Diagnostic) -> bool:
    """Whether an error in a shared file can take away an id that is declared there."""
    path = problem.source.path
    return len(path) <= 1 or path[-1] == "id" or isinstance(path[-1], int) or (path[0] == "mission" and len(path) == 2)


def _is_plain(problem: Diagnostic) -> bool:
    """Whether only words or a number were refused, from which no rule concludes anything elsewhere."""
    names = [key for key in problem.source.path if isinstance(key, str)]
    return bool(names) and names[-1] in _plain_fields()


@cache
def _plain_fields() -> frozenset[str]:
    """The names of fields that hold words or numbers wherever they stand."""
    plain: set[str] = set()
    other: set[str] = set()
    for item in _all_fields():
        holds_words = bool(item.formats) and {*item.formats} <= {Format.LINE, Format.PROSE, Format.URL}
        (plain if item.kind is Decimal or (holds_words and item.refers is None) else other).add(item.name)
    return frozenset(plain - other)


def _all_fields() -> Iterator[FieldSchema]:
    pending: list[type] = [*_FILES, *(kind.record for kind in RECORD_KINDS.values())]
    seen: set[type] = set()
    while pending:
        record = pending.pop()
        if record not in seen:
            seen.add(record)
            yield from schema(record)
            pending += [item.record for item in schema(record) if item.record]
