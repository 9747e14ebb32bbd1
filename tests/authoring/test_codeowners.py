"""CODEOWNERS from roles: whom a host asks about which file, and what happens to lines of somebody else."""

import pytest

from handbook.authoring.codeowners import BEGIN, END, BrokenMarks, Host, lines, merged, without_handle
from handbook.model.handbook import Handbook, Policy
from tests.builders import handbook, organisation, role, text, version, working

HANDLES = {"adviser": "@a/advisers", "complaints-lead": "@a/complaints", "service-director": "@a/director"}


def book(*policies: Policy, auditors: str | None = "adviser", handles: dict[str, str] = HANDLES) -> Handbook:
    roles = tuple(role(id_, handle=handles.get(id_, "")) for id_ in HANDLES)
    return handbook(*policies, organisation=organisation(auditors=auditors), roles=roles)


COMPLAINTS = Policy(id="complaints", working=working())
BODY = """\
/policy_data/ @a/director
/policy_data/policies/complaints/ @a/complaints @a/director
/policy_data/policies/*/records/renames/ @a/advisers
/policy_data/policies/*/records/withdrawals/ @a/advisers
/policy_data/policies/*/versions/ @a/advisers
/policy_data/ledger/ @a/advisers
/policy_data/seals/ @a/advisers
"""


def test_github_asks_owner_and_approver_and_auditors_for_what_is_published() -> None:
    own = "/.github/CODEOWNERS @a/advisers\n/.github/workflows/ @a/advisers\n"
    assert lines(book(COMPLAINTS), Host.GITHUB, "policy_data") == f"{BEGIN}\n{BODY}{own}{END}\n"


def test_gitlab_has_a_section_of_its_own() -> None:
    own = "/.gitlab/CODEOWNERS @a/advisers\n/.gitlab-ci.yml @a/advisers\n"
    assert lines(book(COMPLAINTS), Host.GITLAB, "policy_data") == f"{BEGIN}\n[Handbook]\n{BODY}{own}{END}\n"


def test_a_policy_without_working_text_is_owned_as_its_newest_version_says() -> None:
    newer = version("2.0", text=text(owner="adviser"))
    made = lines(book(Policy(id="complaints", versions=(version(), newer))), Host.GITHUB, "policy_data")
    assert "/policy_data/policies/complaints/ @a/advisers @a/director\n" in made


def test_one_who_owns_and_approves_stands_once() -> None:
    same = Policy(id="complaints", working=working(text=text(owner="service-director")))
    assert "complaints/ @a/director\n" in lines(book(same), Host.GITHUB, "policy_data")


def test_roles_without_a_handle_are_named() -> None:
    told = book(COMPLAINTS, handles={"complaints-lead": "@a/complaints"})
    assert without_handle(told, Host.GITHUB, "policy_data") == ("adviser", "service-director")


def test_where_nobody_has_a_handle_the_line_before_counts() -> None:
    made = lines(book(COMPLAINTS, handles={}), Host.GITHUB, "policy_data")
    assert made == f"{BEGIN}\n{END}\n"


def test_without_auditors_nothing_is_said_of_what_is_published() -> None:
    assert "ledger" not in lines(book(COMPLAINTS, auditors=None), Host.GITHUB, "policy_data")


def test_gitlab_reads_owners_in_comments_so_there_are_none() -> None:
    comments = [line for line in lines(book(COMPLAINTS), Host.GITLAB, "d").splitlines() if line.startswith("#")]
    assert [line for line in comments if "@" in line] == []


OURS = f"{BEGIN}\n/new/ @a\n{END}\n"


@pytest.mark.parametrize(
    ("existing", "expected"),
    [
        ("", OURS),
        ("\n\n", OURS),
        ("* @all", f"* @all\n\n{OURS}"),
        ("* @all\n", f"* @all\n\n{OURS}"),
        (f"* @all\n{BEGIN}\n/old/ @b\n{END}\n/docs/ @c\n", f"* @all\n{OURS}/docs/ @c\n"),
        (OURS, OURS),
    ],
    ids=["none", "empty", "no last newline", "before ours", "around ours", "the same"],
)
def test_other_lines_are_left_as_they_are(existing: str, expected: str) -> None:
    assert merged(existing, OURS) == expected


@pytest.mark.parametrize("existing", [f"{BEGIN}\n", f"{END}\n", f"{END}\n{BEGIN}\n", f"{OURS}{OURS}"])
def test_marks_that_are_no_pair_are_refused(existing: str) -> None:
    with pytest.raises(BrokenMarks, match="must stand once each"):
        merged(existing, OURS)
