"""A handbook's roles -> CODEOWNERS, by which a git host asks the right people to agree to a change.

Owner and approver of a policy own its folder; what is published for ever (frozen versions, ledger, seals) and what
decides who must agree belong to the auditors' role. Later lines win. Other lines of the file are left as they are.
Source: GitHub, "About code owners"; GitLab, "Syntax of CODEOWNERS file".
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from handbook.ledger.frozen import FROZEN
from handbook.model.handbook import Handbook, Policy

BEGIN = "# BEGIN handbook: written by `handbook codeowners` from roles.yml and the policies"
END = "# END handbook"


class Host(StrEnum):
    """Where the repository lives."""

    GITHUB = "github"
    GITLAB = "gitlab"


class Ownership(NamedTuple):
    """The paths of a pattern and the roles of which one must agree to a change there."""

    pattern: str
    roles: tuple[str, ...]


class BrokenMarks(ValueError):
    """The marks around our lines are not one pair in their order."""


def path(host: Host) -> str:
    """Where the host looks for the file, from the top of the repository."""
    return f".{host}/CODEOWNERS"


def owned(handbook: Handbook, host: Host, data: str) -> tuple[Ownership, ...]:
    """Who owns what, the general before the special; `data` is the data folder from the top of the repository."""
    texts = {policy.id: _roles(policy) for policy in handbook.policies}
    approvers = {roles[-1] for roles in texts.values() if roles}
    shared = tuple(role.id for role in handbook.roles if role.id in approvers)
    auditors = handbook.organisation.auditors
    proofs = _proofs(host, data) if auditors else ()
    return (
        Ownership(f"/{data}/", shared),
        *(Ownership(f"/{data}/policies/{id_}/", roles) for id_, roles in sorted(texts.items())),
        *(Ownership(pattern, (auditors,)) for pattern in proofs if auditors),
    )


def without_handle(handbook: Handbook, host: Host, data: str) -> tuple[str, ...]:
    """The roles that own something and have no handle, sorted: nobody is asked for them."""
    handles = _handles(handbook)
    return tuple(sorted({role for item in owned(handbook, host, data) for role in item.roles if role not in handles}))


def lines(handbook: Handbook, host: Host, data: str) -> str:
    """Our lines with their marks; a pattern none of whose roles has a handle is left to the general one before it."""
    handles = _handles(handbook)
    rules = []
    for item in owned(handbook, host, data):
        named = dict.fromkeys(handles[role] for role in item.roles if role in handles)
        if named:
            rules.append(" ".join((item.pattern, *named)))
    section = ["[Handbook]"] if host is Host.GITLAB else []
    return "".join(f"{line}\n" for line in (BEGIN, *section, *rules, END))


def merged(existing: str, ours: str) -> str:
    """The file with our lines in the place where they stood before, else at its end.

    Raises:
        BrokenMarks: one of the marks is missing, stands twice or before the other.
    """
    listed = existing.splitlines(keepends=True)
    begins = [place for place, line in enumerate(listed) if line.rstrip() == BEGIN]
    ends = [place for place, line in enumerate(listed) if line.rstrip() == END]
    if not begins and not ends:
        gap = "\n" if existing and not existing.endswith("\n\n") else ""
        return f"{existing.rstrip()}\n{gap}{ours}" if existing.strip() else ours
    if len(begins) != 1 or len(ends) != 1 or ends < begins:
        raise BrokenMarks(f"the lines `{BEGIN}` and `{END}` must stand once each, in this order")
    return "".join((*listed[: begins[0]], ours, *listed[ends[0] + 1 :]))


def _roles(policy: Policy) -> tuple[str, ...]:
    """Owner and approver, of the working text where there is one, else of the newest version."""
    texts = [policy.working.text] if policy.working else [version.text for version in policy.versions[-1:]]
    return tuple(dict.fromkeys(role for text in texts for role in (text.owner, text.approver)))


def _handles(handbook: Handbook) -> dict[str, str]:
    return {role.id: role.handle for role in handbook.roles if role.handle}


def _proofs(host: Host, data: str) -> Iterator[str]:
    """What is never changed once it is published, then what decides about changes."""
    yield from sorted(f"/{data}/policies/*/{place}/" for place in FROZEN.values())
    yield from (f"/{data}/ledger/", f"/{data}/seals/", f"/{path(host)}")
    yield "/.github/workflows/" if host is Host.GITHUB else "/.gitlab-ci.yml"
