"""A text that the YAML parser cannot read -> the common slip behind that, at the place where it was made.

The parser notices such a slip lines later and tells of what stands there. What no slip explains is left to
`parser_words`.
"""

import re
from dataclasses import dataclass

import yaml

from handbook.load.scalars import shown

_CONFLICT = re.compile(r"^(?:<{7}|\|{7}|={7}|>{7})(?: .*)?$", re.MULTILINE)
_NO_SPACE = re.compile(r"(?P<head> *(?:- +)*)(?P<key>[a-z_]+):(?P<value>[^\s/:].*)", re.ASCII)
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """What was done wrong and what would mend it; `line` and `column` are 1-based."""

    line: int
    column: int
    message: str
    hint: str


def common_slip(text: str, problem: yaml.MarkedYAMLError) -> Slip | None:
    """The slip that a problem of the parser comes from; None where it may be another one; total."""
    return _conflict(text) or _open_quote(text, problem) or _no_key(text.split("\n"), problem)


def _conflict(text: str) -> Slip | None:
    found = _CONFLICT.search(text)
    if found is None:
        return None
    hint = "keep one of the two texts, or join them, and delete the lines with `<<<<<<<`, `=======` and `>>>>>>>`"
    line = text.count("\n", 0, found.start()) + 1
    return Slip(line=line, column=1, message="an unresolved merge conflict stands here", hint=hint)


def _open_quote(text: str, problem: yaml.MarkedYAMLError) -> Slip | None:
    """A quote that is never closed, or only by one that opens another text, lines below."""
    began, noticed = problem.context_mark, problem.problem_mark
    if began and "quoted scalar" in (problem.context or "") and "end of stream" in str(problem.problem):
        message, hint = "the quotes that open here are never closed", "close them where the text ends"
        return Slip(line=began.line + 1, column=began.column + 1, message=message, hint=hint)
    quoted = _last_quoted(text)
    if quoted is None or noticed is None:
        return None
    start, end = quoted.start_mark, quoted.end_mark
    if start.line == end.line or end.line != noticed.line:
        return None
    message = f"the quotes that open here are closed only on line {end.line + 1}"
    hint = "close them on the line on which they open"
    return Slip(line=start.line + 1, column=start.column + 1, message=message, hint=hint)


def _last_quoted(text: str) -> yaml.ScalarToken | None:
    """The last text in quotes before the parser gave up."""
    found = None
    try:
        for token in yaml.scan(text, Loader=_LOADER):
            if isinstance(token, yaml.ScalarToken) and token.style in {"'", '"'}:
                found = token
    except yaml.YAMLError:
        return found
    return found


def _no_key(lines: list[str], problem: yaml.MarkedYAMLError) -> Slip | None:
    """A line that should begin with a key and its `: `, but does not."""
    began, noticed = problem.context_mark, problem.problem_mark
    if noticed and "mapping values are not allowed" in str(problem.problem):
        above = [place for place in range(noticed.line) if lines[place].strip()]
        return _missing_space(lines[above[-1]], above[-1]) if above else None
    if began is None or "could not find expected ':'" not in str(problem.problem):
        return None
    hint = "write `key: value`; what goes on with the line above is indented"
    bare = Slip(line=began.line + 1, column=began.column + 1, message="this line is no key with a value", hint=hint)
    return _missing_space(lines[began.line], began.line) or bare


def _missing_space(line: str, place: int) -> Slip | None:
    found = _NO_SPACE.fullmatch(line)
    if found is None:
        return None
    key, value = found["key"], found["value"]
    message, hint = f"a space is missing after `{key}:`", f"write {shown(f'{key}: {value}')}"
    return Slip(line=place + 1, column=found.start("value") + 1, message=message, hint=hint)
