"""What concerns a role -> rows: duties, procedures with its steps, briefings, how much of each policy concerns it."""

from dataclasses import dataclass

from handbook.history.wording import counted
from handbook.model.handbook import Role
from handbook.render.press import Sheet
from handbook.render.registers.cells import Line
from handbook.render.registers.lines import clause_link, labelled, text_line, version_link
from handbook.render.registers.register import Group, Row
from handbook.report.roles import PolicyShare, RoleBriefing, RoleDuty, RoleFacts, RoleProcedure


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleTotals:
    """A role, and how much there is of what it does, decides and owns."""

    role: Role
    duties: int
    decisions: int
    owned: int

    @classmethod
    def of(cls, facts: RoleFacts) -> "RoleTotals":
        """The totals of a role's facts."""
        return cls(role=facts.role, duties=len(facts.duties), decisions=len(facts.decisions), owned=len(facts.owned))


def role_groups(found: tuple[RoleTotals, ...], sheet: Sheet) -> tuple[Group, ...]:
    """Roles in the order given."""
    return (Group(rows=tuple(_role_row(totals, sheet) for totals in found)),)


def _role_row(totals: RoleTotals, sheet: Sheet) -> Row:
    counts = (
        (totals.duties, "duty", "duties"),
        (totals.decisions, "decision", "decisions"),
        (totals.owned, "policy owned", "policies owned"),
    )
    summed_up = ", ".join(counted(count, one, many) for count, one, many in counts if count)
    return Row(
        cells=(
            (Line(links=(sheet.role(totals.role.id),)), *text_line(totals.role.summary, quiet=True)),
            (*text_line(totals.role.contact), *text_line(summed_up, quiet=True)),
        ),
    )


def share_groups(found: tuple[PolicyShare, ...], sheet: Sheet) -> tuple[Group, ...]:
    """How much of each policy concerns a role, in the order given."""
    return (Group(rows=tuple(_share_row(share, sheet) for share in found)),)


def _share_row(share: PolicyShare, sheet: Sheet) -> Row:
    counts = (
        (share.duties, "duty", "duties"),
        (share.steps, "step", "steps"),
        (share.decisions, "decision", "decisions"),
        (share.cases, "case", "cases"),
        (share.standards, "standard", "standards"),
    )
    named = [counted(count, one, many) for count, one, many in counts if count]
    return Row(
        cells=(
            (Line(links=(sheet.policy(share.current.id),)), *text_line(share.current.text.summary, quiet=True)),
            text_line(", ".join(named) or "to be read as a whole"),
        ),
    )


def duty_groups(duties: tuple[RoleDuty, ...], sheet: Sheet) -> tuple[Group, ...]:
    """A group for each policy."""
    rows: dict[str, list[Row]] = {}
    for item in duties:
        rows.setdefault(item.current.id, []).append(Row(cells=((Line(prose=sheet.prose(item.duty.text)),),)))
    return _by_policy(rows, sheet)


def procedure_groups(procedures: tuple[RoleProcedure, ...], sheet: Sheet) -> tuple[Group, ...]:
    """A group for each policy."""
    rows: dict[str, list[Row]] = {}
    for item in procedures:
        policy, procedure = item.current.id, item.procedure
        steps = tuple(Line(label=f"{place}.", prose=sheet.prose(step.action)) for place, step in item.steps)
        name = Line(links=(clause_link(sheet, policy, procedure.id, procedure.title),))
        rows.setdefault(policy, []).append(
            Row(cells=((name, *labelled("starts when", procedure.trigger)), steps)),
        )
    return _by_policy(rows, sheet)


def _by_policy(rows: dict[str, list[Row]], sheet: Sheet) -> tuple[Group, ...]:
    return tuple(
        Group(heading=(Line(links=(sheet.policy(policy),)),), rows=tuple(found)) for policy, found in rows.items()
    )


def owned_groups(procedures: tuple[RoleProcedure, ...], sheet: Sheet) -> tuple[Group, ...]:
    """Procedures that a role answers for, in the order given."""
    rows = []
    for item in procedures:
        link = clause_link(sheet, item.current.id, item.procedure.id, item.procedure.title)
        rows.append(Row(cells=((Line(links=(link,)), Line(label="of", text=item.current.title, quiet=True)),)))
    return (Group(rows=tuple(rows)),)


def briefing_groups(briefings: tuple[RoleBriefing, ...], sheet: Sheet) -> tuple[Group, ...]:
    """Briefings in the order given."""
    return (Group(rows=tuple(_briefing_row(item, sheet) for item in briefings)),)


def _briefing_row(item: RoleBriefing, sheet: Sheet) -> Row:
    version = item.current.version.number
    link = version_link(sheet, item.current.id, version, f"{item.current.title} {version}", item.briefing.id)
    ahead = item.briefing.held > sheet.press.edition.as_of
    return Row(
        cells=(
            (Line(links=(link,)),),
            (Line(day=item.briefing.held, badge="to-come" if ahead else ""),),
            text_line(item.briefing.material),
        ),
    )
