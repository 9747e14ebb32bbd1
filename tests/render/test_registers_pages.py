"""What holds for every page about all policies, whatever is in the handbook."""

import gc
from collections.abc import Mapping
from dataclasses import replace

import pytest

from handbook.history.edition import Edition
from handbook.model.decision import Input, InputType, Output, OutputType
from handbook.model.handbook import (
    Branch,
    Case,
    Category,
    Channel,
    ChannelKind,
    Competitor,
    Handbook,
    Mission,
    Pillar,
    Policy,
    Principle,
    Term,
)
from handbook.model.version import ReasonKind
from handbook.render.headline import headline
from handbook.render.page import Entry, Page
from handbook.render.pages import MOST_ENTRIES, handbook_pages, sidebar_of
from handbook.render.places import Place, places
from handbook.render.press import make_press
from tests.builders import (
    benchmark,
    briefing,
    correction,
    decision_rule,
    decision_table,
    duty,
    edition,
    escalation_level,
    exception,
    feedback,
    finding,
    front_line_check,
    goal,
    measurement,
    organisation,
    pilot,
    policy,
    procedure,
    reason,
    rename,
    review,
    role,
    standard,
    step,
    text,
    version,
    withdrawal,
    working,
)
from tests.render.registers.reading import tags, words

HOSTILE = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>{{ 7 * 7 }}"


def full(words_: str) -> Policy:
    """A policy with a record of every kind, every text of it being these words."""
    written = text(
        title=words_,
        summary=words_,
        keywords=(words_,),
        duties=(duty(text=words_),),
        goals=(goal(statement=words_, benchmarks=("voltmart-answer",)),),
        procedures=(
            procedure(
                title=words_,
                trigger=words_,
                owner="complaints-lead",
                steps=(step(action=words_, evidence=words_),),
                standards=(standard(metric=words_, unit=words_, method=words_),),
            ),
        ),
        authority=(
            decision_table(
                title=words_,
                inputs=(Input(id="kind", title=words_, type=InputType.TEXT),),
                outputs=(
                    Output(id="decides", title=words_, type=OutputType.ROLE),
                    Output(id="form", title=words_, type=OutputType.TEXT),
                ),
                rules=(decision_rule(when={"kind": words_}, then={"decides": "adviser", "form": words_}, note=words_),),
            ),
        ),
        escalation=(escalation_level(trigger=words_, limit=words_, hand_off=words_, backup="adviser"),),
        pilots=(pilot(conclusion=words_, findings=(finding(text=words_, reason=words_, changed=("answer-today",)),)),),
        briefings=(briefing(material=words_),),
    )
    one = version("1.0", text=written, summary=words_, reasons=(reason(ReasonKind.LAW, note=words_),))
    two = version("2.0", published="2026-02-01", effective="2026-05-01", text=written, summary=words_)
    return policy(
        "complaints",
        one,
        two,
        review(note=words_),
        feedback(text=words_, reason=words_, clause="answer-today"),
        front_line_check(text=words_, action=words_),
        exception(scope=words_, reason=words_, condition=words_),
        correction(version="1.0", wrong=words_, right=words_, note=words_, clause="first-answer"),
        measurement(note=words_),
        rename(reason=words_),
    )


def hostile_handbook(words_: str) -> Handbook:
    """A handbook in which everything that an owner can write is these words."""
    ours = organisation(
        title=words_,
        organisation=words_,
        mission=Mission(statement=words_, pillars=(Pillar(id="keep-promises", title=words_, statement=words_),)),
        categories=(Category(id="contact", title=words_, summary=words_),),
        principles=(Principle(id="reliability", title=words_, statement=words_),),
        channels=(Channel(id="phone", title=words_, kind=ChannelKind.VOICE, hours=words_),),
        branches=(Branch(id="harbour-street", title=words_),),
        cases=(Case(id="refund-refused", title=words_), Case(id="other", title=words_)),
    )
    roles = tuple(
        role(id_, title=words_, summary=words_, contact=words_)
        for id_ in ("adviser", "complaints-lead", "service-director")
    )
    fax = replace(full(words_), id="fax")
    records = replace(fax.records, withdrawals=(withdrawal(reason=words_, replaced_by=("complaints",)),))
    return Handbook(
        organisation=ours,
        roles=roles,
        competitors=(Competitor(id="voltmart", title=words_),),
        benchmarks=(benchmark(metric=words_, unit=words_, evidence=words_, observation=words_),),
        terms=(Term(term=words_, meaning=words_, aliases=(words_,), see=("complaints",)),),
        policies=(full(words_), replace(fax, records=records)),
    )


def pages_of(handbook: Handbook) -> tuple[Page, ...]:
    subject = replace(edition(), handbook=handbook)
    return tuple(handbook_pages(make_press(subject)))


def single_places(listed: tuple[Place, ...]) -> set[str]:
    """The ids of all places that are one page each."""
    found: set[str] = set()
    for place in listed:
        found |= single_places(place.children)
        if not place.children and not place.many:
            found.add(place.id)
    return found


@pytest.fixture(scope="module")
def hostile() -> tuple[Page, ...]:
    return pages_of(hostile_handbook(HOSTILE))


def test_every_place_of_the_navigation_has_its_page() -> None:
    subject = edition(policy("complaints"))
    found = handbook_pages(make_press(subject))

    assert single_places(places(subject.handbook.organisation)) - {page.place for page in found} == set()


def test_no_two_pages_have_the_same_address() -> None:
    found = [page.address for page in pages_of(hostile_handbook("plain"))]

    assert len(found) == len(set(found))


