"""Pagefind's bundle -> the same bundle, byte for byte the same in every run.

Pagefind 1.5 writes the values of its filters in the order of a hash table that is seeded anew in each process. The
filters and the file that lists them are put in order here and named by their content again; nothing else is touched.
"""

import gzip
import json
from hashlib import sha256
from pathlib import Path
from typing import TypeAlias

from handbook.site.errors import BuildError

Value: TypeAlias = "int | str | list[Value]"

_MAGIC = b"pagefind_dcd"
_UINT, _TEXT, _ARRAY = 0, 3, 4
_FILTERS = 3
"""Where the list of filters stands in the file of a language."""


def settle(bundle: Path) -> None:
    """Put the filters of a fresh bundle in order.

    Raises:
        BuildError: the bundle is not laid out as Pagefind 1.5 lays it out.
    """
    entry = bundle / "pagefind-entry.json"
    listed = json.loads(entry.read_bytes())
    try:
        for language in sorted(listed["languages"]):
            facts = listed["languages"][language]
            facts["hash"] = _settle_language(bundle, language, facts["hash"])
    except (KeyError, IndexError, TypeError, ValueError, UnicodeDecodeError) as unknown:
        raise BuildError(f"the search index is laid out in a way that is not known here: {unknown!r}") from unknown
    entry.write_text(json.dumps(listed, ensure_ascii=False, separators=(",", ":"), sort_keys=True), encoding="utf-8")


def _settle_language(bundle: Path, language: str, name: str) -> str:
    path = bundle / f"pagefind.{name}.pf_meta"
    meta = _read(path)
    filters = _items(_items(meta)[_FILTERS])
    for item in filters:
        pair = _items(item)
        pair[1] = _settle_filter(bundle, language, str(pair[1]))
    filters.sort(key=repr)
    path.unlink()
    data = _encoded(meta)
    name = f"{language}_{sha256(data).hexdigest()[:10]}"
    _write(bundle / f"pagefind.{name}.pf_meta", data)
    return name


def _settle_filter(bundle: Path, language: str, name: str) -> str:
    path = bundle / "filter" / f"{name}.pf_filter"
    chunk = _read(path)
    _items(_items(chunk)[1]).sort(key=repr)
    path.unlink()
    data = _encoded(chunk)
    name = f"{language}_{sha256(data).hexdigest()[:7]}"
    _write(bundle / "filter" / f"{name}.pf_filter", data)
    return name


def _items(value: Value) -> list[Value]:
    if not isinstance(value, list):
        raise TypeError("a list was expected")
    return value


def _read(path: Path) -> Value:
    data = gzip.decompress(path.read_bytes())
    if not data.startswith(_MAGIC):
        raise ValueError(path.name)
    value, end = _decoded(data, len(_MAGIC))
    if end != len(data):
        raise ValueError(path.name)
    return value


def _write(path: Path, data: bytes) -> None:
    path.write_bytes(gzip.compress(_MAGIC + data, mtime=0))


def _decoded(data: bytes, start: int) -> tuple[Value, int]:
    """A value of CBOR (RFC 8949) of the kinds that Pagefind writes, and where it ends."""
    kind, size = data[start] >> 5, data[start] & 31
    start += 1
    if size >= 24:
        width = 1 << (size - 24)
        size, start = int.from_bytes(data[start : start + width]), start + width
    if kind == _UINT:
        return size, start
    if kind == _TEXT:
        return data[start : start + size].decode(), start + size
    if kind != _ARRAY:
        raise ValueError(f"kind {kind}")
    items: list[Value] = []
    for _ in range(size):
        item, start = _decoded(data, start)
        items.append(item)
    return items, start


def _encoded(value: Value) -> bytes:
    if isinstance(value, int):
        return _lead(_UINT, value)
    if isinstance(value, str):
        text = value.encode()
        return _lead(_TEXT, len(text)) + text
    return _lead(_ARRAY, len(value)) + b"".join(map(_encoded, value))


def _lead(kind: int, size: int) -> bytes:
    if size < 24:
        return bytes([kind << 5 | size])
    width = next(width for width in (1, 2, 4, 8) if size < 1 << 8 * width)
    return bytes([kind << 5 | 23 + width.bit_length()]) + size.to_bytes(width)
