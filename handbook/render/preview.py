"""What a preview shows beside a page: the problems of what the page is about, how many there are elsewhere, drafts.

Problems are shown as the terminal shows them, with file, line and caret, and literally: whatever stands in the data is
text. For the preview alone, as `draft` is.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from handbook.model.diagnostic import Diagnostic, Severity
from handbook.model.handbook import Policy
from handbook.model.policy import PolicyText
from handbook.render.draft import DRAFTS
from handbook.render.page import Page
from handbook.render.press import Banner, Link, Press, Sheet
from handbook.report.diagnostics import as_text, verdict

PROBLEMS = "_handbook/problems/"
"""The address of the list of all problems."""

_FEW = 5
_MANY = 200

LineOf = Callable[[Diagnostic], str]
"""The line of its file that a diagnostic stands on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemView:
    """A problem as the terminal shows it; `clause` is the anchor on this page at which it belongs, if any."""

    severity: str
    text: str
    clause: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StripView:
    """The strip on top of a page.

    `own` are the first of `count` problems of what the page is about, `elsewhere` how many errors and warnings stand in
    other files. `kept` says that the page is the last good one, `failures` what keeps all pages as they were.
    """

    own: tuple[ProblemView, ...]
    verdict: str
    hidden: int
    elsewhere: str
    kept: bool
    failures: tuple[str, ...]
    busy: str
    banner: Banner | None
    problems: Link
    drafts: Link


def strip(
    sheet: Sheet,
    own: tuple[Diagnostic, ...],
    others: tuple[Diagnostic, ...],
    line_of: LineOf,
    *,
    kept: bool = False,
    failures: tuple[str, ...] = (),
    busy: str = "",
    banner: Banner | None = None,
    clause_of: Callable[[Diagnostic], str] = lambda _: "",
) -> str:
    """The HTML of the strip of one page.

    Args:
        sheet: the page's.
        own: the located problems of what the page is about.
        others: those of all other files.
        line_of: gives the line beside a problem.
        kept: whether the page is older than the data, which have errors.
        failures: why no page can be made anew, in plain words.
        busy: what is being prepared.
        banner: that there is a draft.
        clause_of: the anchor on this page that a problem belongs to.
    """
    counted = [item for item in others if item.severity is not Severity.NOTE]
    view = StripView(
        own=tuple(_problem(item, line_of, clause_of(item)) for item in own[:_FEW]),
        verdict=verdict(own) if own else "",
        hidden=max(0, len(own) - _FEW),
        elsewhere=verdict(counted) if counted else "",
        kept=kept,
        failures=failures,
        busy=busy,
        banner=banner,
        problems=Link("all problems", sheet.base + PROBLEMS),
        drafts=Link("drafts", sheet.base + DRAFTS),
    )
    return sheet.press.body("preview/strip.html", strip=view)


def problems_page(found: tuple[Diagnostic, ...], line_of: LineOf, press: Press) -> Page:
    """All problems of the data, errors first."""
    order = list(Severity)
    listed = sorted(found, key=lambda item: order.index(item.severity))
    return Page(
        address=PROBLEMS,
        place="policies",
        title="Problems",
        description="What the check finds in the data",
        body=press.body(
            "preview/problems.html",
            problems=tuple(_problem(item, line_of, "") for item in listed[:_MANY]),
            verdict=verdict(found),
            hidden=max(0, len(found) - _MANY),
        ),
    )


def clause_at(text: PolicyText, path: Iterable[str | int]) -> str:
    """The id of the clause that a path of keys leads into; empty where it leads into none."""
    value: object = text
    found = ""
    for key in path:
        if isinstance(key, int):
            value = value[key] if isinstance(value, tuple) and key < len(value) else None
        else:
            value = getattr(value, key, None)
        id_ = getattr(value, "id", "")
        found = id_ if isinstance(id_, str) and id_ else found
    return found


def clause_finder(policy: Policy, address: str) -> Callable[[Diagnostic], str]:
    """What tells where a problem belongs on the page of a draft or of a version, which show one file each."""
    part = address.removeprefix(f"policies/{policy.id}/").strip("/")
    version = next((item for item in policy.versions if str(item.number) == part), None)
    text = policy.working.text if part == "draft" and policy.working else version.text if version else None
    file = f"/policies/{policy.id}/{'policy.yml' if part == 'draft' else f'versions/{part}.yml'}"

    def find(item: Diagnostic) -> str:
        return clause_at(text, item.source.path) if text and item.source.file.endswith(file) else ""

    return find


def _problem(item: Diagnostic, line_of: LineOf, clause: str) -> ProblemView:
    return ProblemView(severity=item.severity.value, text=as_text((item,), line_of), clause=clause)
