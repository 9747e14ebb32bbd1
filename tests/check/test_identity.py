"""Ids that are declared twice, used again, or led in a circle."""

import pytest

from tests.check.sample import EVIDENCE, TEXT, found

POLICY = "# policies/complaints/policy.yml\n"
TABLES = TEXT[TEXT.index("authority:") : TEXT.index("examples:")]
ROLES = """\
# roles.yml
roles:
  - {id: adviser, title: Adviser}
  - {id: shift-lead, title: Shift lead}
  - {id: complaints-lead, title: Complaints lead}
  - {id: service-director, title: Director}
"""


def editorial(number: str, month: int, changes: str = "") -> str:
    """A version after 1.0, effective on the first of a month of 2025."""
    return (
        f"# policies/complaints/versions/{number}.yml\n"
        f'release:\n  version: "{number}"\n  change: editorial\n  summary: The same in plainer words.\n'
        f"  published: 2025-{month - 1:02}-18\n  effective: 2025-{month:02}-01\n  overruled: the same duties\n"
        f"  approval: {{role: service-director, approved: 2025-04-15}}\n{changes}"
    )


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (
            POLICY + TABLES.replace("unit: EUR}", "unit: EUR}\n      - {id: amount, title: Again, type: number}"),
            "policies/complaints/policy.yml authority.0.inputs.1.id: error[duplicate-id] "
            "`amount` is already another input of `who-may-refund` | give each its own id, or delete one",
        ),
        (
            POLICY + TABLES.replace("type: role}", "type: role}\n      - {id: decides, title: Again, type: role}"),
            "policies/complaints/policy.yml authority.0.outputs.1.id: error[duplicate-id] "
            "`decides` is already another output of `who-may-refund` | give each its own id, or delete one",
        ),
        (
            "# benchmarks.yml\ncompetitors:\n  - {id: voltmart, title: A}\n  - {id: hausline, title: B}\n"
            "  - {id: hausline, title: C}\n",
            "benchmarks.yml competitors.2.id: error[duplicate-id] "
            "`hausline` is already another competitor of benchmarks.yml | give each its own id, or delete one",
        ),
        (
            "# handbook.yml\nbranches:\n  - {id: harbour-street, title: A}\n  - {id: mill-bridge, title: B}\n"
            "  - {id: mill-bridge, title: C}\n",
            "handbook.yml branches.2.id: error[duplicate-id] "
            "`mill-bridge` is already another branch of handbook.yml | give each its own id, or delete one",
        ),
    ],
)
def test_an_id_that_a_list_declares_twice_is_reported_at_its_second_place(case: str, expected: str) -> None:
    assert found(case) == [expected]


def test_a_word_that_the_glossary_explains_twice_is_reported_whatever_its_case() -> None:
    assert found(
        "# glossary.yml\nterms:\n  - {term: refund, meaning: Money back., aliases: [repayment, Refund]}\n"
    ) == [
        "glossary.yml terms.0.aliases.1: warning[duplicate-term] the glossary explains `Refund` twice | "
        "keep one explanation"
    ]


def test_a_clause_id_that_stands_twice_is_reported_whatever_the_kinds_are() -> None:
    case = (
        POLICY + "sections:\n  - {id: up-to-50, title: Limit, text: Fifty.}\n"
        "  - {id: log-complaint, title: Log, text: Log it.}\n"
    )
    assert found(case) == [
        "policies/complaints/policy.yml sections.0.id: error[duplicate-clause] "
        "the clause id `up-to-50` already names a decision rule of this text | give the section an id of its own",
        "policies/complaints/policy.yml sections.1.id: error[duplicate-clause] "
        "the clause id `log-complaint` already names a step of this text | give the section an id of its own",
    ]


def test_a_clause_id_may_be_the_same_in_two_policies() -> None:
    section = "sections:\n  - {id: answering, title: Answering, text: Say your name.}\n"
    assert found(POLICY + section) == []


def test_a_clause_id_cannot_name_another_kind_of_clause_later() -> None:
    section = "duties: []\nsections:\n  - {id: answer-today, title: Today, text: Answer today.}\n"
    assert found(editorial("1.1", 7, section), POLICY + section) == [
        "policies/complaints/versions/1.1.yml sections.0.id: error[reused-clause] "
        "the clause id `answer-today` named a duty in version 1.0, so it cannot name a section | "
        "give the clause a new id"
    ]


