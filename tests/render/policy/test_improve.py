"""What a page says about improving it: everything by the repository, nothing by the working text."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from handbook.model.handbook import Policy
from handbook.render.editing import Editing, Forge, Repository
from handbook.render.page import Heading, Page
from handbook.render.policy.chronology import current_issue, issues
from handbook.render.policy.page import policy_page, version_page
from handbook.render.press import make_press
from tests.builders import duty, edition, policy, text, version, withdrawal, working

URL = "https://git.example.com/a/b"


def lines_of(policy: str, version: str, clauses: Collection[str]) -> Mapping[str, int]:
    return dict.fromkeys(sorted(clauses), 12)


EDITING = Editing(
    repository=Repository(forge=Forge.GITHUB, url=URL, branch="main", folder="policy_data"),
    site="https://handbook.example.com/",
    lines_of=lines_of,
)
SUBJECT = policy("complaints", version("1.0", text=text(duties=(duty(),))), version("2.0", text=text(duties=(duty(),))))


def own_page(subject: Policy = SUBJECT, editing: Editing | None = EDITING) -> Page:
    given = edition(subject, as_of="2026-03-01")
    found = issues(subject, given)
    return policy_page(subject, found, found[-1], make_press(given, editing=editing).policy_sheet(subject.id))


def page_of(place: int) -> Page:
    given = edition(SUBJECT, as_of="2026-03-01")
    found = issues(SUBJECT, given)
    sheet = make_press(given, editing=EDITING).policy_sheet(SUBJECT.id)
    return version_page(SUBJECT, found[place], current_issue(found), sheet)


def test_without_a_repository_nothing_is_said() -> None:
    page = own_page(editing=None)
    assert "_improve" not in page.body
    assert "data-lines" not in page.body


def test_the_page_leads_to_forms_editor_and_file() -> None:
    body = own_page().body
    for address in (
        f"{URL}/issues/new?template=propose-change.yml&amp;policy=complaints&amp;version=2.0&amp;page=",
        f"{URL}/issues/new?template=unclear.yml&amp;policy=complaints&amp;version=2.0&amp;page=",
        f'{URL}/edit/main/policy_data/policies/complaints/policy.yml"',
        f'{URL}/blob/main/policy_data/policies/complaints/versions/2.0.yml"',
    ):
        assert f'<a href="{address}' in body


def test_the_script_is_told_lines_and_addresses_once_for_all_clauses() -> None:
    body = own_page().body
    assert body.count('data-lines="12"') == 1
    assert "&amp;clause={clause}&amp;page=https://handbook.example.com/policies/complaints/%23{clause}" in body


def test_improving_stands_in_the_table_of_contents() -> None:
    assert Heading(anchor="_improve", title="Improve this policy") in own_page().headings


def test_an_archived_version_can_only_be_looked_up() -> None:
    body = page_of(0).body
    assert f'<a href="{URL}/blob/main/policy_data/policies/complaints/versions/1.0.yml">' in body
    assert "_improve" not in body
    assert "issues/new" not in body


def test_a_withdrawn_policy_is_not_improved() -> None:
    gone = policy("complaints", version("1.0"), withdrawal())
    assert "issues/new" not in own_page(gone).body


def test_a_working_text_changes_nothing() -> None:
    draft = replace(SUBJECT, working=working(text=text(title="Canary", duties=(duty("other-duty"),))))
    assert own_page(draft).body == own_page(SUBJECT).body
