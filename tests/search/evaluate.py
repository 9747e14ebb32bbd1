"""How well search finds: real handbooks are built and served, the browser's own modules are asked, the answers judged.

    python -m tests.search.evaluate            prints the table by handbook and kind, and every question that failed
    python -m tests.search.evaluate --write    writes the table into README.md beside this file as well

Nothing is simulated: the corpora pass through the program as any handbook does, and what counts as the list of answers
is what the dialog shows (`asking.js`).
"""

import argparse
import re
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import ARGUMENTS, PROJECT, build, serve
from tests.search.corpus import HERE, LANGUAGES, read_corpus, write_handbook
from tests.search.questions import ARCHIVED, KINDS, NOTHING, SAMPLE, Answer, Outcome, Question, read_questions

TITLES, HITS = 4, 6
"""How many titles and how many pages the dialog lists (templates/assets/search/dialog.js)."""

RECALL = {SAMPLE: 0.95, "en": 0.95, "ru": 0.95, "kk": 0.90, "lv": 0.90, "he": 0.80}
FORGIVING, SILENT = 0.90, 0.90
"""What must be reached: recall at 3 of a handbook, and of its typos and synonyms; the share of nonsense unanswered."""

NAMES = {SAMPLE: "Sample", "en": "English", "ru": "Russian", "he": "Hebrew", "kk": "Kazakh", "lv": "Latvian"}

_ALL, _UNSEEN = "all", "unseen"
_TABLE = re.compile(r"(?<=<!-- table -->\n).*?(?=<!-- end -->)", re.DOTALL)


def evaluate(browser: Browser, folder: Path) -> Mapping[str, tuple[Outcome, ...]]:
    """The outcome of every question, by handbook; handbooks are built below the folder."""
    return {name: ask(browser, build_handbook(name, folder), name, asked) for name, asked in read_questions().items()}


def build_handbook(name: str, folder: Path) -> Path:
    """Build the sample handbook or that of a language with the real program; returns the site's folder."""
    root = folder / name
    configuration = (PROJECT / "mkdocs.yml").read_text(encoding="utf-8")
    configuration = re.sub(r"(?m)^site_url: .*$", 'site_url: ""', configuration)
    if name in LANGUAGES:
        data = write_handbook(read_corpus(name), root, configuration)
    else:
        data = Path(shutil.copytree(PROJECT / "policy_data", root / "policy_data"))
        (root / "mkdocs.yml").write_text(configuration, encoding="utf-8")
    build(data, root / "site")
    return root / "site"


def ask(browser: Browser, site: Path, name: str, questions: Sequence[Question]) -> tuple[Outcome, ...]:
    """Ask the search of a site in a browser."""
    engine = next(site.glob("assets/handbook/search*/engine.js")).relative_to(site)
    with contextmanager(serve)(site) as address:
        page = browser.new_page()
        page.goto(f"{address}robots.txt")
        found = page.evaluate(
            (HERE / "asking.js").read_text(encoding="utf-8"),
            {
                "engine": f"{address}{engine}",
                "language": name if name in LANGUAGES else "en",
                "questions": [{"ask": item.ask, "archive": item.kind == ARCHIVED} for item in questions],
                "titles": TITLES,
                "hits": HITS,
            },
        )
        page.close()
    return tuple(
        Outcome(question=question, **{key: _answers(lines) for key, lines in answer.items()})
        for question, answer in zip(questions, found, strict=True)
    )


def _answers(lines: Iterable[Mapping[str, str | list[str]]]) -> tuple[Answer, ...]:
    return tuple(
        Answer(address=str(line["address"]), parts=tuple(line["parts"]), versions=tuple(line["versions"]))
        for line in lines
    )


def recall(outcomes: Sequence[Outcome], places: int = 3) -> float:
    """The share of questions whose right answer is among the first places; 1 where there are no questions."""
    asked = [item for item in outcomes if item.question.kind != NOTHING]
    return sum(1 <= item.rank <= places for item in asked) / len(asked) if asked else 1.0


