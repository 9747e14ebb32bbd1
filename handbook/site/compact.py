"""A shell's HTML as the theme made it -> the same page in fewer bytes: every page of the handbook carries its shell.

What goes shows nothing and says nothing to anybody: blanks between blocks, elements that the stylesheets hide on every
screen, pictures drawn twice, words of a search that is not the theme's. Done once a shell, so that no page pays for it.
Knows what Material prints; what it does not find it leaves as it is.
"""

import json
import re
from collections import Counter

_BLANK = re.compile(r"\s*\n\s*")
_BLOCKS = "body|button|div|footer|head|header|input|label|li|link|main|meta|nav|ol|p|script|template|title|ul"
_BETWEEN = re.compile(rf"\n(?=</?(?:{_BLOCKS})\b)|(</?(?:{_BLOCKS})\b[^>]*>)\n")
_KEPT = re.compile(r"(<(?:pre|textarea|script)\b.*?</(?:pre|textarea|script)>)", re.DOTALL)
_CLIPPED = re.compile(
    r'(class="md-(?:nav|path)__link[^"]*"[^>]*>)\s*<span class="md-ellipsis">\s*([^<]*?)\s*</span>\s*</a>'
)
_SECTION = re.compile(
    r"""
    (?P<item><li\ class="md-nav__item[^"]*\ md-nav__item--section\ md-nav__item--nested">)\s*
    <input\ class="md-nav__toggle[^>]*\ id="(?P<id>[\w-]+)"[^>]*>\s*
    (?P<link><div\ class="md-nav__link\ md-nav__container">\s*<a\ [^>]*>(?:(?!</a>).)*</a>)\s*
    (?:<label\ [^>]*for="(?P=id)"[^>]*>\s*<span\ class="md-nav__icon\ md-icon"></span>\s*</label>\s*)?</div>\s*
    (?P<nav><nav\ [^>]*>)\s*<label\ class="md-nav__title"\ for="(?P=id)">(?:(?!</label>).)*</label>
    """,
    re.VERBOSE | re.DOTALL,
)
_ICON = re.compile(
    r'<svg xmlns="[^"]*" viewBox="(?P<box>[^"]*)">(?P<credit>(?:<!--.*?-->)?)<path d="(?P<path>[^"]*)"/></svg>'
)
_CONFIG = re.compile(r'(?<=<script id="__config" type="application/json">).*?(?=</script>)', re.DOTALL)


def compact(html: str) -> str:
    """The page in fewer bytes; total, and done twice it is done once."""
    html = _CONFIG.sub(lambda found: _config(found[0]), _drawn_once(html))
    parts = _KEPT.split(html)
    parts[::2] = map(_between, parts[::2])
    return "".join(parts)


def _between(html: str) -> str:
    """Without blanks that separate blocks only, without what is there for a look that the stylesheets do not have."""
    html = _BETWEEN.sub(r"\1", _BLANK.sub("\n", html))
    return _CLIPPED.sub(r"\1\2</a>", _SECTION.sub(r"\g<item>\g<link></div>\g<nav>", html))


def _drawn_once(html: str) -> str:
    """Each picture once: where it stands again, it is drawn from its first place.

    By `xlink:href`, since the theme's script makes every plain `href` absolute and fails on a picture's.
    """
    often = Counter(found["path"] for found in _ICON.finditer(html))
    names = {path: f"__icon{place}" for place, path in enumerate(often, 1) if often[path] > 1}
    met: set[str] = set()

    def draw(found: re.Match[str]) -> str:
        path = found["path"]
        name = names.get(path, "")
        if path in met:
            return f'<svg viewBox="{found["box"]}"><use xlink:href="#{name}"/></svg>'
        met.add(path)
        named = f' id="{name}"' if name else ""
        return f'<svg viewBox="{found["box"]}">{found["credit"]}<path{named} d="{path}"/></svg>'

    return _ICON.sub(draw, html)


def _config(text: str) -> str:
    """What the theme's script is told, but for its own search and its switch of versions, which the site has not."""
    told = json.loads(text)
    told.pop("search", None)
    words = told.get("translations", {})
    told["translations"] = {key: words[key] for key in words if not key.startswith(("search.", "select."))}
    return json.dumps({key: value for key, value in told.items() if value is not None}, separators=(",", ":"))
