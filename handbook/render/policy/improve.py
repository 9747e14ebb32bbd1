"""A version of a policy -> how its reader can improve it: edit the text, propose a change, say what is unclear.

Nothing where the handbook's repository is not known.
"""

from msgspec import Struct

from handbook.model.handbook import Policy
from handbook.render.editing import CLAUSE_MARK, Form
from handbook.render.policy.chronology import Issue
from handbook.render.press import Link, Sheet


class Improve(Struct, frozen=True, kw_only=True):
    """What stands on a page about improving it.

    `links` are about the whole page. The rest is for the script that offers the same beside each clause, so that a
    page does not carry an address a clause: `change` and `unclear` hold a mark for the clause, a line is put behind
    `file`, and `lines` are those of the clauses, in the order of their ids, which the page holds anyway. A version
    that is not current has no `change`: it can only be looked up.
    """

    links: tuple[Link, ...]
    file: str
    lines: str
    change: str = ""
    unclear: str = ""


def improve(policy: Policy, issue: Issue, sheet: Sheet, *, is_current: bool) -> Improve | None:
    """How to improve what this version says; one that is not `is_current` can only be looked up."""
    editing = sheet.press.editing
    if editing is None:
        return None
    file = editing.version_file(policy.id, issue.number)
    found = editing.lines_of(policy.id, issue.number, issue.clauses)
    lines = " ".join(str(found.get(id_, "")) for id_ in sorted(issue.clauses))
    looked_up = Link(f"The file of version {issue.number}", file)
    if not is_current:
        return Improve(links=(looked_up,), file=file, lines=lines)

    def form(form: Form, clause: str = "") -> str:
        return editing.form(form, policy.id, issue.number, clause)

    return Improve(
        links=(
            Link("Propose a change", form(Form.PROPOSE)),
            Link("Say what is unclear", form(Form.UNCLEAR)),
            Link("Edit the text of the next version", editing.working_text(policy.id)),
            looked_up,
        ),
        file=file,
        lines=lines,
        change=form(Form.PROPOSE, CLAUSE_MARK),
        unclear=form(Form.UNCLEAR, CLAUSE_MARK),
    )
