"""What differs in a policy -> the addresses of the pages that say something else once it is published.

Addresses are those of the site, below its root; `/` is the home page. One that was published never dies. Pages of
versions are left out, as the next has no number yet, and so are those of other policies.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from handbook.history.changes import ClauseChange
from handbook.history.clauses import HEAD
from handbook.model.handbook import Handbook
from handbook.model.policy import Measure, PolicyText, Standard
from handbook.model.record import Records
from handbook.report.naming import roles_named

_OF_EVERY_VERSION = ("/", "audit/", "changelog/", "in-force/", "policies/", "registers/")
_HOLDS: Mapping[str, Callable[[PolicyText], bool]] = {
    "authority/": lambda text: bool(text.authority),
    "escalation/": lambda text: bool(text.escalation),
    "mission/": lambda text: bool(text.goals),
    "standards/": lambda text: any(procedure.standards for procedure in text.procedures),
}
"""The registers of clauses, and whether they tell of a text."""

_BY_KIND = {
    "goal": ("mission/",),
    "standard": ("standards/", "mission/"),
    "procedure": ("mission/", "standards/"),
    "decision-table": ("authority/",),
    "decision-rule": ("authority/",),
    "escalation-level": ("escalation/",),
}
_BY_FIELD = {
    "title": ("a-to-z/", "reviews/", *_HOLDS),
    "keywords": ("a-to-z/",),
    "owner": ("reviews/", "roles/"),
    "approver": ("roles/",),
    "audience": ("roles/",),
    "review_every": ("reviews/",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What would be published: the texts of a policy, one or both, and what differs, of rules and of evidence.

    `roles` are those that it touches; `is_material` says whether the next review counts from it.
    """

    policy: str
    texts: tuple[PolicyText, ...]
    changes: tuple[ClauseChange, ...]
    roles: tuple[str, ...]
    is_material: bool


def changing_pages(publication: Publication, handbook: Handbook) -> tuple[str, ...]:
    """The pages, those of the policy first, then sorted; `handbook` tells what else speaks of the policy."""
    policy, texts = publication.policy, publication.texts
    own = (f"policies/{policy}/", f"policies/{policy}/history/", f"policies/{policy}/review/")
    fields = {field.name for change in publication.changes if change.id == HEAD for field in change.fields}
    registers = {page for change in publication.changes for page in _BY_KIND.get(change.kind, ())}
    registers.update(page for name in fields for page in _BY_FIELD.get(name, ()))
    if publication.is_material or len(texts) == 1:
        registers.add("reviews/")
    others = {page for page in registers if page not in _HOLDS or any(map(_HOLDS[page], texts))}
    if _is_compared(publication, handbook, is_renamed="title" in fields):
        others.add("benchmarks/")
    if any(change.kind == "pilot" and change.before is None for change in publication.changes):
        others.add("pilots/")  # it tells of each pilot as the first version that reports it
    others.update(_OF_EVERY_VERSION, (f"categories/{text.category}/" for text in texts))
    others.update(f"roles/{role}/" for role in _roles(publication, is_renamed="title" in fields))
    if "title" in fields:
        others.update(_naming(policy, handbook))
    return (*own, *sorted(others))


def _roles(publication: Publication, *, is_renamed: bool) -> set[str]:
    """A role's page tells of each version that binds, is owned or is approved by it, and of clauses by their title."""
    texts = publication.texts
    told = {role for text in texts for role in (*text.audience, text.owner, text.approver)}
    return told | set(publication.roles) | set(roles_named(texts) if is_renamed else ())


def _is_compared(publication: Publication, handbook: Handbook, *, is_renamed: bool) -> bool:
    """Whether what is held against competitors changes: goals that name benchmarks, and metrics that were observed."""
    kinds = {change.kind for change in publication.changes}
    goals = [goal for text in publication.texts for goal in text.goals]
    standards = [item for text in publication.texts for procedure in text.procedures for item in procedure.standards]
    observed = {(item.metric, item.unit) for item in handbook.benchmarks}
    of_goals = any(goal.benchmarks or (goal.measure and _metric(goal.measure) in observed) for goal in goals)
    of_standards = any(_metric(item) in observed for item in standards)
    return (of_goals and (is_renamed or "goal" in kinds)) or (of_standards and (is_renamed or "standard" in kinds))


def _metric(item: Measure | Standard) -> tuple[str, str]:
    return item.metric, item.unit


def _naming(policy: str, handbook: Handbook) -> Iterator[str]:
    """The pages that call a policy by its newest title for what was recorded of it, and the glossary."""
    records = next((item.records for item in handbook.policies if item.id == policy), Records())
    if records.exceptions:
        yield "exceptions/"
    if records.feedback or records.checks:
        yield "feedback/"
    if any(policy in term.see for term in handbook.terms):
        yield "glossary/"
