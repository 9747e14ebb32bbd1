"""What pages about all policies say does not depend on what a brief policy leaves out."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bench.generate import generate
from handbook.history.edition import Edition
from handbook.load.loader import load
from handbook.model.handbook import Handbook
from handbook.render.pages import folders_of, handbook_pages, needs_clauses
from handbook.render.press import make_press
from handbook.render.prose import plain_text
from handbook.report.brief import brief, head
from handbook.report.calendar import calendars
from handbook.report.feeds import feeds

PROJECT = Path(__file__).parents[2]


def _said(edition: Edition, *, without_clauses: bool = False) -> Iterator[tuple[str, str | bytes]]:
    """The pages about all policies, or those that tell of no clause, and all files, by address."""
    press = make_press(edition)
    folders = [folder for folder in folders_of(press) if not (without_clauses and needs_clauses(folder))]
    yield from ((page.address, page.body) for page in handbook_pages(press, folders))
    for group in (*feeds(edition, "", plain_text), *calendars(edition, "", plain_text)):
        yield from group.make()


def _read(data: Path) -> Handbook:
    loaded = load(data)
    assert loaded.handbook is not None
    return loaded.handbook


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("generated")
    generate(8, 3, folder)
    return folder / "policy_data"


@pytest.mark.parametrize("as_of", [date(2024, 1, 1), date(2025, 6, 30), date(2026, 3, 1), date(2027, 1, 1)])
@pytest.mark.parametrize("sample", [True, False])
def test_what_is_said_of_brief_policies_is_what_is_said_of_whole_ones(
    sample: bool, as_of: date, generated: Path
) -> None:
    handbook = _read(PROJECT / "policy_data" if sample else generated)
    shorter = replace(handbook, policies=tuple(brief(policy, as_of) for policy in handbook.policies))
    assert dict(_said(Edition(shorter, as_of))) == dict(_said(Edition(handbook, as_of)))


@pytest.mark.parametrize("as_of", [date(2024, 1, 1), date(2025, 6, 30), date(2026, 3, 1), date(2027, 1, 1)])
@pytest.mark.parametrize("sample", [True, False])
def test_lists_of_versions_and_files_say_of_heads_what_they_say_of_whole_policies(
    sample: bool, as_of: date, generated: Path
) -> None:
    handbook = _read(PROJECT / "policy_data" if sample else generated)
    heads = replace(handbook, policies=tuple(map(head, handbook.policies)))
    shorter, whole = (Edition(item, as_of) for item in (heads, handbook))
    assert dict(_said(shorter, without_clauses=True)) == dict(_said(whole, without_clauses=True))


def test_brief_policies_are_smaller(generated: Path) -> None:
    policy = _read(generated).policies[0]
    old = brief(policy, date(2026, 11, 20)).versions[0].text
    assert policy.versions[0].text.duties
    assert (old.duties, old.sections, old.briefings) == ((), (), ())
