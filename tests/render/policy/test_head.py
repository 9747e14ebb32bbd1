from typing import Any

from handbook.model.handbook import Policy
from handbook.model.period import Duration
from handbook.model.policy import Scope
from handbook.render.policy.chronology import Issue, current_issue, issues
from handbook.render.policy.head import (
    Citation,
    citation,
    coming_banners,
    key_facts,
    scope_facts,
    version_banner,
    version_facts,
    withdrawn_banner,
)
from handbook.render.press import Banner, Fact, Link, Sheet, make_press
from tests.builders import day, edition, policy, rename, text, version, withdrawal

AS_OF = "2026-03-01"
BASE = "../../policies/complaints/"
LEAD = Link("Complaints lead", "../../roles/complaints-lead/")
DIRECTOR = Link("Service director", "../../roles/service-director/")

ONE, TWO = version("1.0"), version("2.0")
COMING = version("3.0", published="2026-02-01", effective="2026-06-01")


def sheet(*policies: Policy, as_of: str = AS_OF) -> Sheet:
    return make_press(edition(*policies, as_of=as_of)).sheet("policies/complaints/")


def found(subject: Policy, as_of: str = AS_OF) -> tuple[Issue, ...]:
    return issues(subject, edition(subject, as_of=as_of))


def banner(subject: Policy, place: int, as_of: str = AS_OF) -> Banner:
    """The banner of the page of the version at this place."""
    known = found(subject, as_of)
    return version_banner(subject, known[place], current_issue(known), sheet(subject, as_of=as_of))


def test_box_names_owner_version_since_when_and_the_next_review() -> None:
    subject = policy("complaints", ONE, TWO)

    assert key_facts(subject, found(subject)[1], sheet(subject)) == (
        Fact(term="Owner", links=(LEAD,)),
        Fact(term="Version", links=(Link("2.0", f"{BASE}2.0/"),)),
        Fact(term="In force since", day=day("2026-01-01")),
        Fact(term="Next review", day=day("2026-12-18")),
    )


def test_review_that_is_overdue_is_marked() -> None:
    subject = policy("complaints", ONE)

    assert key_facts(subject, found(subject)[0], sheet(subject))[-1] == Fact(
        term="Next review", day=day("2025-12-18"), badge="overdue"
    )


def test_box_of_what_is_to_come_says_when_and_names_no_review() -> None:
    subject = policy("complaints", COMING)

    assert key_facts(subject, found(subject)[0], sheet(subject))[2:] == (
        Fact(term="Takes effect on", day=day("2026-06-01")),
    )


def test_version_names_its_dates_and_its_approval() -> None:
    subject = policy("complaints", ONE, TWO)

    assert version_facts(found(subject)[0], sheet(subject)) == (
        Fact(term="Version", text="1.0"),
        Fact(term="Change", badge="substantive"),
        Fact(term="Published", day=day("2024-12-18")),
        Fact(term="Effective", day=day("2025-01-01")),
        Fact(term="Last day in force", day=day("2025-12-31")),
        Fact(term="Approved by", links=(DIRECTOR,)),
        Fact(term="Approved on", day=day("2024-12-18")),
        Fact(term="Owner", links=(LEAD,)),
    )


def scopes(**fields: Any) -> list[tuple[str, str]]:
    subject = policy("complaints", version("1.0", text=text(**fields)), rename())
    facts = scope_facts(subject, found(subject)[0].version.text, sheet(subject))
    return [(fact.term, fact.text or ", ".join(link.title for link in fact.links)) for fact in facts]


def test_scope_says_all_where_nothing_is_named() -> None:
    assert scopes() == [
        ("Binds", "Adviser"),
        ("Channels", "all"),
        ("Branches", "all"),
        ("Customers", "all"),
        ("Approver", "Service director"),
        ("Review cycle", "every 12 months"),
        ("Earlier name", "grievances until 1 February 2025"),
    ]


