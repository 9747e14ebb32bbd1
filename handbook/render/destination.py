"""Links of cleaned HTML -> the same, with the place behind those whose words name another one than they lead to.

`[bank.example](https://evil.example/)` reads `bank.example (evil.example)`. A host in letters beyond ASCII is told in
those that the network takes, as it may look like another one. Nothing is dropped, and nothing is judged.
"""

import re
from html import escape, unescape
from urllib.parse import unquote

_LINK = re.compile(r'<a href="((?:https?:|//|mailto:)[^"]*)"[^>]*>(.*?)</a>', re.DOTALL | re.IGNORECASE)
_HOST = re.compile(r"(?:https?:)?[/\\]*(?:[^/\\?#]*@)?([^/\\?#:]*)", re.IGNORECASE)
_MAIL = re.compile(r"mailto:([^?]*)", re.IGNORECASE)
_NAMED = re.compile(
    r"(?:https?://|\bwww\.)([^\s/?#:]+)|^\s*([\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,})(?=[/:?#]|\s*$)", re.IGNORECASE
)
_NAMED_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_TAG = re.compile(r"<[^>]*>")


def with_destinations(html: str) -> str:
    """The HTML in which no link seems to lead to another host or mailbox than it does; total."""
    return _LINK.sub(_told, html) if "<a " in html else html


def _told(link: re.Match[str]) -> str:
    address, words = unescape(link[1]), unescape(_TAG.sub("", link[2]))
    mail = _MAIL.match(address)
    if mail:
        place, named = unquote(mail[1]), _NAMED_MAIL.findall(words)
    else:
        place, named = _host(address), [bare or full for full, bare in _NAMED.findall(words)]
    if place.isascii() and all(_same(name, place) for name in named):
        return link[0]
    return f"{link[0]} ({escape(_in_ascii(place))})"


def _host(address: str) -> str:
    found = _HOST.match(address)
    return unquote(found[1]) if found else ""


def _same(name: str, place: str) -> bool:
    return name.casefold().removeprefix("www.") == place.casefold().removeprefix("www.")


def _in_ascii(place: str) -> str:
    try:
        return place.encode("idna").decode("ascii")
    except UnicodeError:
        return ascii(place)[1:-1]
