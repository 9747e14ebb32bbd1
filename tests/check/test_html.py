"""HTML in prose: what readers will see as it is written is told to whoever can still mend it."""

import pytest

from handbook.check.html import html_in_prose
from handbook.check.survey import Survey
from tests import builders as build


def _told(text: str) -> list[str]:
    subject = build.policy("complaints", working=build.working(text=build.text(duties=(build.duty(text=text),))))
    return [item.message for item in html_in_prose(Survey(build.edition(subject)))]


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("Answer <span style='color: red'>now</span>.", "`<span style='color: red'>`"),
        ("Answer <u>now</u>.", "`</u>`"),
        ('See <a href="https://example.org">this</a>.', '`<a href="https://example.org">`'),
        ("Answer <b class=x>now</b>.", "`<b class=x>`"),
        ("Answer\n<div>\nnow\n</div>", "`<div>`"),
        ("Answer <!-- ask Ann --> now.", "`<!--`"),
        ("| a |\n|---|\n| <p>now |", "`<p>`"),
    ],
)
def test_html_is_told_of_once(text: str, tag: str) -> None:
    assert _told(text) == [f"readers will see {tag} as it is written: texts are Markdown"]


@pytest.mark.parametrize(
    "text",
    [
        "Answer <b>now</b><br>or<BR/>later.",
        "Answer in <5 minutes, if a < b and c > d.",
        "if x <y and y> z",
        "Dear <name>, your <case-number> of <time>",
        "Read <https://example.org> or write to <help@example.org>.",
        "Write `<div>`.",
        "```\n<div>\n```",
    ],
)
def test_what_is_no_html_is_not_told_of(text: str) -> None:
    assert _told(text) == []


def test_version_that_nobody_can_change_is_not_told_of() -> None:
    subject = build.policy("complaints", build.version(text=build.text(duties=(build.duty(text="<p>Now"),))))
    assert list(html_in_prose(Survey(build.edition(subject)))) == []


def test_record_beside_a_text_is_told_of() -> None:
    subject = build.policy("complaints", build.version(), build.feedback(text="<p>Slow"))
    assert len(list(html_in_prose(Survey(build.edition(subject))))) == 1
