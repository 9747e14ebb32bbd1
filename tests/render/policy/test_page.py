from pathlib import Path

from handbook.model.handbook import Policy
from handbook.model.policy import Reference, Scope
from handbook.render.page import Heading, Page
from handbook.render.policy.chronology import current_issue, issues
from handbook.render.policy.page import policy_page, version_page
from handbook.render.press import make_press
from tests.builders import (
    briefing,
    correction,
    decision_rule,
    decision_table,
    duty,
    edition,
    escalation_level,
    exception,
    goal,
    organisation,
    policy,
    procedure,
    section,
    standard,
    step,
    text,
    version,
    withdrawal,
    working,
)

GOLDEN = Path(__file__).with_name("small_policy.html")

SMALL = text(
    keywords=("angry customer", "refund"),
    scope=Scope(channels=("phone",)),
    references=(Reference(title="ISO 10002:2018", clause="8.4", url="https://www.iso.org/standard/71580.html"),),
    duties=(duty(roles=("adviser",)),),
    goals=(goal(),),
    procedures=(procedure(steps=(step(evidence="case number"),), standards=(standard(),)),),
    authority=(
        decision_table(
            rules=(decision_rule(note="No *form*."), decision_rule("else", when={})),
        ),
    ),
    escalation=(escalation_level(),),
    sections=(section(),),
)
SUBJECT = policy("complaints", version("1.0", text=text(duties=(duty(),))), version("2.0", text=SMALL))


def own_page(subject: Policy, place: int = -1, as_of: str = "2026-03-01") -> Page:
    given = edition(subject, as_of=as_of)
    found = issues(subject, given)
    return policy_page(subject, found, found[place], make_press(given).policy_sheet(subject.id))


def page_of(subject: Policy, place: int, as_of: str = "2026-03-01") -> Page:
    """The page of the version at this place."""
    given = edition(subject, as_of=as_of)
    found = issues(subject, given)
    return version_page(subject, found[place], current_issue(found), make_press(given).policy_sheet(subject.id))


def test_small_policy_is_printed_as_in_the_golden_file() -> None:
    assert own_page(SUBJECT).body == GOLDEN.read_text(encoding="utf-8")


def test_policy_without_escalation_leads_to_that_of_the_handbook() -> None:
    body = own_page(policy("complaints", version(text=text(duties=(duty(),))))).body

    assert (
        '<ul><li><a href="../../escalation/">Whom to turn to</a><li><a href="#_changed">What changed</a></ul>' in body
    )


def test_english_of_the_page_is_set_apart_where_it_is_read_from_right_to_left() -> None:
    said = text(goals=(goal(),), briefings=(briefing(invited=3, attended=3),))
    given = edition(policy("complaints", version(text=said)), organisation=organisation(language="he"))
    subject = given.handbook.policies[0]
    found = issues(subject, given)
    body = policy_page(subject, found, found[-1], make_press(given).policy_sheet(subject.id)).body

    for shown in ("<dd><bdi>3 of 3 attended</bdi>", "<strong><bdi>at most", "<bdi>policy complaints, version 1.0, "):
        assert shown in body


def test_policy_in_force_is_searched_by_its_facts() -> None:
    found = own_page(SUBJECT)

    assert (found.address, found.place, found.entry, found.title, found.searchable) == (
        "policies/complaints/",
        "policy/contact",
        "policies/complaints/",
        "Complaints",
        True,
    )
    assert found.facts == {"status": "in-force", "version": "2.0", "review": "2026-12"}
    assert found.text is not None
    assert found.text.owner == "complaints-lead"


def test_table_of_contents_names_the_parts_of_the_page() -> None:
    assert own_page(SUBJECT).headings == (
        Heading(anchor="_duties", title="What you must do"),
        Heading(anchor="_goals", title="Goals"),
        Heading(
            anchor="_procedures",
            title="Procedures",
            children=(Heading(anchor="receive-complaint", title="Receive a complaint"),),
        ),
        Heading(
            anchor="_authority",
            title="Who may decide",
            children=(Heading(anchor="who-may-refund", title="Who may grant a refund?"),),
        ),
        Heading(
            anchor="_escalation",
            title="Escalation",
            children=(Heading(anchor="_case-refund-refused", title="A customer refuses our offer"),),
        ),
        Heading(anchor="background", title="Background"),
        Heading(anchor="_references", title="References"),
        Heading(anchor="_changed", title="What changed"),
        Heading(anchor="_history", title="History"),
        Heading(anchor="_cite", title="Cite this version"),
    )


