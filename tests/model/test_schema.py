"""Fields of records as they are declared."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Annotated

import pytest

from handbook.model.field import Doc, Format, Id, Line, Refers, RoleId, Target
from handbook.model.period import Duration
from handbook.model.schema import FieldSchema, schema


class Colour(StrEnum):
    """Choices."""

    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True)
class Part:
    """A record within another."""

    id: Annotated[Id, Doc("its id")]


@dataclass(frozen=True)
class Whole:
    """One field of every shape."""

    given: Id
    line: Annotated[Line, Doc("a line")]
    roles: Annotated[tuple[RoleId, ...], Doc("roles")]
    colour: Annotated[Colour | None, Doc("a colour")] = None
    begins: Annotated[date | None, Doc("a day")] = None
    lasts: Annotated[Duration, Doc("a time")] = Duration()
    part: Annotated[Part | None, Doc("a part")] = None
    parts: Annotated[tuple[Part, ...], Doc("parts")] = ()
    words: Annotated[Mapping[str, Line], Doc("words by name")] = field(default_factory=dict)


FIELDS = {item.name: item for item in schema(Whole)}


def test_fields_with_a_meaning_are_what_an_owner_writes() -> None:
    assert list(FIELDS) == ["line", "roles", "colour", "begins", "lasts", "part", "parts", "words"]


@pytest.mark.parametrize(
    ("name", "kind", "shape"),
    [
        ("line", str, "required"),
        ("roles", str, "required many"),
        ("colour", Colour, "optional"),
        ("begins", date, "optional"),
        ("lasts", Duration, ""),
        ("part", Part, "optional"),
        ("parts", Part, "many"),
        ("words", str, "keyed"),
    ],
)
def test_kind_and_shape_of_a_field(name: str, kind: type, shape: str) -> None:
    item = FIELDS[name]
    assert (item.kind, " ".join(word for word in ("required", "many", "keyed", "optional") if _is(item, word))) == (
        kind,
        shape,
    )


def _is(item: FieldSchema, word: str) -> bool:
    return bool(getattr(item, word))


def test_marks_are_those_of_the_value_or_of_each() -> None:
    assert {name: item.formats for name, item in FIELDS.items() if item.formats} == {
        "line": (Format.LINE,),
        "roles": (Format.ID,),
        "words": (Format.LINE,),
    }
    assert {name: item.refers for name, item in FIELDS.items() if item.refers} == {"roles": Refers(to=Target.ROLE)}


def test_records_are_what_has_fields_of_its_own() -> None:
    assert {name: item.record for name, item in FIELDS.items() if item.record} == {"part": Part, "parts": Part}


def test_choices_are_listed() -> None:
    assert {name: item.choices for name, item in FIELDS.items() if item.choices} == {"colour": ("red", "blue")}
