"""The addresses of a finished site -> sitemap.xml, robots.txt and the pages that lead from a former address.

Material's instant navigation follows only addresses that the sitemap lists. An address once published never dies: a
renamed policy leads on from every page that it would have under its former id.
"""

from collections.abc import Iterable, Iterator
from html import escape

from handbook.model.handbook import Policy
from handbook.render.page import base_of

_XML = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'


def sitemap(addresses: Iterable[str], site_url: str) -> bytes:
    """The sitemap; `site_url` ends in a slash. The protocol wants full addresses, so without it the list is empty."""
    lines = "".join(f"<url><loc>{escape(site_url + address)}</loc></url>\n" for address in sorted(addresses))
    return f"{_XML}{lines if site_url else ''}</urlset>\n".encode()


def robots(site_url: str) -> bytes:
    """What search engines are told: nothing is forbidden, and where the sitemap is."""
    return f"User-agent: *\nAllow: /\n{f'Sitemap: {site_url}sitemap.xml' if site_url else ''}".rstrip().encode() + b"\n"


def redirects(policies: Iterable[Policy], addresses: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each former address with the one that took its place: of the policy, its versions, their changes, its history."""
    pages: dict[str, list[str]] = {}
    for address in addresses:
        if address.startswith("policies/") and address.count("/") > 1:
            pages.setdefault(address.split("/")[1], []).append(address)
    for policy in policies:
        for former in sorted({rename.former for rename in policy.records.renames}):
            for address in sorted(pages.get(policy.id, ())):
                yield address.replace(f"policies/{policy.id}/", f"policies/{former}/", 1), address


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
