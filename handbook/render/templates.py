"""The folder of templates -> a Jinja environment in which data is always escaped and nothing may be missing.

Data reaches templates as values only; it is never compiled as a template.
"""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from handbook.render import phrases

_FILTERS = {
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


def make_templates() -> Environment:
    """The environment; each template is compiled once, when it is first asked for."""
    environment = Environment(
        loader=FileSystemLoader(templates_folder()),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    environment.filters.update(_FILTERS)
    return environment
