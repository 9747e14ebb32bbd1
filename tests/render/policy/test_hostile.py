"""Every text field holds markup, template code and bidirectional marks: pages show it and run nothing."""

from collections.abc import Mapping
from dataclasses import is_dataclass, replace
from html.parser import HTMLParser
from typing import Any, TypeVar, cast

import pytest

from handbook.history.edition import Edition
from handbook.model.field import Format
from handbook.model.handbook import Competitor, Policy, Term
from handbook.model.policy import Participants, Question, Reference
from handbook.model.schema import schema
from handbook.render.page import Page
from handbook.render.pages import policy_pages
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
    example,
    exception,
    feedback,
    finding,
    front_line_check,
    goal,
    guidance,
    measurement,
    organisation,
    pilot,
    policy,
    procedure,
    rename,
    review,
    role,
    section,
    service,
    standard,
    step,
    text,
    version,
    withdrawal,
)

Record = TypeVar("Record")

LINE = (
    "<img src=x onerror=alert(1)>\"' onload='alert(1)' {{ 7777*7777 }}{% raw %}\u202e "
    "javascript:alert(1) </title></script>"
)
PROSE = (
    f"{LINE}\n\n[link](javascript:alert(1)) <script>alert(1)</script><b onclick=alert(1) style='x'>b</b>\n\n- {LINE}"
)

EVERYTHING = text(
    references=(Reference(title="ISO", clause="1"),),
    duties=(duty(),),
    goals=(goal(benchmarks=("voltmart-answer",)),),
    services=(service(price="free", evidence="survey", importance="4"),),
    procedures=(procedure(steps=(step(evidence="x"),), standards=(standard(),), guidance=(guidance(),)),),
    authority=(decision_table(rules=(decision_rule(note="x"),)),),
    examples=(example(),),
    escalation=(escalation_level(limit="x", hand_off="x"),),
    sections=(section(),),
    pilots=(pilot(customers=Participants(count=1, groups=("x",), notice="x"), findings=(finding(),)),),
    briefings=(briefing(questions=(Question(question="x", answer="x"),)),),
)
RECORDS = (
    review(),
    feedback(clause="answer-today", reason="x"),
    front_line_check(action="x"),
    exception(until="2027-01-01", condition="x"),
    correction(note="x", version="2.0"),
    measurement(ends="2026-02-01", note="x"),
    rename(),
)
ENDED_BY = {
    "li": {"li"},
    "dt": {"dt", "dd"},
    "dd": {"dt", "dd"},
    "td": {"td", "th"},
    "th": {"td", "th"},
    "tr": {"td", "th", "tr"},
    "tbody": {"td", "th", "tr", "thead", "tbody"},
}
UNENDED = set().union(*ENDED_BY.values())
"""Elements whose end tags pages do without."""
VOID = {"br", "hr", "wbr", "line", "rect"}


def poisoned(record: Record) -> Record:
    """The record with every line and every prose text replaced by a hostile one, down to the innermost."""
    found: dict[str, Any] = {}
    for item in schema(cast("type", type(record))):
        value = getattr(record, item.name)
        if Format.PROSE in item.formats:
            found[item.name] = PROSE if value else value
        elif Format.LINE in item.formats and item.record is None:
            found[item.name] = _hostile(value)
        elif isinstance(value, tuple):
            found[item.name] = tuple(poisoned(part) if is_dataclass(part) else part for part in value)
        elif item.record is not None and is_dataclass(value):
            found[item.name] = poisoned(value)
    return replace(record, **found)  # type: ignore[type-var]


def _hostile(value: Any) -> Any:
    if isinstance(value, Mapping):
        return dict.fromkeys(value, LINE)
    return tuple(LINE for _ in value) if isinstance(value, tuple) else LINE


def given(*extra: Any) -> Edition:
    """An edition in which nothing but ids, days and numbers is left as it was."""
    first, second = (
        version("1.0", text=poisoned(text(duties=(duty(text="x"),)))),
        version("2.0", text=poisoned(EVERYTHING)),
    )
    versions = tuple(replace(item, release=poisoned(item.release)) for item in (first, second))
    subject = policy("complaints", *versions, *(poisoned(record) for record in (*RECORDS, *extra)))
    return edition(
        subject,
        organisation=poisoned(organisation()),
        roles=tuple(poisoned(role(id_)) for id_ in ("adviser", "complaints-lead", "service-director")),
        benchmarks=(poisoned(benchmark()),),
        competitors=(poisoned(Competitor(id="voltmart", title="x")),),
        terms=(Term(term="alert", meaning=PROSE, aliases=(LINE,)),),
    )


def pages(*extra: Any) -> tuple[Page, ...]:
    found = given(*extra)
    subject: Policy = found.handbook.policies[0]
    return policy_pages(found, subject, make_press(found))


class Reader(HTMLParser):
    """Collects what a browser would make of a page."""

    def __init__(self, body: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.addresses: set[str] = set()
        self.open: list[str] = []
        self.broken: list[str] = []
        self.words = ""
        self.feed(body)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.addresses |= {value or "" for name, value in attrs if name in {"href", "src", "action", "xlink:href"}}
        while self.open and self.open[-1] in ENDED_BY.get(tag, ()):
            self.open.pop()
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open[-1] in UNENDED - {tag}:
            self.open.pop()
        if not self.open or self.open.pop() != tag:
            self.broken.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.fixture(scope="module", params=["in force", "withdrawn"])
def found(request: pytest.FixtureRequest) -> tuple[Page, ...]:
    return pages(withdrawal(effective="2026-02-01")) if request.param == "withdrawn" else pages()


def test_no_page_has_an_element_that_runs_loads_or_submits(found: tuple[Page, ...]) -> None:
    forbidden = {
        "script",
        "img",
        "iframe",
        "form",
        "input",
        "button",
        "style",
        "link",
        "meta",
        "base",
        "object",
        "embed",
    }

    assert [page.address for page in found if Reader(page.body).tags & forbidden] == []


def test_no_page_has_an_attribute_that_runs_or_styles(found: tuple[Page, ...]) -> None:
    names = {name for page in found for name in Reader(page.body).attributes}

    assert {
        name for name in names if name.startswith("on") or name in {"style", "src", "action", "formaction"}
    } == set()


def test_addresses_are_relative_to_the_page(found: tuple[Page, ...]) -> None:
    addresses = {address for page in found for address in Reader(page.body).addresses}

    assert {address for address in addresses if not address.startswith(("./", "../", "#"))} == set()


def test_elements_are_closed_in_order(found: tuple[Page, ...]) -> None:
    readers = {page.address: Reader(page.body) for page in found}

    assert {
        address: (reader.broken, reader.open) for address, reader in readers.items() if reader.broken or reader.open
    } == {}


def test_hostile_text_is_shown_as_it_was_written(found: tuple[Page, ...]) -> None:
    assert [page.address for page in found if LINE not in Reader(page.body).words] == []


def test_template_code_in_data_is_not_run(found: tuple[Page, ...]) -> None:
    assert [page.address for page in found if "60481729" in page.body] == []


def test_titles_and_descriptions_are_handed_on_as_they_were_written(found: tuple[Page, ...]) -> None:
    assert found[0].title == LINE
    assert found[0].description == LINE
