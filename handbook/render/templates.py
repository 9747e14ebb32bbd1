"""The folder of templates -> a Jinja environment in which data is always escaped and nothing may be missing.

Data reaches templates as values only; it is never compiled as a template.
"""

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Expr, Getattr
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

from handbook.render import phrases
from handbook.render.pieces import badge_html, beside_html, escaped, link_html, links_html, prose_html

_FILTERS = {
    "link": link_html,
    "links": links_html,
    "badge": badge_html,
    "prose": prose_html,
    "beside": beside_html,
    "day": phrases.day_html,
    "day_text": phrases.day_text,
    "duration": phrases.duration_text,
    "within": phrases.within_text,
    "number": phrases.number_text,
    "words": phrases.words,
    "listing": phrases.listing,
    "spaced": phrases.spaced,
    "sentence": phrases.sentence,
}


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


class _Generator(CodeGenerator):
    """Compiles `{{ value }}` to `environment.printed(value)`, and `view.name` to the same in Python.

    Views are objects whose attributes are known; a missing one is an error there as anywhere.
    """

    def visit_Getattr(self, node: Getattr, frame: Frame) -> None:  # noqa: N802 (named by Jinja)
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.printed(")


class _Context(Context):
    """Calls a macro without looking first whether it asks for the context, as a function might."""

    def call(self, called: Any, *args: Any, **kwargs: Any) -> Any:
        if type(called) is not Macro:
            return super().call(called, *args, **kwargs)
        kwargs.pop("_loop_vars", None)
        kwargs.pop("_block_vars", None)
        return called(*args, **kwargs)


class _Environment(Environment):
    """Prints the same as Jinja's own, faster: a page prints thousands of values."""

    code_generator_class = _Generator
    context_class = _Context

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


def make_templates() -> Environment:
    """The environment; each template is compiled once, when it is first asked for."""
    environment = _Environment(
        loader=FileSystemLoader(templates_folder()),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    environment.filters.update(_FILTERS)
    environment.globals.clear()  # no template asks for one, and Jinja goes through them at every import
    return environment
