"""References to what the whole handbook shares -> those that lead nowhere, or to two things.

Works from the marks of the model: whatever field `refers` is looked up, so a new field needs no new rule. Links in
prose are references too. What is declared in one policy is for `clause_references`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from handbook.check.survey import IN_POLICY, References, Survey
from handbook.check.uses import Use
from handbook.load.scalars import shown
from handbook.model.diagnostic import Diagnostic, Severity, did_you_mean, error
from handbook.model.field import Target

DECLARED_IN: Mapping[Target, str] = {
    Target.ROLE: "roles.yml",
    Target.PILLAR: "handbook.yml",
    Target.PRINCIPLE: "handbook.yml",
    Target.CATEGORY: "handbook.yml",
    Target.CHANNEL: "handbook.yml",
    Target.BRANCH: "handbook.yml",
    Target.CASE: "handbook.yml",
    Target.COMPETITOR: "benchmarks.yml",
    Target.BENCHMARK: "benchmarks.yml",
    Target.POLICY: "policies",
}
"""The file or folder that declares each kind of thing, below the data folder."""


def handbook_references(survey: Survey) -> Iterator[Diagnostic]:
    """What is named exists in the handbook, once.

    Codes: unknown-role, unknown-pillar, unknown-principle, unknown-category, unknown-channel, unknown-branch,
    unknown-case, unknown-competitor, unknown-benchmark, unknown-policy, ambiguous-reference. Frozen texts and records
    may name a policy by an id that it had before: that id leads to the policy for ever. What a glossary's `see` names
    may be missing with a warning: the term stands without its link.
    """
    hints: dict[tuple[Target, str], str] = {}
    for references in survey.references:
        for use in _shared_uses(references, survey):
            key = (use.target, use.id)
            if key not in hints:
                hints[key] = _hint(use, survey)
            found = _problem(use, survey.declared[use.target][use.id], hints[key])
            yield replace(found, severity=Severity.WARNING) if _is_pointer(references, use) else found


def _is_pointer(references: References, use: Use) -> bool:
    """Whether it is a glossary's `see`, which says where to read more: without the policy the term still says all."""
    return references.policy is None and use.target is Target.POLICY and "see" in use.source.path


def _shared_uses(references: References, survey: Survey) -> Iterator[Use]:
    """The references that are not settled by an id that stands once."""
    working = references.expression is not None and references.expression.version is None
    lenient = references.policy is not None and not working

    def is_settled(policy: str) -> bool:
        return policy in survey.ids or (lenient and policy in survey.owners)

    for use in references.uses:
        if use.target not in IN_POLICY and not (use.target is Target.POLICY and is_settled(use.id)):
            yield use
    for link in references.links:
        if not is_settled(link.policy):
            yield Use(Target.POLICY, link.policy, link.source)


def _problem(use: Use, count: int, hint: str) -> Diagnostic:
    if count:
        message = f"{shown(use.id)} is declared {count} times as a {use.target}, so it is not clear which is meant"
        return error("ambiguous-reference", use.source, message, "give each its own id")
    return error(f"unknown-{use.target}", use.source, f"there is no {use.target} {shown(use.id)}", hint)


def _hint(use: Use, survey: Survey) -> str:
    if use.target is Target.POLICY and use.id in survey.owners:
        return f"it was renamed: write `{survey.owners[use.id][-1]}`"
    declare = f"declare it in {DECLARED_IN[use.target]}, or name another"
    return did_you_mean(use.id[:64], survey.declared[use.target]) or declare
