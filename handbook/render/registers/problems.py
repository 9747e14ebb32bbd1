"""The catalogue of problems as a page: each code has its anchor, so that editors and annotations can link to it."""

import re
from collections.abc import Iterator

from markupsafe import Markup, escape

from handbook.check.catalogue import THEMES, Explanation, example
from handbook.render.page import Page
from handbook.render.press import Press, Sheet
from handbook.render.registers.cells import Cell, Line
from handbook.render.registers.printing import register_pages
from handbook.render.registers.register import Group, Register, Row, Section

ADDRESS = "problems/"

_CODE = re.compile(r"`([^`]+)`")


def problems_pages(press: Press) -> Iterator[Page]:
    """The page, a section for each theme; on one page whatever its length, since addresses lead into it."""
    return register_pages(
        Register(
            place="problems",
            address=ADDRESS,
            title="Problems explained",
            description="For owners: what each problem that the checks name means, why it matters and how to fix it",
            noun="problem",
            parted=False,
            jump=True,
            sections=tuple(
                Section(
                    id=theme.id,
                    title=theme.title,
                    layout="entries",
                    items=theme.explanations,
                    groups=_groups,
                )
                for theme in THEMES
            ),
        ),
        press,
    )


def _groups(items: tuple[Explanation, ...], sheet: Sheet) -> tuple[Group, ...]:
    del sheet
    return (Group(rows=tuple(Row(anchor=item.code, cells=tuple(_cells(item))) for item in items)),)


def _cells(item: Explanation) -> Iterator[Cell]:
    yield (Line(code=item.code), Line(badge=item.severity.value))
    yield (Line(text=item.title), Line(prose=_sentences(item.happened)))
    yield (Line(label="Why it matters", prose=_sentences(item.matters)),)
    yield (Line(label="How to fix it", prose=_sentences(item.mend)),)
    for label, written in (("Wrong", item.wrong), ("Right", item.right)):
        shown = example(written)
        if shown:
            text = Markup('<pre class="problem-example"><code>{}</code></pre>').format(shown.text.rstrip())
            yield (Line(label=f"{label}, in {shown.file}", prose=text),)


def _sentences(text: str) -> Markup:
    """A paragraph; what stands in backquotes is code."""
    return Markup("<p>{}</p>").format(Markup(_CODE.sub(r"<code>\1</code>", str(escape(text)))))