def test_every_heading_has_its_anchor_in_the_page() -> None:
    found = own_page(SUBJECT)
    anchors = [item.anchor for heading in found.headings for item in (heading, *heading.children)]

    assert [anchor for anchor in anchors if found.body.count(f' id="{anchor}"') != 1] == []


def test_withdrawn_policy_says_so_and_does_not_repeat_its_text() -> None:
    found = own_page(policy("complaints", version("1.0", text=SMALL), withdrawal()))

    assert "Withdrawn on 1 June 2025: this policy no longer binds anybody" in found.body
    assert "Answer every complaint on the day it arrives." not in found.body
    assert (found.searchable, found.facts["status"]) == (False, "withdrawn")


def test_policy_that_does_not_bind_yet_shows_what_will() -> None:
    found = own_page(policy("complaints", version("1.0", text=SMALL, published="2026-02-01", effective="2026-06-01")))

    assert "Version 1.0 takes effect on 1 June 2026" in found.body
    assert "Answer every complaint on the day it arrives." in found.body
    assert (found.searchable, found.facts["status"]) == (False, "prospective")


def test_policy_leads_to_its_review_pack_while_a_review_is_due() -> None:
    going = policy("complaints", version("1.0", text=SMALL), withdrawal(published="2025-05-12"))

    assert [">Review pack<" in own_page(going, as_of=day).body for day in ("2025-05-11", "2025-05-12")] == [True, False]


def test_correction_stands_on_top_and_at_its_clause() -> None:
    body = own_page(policy("complaints", version("1.0", text=SMALL), correction())).body

    assert '<a href="#_correction-hours-not-days">' in body
    assert body.index('id="first-answer"') < body.index('id="_correction-hours-not-days"')


def test_open_exception_stands_at_its_clause_and_a_lapsed_one_does_not() -> None:
    subject = policy("complaints", version("1.0", text=SMALL), exception())

    assert [
        own_page(subject, as_of=as_of).body.count('id="_exception-lift"') for as_of in ("2025-08-01", "2025-10-01")
    ] == [
        1,
        0,
    ]


def test_link_of_a_clause_stays_a_link_beside_a_correction_and_an_exception() -> None:
    subject = policy("complaints", version("1.0", text=SMALL), correction(), exception())
    body = own_page(subject, as_of="2025-08-01").body

    assert '<a class="self" href="#first-answer">¶</a>' in body
    assert '<a class="self" href="#answer-today">¶</a>' in body


def test_superseded_version_leads_from_each_clause_to_the_same_one_now() -> None:
    before = policy(
        "complaints",
        version("1.0", text=text(duties=(duty("stays"), duty("goes")))),
        version("2.0", text=text(duties=(duty("stays"),))),
    )
    body = page_of(before, 0).body

    assert '<a href="../#stays">as it is now</a>' in body
    assert '../#goes"' not in body
    assert body.count("not in force now") == 1


def test_page_of_a_version_is_named_by_it_and_is_not_searched() -> None:
    found = page_of(SUBJECT, 0)

    assert (found.address, found.title, found.entry, found.searchable, found.facts["status"]) == (
        "policies/complaints/1.0/",
        "Complaints, version 1.0",
        "policies/complaints/",
        False,
        "superseded",
    )


def test_version_never_changes_with_the_records_that_follow() -> None:
    plain = policy("complaints", version("1.0", text=SMALL))
    later = policy("complaints", version("1.0", text=SMALL), exception(until="2027-01-01"))

    assert page_of(plain, 0).body == page_of(later, 0).body


def test_working_text_reaches_no_page() -> None:
    drafted = working(text=text(title="Canary", summary="Canary.", duties=(duty(text="Canary."),)))
    subject = policy("complaints", version("1.0", text=SMALL), working=drafted)

    assert "canary" not in (own_page(subject).body + page_of(subject, 0).body).casefold()
