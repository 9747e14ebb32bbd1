"""Values of the model -> bytes that another process or another run takes up again, and back. Nothing is run by it."""

from collections.abc import Hashable
from functools import cache
from typing import Any, TypeVar, cast

import msgspec

from handbook.model.source import NOWHERE, Source

Value = TypeVar("Value")


def pack(value: object) -> bytes:
    """A record, with all that it holds, as bytes; the same for the same record."""
    return _ENCODER.encode(value)


def unpack(content: bytes, type_: type[Value], *, sources: bool = True) -> Value | None:
    """The record of this type that was packed; None where the bytes are of another shape.

    Without sources records stand nowhere, in half the memory: enough for whoever reports nothing.
    """
    try:
        return cast("Value", _decoder(cast("Hashable", type_), sources).decode(content))
    except msgspec.DecodeError:
        return None


_ENCODER = msgspec.msgpack.Encoder(enc_hook=lambda source: [source.file, source.path])


@cache
def _decoder(type_: Any, sources: bool) -> "msgspec.msgpack.Decoder[Any]":
    def source(_: type, value: list[Any]) -> Source:
        return Source(value[0], tuple(value[1])) if sources else NOWHERE

    return msgspec.msgpack.Decoder(type_, dec_hook=source)
