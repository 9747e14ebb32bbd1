"""The pages that a comparison names are those that differ once the newer text is published."""

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from handbook.model.handbook import Policy
from handbook.model.policy import PolicyText
from handbook.model.version import ChangeKind
from handbook.render.pages import handbook_pages, policy_pages
from handbook.render.press import make_press
from tests import builders as build
from tests.report.difference.comparing import compared

TEXT = build.text(
    title="Phone",
    audience=("adviser",),
    keywords=("call",),
    goals=(build.goal(benchmarks=("voltmart-answer",)),),
    services=(build.service(),),
    duties=(build.duty(),),
    procedures=(build.procedure(standards=(build.standard(),), steps=(build.step(),)),),
    authority=(build.decision_table(),),
    escalation=(build.escalation_level(),),
    sections=(build.section(),),
    pilots=(build.pilot(findings=(build.finding(),)),),
)
FIRST = build.version("1.0", text=TEXT, published="2025-01-10", effective="2025-02-01")
DAY = "2026-03-01"


def first(records: tuple[Any, ...], **fields: Any) -> tuple[Any, ...]:
    """The records with other values in the first."""
    return (replace(records[0], **fields), *records[1:])


def pages(policy: Policy) -> dict[str, str]:
    """All pages of a handbook that holds the policy and another, but those of versions; by address."""
    other = build.policy("returns", build.version("1.0", text=build.text(title="Returns", owner="service-director")))
    known = build.edition(policy, other, benchmarks=(build.benchmark(),), as_of=DAY)
    press = make_press(known)
    printed = [*handbook_pages(press)]
    for item in known.handbook.policies:
        printed += policy_pages(known, item, press)
    own = re.compile(r"policies/\w+/\d")
    return {page.address or "/": repr(page) for page in printed if not own.match(page.address)}


PROCEDURE, STANDARD = TEXT.procedures[0], TEXT.procedures[0].standards[0]


@pytest.mark.parametrize(
    "new",
    [
        pytest.param(replace(TEXT, title="Telephone"), id="title"),
        pytest.param(replace(TEXT, summary="How calls are taken."), id="summary"),
        pytest.param(replace(TEXT, keywords=("ring",)), id="keywords"),
        pytest.param(replace(TEXT, owner="service-director"), id="owner"),
        pytest.param(replace(TEXT, audience=("adviser", "service-director")), id="audience"),
        pytest.param(replace(TEXT, goals=first(TEXT.goals, statement="Something else.")), id="goal"),
        pytest.param(replace(TEXT, services=first(TEXT.services, title="Another")), id="service"),
        pytest.param(replace(TEXT, duties=first(TEXT.duties, text="You must never ask.")), id="duty"),
        pytest.param(replace(TEXT, procedures=first(TEXT.procedures, title="Another")), id="procedure"),
        pytest.param(
            replace(TEXT, procedures=(replace(PROCEDURE, standards=(replace(STANDARD, target=Decimal(2)),)),)),
            id="standard",
        ),
        pytest.param(replace(TEXT, authority=first(TEXT.authority, title="Another")), id="decision table"),
        pytest.param(replace(TEXT, escalation=()), id="escalation"),
        pytest.param(replace(TEXT, sections=first(TEXT.sections, text="Something else.")), id="section"),
        pytest.param(replace(TEXT, pilots=()), id="pilot that is told no more"),
        pytest.param(replace(TEXT, pilots=(*TEXT.pilots, build.pilot("autumn-pilot"))), id="new pilot"),
    ],
)
def test_pages_that_change_are_those_that_differ_once_it_is_published(new: PolicyText) -> None:
    before = build.policy("phone", FIRST)
    around = build.edition(before, benchmarks=(build.benchmark(),), as_of=DAY)
    comparison = compared(TEXT, new, around)
    kind = comparison.kind or ChangeKind.EDITORIAL
    number = "2.0" if kind is ChangeKind.SUBSTANTIVE else "1.1"
    second = build.version(number, text=new, published=DAY, effective=DAY, change=kind, sha256="ab" * 32)
    old, fresh = pages(before), pages(replace(before, versions=(FIRST, second)))
    differing = {address for address in old.keys() | fresh.keys() if old.get(address) != fresh.get(address)}
    assert set(comparison.impact.pages) == differing


def test_pages_that_a_first_version_changes_are_those_that_differ() -> None:
    around = build.edition(build.policy("phone"), benchmarks=(build.benchmark(),), as_of=DAY)
    version = build.version("1.0", text=TEXT, published=DAY, effective=DAY)
    old, fresh = pages(build.policy("phone", versions=())), pages(build.policy("phone", version))
    differing = {address for address in old.keys() | fresh.keys() if old.get(address) != fresh.get(address)}
    assert set(compared(None, TEXT, around).impact.pages) == differing


def test_another_title_changes_the_pages_that_tell_of_records() -> None:
    records = (build.exception(), build.feedback(), build.correction(version="1.0"))
    before, new = build.policy("phone", FIRST, *records), replace(TEXT, title="Telephone")
    second = build.version("2.0", text=new, published=DAY, effective=DAY, sha256="ab" * 32)
    old, fresh = pages(before), pages(replace(before, versions=(FIRST, second)))
    differing = {address for address in old.keys() | fresh.keys() if old.get(address) != fresh.get(address)}
    around = build.edition(before, benchmarks=(build.benchmark(),), as_of=DAY)
    assert set(compared(TEXT, new, around).impact.pages) == differing
    assert {"exceptions/", "feedback/"} <= differing
