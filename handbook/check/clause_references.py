"""References to clauses -> the clauses they name, in the policy that is meant.

A goal stands in the same text. What a record or a pilot's finding names may stand in any text of the policy, as it may
be gone today; a measurement may be of a goal. A link leads to what readers find: the newest version, or the working
text while it is under way.
"""

from collections.abc import Iterator, Sequence

from handbook.check.survey import IN_POLICY, Expression, References, Survey
from handbook.history.clauses import KINDS
from handbook.load.scalars import shown
from handbook.model.diagnostic import Diagnostic, did_you_mean
from handbook.model.field import Target, may_be
from handbook.model.source import Source


def clause_references(survey: Survey) -> Iterator[Diagnostic]:
    """Goals, standards and clauses that are named exist in the policy that is meant, once.

    Codes: unknown-goal, unknown-standard, unknown-clause, ambiguous-reference.
    """
    for references in survey.references:
        texts = survey.texts[references.policy.id] if references.policy else ()
        yield from _dangling_uses(references, texts)
        yield from _dangling_links(references, survey)


def _has(text: Expression, id_: str, target: Target) -> bool:
    type_ = text.types.get(id_)
    return type_ is not None and (target is Target.CLAUSE or KINDS[type_] == target)


def _dangling_uses(references: References, texts: Sequence[Expression]) -> Iterator[Diagnostic]:
    """What is wrong with the references of one text, or of the records beside all."""
    own = references.expression
    for use in references.uses:
        if use.target not in IN_POLICY or not texts:
            continue
        within = (own,) if own and use.target is Target.GOAL else texts
        if not any(_has(text, use.id, kind) for text in within for kind in may_be(use.target)):
            where = "in this text" if use.target is Target.GOAL else "in any text of this policy"
            message = f"there is no {use.target} {shown(use.id)} {where}"
            known = {id_ for text in within for id_ in text.types if _has(text, id_, use.target)}
            hint = did_you_mean(use.id, known) or f"write the {use.target}, or name another"
            yield references.problem(f"unknown-{use.target}", use.source, message, hint)
        elif use.id in (own or within[-1]).twice:
            yield _ambiguous(references, use.source, use.id)


def _dangling_links(references: References, survey: Survey) -> Iterator[Diagnostic]:
    """The links of some records that lead to no clause of today."""
    for link in references.links:
        texts = survey.texts_of(link.policy) if link.clause else ()
        today = [text for text in texts if not text.settled or text is texts[-1] or text is references.expression]
        if today and not any(link.clause in text.types for text in today):
            message = f"{shown(link.policy)} has no clause {shown(link.clause)} today"
            known = {id_ for text in today for id_ in text.types}
            hint = did_you_mean(link.clause, known) or "name a clause of its newest text, or the policy alone"
            yield references.problem("unknown-clause", link.source, message, hint)
        elif today and link.clause in today[-1].twice:
            yield _ambiguous(references, link.source, link.clause)


def _ambiguous(references: References, source: Source, id_: str) -> Diagnostic:
    message = f"{shown(id_)} appears twice in the text, so it is not clear which clause is meant"
    return references.problem("ambiguous-reference", source, message, "give each clause its own id")
