"""What is said about one diagnostic code to somebody who meets it for the first time."""

from dataclasses import dataclass

from handbook.model.diagnostic import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """One code explained.

    `severity` is the gravest that the code is given; in a version that a later one follows an error may be a warning.
    `title`, `happened`, `matters` and `mend` are sentences of plain text, with commands, keys and file names in
    backquotes. `wrong` and `right` are YAML: the file's name below the data folder in a comment, then the keys that
    matter; empty where the fault is not in the text of a file.
    """

    code: str
    severity: Severity
    title: str
    happened: str
    matters: str
    mend: str = ""
    wrong: str = ""
    right: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """Lines of YAML, and the file below the data folder that they stand in."""

    file: str
    text: str


def example(written: str) -> Example | None:
    """What `wrong` or `right` holds; None where it is empty."""
    comment, _, text = written.partition("\n")
    return Example(file=comment.removeprefix("# ").strip(), text=text) if written else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """Codes that belong together; `id` is a word for addresses."""

    id: str
    title: str
    explanations: tuple[Explanation, ...]
