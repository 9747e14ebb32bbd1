from handbook.model.handbook import Term
from handbook.render.press import make_press
from handbook.render.registers.index import glossary_pages, index_pages
from tests.builders import edition, policy, rename, text, version, withdrawal
from tests.render.registers.reading import items, links, tags, words

GESTURE = Term(
    term="goodwill gesture",
    meaning="Something *offered* without being owed, such as a goodwill gesture.",
    aliases=("gesture",),
    see=("complaints",),
)
COMPLAINTS = policy("complaints", version("1.0", text=text(keywords=("refund", "жалоба"))), rename(former="grievances"))
FAX = policy("fax", version("1.0", text=text(title="Fax")), withdrawal())


def test_index_leads_from_words_to_policies_and_terms() -> None:
    (page,) = index_pages(make_press(edition(COMPLAINTS, FAX, terms=(GESTURE,))))

    assert items(page.body)[5:] == [
        "Complaints",
        "Fax withdrawn Fax",
        "gesture Glossary: goodwill gesture",
        "goodwill gesture Glossary: goodwill gesture",
        "Grievances now Complaints",
        "refund Complaints",
        "жалоба Complaints",
    ]
    assert ("Glossary: goodwill gesture", "../glossary/#term-goodwill-gesture") in links(page.body)


def test_letters_are_linked_on_top_and_have_anchors_of_plain_letters() -> None:
    (page,) = index_pages(make_press(edition(COMPLAINTS)))

    assert [(heading.title, heading.anchor) for heading in page.headings] == [
        ("C", "_letter-c"),
        ("G", "_letter-g"),
        ("R", "_letter-r"),
        ("Ж", "_letter-416"),
    ]
    assert links(page.body)[:4] == [
        ("C", "#_letter-c"),
        ("G", "#_letter-g"),
        ("R", "#_letter-r"),
        ("Ж", "#_letter-416"),
    ]


def test_glossary_explains_each_term_under_the_anchor_that_texts_lead_to() -> None:
    (page,) = glossary_pages(make_press(edition(COMPLAINTS, terms=(GESTURE,))))

    assert "term-goodwill-gesture" in [attributes.get("id") for _, attributes in tags(page.body)]
    assert (
        "goodwill gesture gesture Something offered without being owed, such as a goodwill gesture. see Complaints"
        in words(page.body)
    )


def test_glossary_leaves_out_a_policy_that_is_missing() -> None:
    (page,) = glossary_pages(make_press(edition(terms=(GESTURE,))))

    assert words(page.body).endswith("Something offered without being owed, such as a goodwill gesture.")


def test_term_is_not_explained_inside_the_glossary_itself() -> None:
    (page,) = glossary_pages(make_press(edition(COMPLAINTS, terms=(GESTURE,))))

    assert 'href="../glossary/#' not in page.body
