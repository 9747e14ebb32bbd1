"""A policy -> the little that pages about other policies, the sidebar and a preview need to know of it.

A handbook's headlines are kept in memory where its policies would not fit.
"""

from dataclasses import dataclass, replace
from datetime import date

from handbook.history.in_force import in_force, known, known_withdrawal, prospective, withdrawal
from handbook.model.handbook import Policy
from handbook.model.policy import PolicyText
from handbook.model.version import Version
from handbook.report.naming import roles_named


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """What is known of a policy at a glance.

    `title` and `category` are of the version in force, else of the last one; empty where none is published. `former`
    are the ids that it had. `draft` is the working text's title where it says other than what is published.
    `categories` and `roles` are all that any of its versions names. The last three count what it adds to registers:
    lines in the list of policies, standards in force, versions.
    """

    id: str
    title: str = ""
    category: str = ""
    former: tuple[str, ...] = ()
    withdrawn: bool = False
    draft: str = ""
    categories: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    listed: int = 0
    standards: int = 0
    versions: int = 0


def headline(policy: Policy, as_of: date) -> Headline:
    """The headline of a policy on a date."""
    binding, versions = in_force(policy, as_of), known(policy, as_of)
    version = binding or next(reversed(versions), None)
    procedures = binding.text.procedures if binding else ()
    ending = known_withdrawal(policy, as_of) if versions else None
    return Headline(
        id=policy.id,
        title=version.text.title if version else "",
        category=version.text.category if version else "",
        former=tuple(rename.former for rename in policy.records.renames),
        withdrawn=withdrawal(policy, as_of) is not None,
        draft=_draft(policy, as_of),
        categories=tuple(sorted({item.text.category for item in policy.versions})),
        roles=roles_named(item.text for item in policy.versions),
        listed=bool(binding) + len(prospective(policy, as_of)) + bool(ending),
        standards=sum(len(procedure.standards) for procedure in procedures),
        versions=len(versions),
    )


def draft_base(policy: Policy, as_of: date) -> Version | None:
    """What a working text is compared with: what is in force, else what comes next, else what bound last."""
    found = (in_force(policy, as_of), *prospective(policy, as_of)[:1], *reversed(known(policy, as_of)))
    return next(filter(None, found), None)


def _draft(policy: Policy, as_of: date) -> str:
    if policy.working is None:
        return ""
    base = draft_base(policy, as_of)
    return "" if base is not None and _ruling(base.text) == _ruling(policy.working.text) else policy.working.text.title


def _ruling(text: PolicyText) -> PolicyText:
    """The text without the evidence that does not bind, which a working text loses when it is published."""
    return replace(text, pilots=(), briefings=())
