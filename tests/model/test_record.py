"""Kinds of record: which there are, what they are sorted by, which are frozen."""

from dataclasses import fields

import pytest

from handbook.authoring.draft import RECORDS
from handbook.ledger.frozen import FROZEN
from handbook.load.modeline import modeline
from handbook.mend.reading import kind_of
from handbook.model.record import RECORD_KINDS, RecordKind, Records

each_kind = pytest.mark.parametrize("kind", RECORD_KINDS.values(), ids=lambda kind: kind.folder)


def test_every_kind_of_record_is_kept_beside_a_policy() -> None:
    assert list(RECORD_KINDS) == [item.name for item in fields(Records)]


@each_kind
def test_the_day_of_a_kind_is_a_field_of_its_record(kind: RecordKind) -> None:
    assert kind.day in {item.name for item in fields(kind.record)}


def test_renames_and_withdrawals_are_frozen() -> None:
    assert [kind.name for kind in RECORD_KINDS.values() if kind.frozen] == ["rename", "withdrawal"]


@each_kind
def test_a_frozen_kind_is_kept_by_the_ledger_and_neither_mended_nor_begun_nor_marked(kind: RecordKind) -> None:
    path = f"policies/phone/records/{kind.folder}/one.yml"
    assert (f"records/{kind.folder}" in FROZEN.values()) == kind.frozen
    assert (kind_of(path) is None) == kind.frozen
    assert (kind.name not in RECORDS) == kind.frozen
    assert (modeline(path) == "") == kind.frozen
