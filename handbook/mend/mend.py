"""A file with problems -> the file with those mended that can be mended in one way only, and what was done to it.

Each change is one stretch of one line, and is kept only if the file then reads with the same values everywhere else,
with that problem gone and no other come. Comments and formatting stay. What is right already is never touched.
"""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from handbook.load.nodes import Mapping, Scalar
from handbook.mend.compare import moved, outcome, problems_gone, scalars, values_elsewhere, values_ended
from handbook.mend.keys import key_meant
from handbook.mend.reading import Kind, Path, Reading, kind_of, read
from handbook.mend.syntax import quoted_line, without_tabs
from handbook.mend.text import Span, quoted, replaced, span_of
from handbook.mend.values import Ids, is_version, mended_value
from handbook.model.diagnostic import Diagnostic, Key, key_of
from handbook.model.field import Format

MENDED_CODES = frozenset(
    {"control-character", "encoding", "invalid-value", "unknown-key", "wrong-shape", "yaml-syntax"}
)
"""Codes of problems that may be mended; a file without one need not be looked at for them."""

MOST_PASSES = 8
"""How often a file is gone over: one mend may uncover the next, and the last pass finds none."""

MOST_SINGLE_LINES = 200
"""How many lines are tried one by one where trailing spaces cannot all go."""

