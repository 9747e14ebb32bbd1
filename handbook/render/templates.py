"""The folder of templates -> a Jinja environment in which data is always escaped and nothing may be missing.

Data reaches templates as values only; it is never compiled as a template.
"""

import re
from collections.abc import Callable
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Call, Expr, Getattr
from markupsafe import Markup, escape

from handbook.history.wording import listing
from handbook.render import phrases
from handbook.render.direction import Direction
from handbook.render.pieces import Pieces, badge_html, escaped
from handbook.render.registers.cells import cell_html

_FILTERS = {
    "badge": badge_html,
    "cell": cell_html,
    "day": phrases.day_html,
    "day_text": phrases.day_text,
    "within": phrases.within_text,
    "number": phrases.number_text,
    "words": phrases.words,
    "listing": listing,
    "spaced": phrases.spaced,
    "sentence": phrases.sentence,
}

_OPTIONAL_ENDS = re.compile(r"</(?:li|dt|dd|td|th|tr|thead|tbody)>")


def templates_folder() -> Path:
    """Where the templates lie: beside the package in a checkout, inside it where it is installed.

    Raises:
        FileNotFoundError: neither place holds them; the installation is broken.
    """
    here = Path(__file__).resolve()
    for folder in (here.parents[2] / "templates", here.parents[1] / "templates"):
        if (folder / "macros.html").is_file():
            return folder
    raise FileNotFoundError(f"no templates beside or inside {here.parents[1]}")


class _Loader(FileSystemLoader):
    """Reads templates without the end tags that end nothing: the next tag, or the parent's end, always says the same.

    A page holds a thousand of them; templates are easier to read with them. Source: HTML, 13.1.2.4 Optional tags.
    """

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        source, path, is_current = super().get_source(environment, template)
        return _OPTIONAL_ENDS.sub("", source), path, is_current


class _Generator(CodeGenerator):
    """Compiles `{{ value }}` to `environment.printed(value)`, `view.name` and `macro(view)` to the same in Python.

    Views are objects whose attributes are known; a missing one is an error there as anywhere. Nothing that a template
    calls asks for its context, so there is no need to look each time whether it does.
    """

    def visit_Getattr(self, node: Getattr, frame: Frame) -> None:  # noqa: N802 (named by Jinja)
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Call(self, node: Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        if forward_caller or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.printed(")


class _Environment(Environment):
    """Prints the same as Jinja's own, faster: a page prints thousands of values."""

    code_generator_class = _Generator

    @staticmethod
    def printed(value: object) -> str:
        """The value as it stands in HTML: escaped where it is no Markup."""
        if type(value) is str:
            return escaped(value)
        return value if type(value) is Markup else escape(value)


def compile_all(environment: Environment) -> None:
    """Compile all that pages of a site are printed with, before processes are forked that would each do it again."""
    for name in environment.list_templates(filter_func=_is_of_pages):
        environment.get_template(name)


def _is_of_pages(name: str) -> bool:
    folder = name.rpartition("/")[0]
    return name.endswith(".html") and folder in {"policy", "registers", "site"}


def make_templates(direction: Direction = Direction.LEFT_TO_RIGHT) -> Environment:
    """The environment for pages that are read in a direction; each template is compiled when it is first asked for."""
    environment = _Environment(
        loader=_Loader(templates_folder()),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    pieces = Pieces(direction)
    environment.filters.update(_FILTERS)
    environment.filters.update(
        name=pieces.name,
        link=pieces.link,
        links=pieces.links,
        auto=pieces.auto,
        prose=pieces.prose,
        beside=pieces.beside,
    )
    environment.globals.clear()  # no template asks for one, and Jinja goes through them at every import
    return environment
