"""Goals, standards and clauses: looked up in the policy that is meant."""

import pytest

from tests.check.sample import EVIDENCE, TEXT, found

POLICY = "# policies/complaints/policy.yml\n"
VERSION = "# policies/complaints/versions/1.0.yml\n"
NEXT_VERSION = """\
# policies/complaints/versions/1.1.yml
release:
  version: "1.1"
  change: editorial
  summary: The same in plainer words.
  published: 2025-09-18
  effective: 2025-10-01
  overruled: nobody does anything else
  approval: {role: service-director, approved: 2025-09-15}
"""


def linking(place: str) -> str:
    return f'sections:\n  - {{id: background, title: Background, text: "See [it]({place})."}}\n'


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (
            POLICY + TEXT.replace("[complain-once]", "[complain-twice]"),
            [
                "policies/complaints/policy.yml goals.0: error[goal-without-procedure] "
                "no procedure reaches the goal `complain-once` | "
                "name `complain-once` under the `goals` of the procedure that does",
                "policies/complaints/policy.yml procedures.0.goals.0: error[unknown-goal] "
                "there is no goal `complain-twice` in this text | did you mean `complain-once`?",
            ],
        ),
        (
            POLICY + TEXT.replace("goals: [complain-once]", "goals: [complain-once, answer-today]"),
            [
                "policies/complaints/policy.yml procedures.0.goals.1: error[unknown-goal] "
                "there is no goal `answer-today` in this text | known are `complain-once`"
            ],
        ),
        (
            VERSION + EVIDENCE.replace("[log-complaint]", "[log-complain]"),
            [
                "policies/complaints/versions/1.0.yml pilots.0.findings.0.changed.0: error[unknown-clause] "
                "there is no clause `log-complain` in any text of this policy | did you mean `log-complaint`?"
            ],
        ),
        (
            "# policies/complaints/records/checks/a.yml\n"
            "observed: 2025-10-06\nby: complaints-lead\nclause: zzz\nconformity: follows\ntext: Seen.\n",
            [
                "policies/complaints/records/checks/a.yml clause: error[unknown-clause] "
                "there is no clause `zzz` in any text of this policy | write the clause, or name another"
            ],
        ),
        (
            "# policies/complaints/records/measurements/2025-q4.yml\n"
            "standard: log-complaint\nbegins: 2025-10-01\nends: 2026-01-01\nvalue: 3\n",
            [
                "policies/complaints/records/measurements/2025-q4.yml standard: error[unknown-standard] "
                "there is no standard `log-complaint` in any text of this policy | known are `first-answer`"
            ],
        ),
        (
            "# policies/phone/records/measurements/2025-q4.yml\n"
            "standard: first-answer\nbegins: 2025-10-01\nends: 2026-01-01\nvalue: 3\n",
            [
                "policies/phone/records/measurements/2025-q4.yml standard: error[unknown-standard] "
                "there is no standard `first-answer` in any text of this policy | write the standard, or name another"
            ],
        ),
    ],
)
def test_a_clause_that_is_not_there_is_reported_where_it_is_named(case: str, expected: list[str]) -> None:
    assert found(case) == expected


def test_a_measurement_may_be_of_a_goal() -> None:
    case = "standard: complain-once\nbegins: 2025-10-01\nends: 2026-01-01\nvalue: 3\n"
    assert found(f"# policies/complaints/records/measurements/2025-q4.yml\n{case}") == []


def test_a_record_may_name_a_clause_that_is_gone_today() -> None:
    renamed = TEXT.replace("first-answer", "second-answer")
    assert found(NEXT_VERSION + renamed, POLICY + renamed) == []


@pytest.mark.parametrize(
    "place", ["policy:phone#answering", "policy:complaints#up-to-50", "policy:complaints#background"]
)
def test_a_link_to_a_clause_of_a_newest_text_is_good(place: str) -> None:
    assert found(POLICY + linking(place)) == []


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("policy:phone#answer", "`phone` has no clause `answer` today | did you mean `answering`?"),
        (
            "policy:complaints#zzz",
            "`complaints` has no clause `zzz` today | name a clause of its newest text, or the policy alone",
        ),
        ("policy:phone#complain-once", "`phone` has no clause `complain-once` today | known are `answering`"),
    ],
)
def test_a_link_to_a_clause_that_is_not_there_is_reported(place: str, expected: str) -> None:
    assert found(POLICY + linking(place)) == [
        f"policies/complaints/policy.yml sections.0.text: error[unknown-clause] {expected}"
    ]


def test_a_link_to_a_clause_that_is_gone_is_a_warning_in_a_version_that_another_follows() -> None:
    assert found(VERSION + linking("policy:phone#answer"), NEXT_VERSION + "sections: []\n") == [
        "policies/complaints/versions/1.0.yml sections.0.text: warning[unknown-clause] "
        "`phone` has no clause `answer` today | did you mean `answering`?"
    ]


def test_a_link_to_a_clause_that_only_an_old_version_has_is_reported() -> None:
    follows = NEXT_VERSION + "duties:\n  - {id: answer-at-once, text: Answer at once.}\n"
    gone = POLICY + "duties:\n  - {id: answer-at-once, text: Answer at once.}\n"
    assert found(follows, gone, "# policies/phone/policy.yml\n" + linking("policy:complaints#answer-today")) == [
        "policies/phone/policy.yml sections.0.text: error[unknown-clause] "
        "`complaints` has no clause `answer-today` today | did you mean `answer-at-once`?"
    ]


def test_a_version_may_link_to_a_clause_of_its_own_that_is_gone_today() -> None:
    follows = NEXT_VERSION + "sections: []\n"
    assert found(VERSION + linking("policy:complaints#background"), follows) == []


def test_a_clause_that_stands_twice_is_ambiguous_wherever_it_is_named() -> None:
    twice = "# policies/complaints/policy.yml\nsections:\n  - {id: complain-once, title: Once, text: Say it once.}\n"
    assert found(twice) == [
        "policies/complaints/policy.yml procedures.0.goals.0: error[ambiguous-reference] `complain-once` appears twice "
        "in the text, so it is not clear which clause is meant | give each clause its own id",
        "policies/complaints/policy.yml sections.0.id: error[duplicate-clause] the clause id `complain-once` already "
        "names a goal of this text | give the section an id of its own",
    ]


def test_a_link_to_a_clause_that_stands_twice_is_ambiguous() -> None:
    twice = (
        "# policies/phone/policy.yml\nsections:\n"
        "  - {id: answering, title: A, text: Say hello.}\n  - {id: answering, title: B, text: Say goodbye.}\n"
    )
    assert [item for item in found(twice) if "duplicate" not in item] == [
        f"policies/complaints/{file} duties.0.text: error[ambiguous-reference] `answering` appears twice in the text, "
        "so it is not clear which clause is meant | give each clause its own id"
        for file in ("policy.yml", "versions/1.0.yml")
    ]
