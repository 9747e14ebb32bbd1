"""The review calendar: what is overdue, due in 30, 60 and 90 days, and later; how much of it each owner has."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from handbook.history.wording import counted
from handbook.render.page import Page
from handbook.render.phrases import month_and_year
from handbook.render.press import Link, Press, Sheet
from handbook.render.registers.cells import Cell, Line
from handbook.render.registers.lines import owner_facet, role_lines, text_line
from handbook.render.registers.printing import register_pages
from handbook.render.registers.register import Chapters, Group, Register, Row, Section
from handbook.report.reviews import ReviewLine, Window, reviews

WINDOW_TITLES = {
    Window.OVERDUE: "Overdue",
    Window.WITHIN_30_DAYS: "Due within 30 days",
    Window.WITHIN_60_DAYS: "Due within 60 days",
    Window.WITHIN_90_DAYS: "Due within 90 days",
    Window.LATER: "Due later",
}
REVIEW_COLUMNS = ("Policy", "Owner", "Due", "Cycle counts from")


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerRow:
    """How many reviews an owner has in each window, in order of declaration, and in all."""

    owner: Link
    counts: tuple[int, ...]
    total: int


def reviews_pages(press: Press) -> Iterator[Page]:
    """The calendar, a section for each window."""
    lines = reviews(press.edition)
    return register_pages(
        Register(
            place="reviews",
            address="reviews/",
            title="Reviews",
            description="Which policies must be reviewed, when, and by whom",
            noun="review",
            lead=lambda sheet: _overview(lines, sheet),
            files=(("calendar of reviews", "reviews.ics"),) if lines else (),
            facets=lambda listed: (owner_facet((line.current for line in listed), press.sheet("reviews/")),),
            sections=tuple(
                Section(
                    id=window.value,
                    title=title,
                    columns=REVIEW_COLUMNS,
                    items=tuple(line for line in lines if line.window is window),
                    groups=review_groups,
                    chapters=Chapters(title=lambda line: month_and_year(line.due.due)),
                    empty="Nothing is overdue." if window is Window.OVERDUE and lines else "",
                )
                for window, title in WINDOW_TITLES.items()
            ),
            empty="No policy is in force, so no review is due.",
        ),
        press,
    )


def review_groups(lines: tuple[ReviewLine, ...], sheet: Sheet) -> tuple[Group, ...]:
    """The reviews by their day."""
    return (Group(rows=tuple(_row(line, sheet) for line in lines)),)


def due_cell(line: ReviewLine, sheet: Sheet) -> Cell:
    """The day, and how far it lies from the edition's day."""
    days = (line.due.due - sheet.press.edition.as_of).days
    distance = "today" if days == 0 else f"in {counted(days, 'day')}" if days > 0 else ""
    late = (Line(badge="overdue", text=f"for {counted(-days, 'day')}"),) if days < 0 else ()
    return (Line(day=line.due.due), *late, *text_line(distance, quiet=True))


def _row(line: ReviewLine, sheet: Sheet) -> Row:
    item, review = line.current, line.last_review
    last: Cell = (Line(label="published", day=line.due.last),)
    if review and review.reviewed == line.due.last:
        last = (
            Line(label="reviewed", day=review.reviewed, badge=review.outcome.value),
            *((Line(prose=sheet.prose(review.note), quiet=True),) if review.note else ()),
        )
    return Row(
        cells=(
            (Line(links=(sheet.policy(item.id),)),),
            role_lines(sheet, item.text.owner),
            due_cell(line, sheet),
            last,
        ),
        facets=(("owner", item.text.owner),),
    )


def _overview(lines: tuple[ReviewLine, ...], sheet: Sheet) -> Markup:
    counts = Counter((line.current.text.owner, line.window) for line in lines)
    owners = dict.fromkeys(line.current.text.owner for line in lines)
    rows = [
        OwnerRow(
            owner=sheet.role(owner),
            counts=tuple(counts[(owner, window)] for window in Window),
            total=sum(counts[(owner, window)] for window in Window),
        )
        for owner in owners
    ]
    windows, counting = list(WINDOW_TITLES.values()), sheet.to("How days and months are counted", "fields/#_counting")
    return Markup(sheet.press.body("registers/reviews.html", windows=windows, rows=rows, counting=counting))
