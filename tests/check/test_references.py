"""Roles, categories, policies and all else that the handbook declares: named rightly, or reported where they stand."""

import pytest

from tests.check.sample import RELEASE, found

POLICY = "# policies/complaints/policy.yml\n"
VERSION = "# policies/complaints/versions/1.0.yml\n"
RENAMED = "# policies/phone/records/renames/t.yml\nformer: telephone\nrenamed: 2025-06-01\nreason: shorter\n"


def test_a_handbook_in_order_has_no_findings() -> None:
    assert found() == []


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (
            POLICY + "duties:\n  - {id: answer-today, text: Answer., roles: [adviser, advisor]}\n",
            [
                "policies/complaints/policy.yml duties.0.roles.1: error[unknown-role] "
                "there is no role `advisor` | did you mean `adviser`?"
            ],
        ),
        (
            "# policies/complaints/records/reviews/a.yml\n"
            "reviewed: 2025-10-06\nby: manager\noutcome: reaffirm\nnote: Looked at.\n",
            [
                "policies/complaints/records/reviews/a.yml by: error[unknown-role] there is no role `manager` | "
                "known are `adviser`, `complaints-lead`, `service-director`, `shift-lead`"
            ],
        ),
        (
            VERSION + RELEASE.replace("role: service-director", "role: servise-director"),
            [
                "policies/complaints/versions/1.0.yml release.approval.role: error[unknown-role] "
                "there is no role `servise-director` | did you mean `service-director`?",
                "policies/complaints/versions/1.0.yml release.approval.role: error[wrong-approver] `servise-director` "
                "approved the version, but the text names `service-director` as its approver | "
                "let the role approve that the text names",
            ],
        ),
        (
            "# glossary.yml\nterms:\n  - {term: gesture, meaning: A gift., see: [complaint]}\n",
            [
                "glossary.yml terms.0.see.0: warning[unknown-policy] there is no policy `complaint` | "
                "did you mean `complaints`?"
            ],
        ),
        (
            "# glossary.yml\nterms:\n  - {term: gesture, meaning: 'A [gift](policy:complaint).'}\n",
            [
                "glossary.yml terms.0.meaning: error[unknown-policy] there is no policy `complaint` | "
                "did you mean `complaints`?"
            ],
        ),
    ],
)
def test_an_id_that_nothing_declares_is_reported_where_it_is_named(case: str, expected: list[str]) -> None:
    assert found(case) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See [Phone](policy:phone).", []),
        ("See [Phone](policy:phone#answering).", []),
        ("See [Phone](<policy:phone>).", []),
        ("Write `[Phone](policy:fone)` for a link.", []),
        ("    [Phone](policy:fone)", []),
        ("Our policy: be kind.", []),
        ("See [Phone](policy:fone).", ["there is no policy `fone` | did you mean `phone`?"]),
        ("See [Phone](policy:fone#answering).", ["there is no policy `fone` | did you mean `phone`?"]),
        ("See [Phone][1].\n\n[1]: policy:fone", ["there is no policy `fone` | did you mean `phone`?"]),
        ("See <policy:fone>.", ["there is no policy `fone` | did you mean `phone`?"]),
        ("| See |\n|---|\n| [x](policy:fone) |", ["there is no policy `fone` | did you mean `phone`?"]),
        ("See [Phone](policy:Phone).", ["there is no policy `Phone` | did you mean `phone`?"]),
        ("See [Phone](policy:phone/).", ["there is no policy `phone/` | did you mean `phone`?"]),
        ("See [x](policy:../../etc).", ["there is no policy `../../etc` | known are `complaints`, `phone`"]),
        ("See [x](policy:).", ["there is no policy `` | known are `complaints`, `phone`"]),
    ],
)
def test_a_link_in_prose_is_a_reference(text: str, expected: list[str]) -> None:
    case = POLICY + f"sections:\n  - id: background\n    title: Background\n    text: {text!r}\n".replace("'", '"')
    assert found(case) == [
        f"policies/complaints/policy.yml sections.0.text: error[unknown-policy] {item}" for item in expected
    ]


@pytest.mark.parametrize(
    ("case", "path"),
    [
        (POLICY + "related: [telephone]\n", "policies/complaints/policy.yml related.0"),
        (
            POLICY + 'sections:\n  - {id: background, title: B, text: "[x](policy:telephone)"}\n',
            "policies/complaints/policy.yml sections.0.text",
        ),
        (
            "# glossary.yml\nterms:\n  - {term: a, meaning: '[b](policy:telephone)'}\n",
            "glossary.yml terms.0.meaning",
        ),
    ],
)
def test_a_former_id_is_reported_where_it_can_be_mended(case: str, path: str) -> None:
    assert found(case, RENAMED) == [
        f"{path}: error[unknown-policy] there is no policy `telephone` | it was renamed: write `phone`"
    ]


@pytest.mark.parametrize(
    "case",
    [
        VERSION + "related: [telephone]\n",
        VERSION + 'sections:\n  - {id: background, title: B, text: "[x](policy:telephone#answering)"}\n',
        "# policies/complaints/records/feedback/a.yml\n"
        'received: 2025-06-30\nvia: staff\ntext: "[x](policy:telephone)"\n',
    ],
)
def test_a_former_id_is_good_for_ever_in_what_is_frozen_or_recorded(case: str) -> None:
    assert found(case, RENAMED) == []


def test_an_id_that_is_declared_twice_is_ambiguous_wherever_it_is_named() -> None:
    assert found(
        "# handbook.yml\ncategories:\n  - {id: contact, title: Reaching us}\n  - {id: contact, title: Contact}\n"
    ) == [
        "handbook.yml categories.1.id: error[duplicate-id] `contact` is already another category of handbook.yml | "
        "give each its own id, or delete one",
        *(
            f"policies/{policy}/{file} category: error[ambiguous-reference] "
            "`contact` is declared 2 times as a category, so it is not clear which is meant | give each its own id"
            for policy in ("complaints", "phone")
            for file in ("policy.yml", "versions/1.0.yml")
        ),
    ]
