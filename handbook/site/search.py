"""Searchable pages -> small HTML files that hold only their article, and from them Pagefind's index.

Facts stand as attributes, so that they filter and spoil no excerpt. Pagefind is run as a program; nothing of a page's
frame, and no page that is not searchable, reaches the index.
"""

import re
import subprocess
from html import escape
from pathlib import Path

from handbook.render.page import Page
from handbook.site.errors import BuildError
from handbook.site.settle import settle

BUNDLE = "pagefind/"
"""Where the index lies in the site."""

KEYWORDS = "keywords"
"""The fact that is no facet: words by which the page is to be found though its text may not hold them."""

_FACT = re.compile(r"[a-z][a-z0-9-]{0,31}", re.ASCII)
_ABOUT_THE_PAGE = ("_changed", "_cite", "_history", "_related")
_LEFT_OUT = ", ".join(
    (".clause-tools", ".headerlink", "svg", *(f'[aria-labelledby="{heading}"]' for heading in _ABOUT_THE_PAGE))
)
"""Signs, pictures, and the sections that repeat what the rule says: a hit there leads nobody to the rule."""

_CELL = re.compile(r"(?=</(?:dt|dd|th|td|li|div|span|summary|label)>)")
_UNUSED = ("pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui.*", "pagefind-highlight.js", "*.map")


def search_document(page: Page, language: str) -> bytes:
    """The file that Pagefind reads for a page: title, description and facts as attributes, then the body.

    Several values of one fact are set apart by `; `.
    """
    facts = "".join(
        f'<i data-pagefind-filter="{name}[data-value]" data-value="{escape(value)}"></i>'
        for name, values in sorted(page.facts.items())
        if _FACT.fullmatch(name) and name != KEYWORDS
        for value in values.split("; ")
        if value
    )
    keywords = f"<p>{escape(page.facts[KEYWORDS])}</p>" if page.facts.get(KEYWORDS) else ""
    body = _CELL.sub(" ", page.body)
    return (
        f'<!doctype html><html lang="{escape(language)}"><head><meta charset="utf-8">'
        f"<title>{escape(page.title)}</title></head><body><main data-pagefind-body>"
        f'<i data-pagefind-meta="title[data-value]" data-value="{escape(page.title)}"></i>'
        f'<i data-pagefind-meta="description[data-value]" data-value="{escape(page.description)}"></i>'
        f"{facts}{body}{keywords}</main></body></html>"
    ).encode()


def make_index(documents: Path, bundle: Path) -> None:
    """Run Pagefind over a folder of search documents and leave its bundle in another, the same in every run.

    Raises:
        BuildError: Pagefind is missing or fails; the message holds what it said.
    """
    from pagefind_bin import get_executable

    try:
        program = get_executable()
    except FileNotFoundError:
        raise BuildError("the program pagefind is missing; install pagefind[bin]") from None
    done = subprocess.run(
        [str(program), "--site", ".", "--output-path", str(bundle), "--exclude-selectors", _LEFT_OUT, "--quiet"],
        cwd=documents,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        umask=0o022,
    )
    if done.returncode != 0 or not (bundle / "pagefind.js").is_file():
        said = (done.stderr or done.stdout).decode(errors="replace").strip()
        raise BuildError(f"the search index could not be made: {said[-2000:] or f'exit code {done.returncode}'}")
    settle(bundle)
    for pattern in _UNUSED:
        for file in bundle.glob(pattern):
            file.unlink()