_UTF_8_MARK = b"\xef\xbb\xbf"
_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_UNTIDY = re.compile(rb"[ \t](?:\r?\n|\Z)|\r\n|\bversion[\"']?: +[0-9]|[^\n]\Z")
_LINE_END = re.compile(r"\r+\n")
_OF_A_VALUE = frozenset({"invalid-value", "wrong-shape"})
_IDS = re.compile(r"[a-z0-9-]+(?:, ?[a-z0-9-]+)*", re.ASCII)
_BELOW_NEW_KEY = frozenset({"invalid-value", "unknown-key", "comment-cuts-text"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Mend:
    """One thing that was mended: its 1-based line, what was done, and the problem that is gone (None: untidiness)."""

    line: int
    done: str
    problem: Diagnostic | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """A file before and after; without `mends` the two are the same.

    `gone` are the problems that the reader had with it before and has no more: also those that came of another.
    """

    file: str
    before: bytes
    after: bytes
    mends: tuple[Mend, ...]
    gone: tuple[Diagnostic, ...] = ()


def mend(content: bytes, file: str, path: str, ids: Ids) -> Mended:
    """The file with everything mended that can be.

    Args:
        content: the file's bytes.
        file: the name that diagnostics show.
        path: the way below the data folder, which decides what the file holds.
        ids: what the handbook declares, for values that name something.
    """
    kind = kind_of(path)
    after, mends = content, list[Mend]()
    for _ in range(MOST_PASSES if kind else 0):
        text = _decoded(after)
        if kind is None or text is None:
            break
        mending = _Mending(file, kind, ids, text.split("\n"))
        mending.run(after)
        if not mending.mends:
            break
        after = "\n".join(mending.lines).encode()
        mends += mending.mends
    gone = problems_gone(read(content, file, kind), read(after, file, kind)) if kind and mends else ()
    return Mended(file=file, before=content, after=after, mends=tuple(mends), gone=gone)


def is_tidy(content: bytes) -> bool:
    """Whether a file that has no problem need not be looked at: a quick answer that is never wrongly yes."""
    return _UNTIDY.search(content) is None


def _decoded(content: bytes) -> str | None:
    encoding = "utf-16" if content.startswith(_UTF_16_MARKS) else "utf-8-sig"
    try:
        return _LINE_END.sub("\n", content.decode(encoding))
    except UnicodeDecodeError:
        return None


@dataclass
class _Mending:
    """The lines as they are mended so far, and how they read."""

    file: str
    kind: Kind
    ids: Ids
    lines: list[str]
    reading: Reading = field(init=False)
    mends: list[Mend] = field(default_factory=list)
    tried: set[Key] = field(default_factory=set)

    def run(self, content: bytes) -> None:
        self.reading = self.read(self.lines)
        self.encoding(content)
        self.tabs()
        self.syntax()
        if self.reading.is_whole:
            self.values()
            self.tidy()

    def read(self, lines: list[str]) -> Reading:
        return read("\n".join(lines).encode(), self.file, self.kind)

    def keep(self, lines: list[str], reading: Reading, mend: Mend) -> None:
        self.lines, self.reading = lines, reading
        self.mends.append(mend)

    def encoding(self, content: bytes) -> None:
        """The text is decoded and its line ends are one character already; say so where the bytes were others."""
        if content.startswith((_UTF_8_MARK, *_UTF_16_MARKS)):
            problem = read(content, self.file, self.kind).problems[-1]
            self.mends.append(Mend(line=1, done="saved as UTF-8 without a byte order mark", problem=problem))
        if b"\r\n" in content and not content.startswith(_UTF_16_MARKS):
            line = content.split(b"\r\n")[0].count(b"\n") + 1
            self.mends.append(Mend(line=line, done="lines end as on every other system (LF)"))

    def tabs(self) -> None:
        problem = self.refusal("control-character")
        if problem is None or not any("\t" in line for line in self.lines):
            return
        readings = [(lines, self.read(lines)) for lines in without_tabs(self.lines)]
        whole = [(lines, reading) for lines, reading in readings if reading.top]
        meant = {outcome(reading) for _, reading in whole or readings}
        if len(meant) == 1:
            self.keep(*(whole or readings)[0], Mend(line=problem.line, done="spaces in place of tabs", problem=problem))

    def syntax(self) -> None:
        """Put quotes around texts that hold `: `, one line after the other, as long as the reader gets on by it."""
        while problem := self.refusal("yaml-syntax"):
            for place in (problem.line - 1, problem.line - 2):
                line = quoted_line(self.lines, place) if 0 <= place < len(self.lines) else None
                if line is None:
                    continue
                lines = [*self.lines[:place], line, *self.lines[place + 1 :]]
                reading = self.read(lines)
                if self.gets_on(reading, place + 1, problem):
                    self.keep(lines, reading, Mend(line=place + 1, done="the text stands in quotes", problem=problem))
                    break
            else:
                return

    def refusal(self, code: str) -> Diagnostic | None:
        """Why the file cannot be read at all, if it is for this."""
        last = self.reading.problems[-1] if self.reading.top is None and self.reading.problems else None
        return last if last and last.code == code else None

    @staticmethod
    def gets_on(reading: Reading, line: int, before: Diagnostic) -> bool:
        if reading.top is None:
            return reading.problems[-1].line > before.line
        return not any(problem.line == line and problem.code in _OF_A_VALUE for problem in reading.problems)

    def values(self) -> None:
        """Mend what the reader refuses, one problem after the other, until none is left that can be."""
        while problem := next((item for item in self.reading.problems if key_of(item) not in self.tried), None):
            self.tried.add(key_of(problem))
            remedy = _REMEDIES.get(problem.code)
            if remedy:
                remedy(self, problem)

    def value(self, problem: Diagnostic) -> None:
        path = problem.source.path
        node, declared = self.reading.node(path), self.kind.field(path)
        if not isinstance(node, Scalar) or declared is None:
            return
        span, written = span_of(self.lines, node), mended_value(node.text, declared, self.ids)
        if span and written:
            self.try_value(problem, span, written if not span.quote or written[0] in "\"'" else f'"{written}"')

    def shape(self, problem: Diagnostic) -> None:
        """One id, or several with commas, where a list of ids is expected."""
        path = problem.source.path
        node, declared = self.reading.node(path), self.kind.field(path)
        if declared is None or not declared.many or Format.ID not in declared.formats:
            return
        if isinstance(node, Scalar) and _IDS.fullmatch(node.text):
            span = span_of(self.lines, node)
            if span:
                self.try_value(problem, span, f"[{node.text}]")

    def try_value(self, problem: Diagnostic, span: Span, written: str) -> None:
        former = self.lines[span.line][span.start : span.end]
        lines = replaced(self.lines, span, written)
        reading = self.read(lines)
        path = problem.source.path
        if values_elsewhere(reading, path) == values_elsewhere(self.reading, path) and self.is_better(reading, problem):
            done = f"`{written}` in place of `{former}`"
            self.keep(lines, reading, Mend(line=span.line + 1, done=done, problem=problem))

    def key(self, problem: Diagnostic) -> None:
        *above, former = problem.source.path
        parent = self.reading.node(tuple(above))
        if not isinstance(parent, Mapping) or former not in parent.entries:
            return
        siblings = self.kind.siblings(problem.source.path)
        meant = key_meant(str(former), siblings, parent.entries)
        span = span_of(self.lines, parent.entries[str(former)][0])
        if not meant or not span:
            return
        lines = replaced(self.lines, span, meant)
        reading = self.read(lines)
        path, new = problem.source.path, (*above, meant)
        renamed = {moved(at, path, new): text for at, text in self.reading.values.items()}
        if reading.values == renamed and self.is_better(reading, problem, new):
            done = f"`{meant}` in place of `{former}`"
            self.keep(lines, reading, Mend(line=span.line + 1, done=done, problem=problem))

    def is_better(self, reading: Reading, gone: Diagnostic, below: Path = ()) -> bool:
        """Whether one problem is gone and none has come, but for what can now be read `below` a key."""
        come = Counter(map(key_of, reading.problems))
        come.subtract(map(key_of, self.reading.problems))
        if come[key_of(gone)] >= 0:
            return False
        return all(
            below and source.path[: len(below)] == below and code in _BELOW_NEW_KEY
            for (code, source, _), count in come.items()
            if count > 0
        )

    def tidy(self) -> None:
        """What no rule refuses and every editor is told to do: the values stay as they are, to the letter."""
        self.versions()
        self.trailing_spaces()
        if self.lines[-1]:
            self.try_tidy([*self.lines, ""], len(self.lines), "the last line is ended")

    def versions(self) -> None:
        for node, path in scalars(self.reading.top, ()):
            span = span_of(self.lines, node) if is_version(self.kind.field(path)) else None
            if span and not span.quote:
                lines = replaced(self.lines, span, quoted(node.text))
                self.try_tidy(lines, node.line, f"quotes around version {node.text}")

    def trailing_spaces(self) -> None:
        found = [place for place, line in enumerate(self.lines) if line != line.rstrip(" ")]
        if not found:
            return
        if self.try_tidy([line.rstrip(" ") for line in self.lines], found[0] + 1, "no spaces at the end of lines"):
            return
        for place in found[:MOST_SINGLE_LINES]:
            lines = [*self.lines[:place], self.lines[place].rstrip(" "), *self.lines[place + 1 :]]
            self.try_tidy(lines, place + 1, "no spaces at the end of the line")

    def try_tidy(self, lines: list[str], line: int, done: str) -> bool:
        reading = self.read(lines)
        same_problems = Counter(map(key_of, reading.problems)) == Counter(map(key_of, self.reading.problems))
        if not same_problems or values_ended(reading) != values_ended(self.reading):
            return False
        self.keep(lines, reading, Mend(line=line, done=done))
        return True


_REMEDIES: dict[str, Callable[[_Mending, Diagnostic], None]] = {
    "invalid-value": _Mending.value,
    "unknown-key": _Mending.key,
    "wrong-shape": _Mending.shape,
}
