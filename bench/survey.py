"""A built site -> how many files, bytes, pages and words it holds. A program that makes fewer pages has not won."""

import re
from dataclasses import dataclass
from pathlib import Path

from handbook.machine.workers import cores, spread

_TOGETHER = 500

_NOT_READ = re.compile(r"<(svg|script|style|template)\b.*?</\1>|<[^>]*>|&[#a-z0-9]+;", re.DOTALL)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What a built site holds: files, their bytes, pages (HTML with an article) and the words of their articles."""

    files: int
    size: int
    pages: int
    words: int


def survey(folder: Path) -> Site:
    """Count what a built site holds. A redirect and the page for wrong addresses are no pages."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    pages = [path for path in files if path.suffix == ".html" and path.name != "404.html"]
    parts = [pages[begin : begin + _TOGETHER] for begin in range(0, len(pages), _TOGETHER)]
    counted = list(spread(parts, _words, cores()))
    return Site(
        files=len(files), size=sum(path.stat().st_size for path in files), pages=len(counted), words=sum(counted)
    )


def _words(pages: list[Path]) -> list[int]:
    """How many words each page's articles have; pages without an article are left out."""
    articles = (_article(page.read_text(encoding="utf-8")) for page in pages)
    return [len(_WORD.findall(article)) for article in articles if article is not None]


def _article(html: str) -> str | None:
    """The text from a page's first article to the end of its last."""
    begin, end = html.find("<article"), html.rfind("</article>")
    return None if begin < 0 else _NOT_READ.sub(" ", html[begin:end])