def mean_reciprocal_rank(outcomes: Sequence[Outcome]) -> float:
    """The mean of 1/place of the first right answer, 0 where there is none."""
    asked = [item for item in outcomes if item.question.kind != NOTHING]
    return sum(1 / item.rank for item in asked if item.rank) / len(asked) if asked else 1.0


def of_kind(outcomes: Sequence[Outcome], *kinds: str) -> list[Outcome]:
    """The outcomes of questions of these kinds."""
    return [item for item in outcomes if item.question.kind in kinds]


def seen(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """The outcomes of questions that the search may have been tuned by."""
    return [item for item in outcomes if not item.question.unseen]


def shortfalls(name: str, outcomes: Sequence[Outcome]) -> Iterator[str]:
    """What a handbook's search falls short of, in words; nothing where it is as good as it must be."""
    outcomes = seen(outcomes)
    nonsense = of_kind(outcomes, NOTHING)
    reached = (
        ("recall at 3", recall(outcomes), RECALL[name]),
        ("recall at 3 of typos and synonyms", recall(of_kind(outcomes, "typo", "synonym")), FORGIVING),
        ("share of nonsense left unanswered", sum(not item.false for item in nonsense) / len(nonsense), SILENT),
    )
    yield from (f"{what} is {value:.2f}, not {least:.2f}" for what, value, least in reached if value < least)
    leaks = [item for item in outcomes if item.false and item not in nonsense]
    yield from (f"an archived version was found unasked: {item.question.ask}" for item in leaks)


def table(found: Mapping[str, Sequence[Outcome]]) -> str:
    """The figures as a Markdown table: for each handbook a row for all kinds, one for each, one for what was unseen."""
    lines = [
        "| handbook | kind | questions | MRR | recall at 3 | clause in first 3 | false results |",
        "|---|---|---:|---:|---:|---:|---:|",
    ]
    for name, outcomes in found.items():
        known = seen(outcomes)
        rows = [(_ALL, known), *((kind, of_kind(known, kind)) for kind in KINDS)]
        rows.append((_UNSEEN, [item for item in outcomes if item.question.unseen]))
        lines += [_row(NAMES[name], kind, chosen) for kind, chosen in rows if chosen]
    return "\n".join(lines) + "\n"


def failures(found: Mapping[str, Sequence[Outcome]]) -> Iterator[str]:
    """Every question that was not answered within three, or that found what it must not, with what was found."""
    for name, outcomes in found.items():
        for item in outcomes:
            missed = item.question.kind != NOTHING and not 1 <= item.rank <= 3
            if missed or item.false:
                lines = item.with_archive if item.question.kind == ARCHIVED and missed else item.answers
                got = ", ".join(line.address or "home" for line in lines[:4]) or "nothing"
                wanted = " or ".join(item.question.find) or "nothing"
                yield f"{name} {item.question.kind}: {item.question.ask}\n    wanted {wanted}; found {got}"


def _row(name: str, kind: str, outcomes: Sequence[Outcome]) -> str:
    clauses = [item for item in outcomes if item.question.clauses]
    judged = kind != NOTHING
    figures = (
        str(len(outcomes)),
        f"{mean_reciprocal_rank(outcomes):.2f}" if judged else "",
        f"{recall(outcomes):.2f}" if judged else "",
        f"{sum(item.names_clause for item in clauses)} of {len(clauses)}" if clauses else "",
        str(sum(item.false for item in outcomes)),
    )
    shown = (name, kind) if kind != _ALL else (f"**{name}**", f"**{_ALL}**")
    return "| " + " | ".join((*shown, *figures)) + " |"


def main(arguments: Sequence[str]) -> None:
    """Evaluate, print, and write where asked to."""
    parser = argparse.ArgumentParser(prog="python -m tests.search.evaluate")
    parser.add_argument("--write", action="store_true", help="write the table into README.md")
    choice = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        found = evaluate(browser, Path(folder))
        browser.close()
    sys.stdout.write(f"{table(found)}\n" + "".join(f"{line}\n" for line in failures(found)))
    if choice.write:
        readme = HERE / "README.md"
        text = readme.read_text(encoding="utf-8")
        readme.write_text(_TABLE.sub(lambda _: table(found), text), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
