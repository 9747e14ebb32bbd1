"""The list of all registers, each with the question that it answers and how much it holds."""

from collections.abc import Iterator
from dataclasses import dataclass

from handbook.history.changelog import changelog
from handbook.history.exceptions import ExceptionState
from handbook.history.in_force import known
from handbook.history.wording import counted
from handbook.render.page import Page
from handbook.render.press import Press, Sheet
from handbook.render.registers.cells import Line
from handbook.render.registers.lines import text_line
from handbook.render.registers.printing import register_pages
from handbook.render.registers.register import Group, Register, Row, Section
from handbook.report.benchmarks import comparisons
from handbook.report.corrections import corrections
from handbook.report.current import current, published
from handbook.report.escalation import escalation
from handbook.report.exceptions import exceptions
from handbook.report.feedback import feedback, front_line_checks
from handbook.report.mission_map import mission_map
from handbook.report.pilots import pilots
from handbook.report.reviews import Window, reviews
from handbook.report.standards import standards


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """A register: the question that it answers, and one figure from it."""

    title: str
    address: str
    question: str
    figure: str


def overview_pages(press: Press) -> Iterator[Page]:
    """The one page."""
    groups = (
        ("service", "How we serve", _service(press)),
        ("improvement", "How we get better", _improvement(press)),
        ("proof", "How it is proved", _proof(press)),
    )
    return register_pages(
        Register(
            place="registers",
            address="registers/",
            title="Registers",
            description="What the policies say, gathered across all of them",
            noun="register",
            sections=tuple(
                Section(id=id_, title=title, layout="cards", items=told, groups=_groups, counted=False)
                for id_, title, told in groups
            ),
        ),
        press,
    )


def _groups(told: tuple[_Told, ...], sheet: Sheet) -> tuple[Group, ...]:
    rows = [
        Row(
            cells=(
                (Line(links=(sheet.to(item.title, item.address),)), *text_line(item.question, quiet=True)),
                text_line(item.figure),
            ),
        )
        for item in told
    ]
    return (Group(rows=tuple(rows)),)


def _service(press: Press) -> tuple[_Told, ...]:
    edition = press.edition
    goals = {(goal.current.id, goal.goal.id) for branch in mission_map(edition).pillars for goal in branch.goals}
    tables = sum(len(policy.text.authority) for policy in current(edition))
    lines = standards(edition)
    missed = sum(1 for line in lines if line.latest and not line.latest.met)
    return (
        _Told(
            title="Mission map",
            address="mission/",
            question="What is each procedure for, and what hangs loose?",
            figure=counted(len(goals), "goal"),
        ),
        _Told(
            title="Standards",
            address="standards/",
            question="What level must we keep, and do we keep it?",
            figure=f"{counted(len(lines), 'standard')}, {missed} missed",
        ),
        _Told(
            title="Who may decide",
            address="authority/",
            question="May I grant this myself? If not, who may?",
            figure=counted(tables, "question"),
        ),
        _Told(
            title="Escalation",
            address="escalation/",
            question="Who takes over, and how soon?",
            figure=counted(len(escalation(edition).paths), "kind of case", "kinds of case"),
        ),
    )


def _improvement(press: Press) -> tuple[_Told, ...]:
    edition = press.edition
    due = reviews(edition)
    overdue = sum(1 for line in due if line.window is Window.OVERDUE)
    heard = len(feedback(edition)) + len(front_line_checks(edition))
    return (
        _Told(
            title="Pilots and findings",
            address="pilots/",
            question="What was tried before it became a rule, and what did it change?",
            figure=counted(len(pilots(edition)), "pilot"),
        ),
        _Told(
            title="Reviews",
            address="reviews/",
            question="What must be reviewed, when, by whom?",
            figure=f"{counted(len(due), 'review')}, {overdue} overdue",
        ),
        _Told(
            title="Benchmarks",
            address="benchmarks/",
            question="What do competitors do better?",
            figure=counted(len(comparisons(edition)), "metric"),
        ),
        _Told(
            title="Feedback and checks",
            address="feedback/",
            question="What do customers say, and is the text kept at the front line?",
            figure=counted(heard, "record"),
        ),
    )


def _proof(press: Press) -> tuple[_Told, ...]:
    edition = press.edition
    still_open = sum(1 for line in exceptions(edition) if line.state is ExceptionState.OPEN)
    return (
        _Told(
            title="Exceptions",
            address="exceptions/",
            question="Who may depart from a rule, and until when?",
            figure=f"{still_open} open",
        ),
        _Told(
            title="Changelog",
            address="changelog/",
            question="What changed, when and why?",
            figure=counted(len(changelog(edition)), "change"),
        ),
        _Told(
            title="In force on a date",
            address="in-force/",
            question="What was the rule on that day?",
            figure="any date",
        ),
        _Told(
            title="Corrections",
            address="corrections/",
            question="Which mistakes stood in published versions?",
            figure=counted(len(corrections(edition)), "correction"),
        ),
        _Told(
            title="For auditors",
            address="audit/",
            question="Was anything altered since it was published?",
            figure=counted(sum(len(known(item.policy, edition.as_of)) for item in published(edition)), "version"),
        ),
    )
