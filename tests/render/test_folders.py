"""Which folders pages about all policies lie in, and which policies each of them tells of."""

import pytest

from handbook.history.edition import Edition
from handbook.model.handbook import Category, Policy
from handbook.render import folders
from handbook.render.folders import folder_of, parted, parts_of
from handbook.render.headline import headline
from handbook.render.pages import folders_of, handbook_page, handbook_pages
from handbook.render.press import make_press
from handbook.report.current import coming, current, ended
from handbook.report.standards import standards
from handbook.report.versions import versions
from tests.builders import day, edition, organisation, policy, procedure, standard, text, version, withdrawal

OURS = organisation(categories=(Category(id="contact", title="Reaching us"), Category(id="money", title="Money")))
CALLS = procedure("calls", standards=(standard("wait"), standard("greet")))
FIRST = version("1.0", published="2025-01-10", effective="2025-02-01", text=text(title="Phone", procedures=(CALLS,)))
MOVED = version("2.0", published="2025-05-10", effective="2025-06-01", text=text(title="Phone", category="money"))
NEXT = version("3.0", published="2026-02-10", effective="2026-06-01", text=text(title="Phone", category="money"))
UNKNOWN = version("4.0", published="2027-02-10", effective="2027-06-01")
PHONE = policy("phone", FIRST, MOVED, NEXT, UNKNOWN)
FAX = policy("fax", version("1.0"), withdrawal())
STANDING = policy("chat", version("1.0", text=text(title="Chat", procedures=(CALLS,))))
SUBJECT = edition(PHONE, FAX, STANDING, organisation=OURS)


def addresses(subject: Edition) -> list[str]:
    return sorted(page.address for page in handbook_pages(make_press(subject)))


def below(subject: Edition, register: str) -> list[str]:
    return [address for address in addresses(subject) if address.startswith(f"{register}/")]


def test_parts_that_tell_of_a_policy_are_those_of_all_roles_and_categories_that_a_version_names() -> None:
    found = parts_of(headline(PHONE, day("2026-03-01")))

    assert {folder for folder in found if not folder.startswith("roles/")} == {
        f"{register}/{category}"
        for register in ("audit", "categories", "policies", "standards")
        for category in ("contact", "money")
    }
    assert {"roles/adviser", "roles/complaints-lead", "roles/service-director"} <= set(found)


@pytest.mark.parametrize("subject", [edition(), edition(PHONE), edition(FAX), SUBJECT])
def test_headlines_count_what_a_policy_adds_to_registers_by_category(subject: Edition) -> None:
    told = [headline(item, subject.as_of) for item in subject.handbook.policies]

    assert sum(item.versions for item in told) == len(versions(subject))
    assert sum(item.standards for item in told) == len(standards(subject))
    assert sum(item.listed for item in told) == len(current(subject)) + len(coming(subject)) + len(ended(subject))


@pytest.mark.parametrize(("most", "found"), [(5, set()), (4, {"audit"}), (3, {"audit", "policies"})])
def test_registers_by_category_have_parts_from_one_item_more_than_a_page_on(
    most: int, found: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folders, "PAGE_ITEMS", most)

    assert parted(headline(item, SUBJECT.as_of) for item in (PHONE, FAX, STANDING)) == found


def test_register_by_category_that_fits_a_page_is_one_page() -> None:
    assert [below(SUBJECT, register) for register in ("audit", "policies", "standards")] == [
        ["audit/"],
        ["policies/"],
        ["standards/"],
    ]


def test_longer_one_has_a_page_for_each_category_that_has_something_to_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "PAGE_ITEMS", 1)

    assert below(SUBJECT, "audit") == ["audit/", "audit/contact/", "audit/money/"]
    assert below(SUBJECT, "policies") == [
        "policies/",
        "policies/contact/",
        "policies/money/",
        "policies/to-come/",
        "policies/withdrawn/",
    ]
    assert below(SUBJECT, "standards") == ["standards/", "standards/contact/"]


def test_category_has_its_pages_however_little_there_is() -> None:
    assert below(edition(organisation=OURS), "categories") == ["categories/contact/", "categories/money/"]


def test_each_page_is_found_by_its_address_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "PAGE_ITEMS", 1)
    press = make_press(SUBJECT)
    pages = tuple(handbook_pages(press))

    assert [handbook_page(page.address, press) for page in pages] == list(pages)
    assert handbook_page("audit/nowhere/", press) is None
    assert handbook_page("categories/nowhere/", press) is None


def test_page_lies_in_the_folder_that_it_is_printed_with(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "PAGE_ITEMS", 1)
    press = make_press(SUBJECT)
    known = folders_of(press)

    lies_in = {page.address: folder for folder in known for page in handbook_pages(press, (folder,))}
    assert lies_in == {address: folder_of(address, known) for address in addresses(SUBJECT)}


def test_policy_of_one_category_is_not_needed_for_the_pages_of_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "PAGE_ITEMS", 1)

    def printed(*policies: Policy) -> list[str]:
        small = edition(*policies, organisation=OURS)
        return [page.body for page in handbook_pages(make_press(small), ("audit/money", "policies/money"))]

    assert printed(PHONE) == printed(PHONE, FAX, STANDING)
