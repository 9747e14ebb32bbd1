from handbook.history.clauses import HEAD, clauses
from handbook.report.clause_titles import clause_title
from tests.builders import (
    briefing,
    decision_table,
    duty,
    escalation_level,
    example,
    goal,
    guidance,
    pilot,
    procedure,
    section,
    service,
    standard,
    step,
    text,
)

FULL = text(
    duties=(duty(text="Answer **every** complaint on the day it arrives, " + "whoever takes it, " * 5 + "always."),),
    goals=(goal(),),
    services=(service(title="Loan *appliance*"),),
    procedures=(procedure(steps=(step(),), standards=(standard(),), guidance=(guidance(),)),),
    authority=(decision_table(),),
    examples=(example(),),
    escalation=(escalation_level(),),
    sections=(section(),),
    pilots=(pilot(),),
    briefings=(briefing(),),
)


def test_title_of_every_clause_is_the_one_that_history_gives_it() -> None:
    named = {clause.id: clause.title for clause in clauses(FULL) if clause.id != HEAD}

    assert {id_: clause_title(FULL, id_) for id_ in named} == named


def test_clause_that_the_text_does_not_hold_has_no_title() -> None:
    assert clause_title(FULL, "fax-machine") == ""
