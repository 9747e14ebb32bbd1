import re
from dataclasses import replace
from datetime import date

import pytest

from handbook.history.edition import Edition
from handbook.model.handbook import Branch, Category, Handbook, Mission, Organisation, Role
from handbook.model.policy import PolicyText, Scope
from handbook.render.page import Page
from handbook.site.search.facets import BUILT_IN, Facet, FacetError, facet_labels, read_facets

PAGE = Page(
    address="policies/returns/",
    place="policy/money",
    title="Returns",
    description="",
    body="",
    text=PolicyText(
        title="Returns",
        summary="",
        category="money",
        owner="lead",
        approver="director",
        audience=("adviser", "lead"),
        scope=Scope(branches=("harbour",)),
    ),
    facts={"status": "in-force", "review": "2027-02"},
)
EDITION = Edition(
    Handbook(
        organisation=Organisation(
            title="Handbook",
            organisation="Us",
            mission=Mission(statement="Serve"),
            categories=(Category(id="money", title="Money"),),
            branches=(Branch(id="harbour", title="Harbour Street"),),
        ),
        roles=(Role(id="lead", title="Team lead"),),
    ),
    date(2026, 11, 22),
)


def test_facets_are_all_that_are_built_in_where_nothing_is_said() -> None:
    assert [facet.id for facet in read_facets(None)] == ["status", "owner", "category", "audience", "channel", "review"]


def test_facets_can_be_turned_off() -> None:
    assert read_facets({"facets": []}) == ()


def test_facets_come_in_the_order_that_is_asked_for() -> None:
    own = {"field": "scope.branches", "label": "Branch"}
    assert read_facets({"facets": ["owner", own]}) == (
        BUILT_IN["owner"],
        Facet(id="branches", label="Branch", field="scope.branches"),
    )


def test_label_of_an_own_facet_is_its_fields_name_where_none_is_given() -> None:
    assert read_facets({"facets": [{"field": "scope.branches"}]})[0].label == "Branches"


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"facet": []}, "takes `facets`, a list, and nothing else"),
        ("status", "takes `facets`, a list, and nothing else"),
        ({"facets": "status"}, "is a list of names"),
        ({"facets": ["owners"]}, "names `owners`, which is none of status, owner"),
        ({"facets": ["owner", "owner"]}, "names `owner` twice"),
        ({"facets": [{"label": "Branch"}]}, "write a name, or {field: scope.branches"),
        ({"facets": [{"field": "scope.branch"}]}, "no field `scope.branch`; at `branch` there are: channels, branches"),
        ({"facets": [{"field": "scope"}]}, "`scope` holds no short values"),
        ({"facets": [{"field": "goals.statement"}]}, "leads into the list `goals`"),
        ({"facets": [{"field": "page"}]}, "`page` in the address of the search means something else; leave it out"),
        ({"facets": [{"field": "scope.q"}]}, "`q` in the address of the search means something else"),
        ({"facets": [{"field": "archive"}]}, "`archive` in the address of the search means something else"),
        ({"facets": [{"field": "owner", "label": " "}]}, "the label of `owner` is no text"),
    ],
)
def test_settings_that_cannot_be_used_are_explained(settings: object, said: str) -> None:
    with pytest.raises(FacetError, match=re.escape(said)):
        read_facets(settings)


def test_values_are_the_ids_of_the_pages_text() -> None:
    branch = Facet(id="branches", label="Branch", field="scope.branches")
    facets = (*BUILT_IN.values(), branch)
    assert {facet.id: facet.values(PAGE) for facet in facets} == {
        "status": ("in-force",),
        "owner": ("lead",),
        "category": ("money",),
        "audience": ("adviser", "lead"),
        "channel": (),
        "review": ("2027-02",),
        "branches": ("harbour",),
    }


def test_page_without_a_policys_text_has_no_values() -> None:
    page = replace(PAGE, text=None, facts={})
    assert [facet.values(page) for facet in BUILT_IN.values()] == [()] * 6


def test_labels_are_titles_and_an_unknown_id_stands_for_itself() -> None:
    branch = Facet(id="branches", label="Branch", field="scope.branches")
    assert facet_labels(BUILT_IN["owner"], ["lead", "gone"], EDITION) == {"gone": "gone", "lead": "Team lead"}
    assert facet_labels(branch, ["harbour"], EDITION) == {"harbour": "Harbour Street"}
    assert facet_labels(BUILT_IN["status"], ["in-force"], EDITION) == {"in-force": "in force"}


def test_length_of_time_is_labelled_in_words() -> None:
    cycle = Facet(id="review-every", label="Cycle", field="review_every")
    assert facet_labels(cycle, ["P2Y"], EDITION) == {"P2Y": "2 years"}
