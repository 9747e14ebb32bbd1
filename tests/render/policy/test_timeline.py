from handbook.render.policy.chronology import issues
from handbook.render.policy.timeline import Bar, Mark, Timeline, timeline
from tests.builders import day, edition, policy, review, version, withdrawal

TWO_YEARS = policy(
    "complaints",
    version("1.0", published="2024-01-01", effective="2024-01-01"),
    version("2.0", published="2024-12-01", effective="2025-01-01"),
    version("3.0", published="2025-12-01", effective="2026-02-01"),
    review(reviewed="2025-06-01"),
    review("too-late", reviewed="2026-01-02"),
)


def picture(as_of: str = "2026-01-01", most: int = 1000) -> Timeline:
    return timeline(TWO_YEARS, issues(TWO_YEARS, edition(as_of=as_of)), day(as_of), most)


def test_picture_has_a_bar_for_each_version_newest_on_top() -> None:
    assert picture() == Timeline(
        height=166,
        floor=132,
        bars=(
            Bar(number="3.0", state="prospective", left="95.25%", width="4.75%", top=0, label="from 1 February 2026"),
            Bar(
                number="2.0",
                state="in-force",
                left="45.75%",
                width="49.50%",
                top=44,
                label="1 January 2025 to 31 January 2026",
            ),
            Bar(
                number="1.0",
                state="superseded",
                left="0.00%",
                width="45.75%",
                top=88,
                label="1 January 2024 to 31 December 2024",
            ),
        ),
        years=(Mark(left="45.75%", label="2025"), Mark(left="91.38%", label="2026")),
        reviews=(Mark(left="64.62%", label="Review of 1 June 2025: reaffirm"),),
        today=Mark(left="91.38%", label="1 January 2026"),
        legend=(
            ("in-force", "in force"),
            ("prospective", "to come"),
            ("superseded", "past"),
            ("review", "review"),
            ("today", "1 January 2026"),
        ),
        summary=(
            "3 versions, 1 review up to 1 January 2026: version 1.0 1 January 2024 to 31 December 2024; "
            "version 2.0 1 January 2025 to 31 January 2026; version 3.0 from 1 February 2026."
        ),
        hidden=0,
    )


def test_picture_can_be_held_to_the_newest_versions() -> None:
    found = picture(most=2)

    assert ([bar.number for bar in found.bars], found.hidden) == (["3.0", "2.0"], 1)


def test_bar_of_what_was_withdrawn_ends_with_it() -> None:
    subject = policy(
        "fax", version("1.0", published="2025-01-01", effective="2025-01-01"), withdrawal(effective="2025-06-01")
    )
    found = timeline(subject, issues(subject, edition(as_of="2026-01-01")), day("2026-01-01"))

    assert [(bar.state, bar.label, bar.width) for bar in found.bars] == [
        ("withdrawn", "1 January 2025 to 31 May 2025", "39.43%")
    ]


def test_version_that_never_bound_says_so() -> None:
    subject = policy(
        "complaints",
        version("1.0", published="2025-01-01", effective="2025-09-01"),
        version("1.1", published="2025-02-01", effective="2025-06-01"),
    )
    found = timeline(subject, issues(subject, edition(as_of="2026-01-01")), day("2026-01-01"))

    assert [bar.label for bar in found.bars] == ["since 1 June 2025", "never in force"]


def test_many_years_have_few_ticks() -> None:
    subject = policy("old", version("1.0", published="1990-01-01", effective="1990-01-01"))
    found = timeline(subject, issues(subject, edition(as_of="2026-01-01")), day("2026-01-01"))

    assert [year.label for year in found.years] == ["1991", "1998", "2005", "2012", "2019"]


def test_far_end_of_the_calendar_is_no_error() -> None:
    subject = policy("complaints", version("1.0", published="2025-01-01", effective="9999-12-31"))
    found = timeline(subject, issues(subject, edition(as_of="2026-01-01")), day("2026-01-01"))

    assert [bar.label for bar in found.bars] == ["from 31 December 9999"]
