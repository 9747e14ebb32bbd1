"""The addresses of a finished site -> sitemap.xml, robots.txt and the pages that lead from a former address.

Material's instant navigation follows only addresses that the sitemap lists. An address once published never dies: a
renamed policy leads on from every page that it would have under its former id.
"""

from collections.abc import Iterable, Iterator, Mapping
from html import escape

from handbook.machine.workers import in_parts
from handbook.render.page import base_of

MOST_TOGETHER = 5_000
"""Up to so many addresses stand in one sitemap, since Material reads it with every first page; the protocol's own
limit is 50,000. More are listed in parts, and pages then load without Material's instant navigation."""


def sitemaps(addresses: Iterable[str], site_url: str) -> Iterator[tuple[str, bytes]]:
    """The sitemap, or its parts and the list of them, as path and bytes.

    Args:
        addresses: of all pages, from the site's root.
        site_url: ends in a slash. The protocol wants full addresses, so without it the sitemap is empty.
    """
    ordered = sorted(addresses) if site_url else []
    parts = in_parts(ordered, MOST_TOGETHER)
    if len(parts) < 2:
        yield "sitemap.xml", _xml("urlset", "url", ordered, site_url)
        return
    names = [f"sitemaps/{number}.xml" for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        yield name, _xml("urlset", "url", part, site_url)
    yield "sitemap.xml", _xml("sitemapindex", "sitemap", names, site_url)


def _xml(kind: str, item: str, addresses: Iterable[str], site_url: str) -> bytes:
    lines = "".join(f"<{item}><loc>{escape(site_url + address)}</loc></{item}>\n" for address in addresses)
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<{kind} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return f"{head}{lines}</{kind}>\n".encode()


def robots(site_url: str) -> bytes:
    """What search engines are told: nothing is forbidden, and where the sitemap is."""
    return f"User-agent: *\nAllow: /\n{f'Sitemap: {site_url}sitemap.xml' if site_url else ''}".rstrip().encode() + b"\n"


def redirects(former: Mapping[str, Iterable[str]], addresses: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each former address with the one that took its place: of the policy, its versions, their changes, its history.

    Args:
        former: the ids that renamed policies had, by their id.
        addresses: of all pages, from the site's root.
    """
    renamed = {id_: sorted(set(ids)) for id_, ids in former.items()}
    pages: dict[str, list[str]] = {id_: [] for id_ in renamed}
    for address in addresses if renamed else ():
        if address.startswith("policies/") and (id_ := address.split("/")[1]) in pages:
            pages[id_].append(address)
    for id_, ids in renamed.items():
        for old in ids:
            for address in sorted(pages[id_]):
                yield address.replace(f"policies/{id_}/", f"policies/{old}/", 1), address


def redirect_page(former: str, address: str, title: str, language: str, script: str) -> bytes:
    """A page that leads on, with the clause that was asked for; without scripts too.

    Args:
        former: the address that died.
        address: the address that lives.
        title: the handbook's title, plain text.
        language: the page's language.
        script: the address of the script that keeps what stands behind `#`.
    """
    base = base_of(former)
    target = escape(base + address)
    return (
        f'<!doctype html>\n<html lang="{escape(language)}"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">'
        f'<link rel="canonical" href="{target}">'
        f'<noscript><meta http-equiv="refresh" content="0; url={target}"></noscript>'
        f'<script defer src="{escape(base + script)}"></script></head>'
        f'<body><main><h1>This page has moved</h1><p><a href="{target}">It is here now.</a></p></main></body></html>\n'
    ).encode()
