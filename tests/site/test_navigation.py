from handbook.render.places import Place
from handbook.site.navigation import navigation, shell_paths

PLACES = (
    Place(id="home", title="Home"),
    Place(
        id="section/policies",
        title="Policies",
        children=(
            Place(id="policies", title="All policies", address="policies/"),
            Place(
                id="section/contact",
                title="Reaching <us>",
                children=(
                    Place(id="category/contact", title="Reaching <us>", address="categories/contact/"),
                    Place(id="policy/contact", title="Reaching <us>", many=True),
                ),
            ),
        ),
    ),
    Place(id="section/reference", title="Reference", children=(Place(id="a-to-z", title="A to Z", address="a-to-z/"),)),
)


def test_navigation_follows_the_places_with_escaped_titles() -> None:
    contact = {
        "Reaching &lt;us&gt;": [
            {"Reaching &lt;us&gt;": "categories/contact/index.md"},
            {"Reaching &lt;us&gt;": "handbook-entries:policy/contact"},
        ]
    }
    assert navigation(PLACES, ()) == [
        {"Home": "index.md"},
        {"Policies": [{"All policies": "policies.md"}, contact]},
        {"Reference": [{"A to Z": "a-to-z.md"}]},
    ]


def test_navigation_lists_hand_written_pages_under_reference() -> None:
    nav = navigation(PLACES, ("index.md", "tips.md", "guides/one.md"))
    assert nav[-1] == {"Reference": [{"A to Z": "a-to-z.md"}, {"Guides": ["guides/one.md"]}, "tips.md"]}


def test_shell_paths_name_each_place_once() -> None:
    assert dict(shell_paths(PLACES)) == {
        "index.md": "home",
        "policies.md": "policies",
        "categories/contact/index.md": "category/contact",
        "shells/policy/contact.md": "policy/contact",
        "a-to-z.md": "a-to-z",
    }
