"""The questions with known answers, and whether a list of answers holds the right one, and where.

An answer is what a reader sees as one line of the list: a page with its clauses and its former versions, all as
addresses from the site's root. What is right is named by policy or by clause, whatever page shows it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
SAMPLE = "sample"
NOTHING, ARCHIVED = "nonsense", "archived-only"
KINDS = (
    *("exact-title", "id", "inflected", "body-fact", "synonym", "typo", "no-diacritics", "said"),
    *(ARCHIVED, NOTHING),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked, of which kind, and which policies or clauses (policy#clause) are a right answer.

    Nothing was tuned by what is `unseen`.
    """

    kind: str
    ask: str
    find: tuple[str, ...] = ()
    unseen: bool = False

    @property
    def clauses(self) -> tuple[str, ...]:
        """The clauses named as right, as policy#clause."""
        return tuple(name for name in self.find if "#" in name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One line of the list: its page or clause first, then the clauses and versions that it opens."""

    address: str
    parts: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A question with its answers: as a reader gets them, and with the archive where that was asked for."""

    question: Question
    answers: tuple[Answer, ...]
    with_archive: tuple[Answer, ...] = ()

    @property
    def rank(self) -> int:
        """The place of the first right answer, from 1; 0 where there is none."""
        if self.question.kind == ARCHIVED:
            return _first(any(self._is_version(one) for one in _opened(line)) for line in self.with_archive)
        return _first(self._is_right(line) for line in self.answers)

    @property
    def names_clause(self) -> bool:
        """Whether one of the first three answers leads to the clause that is right."""
        wanted = {f"policies/{name.replace('#', '/#')}" for name in self.question.clauses}
        return any(wanted & {line.address, *line.parts} for line in self.answers[:3])

    @property
    def false(self) -> bool:
        """Whether something was found that must not be: anything for nonsense, an archived version unasked."""
        if self.question.kind == NOTHING:
            return bool(self.answers)
        return any(is_version(one) for line in self.answers for one in _opened(line))

    def _is_right(self, line: Answer) -> bool:
        return _policy(line.address) in self._policies and not is_version(line.address)

    def _is_version(self, address: str) -> bool:
        return _policy(address) in self._policies and is_version(address)

    @property
    def _policies(self) -> frozenset[str]:
        return frozenset(name.partition("#")[0] for name in self.question.find)


def read_questions() -> Mapping[str, tuple[Question, ...]]:
    """All questions by handbook: the languages of the corpora, and `sample` for the sample handbook."""
    asked, unseen, sample = (_read(name) for name in ("queries.yml", "unseen.yml", "sample.yml"))
    return {
        handbook: (
            *(_question(read) for read in questions),
            *(_question(read, unseen=True) for read in unseen.get(handbook, ())),
        )
        for handbook, questions in {**asked, SAMPLE: sample}.items()
    }


def is_version(address: str) -> bool:
    """Whether an address is that of one version, which is how archived texts are reached."""
    parts = address.partition("#")[0].strip("/").split("/")
    return parts[0] == "policies" and len(parts) > 2 and parts[2][:1].isdigit()


def _read(name: str) -> Any:
    return yaml.safe_load((HERE / name).read_text(encoding="utf-8"))


def _question(read: Mapping[str, Any], *, unseen: bool = False) -> Question:
    return Question(kind=read["kind"], ask=read["ask"], find=tuple(read.get("find", ())), unseen=unseen)


def _policy(address: str) -> str:
    parts = address.partition("#")[0].strip("/").split("/")
    return parts[1] if parts[0] == "policies" and len(parts) > 1 else ""


def _opened(line: Answer) -> Sequence[str]:
    return (line.address, *line.versions)


def _first(found: Any) -> int:
    return next((place for place, right in enumerate(found, start=1) if right), 0)
