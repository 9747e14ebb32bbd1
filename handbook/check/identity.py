"""Ids -> those that do not name one thing for ever: declared twice, used again for something else, led in a circle.

An id is a promise: links, histories and references live by it. Whether what is named exists is for `references`.
"""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from handbook.check.references import DECLARED_IN
from handbook.check.survey import Expression, Survey
from handbook.history.clauses import EVIDENCE_KINDS, KINDS
from handbook.model.diagnostic import Diagnostic, error, warning
from handbook.model.handbook import Role, shared_records


def duplicate_ids(survey: Survey) -> Iterator[Diagnostic]:
    """Each id in a list of the handbook, or of a decision table, stands there once.

    Codes: duplicate-id.
    """
    for target, records in shared_records(survey.handbook).items():
        yield from _twice(records, f"{target} of {DECLARED_IN[target]}")
    for expression in survey.expressions:
        for table in expression.text.authority:
            yield from _twice(table.inputs, f"input of `{table.id}`")
            yield from _twice(table.outputs, f"output of `{table.id}`")


def _twice(records: tuple[Any, ...], what: str) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for record in records:
        if record.id in seen:
            message = f"`{record.id}` is already another {what}"
            yield error("duplicate-id", record.source.of("id"), message, "give each its own id, or delete one")
        seen.add(record.id)


def duplicate_terms(survey: Survey) -> Iterator[Diagnostic]:
    """A word is explained once in the glossary, as a term or as another word for one.

    Codes: duplicate-term.
    """
    seen: set[str] = set()
    for term in survey.handbook.terms:
        words = [(term.term, ("term",)), *((word, ("aliases", place)) for place, word in enumerate(term.aliases))]
        for word, path in words:
            if word.casefold() in seen:
                message = f"the glossary explains `{word}` twice"
                yield warning("duplicate-term", term.source.of(*path), message, "keep one explanation")
            seen.add(word.casefold())


def duplicate_clauses(survey: Survey) -> Iterator[Diagnostic]:
    """Each clause of a text has an id of its own.

    Codes: duplicate-clause.
    """
    for expression in survey.expressions:
        if len(expression.types) == len(expression.clauses):
            continue
        first: dict[str, str] = {}
        for record in expression.clauses:
            kind = KINDS[type(record)].replace("-", " ")
            if record.id in first:
                message = f"the clause id `{record.id}` already names a {first[record.id]} of this text"
                yield error("duplicate-clause", record.source.of("id"), message, f"give the {kind} an id of its own")
            first.setdefault(record.id, kind)


def reused_clauses(survey: Survey) -> Iterator[Diagnostic]:
    """A clause id means the same for ever: never a clause of another kind, never a new clause after it was gone.

    Codes: reused-clause. Pilots, findings and briefings belong to one version and may be gone in between.
    """
    for texts in (survey.texts[policy.id] for policy in survey.handbook.policies):
        gone: dict[str, tuple[type, str]] = {}
        for before, now in pairwise(texts):
            if now.types != before.types:
                gone |= {id_: (was, before.name) for id_, was in before.types.items() if now.types.get(id_) is not was}
                yield from _reused_in(now, before, gone)


def _reused_in(now: Expression, before: Expression, gone: Mapping[str, tuple[type, str]]) -> Iterator[Diagnostic]:
    """The clauses of a text that the text before lacks or calls otherwise, and whose id is gone."""
    for record in now.clauses:
        if record.id in gone and before.types.get(record.id) is not type(record):
            yield from _reused(now, record, *gone[record.id])


def _reused(expression: Expression, record: Any, was: type, last: str) -> Iterator[Diagnostic]:
    kind, former = (KINDS[type_].replace("-", " ") for type_ in (type(record), was))
    if kind != former:
        reason = f"named a {former} in {last}, so it cannot name a {kind}"
    elif kind not in EVIDENCE_KINDS:
        reason = f"was removed after {last}, so it cannot come back"
    else:
        return
    message = f"the clause id `{record.id}` {reason}"
    yield expression.problem("reused-clause", record.source.of("id"), message, "give the clause a new id")


def former_ids(survey: Survey) -> Iterator[Diagnostic]:
    """An id that a policy had before leads to that policy for ever, so no other policy has it.

    Codes: former-id-taken.
    """
    for policy in survey.handbook.policies:
        for rename in policy.records.renames:
            owner = survey.owners[rename.former][0]
            if rename.former in survey.ids:
                message = f"`{rename.former}` is the id of a policy today"
            elif owner != policy.id:
                message = f"`{rename.former}` is also a former id of `{owner}`"
            else:
                continue
            hint = "an old address leads to one policy only; give the other one another id"
            yield error("former-id-taken", rename.source.of("former"), message, hint)


def self_references(survey: Survey) -> Iterator[Diagnostic]:
    """No policy names itself as related to it, or as what replaces it.

    Codes: self-reference.
    """
    for policy in survey.handbook.policies:
        lists = [
            (expression.text.related, expression.text.source.of("related")) for expression in survey.texts[policy.id]
        ]
        lists += [(item.replaced_by, item.source.of("replaced_by")) for item in policy.records.withdrawals]
        for ids, source in lists:
            if policy.id in ids:
                message = f"`{policy.id}` names itself"
                yield warning("self-reference", source.of(ids.index(policy.id)), message, "name another policy")


def reporting_loops(survey: Survey) -> Iterator[Diagnostic]:
    """Nobody reports to themselves, directly or by way of others.

    Codes: reporting-loop.
    """
    above = {role.id: role for role in survey.handbook.roles}
    settled: set[str] = set()
    for role in survey.handbook.roles:
        way: list[str] = []
        current: Role | None = role
        while current is not None and current.id not in settled:
            settled.add(current.id)
            way.append(current.id)
            current = above.get(current.reports_to) if current.reports_to else None
        if current is not None and current.id in way:
            loop = way[way.index(current.id) :]
            message = f"reports lead in a circle: {', '.join(f'`{id_}`' for id_ in [*loop, current.id])}"
            last = above[loop[-1]].source.of("reports_to")
            yield error("reporting-loop", last, message, "let one of them report to nobody, or to somebody else")
