"""What is said about one diagnostic code to somebody who meets it for the first time."""

from dataclasses import dataclass

from handbook.model.diagnostic import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """One code explained.

    `severity` is the gravest that the code is given; in a version that a later one follows an error may be a warning.
    `title`, `happened` and `matters` are sentences of plain text. `wrong` and `right` are YAML: the file's name below
    the data folder in a comment, then the keys that matter; empty where the fault is not in the text of a file.
    """

    code: str
    severity: Severity
    title: str
    happened: str
    matters: str
    wrong: str = ""
    right: str = ""