def test_hostile_words_make_no_element_and_no_attribute(hostile: tuple[Page, ...]) -> None:
    scripts = [
        (page.address, tag, attributes)
        for page in hostile
        for tag, attributes in tags(page.body)
        if tag in {"script", "img"} or any(name.startswith("on") for name in attributes)
    ]

    assert scripts == []


def test_hostile_words_are_shown_literally_and_never_compiled(hostile: tuple[Page, ...]) -> None:
    assert [page.address for page in hostile if "{{ 7 * 7 }}" not in words(page.body)] == [
        "registers/",
        "fields/",
        "problems/",
    ]


def test_titles_and_descriptions_stay_plain_text(hostile: tuple[Page, ...]) -> None:
    category = next(page for page in hostile if page.address == "categories/contact/")

    assert (category.title, category.description) == (HOSTILE, HOSTILE)


def test_no_id_stands_twice_on_a_page(hostile: tuple[Page, ...]) -> None:
    twice = []
    for page in hostile:
        ids = [attributes["id"] for _, attributes in tags(page.body) if "id" in attributes]
        twice += [(page.address, id_) for id_ in set(ids) if ids.count(id_) > 1]

    assert twice == []


def test_every_heading_of_the_contents_is_on_its_page(hostile: tuple[Page, ...]) -> None:
    missing = []
    for page in hostile:
        ids = {attributes.get("id") for _, attributes in tags(page.body)}
        missing += [(page.address, heading.anchor) for heading in page.headings if heading.anchor not in ids]

    assert missing == []


def test_every_page_has_one_heading_of_its_own(hostile: tuple[Page, ...]) -> None:
    assert [page.address for page in hostile if page.body.count("<h1") != 1] == []


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("", "No policy has been published yet."),
        ("policies/", "No policy has been published yet."),
        ("categories/contact/", "No policy of this category has been published yet."),
        ("changelog/", "No policy has been published yet, so nothing has changed."),
        ("in-force/", "No policy has been published yet, so nothing has been in force."),
        ("corrections/", "No mistake in a published version has had to be put right."),
        ("mission/", "No goal of a policy in force serves this pillar."),
        ("standards/", "No policy in force sets a standard yet."),
        ("authority/", "No policy in force says who may decide what."),
        ("escalation/", "No policy in force says who takes over."),
        ("pilots/", "No published version reports a pilot."),
        ("reviews/", "No policy is in force, so no review is due."),
        ("benchmarks/", "No competitor has been observed yet."),
        ("feedback/", "No feedback has been recorded, and no front-line check."),
        ("exceptions/", "No exception has been granted: every policy holds for everybody."),
        ("roles/adviser/", "No policy in force names this role."),
        ("a-to-z/", "No policy has been published yet, so there is nothing to look up."),
        ("glossary/", "No term has been explained yet."),
        ("audit/", "No version has been published yet."),
    ],
)
def test_page_of_an_empty_handbook_says_so_kindly(address: str, said: str) -> None:
    subject = edition()
    found = {page.address: page for page in handbook_pages(make_press(subject))}

    assert said in words(found[address].body)


def test_handbook_without_roles_says_so() -> None:
    found = {page.address: page for page in pages_of(replace(edition().handbook, roles=()))}

    assert "No role has been named yet." in words(found["roles/"].body)
    assert "No role has been named yet." in words(found[""].body)


def test_no_word_of_a_working_text_or_of_a_later_version_is_on_any_page() -> None:
    canary = "canaryword"
    draft = policy("draft-id", versions=(), working=working(text=full(canary).versions[0].text))
    later = version("2.0", published="2026-03-02", effective="2026-04-01", text=full(canary).versions[0].text)
    planned = policy("complaints", version("1.0"), later, working=working(text=text(title=canary)))
    subject = edition(draft, planned)
    told = [
        page.address
        for page in handbook_pages(make_press(subject))
        if "canaryword" in f"{page.title} {page.description} {page.body}" or "draft-id" in page.body
    ]

    assert told == []


def test_what_was_printed_of_a_page_is_let_go_of_with_it() -> None:
    """A cycle would keep the rows of all pages until the collector comes, which a build keeps from coming."""
    subject = edition(*hostile_handbook("words").policies)
    press = make_press(subject)
    for _ in handbook_pages(press):
        pass  # templates are compiled, which does leave cycles
    gc.collect()
    gc.disable()
    try:
        for _ in handbook_pages(press):
            pass
        left = gc.collect()
    finally:
        gc.enable()

    assert left == 0


def sidebar(subject: Edition) -> Mapping[str, tuple[Entry, ...]]:
    return sidebar_of(subject, (headline(item, subject.as_of) for item in subject.handbook.policies))


def test_sidebar_lists_policies_by_title_and_roles_as_declared() -> None:
    subject = edition(
        policy("b", version(text=text(title="Answers"))),
        policy("a", version(text=text(title="Zebra"))),
        policy("gone", version("1.0"), withdrawal()),
        roles=(role("driver"), role("adviser")),
    )

    assert sidebar(subject) == {
        "policy/contact": (
            Entry(title="Answers", address="policies/b/"),
            Entry(title="Zebra", address="policies/a/"),
        ),
        "role": (
            Entry(title="Driver", address="roles/driver/"),
            Entry(title="Adviser", address="roles/adviser/"),
        ),
    }


def test_sidebar_of_a_very_large_category_is_left_to_its_page() -> None:
    many = [policy(f"policy-{number}") for number in range(MOST_ENTRIES + 1)]

    assert len(sidebar(edition(*many[:-1]))["policy/contact"]) == MOST_ENTRIES
    assert sidebar(edition(*many))["policy/contact"] == ()
