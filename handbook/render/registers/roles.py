"""The list of roles, and the pages of one with all that applies to it: what it does, decides, takes over and keeps."""

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from handbook.history.changelog import Entry
from handbook.render.page import Page
from handbook.render.press import Press, Sheet
from handbook.render.registers.authority import DECISION_COLUMNS, decision_groups
from handbook.render.registers.cells import Line
from handbook.render.registers.changelog import entry_groups
from handbook.render.registers.escalation import LEVEL_COLUMNS, level_groups
from handbook.render.registers.lines import labelled
from handbook.render.registers.policies import POLICY_COLUMNS, ReviewDays, policy_rows, review_days
from handbook.render.registers.printing import register_pages
from handbook.render.registers.register import Group, Register, Section
from handbook.render.registers.reviews import REVIEW_COLUMNS, review_groups
from handbook.render.registers.role_rows import (
    RoleTotals,
    briefing_groups,
    duty_groups,
    owned_groups,
    procedure_groups,
    role_groups,
    share_groups,
)
from handbook.render.registers.standards import STANDARD_COLUMNS, standard_groups
from handbook.report.current import Current
from handbook.report.roles import (
    RoleFacts,
    lines,
    role_facts,
    roles,
    shares,
)

DETAILED = 1_000
"""A role with more lines than this is told policy by policy, how much of each concerns it."""


def roles_pages(press: Press) -> Iterator[Page]:
    """The list of roles."""
    found = tuple(map(RoleTotals.of, roles(press.edition).values()))
    return register_pages(
        Register(
            place="roles",
            address="roles/",
            title="Roles",
            description="Choose your role: all that applies to it stands on one page",
            noun="role",
            sections=(Section(id="all", title="All roles", layout="cards", items=found, groups=role_groups),),
            empty="No role has been named yet.",
            parted=False,  # what lies below it belongs to the roles
        ),
        press,
    )


def role_pages(role: str, press: Press) -> Iterator[Page]:
    """The page of a role, or several."""
    facts, language = role_facts(role, press.edition), press.edition.handbook.organisation.language
    return register_pages(_role_register(facts, review_days(press.edition), language), press)


def _role_register(facts: RoleFacts, due: ReviewDays, language: str) -> Register:
    role, detailed = facts.role, lines(facts) <= DETAILED
    return Register(
        place="role",
        address=f"roles/{role.id}/",
        title=role.title,
        description=role.summary or f"All that applies to the role {role.title}",
        noun="line",
        jump=True,
        lead=lambda sheet: _lead(facts, sheet),
        files=_files(facts),
        sections=(
            *(_acting_sections(facts) if detailed else _short_sections(facts, language)),
            *_keeping_sections(facts, facts.policies if detailed else (), due),
        ),
        empty="No policy in force names this role.",
    )


def _files(facts: RoleFacts) -> tuple[tuple[str, str], ...]:
    """What the role can subscribe to; only an owner has dates to keep."""
    folder = f"roles/{facts.role.id}/"
    calendar = (("calendar of what you own", f"{folder}calendar.ics"),) if facts.owned else ()
    return (("changes that concern you (Atom)", f"{folder}feed.xml"), *calendar)


def _acting_sections(facts: RoleFacts) -> tuple[Section[Any], ...]:
    """What the role does, decides and takes over."""
    return (
        Section(id="duties", title="What you must do", layout="list", items=facts.duties, groups=duty_groups),
        _changes(facts),
        Section(
            id="decisions",
            title="What you may decide",
            columns=DECISION_COLUMNS,
            items=facts.decisions,
            groups=decision_groups,
        ),
        Section(
            id="takes-over",
            title="Cases that come to you",
            columns=LEVEL_COLUMNS,
            items=facts.takes_over,
            groups=level_groups,
        ),
        Section(
            id="backs-up",
            title="Cases for which you stand in",
            columns=LEVEL_COLUMNS,
            items=facts.backs_up,
            groups=level_groups,
        ),
        Section(
            id="steps",
            title="Procedures in which you act",
            columns=("Procedure", "Your steps"),
            items=facts.acts_in,
            groups=procedure_groups,
        ),
        Section(
            id="standards",
            title="Standards you are held to",
            columns=STANDARD_COLUMNS,
            items=facts.held_to,
            groups=standard_groups,
        ),
        Section(
            id="briefings",
            title="Briefings",
            columns=("Policy", "Held", "Material"),
            items=facts.briefings,
            groups=briefing_groups,
        ),
    )


def _short_sections(facts: RoleFacts, language: str) -> tuple[Section[Any], ...]:
    """What concerns the role, counted for each policy: a page of everything would be too long to read."""
    return (
        _changes(facts),
        Section(
            id="by-policy",
            title="What concerns you, policy by policy",
            columns=("Policy", "What concerns you in it"),
            items=shares(facts, language),
            groups=share_groups,
        ),
    )


def _changes(facts: RoleFacts) -> Section[Entry]:
    return Section(
        id="changes",
        title="What changed lately",
        lead="In the last twelve months, and what takes effect soon.",
        layout="entries",
        items=facts.changes,
        groups=entry_groups,
    )


def _keeping_sections(facts: RoleFacts, policies: tuple[Current, ...], due: ReviewDays) -> tuple[Section[Any], ...]:
    """What the role keeps and approves, and the `policies` that bind it."""

    def groups(policies: tuple[Current, ...], sheet: Sheet) -> tuple[Group, ...]:
        return policy_rows(policies, sheet, due)

    lists = (
        ("policies", "Policies that bind you", policies),
        ("owned", "Policies you own", facts.owned),
        ("approved", "Policies you approve", facts.approved),
    )
    return (
        Section(
            id="reviews",
            title="Reviews you owe",
            columns=REVIEW_COLUMNS,
            items=facts.reviews,
            groups=review_groups,
        ),
        Section(
            id="answers-for",
            title="Procedures you answer for",
            layout="words",
            items=facts.answers_for,
            groups=owned_groups,
        ),
        *(
            Section(id=id_, title=title, columns=POLICY_COLUMNS, items=items, groups=groups)
            for id_, title, items in lists
        ),
    )


def _lead(facts: RoleFacts, sheet: Sheet) -> Markup:
    role = facts.role
    told = [
        *labelled("reached at", role.contact),
        *((Line(label="reports to", links=(sheet.role(role.reports_to),)),) if role.reports_to else ()),
        *((Line(label="leads", links=tuple(sheet.role(item.id) for item in facts.reports)),) if facts.reports else ()),
    ]
    return Markup(sheet.press.body("registers/role.html", lines=told))
