"""Modules of JavaScript -> one classic script that does the same, for pages opened from a disk: no module loads there.

It reads our own way of writing only: imports and exports stand at the beginning of a line, each import on one line and
by name; anything else is refused. Nothing is shortened or rewritten beyond that.
"""

import re
from collections.abc import Iterator, Mapping

GLOBAL = "handbookModules"
"""The name under which the script leaves the modules, by file name."""

_IMPORT = re.compile(r'^import \{ ([\w, ]+) \} from "\./([\w-]+\.js)";$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const) (\w+))", re.MULTILINE)
_LATER = re.compile(r'\bimport\("\./([\w-]+\.js)"\)')
_UNKNOWN = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)


def classic_script(modules: Mapping[str, str]) -> str:
    """The script; a module runs when the script does, after those that it imports.

    Raises:
        ValueError: a module imports or exports in a way that is not known here, or one that there is not.
    """
    bodies = "".join(f"modules[{name!r}] = (() => {{\n{_body(name, modules)}}})();\n" for name in _ordered(modules))
    return f'"use strict";\nglobalThis.{GLOBAL} = (() => {{\nconst modules = {{}};\n{bodies}return modules;\n}})();\n'


def _ordered(modules: Mapping[str, str]) -> Iterator[str]:
    """Each module after those that it imports."""
    done: set[str] = set()

    def walk(name: str, path: tuple[str, ...]) -> Iterator[str]:
        if name in path:
            raise ValueError(f"{name} imports itself by way of {', '.join(path[path.index(name) + 1 :]) or 'nothing'}")
        if name not in modules:
            raise ValueError(f"{path[-1]} imports {name}, which there is not")
        if name not in done:
            for _, other in _IMPORT.findall(modules[name]):
                yield from walk(other, (*path, name))
            done.add(name)
            yield name

    for name in sorted(modules):
        yield from walk(name, ())


def _body(name: str, modules: Mapping[str, str]) -> str:
    text = _IMPORT.sub(lambda found: f"const {{ {found[1]} }} = modules[{found[2]!r}];", modules[name])
    exported = _EXPORT.findall(text)
    text = _LATER.sub(lambda found: f"Promise.resolve(modules[{found[1]!r}])", _EXPORT.sub("", text))
    unknown = _UNKNOWN.search(text)
    if unknown:
        raise ValueError(f"{name} holds `{unknown[0]}`, which cannot be made part of a classic script")
    return f"{text}return {{ {', '.join(exported)} }};\n"
