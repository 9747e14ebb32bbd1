from handbook.model.decision import HitPolicy, Input, InputType, Output, OutputType
from handbook.render.press import make_press
from handbook.render.registers.authority import authority_pages
from tests.builders import decision_rule, decision_table, edition, policy, role, text, version
from tests.render.registers.reading import links, rows

TABLE = decision_table(
    inputs=(
        Input(id="amount", title="Value", type=InputType.NUMBER, unit="EUR"),
        Input(id="proof", title="Receipt shown", type=InputType.BOOLEAN),
    ),
    outputs=(
        Output(id="decides", title="Who decides", type=OutputType.ROLE),
        Output(id="at-once", title="At once", type=OutputType.BOOLEAN),
    ),
    rules=(
        decision_rule(
            "small",
            when={"amount": "<= 50", "proof": "true"},
            then={"decides": "adviser", "at-once": "true"},
            note="No approval is *needed*.",
        ),
        decision_rule("rest", when={}, then={"decides": "complaints-lead", "at-once": "false"}),
    ),
)


def test_rules_are_told_in_words_role_by_role() -> None:
    roles = (role("adviser", contact="extension 200"), role("complaints-lead"))
    subject = edition(policy("complaints", version(text=text(authority=(TABLE,)))), roles=roles)
    (page,) = authority_pages(make_press(subject))

    assert [heading.title for heading in page.headings] == ["Adviser", "Complaints lead"]
    assert rows(page.body) == [
        ["When", "Then", "Remark"],
        ["Who may grant a refund? Complaints"],
        [
            "Value up to 50 EUR Receipt shown yes",
            "Who decides Adviser At once yes",
            "No approval is needed.",
        ],
        ["When", "Then", "Remark"],
        ["Who may grant a refund? Complaints"],
        ["in all other cases", "Who decides Complaints lead At once no", ""],
    ]
    assert ("Who may grant a refund?", "../policies/complaints/#who-may-refund") in links(page.body)


def _conditions(*tests: str, hit: HitPolicy = HitPolicy.FIRST) -> list[str]:
    rules = tuple(
        decision_rule(f"rule-{place}", when={"amount": test}, then={"decides": "adviser"})
        for place, test in enumerate(tests)
    )
    table = decision_table(inputs=TABLE.inputs, outputs=TABLE.outputs[:1], rules=rules, hit=hit)
    (page,) = authority_pages(make_press(edition(policy("complaints", version(text=text(authority=(table,)))))))
    return [cells[0] for cells in rows(page.body)[2:]]


def test_later_row_of_a_table_that_is_read_from_the_top_is_said_to_be_one() -> None:
    assert _conditions("<= 50", "<= 500", "-") == [
        "Value up to 50 EUR",
        "Value up to 500 EUR where no earlier row of the table fits",
        "in all other cases",
    ]


def test_only_row_of_a_table_holds_in_every_case() -> None:
    assert _conditions("-") == ["in every case"]


def test_row_of_a_table_in_which_one_row_fits_stands_alone() -> None:
    assert _conditions("<= 50", "> 50", hit=HitPolicy.UNIQUE) == ["Value up to 50 EUR", "Value more than 50 EUR"]


def test_amount_of_an_outcome_reads_as_on_the_page_of_its_policy() -> None:
    within = Output(id="within", title="Within", type=OutputType.NUMBER, unit="working days")
    rule = decision_rule("all", when={}, then={"within": "1"})
    table = decision_table(inputs=TABLE.inputs, outputs=(within,), rules=(rule,))
    (page,) = authority_pages(make_press(edition(policy("complaints", version(text=text(authority=(table,)))))))

    assert rows(page.body)[2] == ["in every case", "Within 1 working day", ""]


def test_role_in_a_condition_is_named_by_its_title() -> None:
    owner = Input(id="owner", title="Owned by", type=InputType.TEXT)
    rule = decision_rule("all", when={"owner": 'not("complaints-lead", "nobody")'}, then={"decides": "adviser"})
    table = decision_table(inputs=(owner,), outputs=TABLE.outputs[:1], rules=(rule,))
    (page,) = authority_pages(make_press(edition(policy("complaints", version(text=text(authority=(table,)))))))

    assert rows(page.body)[2][0] == "Owned by anything but Complaints lead or nobody"