def test_scope_names_what_it_covers() -> None:
    scope = Scope(channels=("phone",), branches=("harbour-street",), customers="buyers")

    assert scopes(scope=scope, review_every=Duration(months=24), audience=())[:3] == [
        ("Channels", "Phone"),
        ("Branches", "Harbour Street"),
        ("Customers", "buyers"),
    ]


def test_version_to_come_is_announced_with_what_will_change() -> None:
    subject = policy("complaints", ONE, COMING)

    assert coming_banners(subject, found(subject), sheet(subject)) == (
        Banner(
            kind="info",
            title="Version 3.0 takes effect on 1 June 2026",
            text=sheet(subject).prose("What version 3.0 changes."),
            links=(
                Link("What will change", f"{BASE}3.0/changes/"),
                Link("Read version 3.0", f"{BASE}3.0/"),
            ),
        ),
    )


def test_withdrawal_to_come_is_announced_with_what_replaces_it() -> None:
    subject = policy(
        "complaints", ONE, withdrawal(published="2026-02-01", effective="2026-06-01", replaced_by=("praise",))
    )
    other = policy("praise", version("1.0", text=text(title="Praise")))

    assert coming_banners(subject, found(subject), sheet(subject, other)) == (
        Banner(
            kind="warning",
            title="Withdrawn from 1 June 2026",
            text=sheet(subject).prose("Fax is no longer offered."),
            links=(Link("Replaced by Praise", "../../policies/praise/"),),
        ),
    )


def test_withdrawn_policy_says_since_when_and_why() -> None:
    assert withdrawn_banner(withdrawal(), sheet()) == Banner(
        kind="warning",
        title="Withdrawn on 1 June 2025: this policy no longer binds anybody",
        text=sheet().prose("Fax is no longer offered."),
    )


def test_superseded_version_says_when_it_held_and_what_followed() -> None:
    assert banner(policy("complaints", ONE, TWO), 0) == Banner(
        kind="past",
        title="As it was from 1 January 2025 to 31 December 2025: superseded by version 2.0 on 1 January 2026",
        links=(Link("What version 2.0 changed", f"{BASE}2.0/changes/"), Link("Version 2.0, in force now", BASE)),
    )


def test_version_that_was_overtaken_was_never_in_force() -> None:
    subject = policy("complaints", version("1.0", effective="2025-09-01", published="2025-01-01"), version("1.1"))

    assert banner(subject, 0).title == "Never in force: superseded by version 1.1 before it took effect"


def test_version_in_force_leads_to_the_policy() -> None:
    assert banner(policy("complaints", ONE), 0) == Banner(
        kind="success", title="In force since 1 January 2025", links=(Link("The policy's page", BASE),)
    )


def test_version_to_come_does_not_bind_yet() -> None:
    assert banner(policy("complaints", ONE, COMING), 1) == Banner(
        kind="info",
        title="Takes effect on 1 June 2026: it does not bind yet",
        links=(Link("What will change", f"{BASE}3.0/changes/"), Link("Version 1.0, in force now", BASE)),
    )


def test_version_of_a_withdrawn_policy_is_shown_as_it_was() -> None:
    assert banner(policy("complaints", ONE, withdrawal()), 0) == Banner(
        kind="warning",
        title="Withdrawn, shown as it was: from 1 January 2025 to 31 May 2025",
        links=(Link("The policy's page", BASE),),
    )


def test_citation_names_version_dates_and_hash() -> None:
    subject = policy("complaints", ONE)

    assert citation(subject, ONE, sheet(subject)) == Citation(
        handbook="Ardenhall Appliances: Customer service handbook",
        title="Complaints",
        details="policy complaints, version 1.0, published 18 December 2024, effective 1 January 2025",
        address=Link("policies/complaints/1.0/", f"{BASE}1.0/"),
        sha256=ONE.sha256,
        checking=Link("How to check this", "../../audit/"),
    )
