import pytest

from handbook.render.folders import folder_of
from handbook.render.page import Page
from handbook.render.pages import folders_of, handbook_pages
from handbook.render.press import make_press
from handbook.render.registers import roles as module
from handbook.render.registers.roles import role_pages, roles_pages
from tests.builders import (
    briefing,
    decision_table,
    duty,
    edition,
    escalation_level,
    policy,
    procedure,
    role,
    standard,
    step,
    text,
    version,
)
from tests.render.registers.reading import items, rows, words

ROLES = (
    role("adviser", summary="Answers customers", contact="extension 200", reports_to="complaints-lead"),
    role("complaints-lead"),
    role("service-director"),
)
WRITTEN = text(
    duties=(duty(text="Answer on the *same* day."), duty("lead-only", roles=("complaints-lead",))),
    procedures=(procedure(steps=(step(actor="complaints-lead"), step("tell")), standards=(standard(),)),),
    authority=(decision_table(),),
    escalation=(escalation_level(backup="adviser"),),
    briefings=(briefing(held="2026-03-10"),),
)
SUBJECT = edition(
    policy("complaints", version("1.0", published="2025-12-10", effective="2026-01-01", text=WRITTEN)), roles=ROLES
)


def pages() -> dict[str, Page]:
    press = make_press(SUBJECT)
    of_roles = (page for role in SUBJECT.roles for page in role_pages(role, press))
    return {page.address: page for page in (*roles_pages(press), *of_roles)}


def test_every_role_has_a_page_and_stands_in_the_list() -> None:
    found = pages()

    assert list(found) == ["roles/", "roles/adviser/", "roles/complaints-lead/", "roles/service-director/"]
    assert items(found["roles/"].body) == [
        "Adviser Answers customers extension 200 1 duty, 1 decision",
        "Complaints lead 1 duty, 1 decision, 1 policy owned",
        "Service director",
    ]


def test_page_of_a_role_holds_all_that_applies_to_it() -> None:
    page = pages()["roles/adviser/"]

    assert (page.place, page.title, page.description) == ("role", "Adviser", "Answers customers")
    assert [heading.title for heading in page.headings] == [
        "What you must do",
        "What changed lately",
        "What you may decide",
        "Cases for which you stand in",
        "Procedures in which you act",
        "Standards you are held to",
        "Briefings",
        "Policies that bind you",
    ]
    assert "reached at extension 200 reports to Complaints lead" in words(page.body)
    assert "Answer on the same day." in items(page.body)


def test_page_of_an_owner_holds_what_it_keeps() -> None:
    page = pages()["roles/complaints-lead/"]

    assert [heading.title for heading in page.headings][-3:] == [
        "Standards you are held to",
        "Reviews you owe",
        "Policies you own",
    ]
    assert "leads Adviser" in words(page.body)


def test_steps_of_a_role_keep_their_places_in_the_procedure() -> None:
    found = rows(pages()["roles/adviser/"].body)

    assert [
        "Receive a complaint starts when a customer says that something went wrong",
        "2. Log the complaint in the customer's words.",
    ] in found


def test_briefing_to_come_is_marked() -> None:
    assert ["Complaints 1.0", "To come 10 March 2026", "one page"] in rows(pages()["roles/adviser/"].body)


def test_role_that_nothing_names_is_told_so() -> None:
    (page,) = role_pages("driver", make_press(edition(roles=(role("driver"),))))

    assert words(page.body) == (
        "Driver All that applies to the role Driver "
        "Subscribe: changes that concern you (Atom) No policy in force names this role."
    )


def test_role_with_very_much_is_told_policy_by_policy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "DETAILED", 3)
    page = pages()["roles/adviser/"]

    assert [heading.title for heading in page.headings] == [
        "What changed lately",
        "What concerns you, policy by policy",
    ]
    assert rows(page.body) == [
        ["Policy", "What concerns you in it"],
        [
            "Complaints How a complaint is taken, answered and learned from.",
            "1 duty, 1 step, 1 decision, 1 case, 1 standard",
        ],
    ]


def test_every_page_about_all_policies_lies_in_a_folder_that_is_known_however_many_roles_there_are() -> None:
    many = edition(*SUBJECT.handbook.policies, roles=(*ROLES, *(role(f"role-{place}") for place in range(500))))
    press = make_press(many)
    folders = folders_of(press)

    assert {folder_of(page.address, folders) for page in handbook_pages(press)} == set(folders)
