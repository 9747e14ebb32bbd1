"""The folder of hand-written pages -> what may be published of it, and every problem found there.

Pages are Markdown with an optional head of `title` and `description`; beside them lie pictures and documents. Nothing
here renders Markdown. Symbolic links, files that a browser would run and addresses that the handbook needs are
reported, never followed, never published.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

from handbook.load.folder import MAX_DEPTH, UNREADABLE_HINT
from handbook.load.nodes import compose, invisible_characters
from handbook.load.records import read_record
from handbook.load.scalars import printable, shown
from handbook.model.diagnostic import Diagnostic, error, warning
from handbook.model.field import Doc, Line
from handbook.model.source import Source
from handbook.site.sanitise import TAGS

MAX_BYTES = 200_000

MEDIA = frozenset(
    {".avif", ".csv", ".docx", ".gif", ".ico", ".jpeg", ".jpg", ".mp4", ".odt", ".ods", ".pdf", ".png"}
    | {".pptx", ".txt", ".vtt", ".webm", ".webp", ".xlsx"}
)
"""What may lie beside the pages: nothing that a browser runs."""

_HTML_HINT = "put it in backquotes if it is to be seen, else say it in Markdown"
_RESERVED = frozenset({"assets", "categories", "policies", "roles", "search", "shells", "404"})
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,63}", re.ASCII)
_MEDIA_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,127}", re.ASCII)
_HEAD = re.compile(r"---\n(.*?\n)?---(?:\n|\Z)", re.DOTALL)
_FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})")
_CODE = re.compile(r"<!--.{0,400}?-->|(?<!`)(`{1,4})(?!`).{1,400}?(?<!`)\1(?!`)")
_TAG = re.compile(r"<([A-Za-z][A-Za-z0-9-]*)(?=[\s/>])[^<>]*>")
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a page may say about itself between two lines of `---` on top."""

    title: Annotated[Line, Doc("the page's title; default its first heading", "How to use this handbook")] = ""
    description: Annotated[Line, Doc("one sentence for search results", "Find the rule that applies")] = ""
    source: Source = Source("")


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenPage:
    """One hand-written page: `path` is relative to the pages' folder, `markdown` comes without its head."""

    path: str
    address: str
    title: str
    description: str
    markdown: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenPages:
    """The folder's pages and other files, by path; `folder` is None where there is no such folder."""

    folder: Path | None = None
    pages: tuple[WrittenPage, ...] = ()
    media: tuple[str, ...] = ()
    problems: tuple[Diagnostic, ...] = ()


def read_written(folder: Path, taken: frozenset[str] = frozenset()) -> WrittenPages:
    """Read the folder of hand-written pages; total.

    Args:
        folder: the pages' folder, such as `policy_data/pages`; it need not exist.
        taken: addresses that the handbook's own pages have.

    Returns:
        Pages and media sorted by path; diagnostics `symbolic-link`, `unexpected-file`, `unreadable-file`,
        `file-name`, `file-type`, `reserved-address`, `too-large`, `encoding`, `control-character`, the warnings
        `invisible-character` and `html-left-out`, and those of the strict reader for the head.
    """
    if folder.is_symlink():
        reader = _Reader(folder, taken)
        reader.report_link(folder)
        return WrittenPages(problems=tuple(reader.problems))
    if not folder.is_dir():
        return WrittenPages()
    reader = _Reader(folder, taken)
    reader.read_folder(folder)
    return WrittenPages(
        folder=folder, pages=tuple(reader.pages), media=tuple(reader.media), problems=tuple(reader.problems)
    )


def _named(folder: Path, path: Path) -> str:
    return printable(path.relative_to(folder.parent.parent).as_posix())


def _without_code(markdown: str) -> Iterator[str]:
    """The lines, with blanks for what stands in code or in a remark."""
    fence = ""
    for line in markdown.split("\n"):
        mark = _FENCE.match(line)
        if fence:
            fence = "" if mark and mark[1].startswith(fence) else fence
            yield ""
        elif mark:
            fence = mark[1]
            yield ""
        else:
            yield _CODE.sub(lambda found: " " * len(found[0]), line)


