"""YAML bytes -> nodes with positions, or diagnostics that say where the file cannot be read.

A strict subset of YAML 1.1: one document of mappings, sequences and text. Anchors, aliases, tags, merge keys,
directives, duplicate keys and control characters are refused at their place; nothing is converted here, every
scalar stays the text that the owner typed. Built on libyaml's events, so depth and size are bounded before
anything is composed.
"""

import re
from dataclasses import dataclass
from typing import TypeAlias

import yaml

from handbook.load.parser_words import plain_words
from handbook.load.scalars import shown
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
_COMMENT = re.compile(" *#")
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(slots=True)
class Scalar:
    """Text; `cut` where a comment follows an unquoted text on its line, so that the owner may have lost words."""

    text: str
    line: int
    column: int
    cut: bool = False


@dataclass(slots=True)
class Sequence:
    """A list."""

    items: list["Node"]
    line: int
    column: int


@dataclass(slots=True)
class Mapping:
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
        return composer.document(_decoded(data, file)), composer.diagnostics
    except _Refused as refusal:
        return None, [*composer.diagnostics, refusal.diagnostic]


def _refusal(code: str, file: str, line: int, column: int, message: str, hint: str = "") -> _Refused:
    return _Refused(error(code, Source(file), message, hint).at(line, column))


def _decoded(data: bytes, file: str) -> str:
    if len(data) > MAX_BYTES:
        message = f"the file has {len(data):,} bytes; at most {MAX_BYTES:,} are read"
        raise _refusal("too-large", file, 1, 1, message, "split the policy")
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        raise _refusal("encoding", file, 1, 1, "the file starts with a byte order mark", "save it as UTF-8 without BOM")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as problem:
        before = data[: problem.start].decode("utf-8")
        line, column = _position(before, len(before))
        raise _refusal("encoding", file, line, column, "the file is not UTF-8", "save it as UTF-8") from None
    text = text.replace("\r\n", "\n")
    forbidden = _FORBIDDEN.search(text)
    if forbidden:
        line, column = _position(text, forbidden.start())
        if forbidden[0] == "\t":
            raise _refusal("control-character", file, line, column, "a tab stands here", "use spaces")
        message = f"the character U+{ord(forbidden[0]):04X} is not allowed"
        hint = "save the file as UTF-8 text" if forbidden[0] == "\0" else "delete it"
        raise _refusal("control-character", file, line, column, message, hint)
    return text


def _position(text: str, offset: int) -> tuple[int, int]:
    """The 1-based line and column of an offset."""
    return text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1


