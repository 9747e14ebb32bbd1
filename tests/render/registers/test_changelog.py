import pytest

from handbook.model.version import ReasonKind
from handbook.render.press import make_press
from handbook.render.registers import changelog
from handbook.render.registers.changelog import changelog_pages
from tests.builders import correction, edition, policy, reason, rename, text, version, withdrawal
from tests.render.registers.reading import items, links, tags

ONE = version("1.0", published="2025-01-10", effective="2025-02-01", reasons=(), summary="The *first* text.")
TWO = version(
    "1.1",
    published="2026-02-10",
    effective="2026-04-01",
    summary="Plainer words.",
    reasons=(reason(ReasonKind.LAW, note="Directive 2019/882"),),
)
PARTS = (ONE, TWO, rename(former="grievances", renamed="2025-03-01"), correction(version="1.0", corrected="2025-04-01"))


def body(*parts: object) -> str:
    return next(changelog_pages(make_press(edition(policy("complaints", *parts))))).body


def entries(page: str) -> list[str]:
    """The entries, without the list of policies at the end."""
    return items(page)[:-1]


def test_entries_of_every_kind_are_told_newest_first() -> None:
    assert entries(body(*PARTS)) == [
        "10 February 2026 Editorial Complaints 1.1 takes effect on Prospective 1 April 2026 Plainer words. "
        "Law Directive 2019/882 What changed against 1.0",
        "1 April 2025 Correction Complaints 1.0 it said 8 working days it should have said 8 working hours",
        "1 March 2025 Rename Complaints the word people use address until then policies/grievances/",
        "10 January 2025 Substantive Complaints 1.0 in effect since 1 February 2025 The first text.",
    ]


def test_withdrawal_names_what_takes_its_place() -> None:
    end = withdrawal(published="2025-05-12", effective="2025-06-01", replaced_by=("chat",))
    chat = policy("chat", version("1.0", published="2025-01-01", text=text(title="Chat")))
    page = next(changelog_pages(make_press(edition(policy("fax", ONE, end), chat)))).body

    assert entries(page)[0] == (
        "12 May 2025 Withdrawal Complaints ceases to bind on 1 June 2025 Fax is no longer offered. "
        "see instead Chat by Service director"
    )


def test_years_stand_apart_and_policies_lead_to_their_own_histories() -> None:
    (page,) = changelog_pages(make_press(edition(policy("complaints", *PARTS))))

    assert [heading.title for heading in page.headings] == ["2026", "2025", "By policy"]
    assert links(page.body)[-1] == ("Complaints", "../policies/complaints/history/")


def test_changed_version_leads_to_its_redline_and_the_first_has_none() -> None:
    compared = [address for _, address in links(body(ONE, TWO)) if address.endswith("/changes/")]

    assert compared == ["../policies/complaints/1.1/changes/"]


def test_kinds_are_chosen_by_buttons_that_need_no_script() -> None:
    found = tags(body(*PARTS))
    buttons = [attributes["id"] for tag, attributes in found if tag == "input" and attributes["type"] == "radio"]

    assert buttons == [
        "_kind-all",
        "_kind-substantive",
        "_kind-editorial",
        "_kind-withdrawal",
        "_kind-rename",
        "_kind-correction",
    ]
    assert [attributes["data-kind"] for _, attributes in found if "data-row" in attributes] == [
        "editorial",
        "correction",
        "rename",
        "substantive",
    ]


def test_long_year_is_told_by_month_and_keeps_its_pages_when_something_is_published(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(changelog, "PAGE_ENTRIES", 2)
    days = ("2025-01-10", "2025-02-10", "2025-02-20", "2025-02-25", "2025-03-10")
    issued = [version(f"1.{place}", published=day, effective=day) for place, day in enumerate(days)]
    before, after = (
        {page.address: page for page in changelog_pages(make_press(edition(policy("complaints", *listed))))}
        for listed in (issued, [*issued, version("1.5", published="2025-03-12", effective="2025-05-01")])
    )

    assert {address: page.title for address, page in before.items()} == {
        "changelog/": "Changelog",
        "changelog/2025/": "Changelog: 2025",
        "changelog/2025/4/": "Changelog: 2025, March",
        "changelog/2025/3/": "Changelog: 2025, February (2 of 2)",
        "changelog/2025/2/": "Changelog: 2025, February (1 of 2)",
        "changelog/2025/1/": "Changelog: 2025, January",
        "changelog/by-policy/": "Changelog: By policy",
    }
    assert [address for address, page in after.items() if before[address].body != page.body] == [
        "changelog/",
        "changelog/2025/",
        "changelog/2025/4/",
    ]


def test_filter_of_a_page_offers_the_policies_that_it_tells_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changelog, "PAGE_ENTRIES", 2)
    others = [policy(id_, version("1.0", published="2024-05-10", text=text(title=id_))) for id_ in ("phone", "fax")]
    pages = {
        page.address: page for page in changelog_pages(make_press(edition(policy("complaints", ONE, TWO), *others)))
    }
    offered = [given["value"] for tag, given in tags(pages["changelog/2024/"].body) if tag == "option"]

    assert offered == ["", "fax", "phone"]


def test_stylesheet_knows_every_kind_that_the_buttons_choose() -> None:
    from handbook.render.registers.changelog import KINDS
    from handbook.render.templates import templates_folder

    styles = (templates_folder() / "assets" / "registers.css").read_text(encoding="utf-8")
    rule = '.register:has(#_kind-{0}:checked) [data-kind]:not([data-kind="{0}"])'

    assert [kind for kind, _ in KINDS if rule.format(kind) not in styles] == []
