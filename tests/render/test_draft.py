"""Working texts as pages."""

from datetime import date

from handbook.render.draft import draft_banner, draft_changes_page, draft_page, drafts_page
from handbook.render.headline import Headline, headline
from handbook.render.press import make_press
from tests.builders import duty, edition, next_version, policy, text, version, working

AS_OF = date(2026, 3, 1)
NEW = working(text=text(title="Complaints & more", duties=(duty(text="Answer within an hour."),)), next=next_version())
PUBLISHED = policy("complaints", version("1.0", text=text(duties=(duty(),))), working=NEW)
UNPUBLISHED = policy("fax", versions=(), working=NEW)


def test_a_draft_says_what_the_working_text_says_and_that_it_binds_nobody() -> None:
    page = draft_page(PUBLISHED, make_press(edition(PUBLISHED)))
    assert page is not None
    assert page.address == "policies/complaints/draft/"
    assert "Answer within an hour." in page.body
    assert "Draft: it binds nobody until it is published" in page.body


def test_a_draft_is_not_searchable() -> None:
    page = draft_page(PUBLISHED, make_press(edition(PUBLISHED)))
    assert page is not None
    assert not page.searchable


def test_the_redline_of_a_draft_is_against_what_is_in_force() -> None:
    page = draft_changes_page(PUBLISHED, make_press(edition(PUBLISHED)))
    assert page is not None
    assert page.description == "The working text against version 1.0"
    assert "<ins>" in page.body
    assert "an hour" in page.body


def test_a_policy_without_versions_has_a_draft_and_no_redline() -> None:
    press = make_press(edition(UNPUBLISHED))
    page = draft_page(UNPUBLISHED, press)
    assert page is not None
    assert "Nothing of this policy was published yet" in page.body
    assert draft_changes_page(UNPUBLISHED, press) is None


def test_a_policy_without_working_text_has_no_draft() -> None:
    subject = policy("complaints")
    press = make_press(edition(subject))
    assert (draft_page(subject, press), draft_changes_page(subject, press)) == (None, None)


def test_the_list_of_drafts_holds_those_that_say_something_new() -> None:
    same = policy("phone", version("1.0", text=text(title="Phone")), working=working(text=text(title="Phone")))
    found = [headline(item, AS_OF) for item in (PUBLISHED, UNPUBLISHED, same)]
    body = drafts_page(found, make_press(edition(PUBLISHED, UNPUBLISHED, same))).body
    assert [name in body for name in ("policies/complaints/draft/", "policies/fax/draft/", "Phone")] == [
        True,
        True,
        False,
    ]


def test_the_banner_of_a_draft_is_absent_where_it_says_what_is_published() -> None:
    sheet = make_press(edition(PUBLISHED)).sheet("policies/complaints/")
    assert draft_banner(Headline(id="complaints", title="Complaints"), sheet) is None


def test_a_draft_that_lost_its_evidence_at_publication_says_nothing_new() -> None:
    from tests.builders import pilot

    subject = policy("complaints", version("1.0", text=text(pilots=(pilot(),))), working=working(text=text()))
    assert headline(subject, AS_OF).draft == ""
