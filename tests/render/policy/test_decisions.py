from handbook.model.decision import HitPolicy, Input, InputType, Output, OutputType
from handbook.render.policy import decisions
from handbook.render.policy.decisions import Cell, ExampleView, Row, TableView
from handbook.render.press import Link, Sheet, make_press
from tests.builders import decision_rule, decision_table, edition, example

AMOUNT = Input(id="amount", title="Value", type=InputType.NUMBER, unit="EUR")


def sheet() -> Sheet:
    return make_press(edition()).sheet("policies/complaints/")


def test_table_has_a_cell_for_each_input_and_output() -> None:
    table = decision_table(
        hit=HitPolicy.UNIQUE,
        inputs=(AMOUNT,),
        outputs=(
            Output(id="decides", title="Who decides", type=OutputType.ROLE),
            Output(id="at-once", title="At once", type=OutputType.BOOLEAN),
            Output(id="limit", title="Limit", type=OutputType.NUMBER, unit="EUR"),
        ),
        rules=(
            decision_rule("small", then={"decides": "adviser", "at-once": "true", "limit": "1500"}, note="No *form*."),
            decision_rule("else", when={}, then={"decides": "nobody"}),
        ),
    )

    assert decisions.table_view(table, sheet()) == TableView(
        id="who-may-refund",
        title="Who may grant a refund?",
        hit="Only one row fits each case.",
        inputs=("Value (EUR)",),
        outputs=("Who decides", "At once", "Limit (EUR)"),
        rows=(
            Row(
                id="small",
                tests=(Cell(heading="Value", text="up to 50 EUR"),),
                results=(
                    Cell(heading="Who decides", link=Link("Adviser", "../../roles/adviser/")),
                    Cell(heading="At once", text="yes"),
                    Cell(heading="Limit", text="1,500 EUR"),
                ),
                note=sheet().prose("No *form*."),
            ),
            Row(
                id="else",
                tests=(Cell(heading="Value", text="any"),),
                results=(
                    Cell(heading="Who decides", link=Link("nobody")),
                    Cell(heading="At once", text="—"),
                    Cell(heading="Limit", text="—"),
                ),
                note=None,
            ),
        ),
        wide=False,
    )


def test_example_leads_to_the_rule_that_decides_it() -> None:
    table = decision_table()

    assert decisions.example_view(example(), {table.id: table}, sheet()) == ExampleView(
        id="broken-kettle",
        story=sheet().prose("A kettle for 39 EUR broke after two days."),
        given=(Cell(heading="Value of the refund", text="39 EUR"),),
        expect=(Cell(heading="Who decides", link=Link("Adviser", "../../roles/adviser/")),),
        rule=Link("Who may grant a refund?", "#up-to-50"),
    )


def test_example_of_a_table_that_does_not_exist_is_a_story_alone() -> None:
    view = decisions.example_view(example(), {}, sheet())

    assert (view.given, view.expect, view.rule) == ((), (), None)
