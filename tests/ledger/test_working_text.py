"""What is frozen of a working text and what stays, byte for byte."""

import pytest

from handbook.ledger.records import sha256_of
from handbook.ledger.working_text import TEXT_MARK, approved_hashes, approved_text, remaining_text, text_of, unfit

WORKING = b"""\
# The complaints policy; ask the quality lead before editing.
title: Complaints   # short on purpose
next:
  change: substantive
# why, in one sentence
  summary: >-
    Answers come sooner.

# What staff must do
duties:
  - id: answer
    text: 'Answer.'
pilots:
- id: spring
  version: "2.0"
# the one of summer is still to come
- id: autumn
briefings:
  - id: june
sections:
  - id: why
    title: Why
    text: |
      next: is a word here
"""

NEXT = b"""\
next:
  change: substantive
# why, in one sentence
  summary: >-
    Answers come sooner.
"""

EVIDENCE = b"""\
pilots:
- id: spring
  version: "2.0"
# the one of summer is still to come
- id: autumn
briefings:
  - id: june
"""


def test_approved_text_is_the_working_text_without_its_plan() -> None:
    assert approved_text(WORKING) == WORKING.replace(NEXT, b"")


def test_remaining_text_loses_plan_pilots_and_briefings() -> None:
    assert remaining_text(WORKING) == WORKING.replace(NEXT, b"").replace(EVIDENCE, b"")


def test_text_without_plan_or_evidence_stays_as_it_is() -> None:
    assert remaining_text(b"title: A\r\nsummary: B\r\n") == b"title: A\r\nsummary: B\r\n"


def test_plan_at_the_end_without_line_break_goes() -> None:
    assert approved_text(b"title: A\nnext:\n  change: editorial") == b"title: A\n"


def test_comment_after_the_plan_at_the_end_stays() -> None:
    assert approved_text(b"title: A\nnext:\n  change: editorial\n\n# the end\n") == b"title: A\n\n# the end\n"


def test_line_that_begins_a_document_goes() -> None:
    assert approved_text(b"# ours\n--- # begin\ntitle: A\n") == b"# ours\ntitle: A\n"


def test_text_of_a_frozen_file_stands_below_the_mark() -> None:
    assert text_of(b'release:\n  version: "1.0"\n' + TEXT_MARK + b"title: A\n") == b"title: A\n"


def test_mark_inside_a_summary_is_not_the_mark() -> None:
    frozen = b"release:\n  summary: |\n    a\n    " + TEXT_MARK + b"    b\n" + TEXT_MARK + b"title: A\n"
    assert text_of(frozen) == b"title: A\n"


@pytest.mark.parametrize("written", ["    sha256: {}", "  approval: {{role: a, sha256: '{}'}}", '    sha256: "{}"'])
def test_approved_hash_is_found_however_it_is_written(written: str) -> None:
    frozen = written.format("ab" * 32).encode() + b"\n" + TEXT_MARK + b"sha256: " + b"cd" * 32
    assert approved_hashes(frozen) == ("ab" * 32,)


def test_approved_hash_is_of_all_below_the_mark() -> None:
    text = approved_text(WORKING)
    frozen = b"release:\n  approval:\n    sha256: " + sha256_of(text).encode() + b"\n" + TEXT_MARK + text
    assert approved_hashes(frozen) == (sha256_of(text_of(frozen)),)


def test_text_of_plain_lines_can_be_frozen() -> None:
    assert unfit(WORKING, "policy.yml") == ()


@pytest.mark.parametrize("text", [b"{title: A}\n", b"  title: A\n", b"? title\n: A\n", b"{\ntitle: A,\nnext: {}\n}\n"])
def test_text_whose_keys_do_not_begin_their_lines_cannot_be_frozen(text: bytes) -> None:
    assert [item.code for item in unfit(text, "policy.yml")] == ["layout"]
    with pytest.raises(ValueError, match="by whole lines"):
        approved_text(text)


def test_unreadable_working_text_is_refused() -> None:
    assert [item.code for item in unfit(b"- a list\n", "policy.yml")] == ["not-a-mapping"]


def test_the_line_for_editors_is_not_approved_and_stays() -> None:
    line, text = b"# yaml-language-server: $schema=../../.schema/policy.json\n", b"# Ours.\ntitle: Phone\n"
    assert approved_text(line + text) == text
    assert remaining_text(line + text) == line + text
