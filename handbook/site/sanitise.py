"""HTML that the Markdown of hand-written pages became -> HTML that can neither run, submit nor load from elsewhere.

What Material's extensions make stays: admonitions, tabs, footnotes, highlighted code, pictures of this site. Links
that begin with `/` or `policy:` lead to the handbook's own pages, wherever the site is hosted.
"""

import re

import nh3

from handbook.render.destination import with_destinations

_FORMATTING = {"a", "abbr", "b", "bdi", "br", "cite", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "s", "samp"}
_BLOCKS = {"blockquote", "dd", "details", "div", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p"}
_TABLES = {"caption", "col", "colgroup", "table", "tbody", "td", "tfoot", "th", "thead", "tr"}
TAGS = frozenset(
    _FORMATTING
    | _BLOCKS
    | _TABLES
    | {"figcaption", "figure", "img", "input", "label", "pre", "small", "span", "strong"}
    | {"sub", "summary", "sup", "time", "ul", "var", "wbr"}
)
"""What a page may hold; other tags are left out, and with some of them what stands inside."""

_ATTRIBUTES = {
    "*": {"class", "id", "lang", "dir", "title"},
    "a": {"href"},
    "details": {"open"},
    "div": {"data-tabs"},
    "img": {"src", "alt", "width", "height", "loading"},
    "input": {"type", "name", "checked"},
    "label": {"for"},
    "ol": {"start", "reversed"},
    "td": {"colspan", "rowspan", "align"},
    "th": {"colspan", "rowspan", "scope", "align"},
    "time": {"datetime"},
}

_CLASS = re.compile(
    r"admonition(?:-title)?|annotate|tabbed-(?:alternate|block|content|labels|set)|headerlink|grid|cards|inline|end"
    r"|footnote(?:-ref|-backref)?|highlight|language-[a-z0-9-]+|md-button(?:--primary)?|[a-z]{1,2}[0-9]?|lead"
    r"|note|abstract|info|tip|success|question|warning|failure|danger|bug|example|quote"
)
_TAB = re.compile(r"__tabbed_[0-9]+(?:_[0-9]+)?", re.ASCII)
_ID = re.compile(r"(?!handbook)[^\W_][\w:.-]{0,127}|fn(?:ref)?[0-9]*:[\w-]+")
_POLICY = re.compile(r"policy:([a-z0-9-]{1,64})(#[a-z0-9-]{1,64})?", re.ASCII)
_PICTURE = re.compile(r"/?(?:\.{1,2}/)*[A-Za-z0-9][A-Za-z0-9._/-]*", re.ASCII)
_INPUT = re.compile(r"<input[^>]*>")
_ALIGNED = re.compile(r'(<t[hd](?: [a-z]+="[^"]*")*) align="(left|center|right)"')


def sanitise(html: str, base: str) -> str:
    """The HTML without anything that is not listed; `base` is the way from the page to the site's root."""

    def keep(_tag: str, attribute: str, value: str) -> str | None:
        if attribute in {"id", "for", "name"}:
            return value if _TAB.fullmatch(value) or (attribute == "id" and _ID.fullmatch(value)) else None
        if attribute == "class":
            return " ".join(name for name in value.split() if _CLASS.fullmatch(name)) or None
        if attribute == "href":
            return _inside(value, base)
        if attribute == "src":
            return _inside(value, base) if _PICTURE.fullmatch(value) else None
        if attribute == "type":
            return value if value == "radio" else None
        return value

    clean = nh3.clean(
        html,
        tags=set(TAGS),
        attributes=_ATTRIBUTES,
        attribute_filter=keep,
        clean_content_tags={"script", "style", "title", "textarea", "iframe", "noscript", "template", "svg", "math"},
        link_rel="noopener",
        url_schemes={"http", "https", "mailto", "tel", "policy"},
    )
    return _INPUT.sub(_tab_only, _ALIGNED.sub(r'\1 class="align-\2"', with_destinations(clean)))


def _tab_only(found: re.Match[str]) -> str:
    return found[0] if 'type="radio"' in found[0] else ""


def _inside(address: str, base: str) -> str | None:
    if address.startswith("policy:"):
        policy = _POLICY.fullmatch(address)
        return f"{base}policies/{policy[1]}/{policy[2] or ''}" if policy else None
    if address.startswith("/") and not address.startswith(("//", "/\\")):
        return base + address[1:]
    return address