def test_a_clause_id_cannot_come_back() -> None:
    assert found(editorial("1.1", 7, "duties: []\n")) == [
        "policies/complaints/policy.yml duties.0.id: error[reused-clause] "
        "the clause id `answer-today` was removed after version 1.0, so it cannot come back | give the clause a new id"
    ]


def test_a_clause_id_that_came_back_is_a_warning_in_a_version_that_another_follows() -> None:
    assert found(editorial("1.1", 7, "duties: []\n"), editorial("1.2", 8), editorial("1.3", 9)) == [
        "policies/complaints/versions/1.2.yml duties.0.id: warning[reused-clause] "
        "the clause id `answer-today` was removed after version 1.0, so it cannot come back | give the clause a new id"
    ]


def test_a_clause_may_move_to_another_place() -> None:
    step = "    steps:\n      - {id: log-complaint, actor: adviser, action: Log it in the customer's own words.}\n"
    first = TEXT[TEXT.index("procedures:") : TEXT.index("authority:")]
    second = first.removeprefix("procedures:\n").replace("receive-", "note-").replace("first-answer", "noted-at-once")
    assert step in first
    assert found(POLICY + first.replace(step, "") + second) == []


def test_a_pilot_may_be_left_out_of_a_version_in_between() -> None:
    assert found(editorial("1.1", 7, "pilots: []\nbriefings: []\n"), POLICY + EVIDENCE) == []


@pytest.mark.parametrize(
    ("former", "message"),
    [
        ("phone", "`phone` is the id of a policy today"),
        ("complaints", "`complaints` is the id of a policy today"),
    ],
)
def test_a_former_id_cannot_be_the_id_of_a_policy(former: str, message: str) -> None:
    assert found(
        f"# policies/phone/records/renames/t.yml\nformer: {former}\nrenamed: 2025-06-01\nreason: shorter\n"
    ) == [
        f"policies/phone/records/renames/t.yml former: error[former-id-taken] {message} | "
        "an old address leads to one policy only; give the other one another id"
    ]


def test_a_former_id_cannot_be_that_of_two_policies() -> None:
    rename = "former: telephone\nrenamed: 2025-06-01\nreason: shorter\n"
    assert found(
        f"# policies/phone/records/renames/t.yml\n{rename}", f"# policies/complaints/records/renames/t.yml\n{rename}"
    ) == [
        "policies/phone/records/renames/t.yml former: error[former-id-taken] "
        "`telephone` is also a former id of `complaints` | "
        "an old address leads to one policy only; give the other one another id"
    ]


def test_a_policy_may_have_the_same_former_id_twice() -> None:
    rename = "former: telephone\nrenamed: 2025-06-01\nreason: shorter\n"
    assert (
        found(f"# policies/phone/records/renames/a.yml\n{rename}", f"# policies/phone/records/renames/b.yml\n{rename}")
        == []
    )


def test_a_withdrawn_policy_cannot_be_replaced_by_itself() -> None:
    assert found(
        "# policies/phone/records/withdrawals/t.yml\npublished: 2025-05-18\neffective: 2025-06-01\n"
        "by: service-director\nreason: It is part of another policy.\nreplaced_by: [complaints, phone]\n"
    ) == [
        "policies/phone/records/withdrawals/t.yml replaced_by.1: warning[self-reference] `phone` names itself | "
        "name another policy"
    ]


@pytest.mark.parametrize(
    ("links", "path", "circle"),
    [
        ({"adviser": "adviser"}, "roles.0", "`adviser`, `adviser`"),
        ({"adviser": "shift-lead", "shift-lead": "adviser"}, "roles.1", "`adviser`, `shift-lead`, `adviser`"),
        (
            {"adviser": "shift-lead", "shift-lead": "complaints-lead", "complaints-lead": "shift-lead"},
            "roles.2",
            "`shift-lead`, `complaints-lead`, `shift-lead`",
        ),
    ],
)
def test_roles_that_report_in_a_circle_are_reported_once(links: dict[str, str], path: str, circle: str) -> None:
    case = ROLES
    for role, above in links.items():
        case = case.replace(f"{{id: {role},", f"{{id: {role}, reports_to: {above},")
    assert found(case) == [
        f"roles.yml {path}.reports_to: error[reporting-loop] reports lead in a circle: {circle} | "
        "let one of them report to nobody, or to somebody else"
    ]