class _Composer:
    """Builds nodes from libyaml's events, keeping its own stack so that depth costs nothing but a counter."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.diagnostics: list[Diagnostic] = []
        self.lines: list[str] = []
        self.top: Node | None = None
        self.open: list[Sequence | Mapping] = []
        self.keys: list[Scalar | None] = []
        self.warned: set[str] = set()
        self.documents = 0

    def document(self, text: str) -> Mapping:
        """The top mapping of the only document; raises `_Refused`."""
        self._warn_of_invisible(text)
        self.lines = text.split("\n") if " #" in text else []
        loader = _LOADER(text)
        try:
            self._read(loader)
        except yaml.MarkedYAMLError as problem:
            mark = problem.problem_mark or problem.context_mark
            line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            raise self._refused("yaml-syntax", line, column, plain_words(problem), _SYNTAX_HINT) from None
        except yaml.YAMLError as problem:
            raise self._refused("yaml-syntax", 1, 1, str(problem).splitlines()[0]) from None
        finally:
            loader.dispose()
        if self.top is None:
            raise self._refused("empty-file", 1, 1, "the file holds nothing", "fill it in or delete it")
        if not isinstance(self.top, Mapping):
            message, hint = "the file must hold keys and values", "such as `title: Complaints`"
            raise self._refused("not-a-mapping", self.top.line, self.top.column, message, hint)
        return self.top

    def _refused(self, code: str, line: int, column: int, message: str, hint: str = "") -> _Refused:
        return _refusal(code, self.file, line, column, message, hint)

    def _warn_of_invisible(self, text: str) -> None:
        """Warn of each invisible character once, where it first stands."""
        for character in sorted(set(_INVISIBLE.findall(text))) if not text.isascii() else ():
            self._warn(character, *_position(text, text.index(character)), text.count(character))

    def _warn(self, character: str, line: int, column: int, times: int) -> None:
        message = f"the invisible character U+{ord(character):04X} stands here"
        if times > 1:
            message += f", and {times - 1:,} more of it below"
        found = warning("invisible-character", Source(self.file), message, "delete it")
        self.diagnostics.append(found.at(line, column))
        self.warned.add(character)

    def _read(self, loader: yaml.BaseLoader) -> None:
        next_event = loader.get_event
        nodes = 0
        while not isinstance(event := next_event(), yaml.StreamEndEvent):  # type: ignore[no-untyped-call]
            mark = event.start_mark
            line, column = mark.line + 1, mark.column + 1
            if isinstance(event, yaml.NodeEvent):
                nodes += 1
                if nodes > MAX_NODES:
                    message = f"the file holds more than {MAX_NODES:,} values"
                    raise self._refused("too-large", line, column, message, "split the policy")
                self._place(self._node(event, line, column))
            elif isinstance(event, yaml.CollectionEndEvent):
                self.open.pop()
                self.keys.pop()
            elif isinstance(event, yaml.DocumentStartEvent):
                self._start_document(event, line, column)

    def _start_document(self, event: yaml.DocumentStartEvent, line: int, column: int) -> None:
        self.documents += 1
        if self.documents > 1:
            message = "a second document starts here"
            raise self._refused("yaml-feature", line, column, message, "one file, one document")
        if event.version or event.tags:
            message = "directives such as %YAML are not used here"
            raise self._refused("yaml-feature", line, column, message, "delete the line")

    def _node(self, event: yaml.NodeEvent, line: int, column: int) -> Node:
        """The node that an event begins; raises `_Refused` for what is no plain list, mapping or text."""
        if event.anchor or event.tag:  # type: ignore[attr-defined]  # an alias has no tag, but always an anchor
            raise self._feature(event, line, column)
        if isinstance(event, yaml.ScalarEvent):
            if event.style == '"':
                self._check_escapes(event.value, line, column)
            if self.lines:
                return Scalar(event.value, line, column, self._is_cut(event))
            return Scalar(event.value, line, column)
        if len(self.open) >= MAX_DEPTH:
            message = f"values are nested more than {MAX_DEPTH} deep"
            raise self._refused("too-deep", line, column, message, "nothing here needs that; check the indentation")
        return Mapping({}, line, column) if isinstance(event, yaml.MappingStartEvent) else Sequence([], line, column)

    def _place(self, node: Node) -> None:
        """Add a node to the innermost open one, as an item, as a key that waits for its value, or as that value."""
        if not self.open:
            self.top = node
        elif isinstance(parent := self.open[-1], Sequence):
            parent.items.append(node)
        elif (key := self.keys[-1]) is None:
            self.keys[-1] = self._key(parent, node)
        else:
            parent.entries[key.text] = (key, node)
            self.keys[-1] = None
        if not isinstance(node, Scalar):
            self.open.append(node)
            self.keys.append(None)

    def _key(self, parent: Mapping, node: Node) -> Scalar:
        if not isinstance(node, Scalar):
            raise self._refused("yaml-feature", node.line, node.column, "a key must be plain text", "put it in quotes")
        if node.text == "<<":
            message = "`<<` is a merge key"
            raise self._refused("yaml-feature", node.line, node.column, message, _ALIAS_HINT)
        first = parent.entries.get(node.text)
        if first:
            message = f"the key {shown(node.text)} stands twice; it is first on line {first[0].line}"
            twice = self._refused("duplicate-key", node.line, node.column, message, "keep one of the two")
            if len(self.diagnostics) >= MAX_DUPLICATES:
                raise twice
            self.diagnostics.append(twice.diagnostic)
        return node

    def _feature(self, event: yaml.NodeEvent, line: int, column: int) -> _Refused:
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
                self._warn(character, line, column, 1)

    def _is_cut(self, event: yaml.ScalarEvent) -> bool:
        if event.style or not event.value or event.end_mark is None:
            return False
        return _COMMENT.match(self.lines[event.end_mark.line], event.end_mark.column) is not None


_ALIAS_HINT = "write the value out; quote text that starts with `&`, `*` or `<`"
_SYNTAX_HINT = "text that holds `: ` or starts with a sign needs quotes; children are indented by two spaces"
