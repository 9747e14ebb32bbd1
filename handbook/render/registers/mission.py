"""The mission map: under each pillar the chain goal, procedure, standard, drawn and as a table; what hangs loose."""

from collections.abc import Callable, Iterator
from typing import Any

from markupsafe import Markup

from handbook.history.wording import counted, target_text
from handbook.model.handbook import Pillar
from handbook.model.policy import Procedure
from handbook.render.page import Page
from handbook.render.press import Link, Press, Sheet
from handbook.render.registers.cells import Cell, Line
from handbook.render.registers.lines import clause_link, letter_title, short, text_line
from handbook.render.registers.pictures import chain_picture
from handbook.render.registers.printing import register_pages
from handbook.render.registers.register import Chapters, Group, Item, Register, Row, Section
from handbook.report.filing import first_letter
from handbook.report.mission_map import GoalBranch, LooseGoal, LooseProcedure, MissionMap, PillarBranch, mission_map

_COLUMNS = ("Procedure", "Standards")


def mission_pages(press: Press) -> Iterator[Page]:
    """The map, a section for each pillar, then a section for each way in which something hangs loose."""
    found, language = mission_map(press.edition), press.edition.handbook.organisation.language
    return register_pages(
        Register(
            place="mission",
            address="mission/",
            title="Mission map",
            description="From the mission to goals, procedures and standards, and what hangs loose",
            noun="goal",
            page_items=200,
            lead=lambda sheet: _overview(found, sheet),
            sections=(*(_pillar_section(branch, language) for branch in found.pillars), *_loose_sections(found)),
            empty="No pillar of the mission is named yet, and no goal.",
        ),
        press,
    )


def _overview(found: MissionMap, sheet: Sheet) -> Markup:
    sections = _loose_sections(found)
    mission = sheet.press.edition.handbook.organisation.mission
    loose = [
        Link(f"{section.title}: {len(section.items)}", f"#{section.heading.anchor}")
        for section in sections
        if section.items
    ]
    return Markup(sheet.press.body("registers/mission.html", statement=sheet.prose(mission.statement), loose=loose))


def _pillar_section(branch: PillarBranch, language: str) -> Section[GoalBranch]:
    return Section(
        id=branch.pillar.id,
        anchor=branch.pillar.id,
        title=branch.pillar.title,
        columns=_COLUMNS,
        items=branch.goals,
        groups=_goal_groups,
        chapters=Chapters(title=lambda goal: letter_title(first_letter(goal.current.title, language))),
        figure=lambda sheet: _picture(branch, sheet),
        empty="No goal of a policy in force serves this pillar.",
    )


def _picture(branch: PillarBranch, sheet: Sheet) -> Markup:
    return Markup(
        sheet.press.body(
            "registers/chain.html",
            id=f"_chain-{branch.pillar.id}",
            title=branch.pillar.title,
            statement=sheet.prose(branch.pillar.statement),
            chain=chain_picture(branch, sheet),
            goals=counted(len(branch.goals), "goal"),
            drawn=bool(branch.goals),
        )
    )


def _goal_groups(goals: tuple[GoalBranch, ...], sheet: Sheet) -> tuple[Group, ...]:
    """A group for each goal, with a row for each procedure that reaches it."""
    return tuple(
        Group(
            heading=(
                Line(links=(clause_link(sheet, goal.current.id, goal.goal.id, short(goal.goal.statement)),)),
                Line(label="of", links=(sheet.policy(goal.current.id),), quiet=True),
                *text_line(goal.reason, quiet=True),
            ),
            rows=tuple(_procedure_row(goal, procedure, sheet) for procedure in goal.procedures)
            or (Row(cells=(text_line("no procedure reaches this goal", quiet=True), ())),),
        )
        for goal in goals
    )


def _procedure_row(goal: GoalBranch, procedure: Procedure, sheet: Sheet) -> Row:
    policy = goal.current.id
    standards: Cell = tuple(
        Line(
            links=(clause_link(sheet, policy, standard.id, standard.metric),),
            text=target_text(standard.better, standard.target, standard.unit),
        )
        for standard in procedure.standards
    )
    return Row(
        cells=(
            (Line(links=(clause_link(sheet, policy, procedure.id, procedure.title),)),),
            standards or text_line("no standard", quiet=True),
        ),
    )


def _loose_sections(found: MissionMap) -> tuple[Section[Any], ...]:
    loose = found.loose
    return (
        _loose("pillars-without-goal", "Pillars without a goal", loose.pillars_without_goal, _pillar_row),
        _loose("goals-without-pillar", "Goals without a pillar", loose.goals_without_pillar, _goal_row),
        _loose("goals-without-procedure", "Goals without a procedure", loose.goals_without_procedure, _goal_row),
        _loose("procedures-without-goal", "Procedures without a goal", loose.procedures_without_goal, _loose_row),
        _loose(
            "procedures-without-standard",
            "Procedures without a standard",
            loose.procedures_without_standard,
            _loose_row,
        ),
    )


def _loose(id_: str, title: str, items: tuple[Item, ...], row: Callable[[Item, Sheet], Row]) -> Section[Item]:
    return Section(
        id=id_,
        title=title,
        layout="cards",
        items=items,
        groups=lambda listed, sheet: (Group(rows=tuple(row(item, sheet) for item in listed)),),
        counted=False,
    )


def _pillar_row(pillar: Pillar, sheet: Sheet) -> Row:
    return Row(cells=((Line(text=pillar.title), Line(prose=sheet.prose(pillar.statement), quiet=True)),))


def _goal_row(loose: LooseGoal, sheet: Sheet) -> Row:
    policy = loose.current.id
    goal = clause_link(sheet, policy, loose.goal.id, short(loose.goal.statement))
    return Row(cells=((Line(links=(goal,)), Line(label="of", links=(sheet.policy(policy),), quiet=True)),))


def _loose_row(loose: LooseProcedure, sheet: Sheet) -> Row:
    policy = loose.current.id
    procedure = clause_link(sheet, policy, loose.procedure.id, loose.procedure.title)
    return Row(cells=((Line(links=(procedure,)), Line(label="of", links=(sheet.policy(policy),), quiet=True)),))
