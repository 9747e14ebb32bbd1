from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from handbook.history.changelog import Entry, EntryKind, changelog, policy_changelog
from handbook.history.in_force import State
from handbook.model.version import Approval, ChangeKind, ReasonKind
from tests.builders import correction, day, edition, number, policy, reason, rename, text, version, withdrawal, working

AS_OF = day("2026-03-01")
WHY = reason(ReasonKind.LAW, note="Directive (EU) 2019/882")
APPROVAL = Approval(role="service-director", approved=day("2025-01-08"))
ONE = version(
    "1.0",
    published="2025-01-10",
    effective="2025-02-01",
    summary="The **first** text.",
    reasons=(WHY,),
    approval=APPROVAL,
    text=text(title="Grievances"),
)
TWO = version("1.1", published="2025-05-10", effective="2025-06-01", text=text(title="Complaints"))


def test_version_is_told_with_all_that_was_decided_about_it() -> None:
    assert policy_changelog(policy("complaints", ONE), AS_OF) == (
        Entry(
            kind=EntryKind.VERSION,
            policy_id="complaints",
            title="Grievances",
            published=day("2025-01-10"),
            summary="The **first** text.",
            prose=True,
            version=number("1.0"),
            previous=None,
            change=ChangeKind.SUBSTANTIVE,
            effective=day("2025-02-01"),
            state=State.IN_FORCE,
            reasons=(WHY,),
            approval=APPROVAL,
        ),
    )


def test_version_names_the_one_before_it_and_its_state() -> None:
    found = policy_changelog(policy("complaints", ONE, TWO), day("2025-05-10"))

    assert [(item.version, item.previous, item.state) for item in found] == [
        (number("1.1"), number("1.0"), State.PROSPECTIVE),
        (number("1.0"), None, State.IN_FORCE),
    ]


def test_withdrawal_is_told_under_the_newest_title() -> None:
    end = withdrawal(published="2025-10-10", effective="2025-11-01", reason="*Fax* is gone.", replaced_by=("chat",))

    assert policy_changelog(policy("complaints", ONE, TWO, end), AS_OF)[0] == Entry(
        kind=EntryKind.WITHDRAWAL,
        policy_id="complaints",
        title="Complaints",
        published=day("2025-10-10"),
        summary="*Fax* is gone.",
        prose=True,
        effective=day("2025-11-01"),
        record=end,
    )


def test_rename_is_told_with_its_reason_as_plain_text() -> None:
    renamed = rename(former="grievances", renamed="2025-07-01", reason="the word *people* use")

    assert policy_changelog(policy("complaints", ONE, TWO, renamed), AS_OF)[0] == Entry(
        kind=EntryKind.RENAME,
        policy_id="complaints",
        title="Complaints",
        published=day("2025-07-01"),
        summary="the word *people* use",
        prose=False,
        record=renamed,
    )


def test_correction_is_told_under_the_title_of_its_version() -> None:
    put_right = correction(version="1.0", corrected="2025-07-01", note="mistyped")

    assert policy_changelog(policy("complaints", ONE, TWO, put_right), AS_OF)[0] == Entry(
        kind=EntryKind.CORRECTION,
        policy_id="complaints",
        title="Grievances",
        published=day("2025-07-01"),
        summary="mistyped",
        prose=False,
        version=number("1.0"),
        record=put_right,
    )


def test_changelog_is_newest_first_and_by_policy_within_a_day() -> None:
    refunds = policy("refunds", version("1.0", published="2025-05-10", effective="2025-06-01"))
    phone = policy("phone", version("1.0", published="2025-05-10", effective="2025-06-01"))

    found = changelog(edition(refunds, policy("complaints", ONE, TWO), phone))
    assert [(str(item.published), item.policy_id) for item in found] == [
        ("2025-05-10", "complaints"),
        ("2025-05-10", "phone"),
        ("2025-05-10", "refunds"),
        ("2025-01-10", "complaints"),
    ]


def test_entries_of_one_day_stand_by_kind_and_versions_from_the_highest() -> None:
    day_ = "2025-05-10"
    subject = policy(
        "p",
        version("1.0", published=day_),
        version("1.1", published=day_),
        correction(corrected=day_),
        rename(renamed=day_),
        withdrawal(published=day_, effective="2025-12-01"),
    )

    found = policy_changelog(subject, AS_OF)
    assert [(item.kind, item.version) for item in found] == [
        (EntryKind.WITHDRAWAL, None),
        (EntryKind.RENAME, None),
        (EntryKind.CORRECTION, number("1.0")),
        (EntryKind.VERSION, number("1.1")),
        (EntryKind.VERSION, number("1.0")),
    ]


def test_nothing_is_told_of_a_policy_without_a_known_version() -> None:
    unpublished = policy("p", rename(renamed="2025-02-01"), versions=(), working=working())
    later = policy("q", version("1.0", published="2026-03-02"), rename(renamed="2025-02-01"))

    assert changelog(edition(unpublished, later, as_of=AS_OF)) == ()


def test_correction_of_a_version_that_is_not_known_is_left_out() -> None:
    subject = policy("p", ONE, correction(version="1.1", corrected="2025-02-01"))

    assert [item.kind for item in policy_changelog(subject, AS_OF)] == [EntryKind.VERSION]


@given(st.dates(date(2025, 1, 1), date(2025, 12, 31)))
def test_what_is_published_later_is_not_told(as_of: date) -> None:
    subject = policy(
        "p",
        ONE,
        TWO,
        correction(corrected="2025-03-10"),
        rename(renamed="2025-07-10"),
        withdrawal(published="2025-09-10", effective="2025-10-01"),
    )
    all_days = [item.published for item in policy_changelog(subject, date.max)]

    assert [item.published for item in policy_changelog(subject, as_of)] == [d for d in all_days if d <= as_of]
