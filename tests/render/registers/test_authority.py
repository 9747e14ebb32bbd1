from handbook.model.decision import Input, InputType, Output, OutputType
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
        ["in every case", "Who decides Complaints lead At once no", ""],
    ]
    assert ("Who may grant a refund?", "../policies/complaints/#who-may-refund") in links(page.body)
