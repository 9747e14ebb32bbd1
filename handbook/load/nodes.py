"""YAML bytes -> nodes with positions, or diagnostics that say where the file cannot be read.

A strict subset of YAML 1.1: one document of mappings, sequences and text. Anchors, aliases, tags, merge keys,
directives, duplicate keys and control characters are refused at their place; nothing is converted here, every
scalar stays the text that the owner typed. Built on libyaml's events, so depth and size are bounded before
anything is composed.
"""

import re
from collections.abc import Callable
from typing import Any, TypeAlias

import msgspec
import yaml
from yaml import MappingEndEvent, ScalarEvent

from handbook.load.parser_words import plain_words
from handbook.load.scalars import shown
from handbook.load.slips import common_slip
from handbook.model.diagnostic import Diagnostic, error, warning
from handbook.model.source import Source

MAX_BYTES = 1_000_000
MAX_DEPTH = 24
MAX_NODES = 50_000
MAX_DUPLICATES = 100

_FORBIDDEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]")
_INVISIBLE = re.compile(
    "[\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_PLAIN = bytes((0x0A, *range(0x20, 0x7F)))
_COMMENT = re.compile(" *#")
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class Scalar(msgspec.Struct, gc=False):
    """Text; `cut` where a comment follows an unquoted text on its line, so that the owner may have lost words."""

    text: str
    line: int
    column: int
    cut: bool = False


class Sequence(msgspec.Struct):
    """A list."""

    items: list["Node"]
    line: int
    column: int


class Mapping(msgspec.Struct):
    """Keys in file order, each with its own position and its value."""

    entries: dict[str, tuple[Scalar, "Node"]]
    line: int
    column: int


Node: TypeAlias = Scalar | Sequence | Mapping


class _Refused(Exception):
    """The file cannot be read on; carries the one diagnostic that says why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


def compose(data: bytes, file: str) -> tuple[Mapping | None, list[Diagnostic]]:
    """The file's top mapping and what was noticed on the way.

    Returns:
        The mapping, or None where the file cannot be read; diagnostics with 1-based line and column, among them
        `encoding`, `control-character`, `yaml-syntax`, `yaml-feature`, `duplicate-key`, `too-deep`, `too-large`,
        `empty-file`, `not-a-mapping` and the warning `invisible-character`.
    """
    composer = _Composer(file)
    try:
        return composer.document(*_decoded(data, file)), composer.diagnostics
    except _Refused as refusal:
        return None, [*composer.diagnostics, refusal.diagnostic]


def _refusal(code: str, file: str, line: int, column: int, message: str, hint: str = "") -> _Refused:
    return _Refused(error(code, Source(file), message, hint).at(line, column))


def _decoded(data: bytes, file: str) -> tuple[str, str]:
    """The text, and of it all that is no plain ASCII; most texts have little of that, and only there is more to see."""
    if len(data) > MAX_BYTES:
        message = f"the file has {len(data):,} bytes; at most {MAX_BYTES:,} are read"
        raise _refusal("too-large", file, 1, 1, message, "split the policy")
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        raise _refusal("encoding", file, 1, 1, "the file starts with a byte order mark", "save it as UTF-8 without BOM")
    data = data.replace(b"\r\n", b"\n")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as problem:
        before = data[: problem.start].decode("utf-8")
        line, column = _position(before, len(before))
        raise _refusal("encoding", file, line, column, "the file is not UTF-8", "save it as UTF-8") from None
    strange = data.translate(None, _PLAIN).decode("utf-8")
    if _FORBIDDEN.search(strange):
        forbidden = _FORBIDDEN.search(text)
        assert forbidden is not None
        line, column = _position(text, forbidden.start())
        if forbidden[0] == "\t":
            raise _refusal("control-character", file, line, column, "a tab stands here", "use spaces")
        message = f"the character U+{ord(forbidden[0]):04X} is not allowed"
        hint = "save the file as UTF-8 text" if forbidden[0] == "\0" else "delete it"
        raise _refusal("control-character", file, line, column, message, hint)
    return text, strange


def _position(text: str, offset: int) -> tuple[int, int]:
    """The 1-based line and column of an offset."""
    return text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1


def invisible_characters(text: str, file: str) -> dict[str, Diagnostic]:
    """The invisible characters of a text, each with one warning at the place where it first stands; total."""
    return {
        character: _invisible(character, file, *_position(text, text.index(character)), text.count(character))
        for character in sorted(set(_INVISIBLE.findall(text)))
    }


def _invisible(character: str, file: str, line: int, column: int, times: int = 1) -> Diagnostic:
    message = f"the invisible character U+{ord(character):04X} stands here"
    if times > 1:
        message += f", and {times - 1:,} more of it below"
    return warning("invisible-character", Source(file), message, "delete it").at(line, column)


class _Composer:
    """Builds nodes from libyaml's events, the outermost first; it calls itself no deeper than `MAX_DEPTH`.

    `commented` are the lines that may hold a comment behind a text, by their 0-based number.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.diagnostics: list[Diagnostic] = []
        self.commented: dict[int, str] = {}
        self.warned: set[str] = set()
        self.nodes = self.depth = 0

    def document(self, text: str, strange: str) -> Mapping:
        """The top mapping of the only document; `strange` are its characters beyond ASCII. Raises `_Refused`."""
        if _INVISIBLE.search(strange):
            found = invisible_characters(text, self.file)
            self.diagnostics += found.values()
            self.warned |= found.keys()
        if " #" in text:
            self.commented = {number: line for number, line in enumerate(text.split("\n")) if "#" in line}
        loader = _LOADER(text)
        self.next: Callable[[], Any] = loader.get_event
        try:
            top = self._top()
        except yaml.MarkedYAMLError as problem:
            raise self._syntax(text, problem) from None
        except yaml.YAMLError as problem:
            raise self._refused("yaml-syntax", 1, 1, str(problem).splitlines()[0]) from None
        finally:
            loader.dispose()
        if top is None:
            raise self._refused("empty-file", 1, 1, "the file holds nothing", "fill it in or delete it")
        if not isinstance(top, Mapping):
            message, hint = "the file must hold keys and values", "such as `title: Complaints`"
            raise self._refused("not-a-mapping", top.line, top.column, message, hint)
        return top

    def _syntax(self, text: str, problem: yaml.MarkedYAMLError) -> _Refused:
        if slip := common_slip(text, problem):
            return self._refused("yaml-syntax", slip.line, slip.column, slip.message, slip.hint)
        mark = problem.problem_mark or problem.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        return self._refused("yaml-syntax", line, column, plain_words(problem), _SYNTAX_HINT)

    def _refused(self, code: str, line: int, column: int, message: str, hint: str = "") -> _Refused:
        return _refusal(code, self.file, line, column, message, hint)

    def _top(self) -> Node | None:
        """The node of the only document; None where there is no document."""
        top, documents = None, 0
        while not isinstance(event := self.next(), yaml.StreamEndEvent):
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                self._start_document(event, documents)
            elif isinstance(event, yaml.NodeEvent):
                top = self._node(event)
        return top

    def _start_document(self, event: yaml.DocumentStartEvent, number: int) -> None:
        line, column = _place(event)
        if number > 1:
            message = "a second document starts here"
            raise self._refused("yaml-feature", line, column, message, "one file, one document")
        if event.version or event.tags:
            message = "directives such as %YAML are not used here"
            raise self._refused("yaml-feature", line, column, message, "delete the line")

    def _node(self, event: Any) -> Node:
        """The node that an event begins, with all that it holds."""
        if isinstance(event, ScalarEvent):
            return self._scalar(event)
        line, column = self._open(event)
        inside = self._mapping if isinstance(event, yaml.MappingStartEvent) else self._sequence
        self.depth += 1
        node: Node = inside(line, column)
        self.depth -= 1
        return node

    def _scalar(self, event: ScalarEvent) -> Scalar:
        self.nodes += 1
        if event.anchor or event.tag or self.nodes > MAX_NODES:
            raise self._feature(event)
        mark: Any = event.start_mark
        line, column = mark.line + 1, mark.column + 1
        if event.style == '"':
            self._check_escapes(event.value, line, column)
        if self.commented and self._is_cut(event):
            return Scalar(event.value, line, column, cut=True)
        return Scalar(event.value, line, column)

    def _open(self, event: yaml.NodeEvent) -> tuple[int, int]:
        """Where a list or mapping begins; raises `_Refused` for an alias, and for what is nested too deep."""
        self.nodes += 1
        if event.anchor or event.tag or self.nodes > MAX_NODES:  # type: ignore[attr-defined]  # an alias: see `anchor`
            raise self._feature(event)
        line, column = _place(event)
        if self.depth == MAX_DEPTH:
            message = f"values are nested more than {MAX_DEPTH} deep"
            raise self._refused("too-deep", line, column, message, "nothing here needs that; check the indentation")
        return line, column

    def _sequence(self, line: int, column: int) -> Sequence:
        node, next_event = Sequence([], line, column), self.next
        while not isinstance(event := next_event(), yaml.SequenceEndEvent):
            node.items.append(self._node(event))
        return node

    def _mapping(self, line: int, column: int) -> Mapping:
        node, next_event = Mapping({}, line, column), self.next
        entries = node.entries
        while not isinstance(event := next_event(), MappingEndEvent):
            key = self._key(event, entries)
            entries[key.text] = (key, self._node(next_event()))
        return node

    def _key(self, event: yaml.NodeEvent, entries: dict[str, tuple[Scalar, Node]]) -> Scalar:
        if not isinstance(event, ScalarEvent):
            message = "a key must be plain text"
            raise self._refused("yaml-feature", *self._open(event), message, "put it in quotes")
        key = self._scalar(event)
        if key.text == "<<":
            message = "`<<` is a merge key"
            raise self._refused("yaml-feature", key.line, key.column, message, _ALIAS_HINT)
        if key.text in entries:
            first = entries[key.text][0]
            message = f"the key {shown(key.text)} stands twice; it is first on line {first.line}"
            twice = self._refused("duplicate-key", key.line, key.column, message, "keep one of the two")
            if len(self.diagnostics) >= MAX_DUPLICATES:
                raise twice
            self.diagnostics.append(twice.diagnostic)
        return key

    def _feature(self, event: yaml.NodeEvent) -> _Refused:
        """Why a node is refused before it is looked into."""
        line, column = _place(event)
        if self.nodes > MAX_NODES:
            message = f"the file holds more than {MAX_NODES:,} values"
            return self._refused("too-large", line, column, message, "split the policy")
        if isinstance(event, yaml.AliasEvent):
            message = f"{shown(f'*{event.anchor}')} is an alias"
            return self._refused("yaml-feature", line, column, message, _ALIAS_HINT)
        if event.anchor:
            message = f"{shown(f'&{event.anchor}')} is an anchor"
            return self._refused("yaml-feature", line, column, message, _ALIAS_HINT)
        return self._refused("yaml-feature", line, column, "a tag stands here", "quote text that starts with `!`")

    def _check_escapes(self, text: str, line: int, column: int) -> None:
        """Quoted text can name by an escape what the search of the whole file does not see."""
        forbidden = _FORBIDDEN.search(text)
        if forbidden:
            message = f"the text holds the character U+{ord(forbidden[0]):04X}, written as an escape"
            raise self._refused("control-character", line, column, message, "delete it")
        if not text.isascii():
            for character in sorted(set(_INVISIBLE.findall(text)) - self.warned):
                self.diagnostics.append(_invisible(character, self.file, line, column))
                self.warned.add(character)

    def _is_cut(self, event: yaml.ScalarEvent) -> bool:
        if event.style or not event.value or event.end_mark is None:
            return False
        line = self.commented.get(event.end_mark.line)
        return line is not None and _COMMENT.match(line, event.end_mark.column) is not None


def _place(event: yaml.Event) -> tuple[int, int]:
    """The 1-based line and column of an event."""
    assert event.start_mark is not None
    return event.start_mark.line + 1, event.start_mark.column + 1


_ALIAS_HINT = "write the value out; quote text that starts with `&`, `*` or `<`"
_SYNTAX_HINT = "text that holds `: ` or starts with a sign needs quotes; children are indented by two spaces"
