"""What is mended, what is left, and that nothing else is ever touched."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook.mend.mend import MENDED_CODES, Mended, is_tidy, mend
from handbook.mend.reading import kind_of, read
from handbook.model.field import Target

SAMPLE = Path(__file__).resolve().parents[2] / "policy_data"
POLICY = "policies/complaints/policy.yml"
REVIEW = "policies/complaints/records/reviews/2025.yml"
IDS = {Target.ROLE: ("adviser", "shift-lead", "complaints-lead"), Target.CHANNEL: ("phone", "desk")}

TEXT = """\
# The working text.
title: Complaints   # what customers call it
summary: How a complaint is taken and answered.
category: contact
owner: complaints-lead
approver: service-director
audience: [adviser, shift-lead]
review_every: P12M

duties:
  - {id: answer-today, text: "Answer every complaint on the day it arrives."}
  - id: say-sorry   # first of all
    text: |
      Say sorry.  
      Then listen.
pilots:
  - id: spring-pilot
    version: "2.0"
    begins: 2025-03-03
    ends: 2025-04-01
"""  # noqa: W291 (two spaces end a line of CommonMark)

REVIEW_TEXT = "reviewed: 2025-10-06\nby: complaints-lead\noutcome: reaffirm\nnote: Targets met.\n"


def mended(text: str | bytes, path: str = POLICY) -> Mended:
    content = text if isinstance(text, bytes) else text.encode()
    return mend(content, f"policy_data/{path}", path, IDS)


def changed(before: str, after: str, text: str = TEXT) -> str:
    assert text.count(before) == 1
    return text.replace(before, after)


def test_a_right_file_is_not_touched() -> None:
    assert mended(TEXT).mends == ()
    assert mended(TEXT).after == TEXT.encode()


@pytest.mark.parametrize(
    ("right", "wrong", "written"),
    [
        ("begins: 2025-03-03", "begins: 2025-3-3", "begins: 2025-03-03"),
        ("begins: 2025-03-03", "begins: 3/3/2025", "begins: 2025-03-03"),
        ("ends: 2025-04-01", "ends: '30/4/2025'", 'ends: "2025-04-30"'),
        ("ends: 2025-04-01", "ends: 1 April 2025  # in the evening", "ends: 2025-04-01  # in the evening"),
        ("review_every: P12M", "review_every: 12 months", "review_every: P12M"),
        ('version: "2.0"', "version: 2", 'version: "2.0"'),
        ('version: "2.0"', "version: 2.0", 'version: "2.0"'),
        ("summary: How a", "sumary: How a", "summary: How a"),
        ("    text: |", "    texts: |", "    text: |"),
        ("{id: answer-today, text:", "{id: answer-today, Text:", "{id: answer-today, text:"),
        ("owner: complaints-lead", "owner: Complaints Lead", "owner: complaints-lead"),
        ("audience: [adviser, shift-lead]", "audience: [adviser, Shift lead]", "audience: [adviser, shift-lead]"),
        ("audience: [adviser, shift-lead]", "audience: adviser, shift-lead", "audience: [adviser, shift-lead]"),
        ("audience: [adviser, shift-lead]", "audience: adviser", "audience: [adviser]"),
        ("is taken and", "is: taken and", None),
        ("category: contact", "category: contact   ", "category: contact"),
    ],
)
def test_what_can_mean_one_thing_is_mended(right: str, wrong: str, written: str | None) -> None:
    expected = (
        changed(right, written)
        if written
        else changed("How a complaint is taken and answered.", '"How a complaint is: taken and answered."')
    )
    done = mended(changed(right, wrong))
    assert done.after.decode() == expected
    assert len(done.mends) == 1


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("begins: 2025-03-03", "begins: 01/02/2025"),
        ("begins: 2025-03-03", "begins: 2025-02-30"),
        ("begins: 2025-03-03", "begins: 3/3/25"),
        ("review_every: P12M", "review_every: 12m"),
        ("review_every: P12M", "review_every: yearly"),
        ("owner: complaints-lead", "owner: Team lead"),
        ("owner: complaints-lead", "owner: complaints: lead"),
        ("id: say-sorry ", "id: Say Sorry "),
        ("category: contact", "category: contact\nsumary: Another."),
        ("audience: [adviser, shift-lead]", "audience: adviser and shift-lead"),
        ("summary: How", "summary: &a How"),
        ("summary: How a complaint is", "summary: How: a complaint # is"),
        ("is taken and answered.", "is: taken\n  and answered."),
        ('text: "Answer every', "text: Answer: every"),
        ("title: Complaints ", 'title: "Complaints '),
        ("title: Complaints ", "title: 'a' and 'b' "),
        ("category: contact", "category: contact\ncategory: other"),
        ("category: contact", "category:"),
    ],
)
def test_what_can_mean_two_things_or_none_is_left(right: str, wrong: str) -> None:
    assert mended(changed(right, wrong)).mends == ()


def test_a_tab_that_can_only_indent_one_way_becomes_spaces() -> None:
    done = mended("scope:\n\tchannels: [phone]\n\tbranches:\t[desk]\n")
    assert done.after == b"scope:\n  channels: [phone]\n  branches: [desk]\n"


def test_a_tab_whose_width_decides_is_left() -> None:
    text = "sections:\n- id: a\n  title: A\n  text: |\n    one\n    \ttwo\n"
    assert mended(text).mends == ()


def test_a_tab_that_fits_in_one_width_alone_is_mended_to_it() -> None:
    done = mended("duties:\n  - id: first\n\ttext: Act.\n")
    assert done.after == b"duties:\n  - id: first\n    text: Act.\n"


def test_an_apostrophe_in_single_quotes() -> None:
    done = mended(changed("title: Complaints ", "title: 'Customer's complaints' "))
    assert done.mends == ()
    done = mended("title: 'It's ours'\n")
    assert done.after == b'title: "It\'s ours"\n'


@pytest.mark.parametrize("sign", ["@", "`", "%"])
def test_a_text_that_begins_with_a_sign_gets_quotes(sign: str) -> None:
    assert mended(f"title: {sign}home\n").after == f'title: "{sign}home"\n'.encode()


def test_quotes_inside_the_text_are_kept() -> None:
    done = mended('title: Say: "yes"\nsummary: It\'s: "no"\n')
    assert done.after == b"title: 'Say: \"yes\"'\nsummary: 'It''s: \"no\"'\n"


def test_several_syntax_mistakes_are_mended_one_after_the_other() -> None:
    done = mended("title: a: b\nsummary: c: d\nreview_every: 6 months\n")
    assert done.after == b'title: "a: b"\nsummary: "c: d"\nreview_every: P6M\n'
    assert [(item.line, item.problem is not None) for item in done.mends] == [(1, True), (2, True), (3, True)]


def test_a_byte_order_mark_and_line_ends_of_windows_go() -> None:
    windows = b"\xef\xbb\xbf" + REVIEW_TEXT.replace("\n", "\r\n").encode()
    done = mended(windows, REVIEW)
    assert done.after == REVIEW_TEXT.encode()
    assert [item.done for item in done.mends] == [
        "saved as UTF-8 without a byte order mark",
        "lines end as on every other system (LF)",
    ]


def test_utf_16_becomes_utf_8() -> None:
    assert mended("title: Жалобы\n".encode("utf-16")).after == "title: Жалобы\n".encode()


@pytest.mark.parametrize("content", [b"title: \xff\n", b"\xff\xfea", b"title: \x00\n", b"", b"- a\n", b"\xef\xbb\xbf"])
def test_what_cannot_be_read_for_another_reason_is_left(content: bytes) -> None:
    done = mended(content)
    assert read(done.after, "", kind_of(POLICY)).top is None  # type: ignore[arg-type]
    assert mended(done.after).after == done.after


def test_the_last_line_is_ended() -> None:
    assert mended(REVIEW_TEXT.rstrip("\n"), REVIEW).after == REVIEW_TEXT.encode()


def test_a_line_break_that_would_change_a_line_is_not_added() -> None:
    assert mended("title: |\n  Complaints").mends == ()


def test_spaces_that_end_a_line_of_commonmark_stay() -> None:
    done = mended(changed("category: contact", "category: contact "))
    assert b"Say sorry.  \n" in done.after


def test_a_key_whose_value_is_wrong_too_is_mended_twice() -> None:
    done = mended("reviewd: 6 October 2025\nby: complaints-lead\noutcome: reaffirm\nnote: Met.\n", REVIEW)
    assert done.after == b"reviewed: 2025-10-06\nby: complaints-lead\noutcome: reaffirm\nnote: Met.\n"


def test_a_key_whose_value_has_another_shape_is_left() -> None:
    assert mended("audiance: {a: b}\n").mends == ()


def test_a_file_with_too_many_problems_is_left() -> None:
    assert mended("audience:\n" + "  - A B\n" * 150).mends == ()


def test_a_frozen_file_is_never_mended() -> None:
    content = b"release: {version: 1.0}   \r\n"
    assert mended(content, "policies/complaints/versions/1.0.yml").after == content
    assert mended(content, "policies/complaints/records/renames/a.yml").after == content


def test_no_file_of_the_sample_is_touched() -> None:
    files = {path.relative_to(SAMPLE).as_posix(): path.read_bytes() for path in SAMPLE.rglob("*.yml")}
    assert [path for path, content in files.items() if mended(content, path).after != content] == []


@pytest.mark.parametrize(
    ("content", "tidy"),
    [
        *((b"a: b\n", True), (b"", True), (b"a: b", False), (b"a: b \nc: d\n", False), (b"a: b\r\n", False)),
        *((b"version: 2.0\n", False), (b'version: "2.0"\n', True), (b"a: b\t\n", False)),
    ],
)
def test_a_quick_look_tells_whether_there_may_be_something_to_tidy(content: bytes, tidy: bool) -> None:
    assert is_tidy(content) is tidy


Change = Callable[[str], str]
CHANGES: tuple[Change, ...] = (
    lambda text: text.replace("title:", "titel:", 1),
    lambda text: text.replace("review_every: P12M", "review_every: 12 months"),
    lambda text: text.replace("2025-03-03", "13/3/2025"),
    lambda text: text.replace("2025-04-01", "01/04/2025"),
    lambda text: text.replace("owner: complaints-lead", "owner: Complaints lead"),
    lambda text: text.replace("is taken", "is: taken"),
    lambda text: text.replace('"2.0"', "2.0"),
    lambda text: text.replace("\n", "\r\n"),
    lambda text: text.replace("\nduties", "   \nduties"),
    lambda text: text.replace("  - id: spring", "\t- id: spring"),
    lambda text: text.rstrip("\n"),
    lambda text: "\ufeff" + text,
    lambda text: text.replace("audience: [adviser, shift-lead]", "audience: adviser"),
    lambda text: text.replace("category: contact", "category: [contact"),
    lambda text: text.replace("approver: service-director", "approver: 'service-director'"),
    lambda text: text.replace("answer-today", "Answer Today"),
)


@given(st.lists(st.sampled_from(CHANGES), max_size=6))
@settings(deadline=None)
def test_mending_twice_is_mending_once(changes: list[Change]) -> None:
    text = TEXT
    for change in changes:
        text = change(text)
    once = mended(text)
    again = mended(once.after)
    assert (again.after, again.mends) == (once.after, ())


LAYOUT = st.text(alphabet="ab: -[]{}'\"\n\t#|>1/2\r@,.", max_size=60)


@given(LAYOUT)
@settings(deadline=None, max_examples=400)
def test_no_layout_is_read_otherwise_after_mending(text: str) -> None:
    kind = kind_of(POLICY)
    assert kind is not None
    done = mended(f"title: {text}")
    before, after = read(done.before, "", kind), read(done.after, "", kind)
    assert mended(done.after).after == done.after
    if before.is_whole and not any(item.problem for item in done.mends):
        ended = {path: value.rstrip("\n") for path, value in after.values.items()}
        assert ended == {path: value.rstrip("\n") for path, value in before.values.items()}
    assert len(after.problems) <= len(before.problems) or before.top is None


@given(st.integers(0, len(TEXT) - 1), st.sampled_from(" \t:#'\"[]{}-,x\n"))
@settings(deadline=None, max_examples=300)
def test_a_character_that_slips_in_never_costs_another_value(place: int, character: str) -> None:
    kind = kind_of(POLICY)
    assert kind is not None
    done = mended(TEXT[:place] + character + TEXT[place:])
    before, after = read(done.before, "", kind), read(done.after, "", kind)
    gone = {item.problem.source.path for item in done.mends if item.problem}
    if before.top and after.top and not any(path == () for path in gone):
        kept = {path: text for path, text in before.values.items() if not any(path[: len(at)] == at for at in gone)}
        assert kept.items() <= after.values.items()


def test_every_code_that_is_mended_is_named() -> None:
    wrong = (
        *(TEXT.replace("title:", "titel:"), TEXT.replace("P12M", "12 months"), TEXT.replace("is taken", "is: taken")),
        *("\ufeff" + TEXT, TEXT.replace("[adviser, shift-lead]", "adviser"), TEXT.replace("P12M", "P12M\t")),
    )
    codes = {item.problem.code for text in wrong for item in mended(text).mends if item.problem}
    assert codes == MENDED_CODES
