"""A folder of templates for files that are no pages: YAML, Markdown, workflows, whose own braces stay as they are.

Nothing is escaped here, so whoever prints a value sees to it that it means nothing but itself.
"""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined


def make_texts(folder: Path) -> Environment:
    """The templates of a folder: `[[ value ]]`, `[% statement %]`, `[# remark #]`; a value must not be missing."""
    return Environment(
        loader=FileSystemLoader(folder),
        variable_start_string="[[",
        variable_end_string="]]",
        block_start_string="[%",
        block_end_string="%]",
        comment_start_string="[#",
        comment_end_string="#]",
        undefined=StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
    )