class _Reader:
    def __init__(self, folder: Path, taken: frozenset[str]) -> None:
        self.folder, self.taken = folder, taken
        self.pages: list[WrittenPage] = []
        self.media: list[str] = []
        self.problems: list[Diagnostic] = []

    def read_folder(self, folder: Path) -> None:
        """Read every file below a folder, in order of names; hidden files are left out."""
        if len(self._parts(folder)) > MAX_DEPTH:
            return  # who walks all of the data folder reports it
        try:
            with os.scandir(folder) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as problem:
            self._report("unreadable-file", folder, f"the folder cannot be read: {problem.strerror}", UNREADABLE_HINT)
            return
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                self.read_folder(Path(entry.path))
            else:
                self._read(entry)

    def report_link(self, path: Path) -> None:
        """Report a symbolic link, in the words of who walks all of the data folder."""
        message = f"{shown(path.name)} is a symbolic link; links are not followed"
        self._report("symbolic-link", path, message, "put the file itself here")

    def _read(self, entry: "os.DirEntry[str]") -> None:
        path = Path(entry.path)
        if entry.is_symlink():
            self.report_link(path)
        elif not entry.is_file(follow_symlinks=False):
            message = f"{shown(entry.name)} must be a file"
            self._report("unexpected-file", path, message, "rename or delete what stands there")
        elif path.suffix == ".md":
            self._read_page(path)
        elif path.suffix.lower() not in MEDIA:
            kinds = ", ".join(sorted(MEDIA))
            self._report("file-type", path, f"a file `{path.name}` is not published", f"pages are .md; beside: {kinds}")
        elif not all(_MEDIA_NAME.fullmatch(part) for part in self._parts(path)):
            self._report("file-name", path, "the name is not plain", "use letters, digits, `.`, `_` and `-`")
        elif self._is_free(path, self._parts(path)[0]):
            self.media.append(path.relative_to(self.folder).as_posix())

    def _read_page(self, path: Path) -> None:
        names = (*self._parts(path)[:-1], path.stem)
        if not all(_NAME.fullmatch(name) for name in names):
            self._report("file-name", path, "a page's name is its address", "use a-z, 0-9 and `-`: hand-over.md")
            return
        text = self._text(path)
        address = "".join(f"{name}/" for name in (names[:-1] if path.stem == "index" else names))
        if text is None or not self._is_free(path, names[0], address):
            return
        head, markdown = self._head(path, text)
        self._tell_html(path, markdown)
        self.problems += invisible_characters(markdown, _named(self.folder, path)).values()
        self.pages.append(
            WrittenPage(
                path=path.relative_to(self.folder).as_posix(),
                address=address,
                title=head.title,
                description=head.description,
                markdown=markdown,
            )
        )

    def _is_free(self, path: Path, first: str, address: str = "") -> bool:
        if first in _RESERVED or (address and address in self.taken):
            self._report("reserved-address", path, f"the handbook needs the address /{address or first}", "rename it")
            return False
        return True

    def _text(self, path: Path) -> str | None:
        try:
            size = path.stat().st_size
            data = path.read_bytes() if size <= MAX_BYTES else b""
        except OSError as problem:
            self._report("unreadable-file", path, f"the file cannot be read: {problem.strerror}", UNREADABLE_HINT)
            return None
        if size > MAX_BYTES:
            message = f"the page has {size:,} bytes; at most {MAX_BYTES:,} are read"
            self._report("too-large", path, message, "split it")
            return None
        try:
            text = data.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError:
            self._report("encoding", path, "the file is not UTF-8", "save it as UTF-8")
            return None
        forbidden = _FORBIDDEN.search(text)
        if forbidden:
            line = text.count("\n", 0, forbidden.start()) + 1
            column = forbidden.start() - text.rfind("\n", 0, forbidden.start())
            message = f"the character U+{ord(forbidden[0]):04X} is not allowed"
            self._report("control-character", path, message, "delete it", line, column)
            return None
        return text

    def _head(self, path: Path, text: str) -> tuple[Head, str]:
        found = _HEAD.match(text)
        if not found:
            return Head(), text
        if not (found[1] or "").strip():
            return Head(), text[found.end() :]
        name = _named(self.folder, path)
        top, problems = compose(found[1].encode(), name)
        head = Head() if top is None else read_record(Head, top, Source(name), problems)
        self.problems += [replace(problem, line=problem.line + 1) for problem in problems]
        return head, "\n" * text.count("\n", 0, found.end()) + text[found.end() :]

    def _tell_html(self, path: Path, markdown: str) -> None:
        """Tags that are left out of the page, and with them what a reader should perhaps have seen."""
        for number, line in enumerate(_without_code(markdown), start=1):
            for tag in _TAG.finditer(line):
                if tag[1].lower() not in TAGS:
                    message = f"readers will not see {shown(tag[0])}: no page may hold such HTML"
                    found = warning("html-left-out", Source(_named(self.folder, path)), message, _HTML_HINT)
                    self.problems.append(found.at(number, tag.start() + 1))

    def _parts(self, path: Path) -> tuple[str, ...]:
        return path.relative_to(self.folder).parts

    def _report(self, code: str, path: Path, message: str, hint: str, line: int = 1, column: int = 1) -> None:
        self.problems.append(error(code, Source(_named(self.folder, path)), message, hint).at(line, column))
