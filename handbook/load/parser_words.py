"""What the YAML parser says of a file that it cannot read -> the same in words that an owner of a policy understands.

Mistakes that it notices lines later are for `slips`. Words that the table does not know are handed on as they are, so
nothing is ever lost.
"""

import yaml

_WORDS: tuple[tuple[str, str, str], ...] = (
    ("", "mapping values are not allowed", "a `: ` stands here, where no key can begin"),
    ("quoted scalar", "found unknown escape character", "`\\` in double quotes begins an escape, and this is none"),
    ("flow sequence", "did not find expected", "the list that opens with `[`{where} needs `,` or `]` here"),
    ("flow mapping", "did not find expected", "the block that opens with `{{`{where} needs `,` or `}}` here"),
    ("block mapping", "did not find expected key", "{fit}"),
    ("block collection", "did not find expected '-'", "{fit}"),
    ("block scalar", "did not find expected comment", "behind `|` or `>` nothing else may stand on the line"),
    ("next token", "found character that cannot start", "a text cannot begin with this character"),
    ("", "block sequence entries are not allowed", "a list begins on a line of its own, not behind its key"),
    ("block node", "did not find expected node content", "a value is missing here"),
    ("an alias", "", "a text that begins with `*` needs quotes"),
    ("an anchor", "", "a text that begins with `&` needs quotes"),
    ("a tag", "", "a text that begins with `!` needs quotes"),
    ("", "did not find expected <document start>", "something stands behind the end of what the file holds"),
)
"""Part of the parser's context, part of its problem, and what is said instead."""


def plain_words(problem: yaml.MarkedYAMLError) -> str:
    """What is wrong, with the line on which an unfinished value began."""
    began, noticed = problem.context_mark, problem.problem_mark
    line = began.line + 1 if began and noticed and began.line != noticed.line else 0
    where = f" on line {line}" if line else " on this line"
    fit = "something stands here that does not belong to the value before it"
    if line:
        fit = f"this line does not fit what begins on line {line}; check how far it is indented"
    for context, said, words in _WORDS:
        if context in (problem.context or "") and said in str(problem.problem):
            return words.format(where=where, fit=fit)
    return _own_words(problem, f" that begins on line {line}" if line else "")


def _own_words(problem: yaml.MarkedYAMLError, where: str) -> str:
    return f"{problem.context}{where}, {problem.problem}" if problem.context else str(problem.problem)
