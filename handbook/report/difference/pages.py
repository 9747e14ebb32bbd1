"""What differs in a policy -> the addresses of the pages that say something else once it is published.

Addresses are those of the site, below its root; one that was published never dies.
"""

from collections.abc import Iterable, Iterator

from handbook.history.changes import ClauseChange
from handbook.history.clauses import HEAD
from handbook.model.policy import PolicyText

_BY_KIND = {
    "goal": ("mission/", "benchmarks/"),
    "standard": ("standards/", "mission/"),
    "procedure": ("mission/", "standards/"),
    "decision-table": ("authority/",),
    "decision-rule": ("authority/",),
    "escalation-level": ("escalation/",),
    "pilot": ("pilots/",),
    "finding": ("pilots/",),
}
_BY_FIELD = {
    "title": ("policies/", "a-to-z/", "in-force/"),
    "summary": ("policies/",),
    "keywords": ("a-to-z/",),
    "category": ("policies/",),
    "owner": ("reviews/",),
    "review_every": ("reviews/",),
}


def changing_pages(
    policy: str,
    texts: tuple[PolicyText | None, PolicyText | None],
    changes: Iterable[ClauseChange],
    roles: Iterable[str],
) -> tuple[str, ...]:
    """The pages, those of the policy first, then sorted; no versions are named, as the next has no number yet."""
    own = (f"policies/{policy}/", f"policies/{policy}/history/")
    others = {"changelog/", *(f"roles/{role}/" for role in roles)}
    for change in changes:
        others.update(_BY_KIND.get(change.kind, ()))
        if change.id == HEAD:
            others.update(_of_head(change, texts))
    return (*own, *sorted(others))


def _of_head(change: ClauseChange, texts: tuple[PolicyText | None, PolicyText | None]) -> Iterator[str]:
    names = {field.name for field in change.fields}
    for name in names:
        yield from _BY_FIELD.get(name, ())
    if names & {"title", "summary", "category"}:
        yield from (f"categories/{text.category}/" for text in texts if text and text.category)
