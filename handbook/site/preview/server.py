"""The preview over HTTP: pages, the theme's files, and one long question by which a page hears that it has changed.

On loopback by default. It answers only to names of this machine, so that no page of the web can read it through a name
that leads here; files are looked up in lists, never by joining a path. The headers are those of the site.
"""

import json
import mimetypes
import socket
import sys
import traceback
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from handbook.render.templates import make_templates, templates_folder
from handbook.site.headers import HEADERS
from handbook.site.preview.keeper import Keeper
from handbook.site.preview.snapshot import Snapshot
from handbook.site.search.packing import FOLDER

RESERVED = "/_handbook/"

_LONGEST = 20.0
_TYPES = {".js": "text/javascript", ".css": "text/css", ".json": "application/json", ".wasm": "application/wasm"}
_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
_HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is sent back."""

    status: HTTPStatus = HTTPStatus.OK
    type: str = _HTML
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


class Preview:
    """Addresses -> answers, from the keeper's newest snapshot."""

    def __init__(self, keeper: Keeper) -> None:
        self.keeper = keeper
        self._templates = make_templates()

    def answer(self, target: str) -> Answer:
        """The answer to a request for a path with its question."""
        split = _split(target)
        path = unquote(split.path)
        if not path.startswith("/"):
            return Answer(status=HTTPStatus.BAD_REQUEST, body=b"an address begins with /")
        if path == f"{RESERVED}changes":
            return self._changes({name: values[0] for name, values in parse_qs(split.query).items()})
        if path in (f"{RESERVED}preview.js", f"{RESERVED}preview.css"):
            file = templates_folder() / "preview" / path.removeprefix(RESERVED)
            return Answer(type=_type(path), body=file.read_bytes())
        snapshot = self.keeper.ready
        if snapshot is None:
            return self._waiting()
        return self._file(path[1:], snapshot) or self._page(path[1:], snapshot)

    def _page(self, address: str, snapshot: Snapshot) -> Answer:
        if address and not address.endswith("/"):
            if "." in address.rpartition("/")[2] or self._body(f"{address}/", snapshot) is None:
                return self._missing(address, snapshot)
            return _moved(f"{address}/")
        body = self._body(address, snapshot)
        if body is not None:
            return Answer(body=_with_script(body))
        return self._missing(address, snapshot)

    def _missing(self, address: str, snapshot: Snapshot) -> Answer:
        leads_to = snapshot.redirect(address)
        if leads_to is not None:
            return _moved(leads_to)
        return Answer(status=HTTPStatus.NOT_FOUND, body=_with_script(snapshot.not_found()))

    def _body(self, address: str, snapshot: Snapshot) -> bytes | None:
        page = snapshot.page(address)
        return snapshot.finished(page) if page else None

    def _file(self, path: str, snapshot: Snapshot) -> Answer | None:
        if path in snapshot.frame.assets:
            return Answer(type=_type(path), body=snapshot.frame.assets[path].data)
        found = snapshot.frame.files.get(path) or (self.keeper.search.get(path) if path.startswith(FOLDER) else None)
        if found is not None:
            return Answer(type=_type(path), body=found.read_bytes())
        if path == "sitemap.xml":  # empty: the theme then loads page by page, so that no page outlives its data
            return Answer(
                type="application/xml", body=b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"></urlset>'
            )
        told = snapshot.file(path) if path.endswith((".xml", ".json", ".ics")) else None
        return Answer(type=_type(path), body=told) if told is not None else None

    def _changes(self, question: Mapping[str, str]) -> Answer:
        """Whether a page is other than the one that was sent; asked while nothing is, it waits."""
        revision = self.keeper.revision
        target, known, busy = question.get("page", "/"), question.get("state", ""), question.get("busy", "")
        while True:
            if self.state_of(target) != known:
                return _told(changed=True, busy=self.keeper.busy)
            newest = revision if self.keeper.busy != busy else self.keeper.wait(revision, _LONGEST)
            if newest == revision:
                return _told(changed=False, busy=self.keeper.busy)
            revision = newest

    def state_of(self, target: str) -> str:
        """The mark of what stands at an address now."""
        path = unquote(_split(target).path)
        if path.startswith(RESERVED + "changes"):
            return ""
        return _mark(self.answer(target).body)

    def _waiting(self) -> Answer:
        failures = self.keeper.failures
        body = self._templates.get_template("preview/waiting.html").render(busy=self.keeper.busy, failures=failures)
        state = sha256(repr(failures).encode()).hexdigest()[:16]
        return Answer(
            status=HTTPStatus.SERVICE_UNAVAILABLE,
            body=body.replace(_MARK, f'data-state="{state}"').encode(),
            headers={"Retry-After": "1"},
        )


class Server(ThreadingHTTPServer):
    """Listens as soon as it is made.

    Args:
        host: the name or number to listen on.
        port: the port; 0 for any.

    Raises:
        OSError: the port is taken, or the name is none of this machine's.
    """

    daemon_threads = True
    allow_reuse_address = sys.platform != "win32"

    def __init__(self, host: str, port: int) -> None:
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        super().__init__((host, port), _Handler)
        self.preview: Preview | None = None
        self.is_local = _is_loopback(self.server_address[0])
        self.names = _LOCAL | {host.lower()}

    @property
    def address(self) -> str:
        """Where a browser finds it."""
        host, port = str(self.server_address[0]), int(self.server_address[1])
        shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
        return f"http://{shown}:{port}/"

    def is_meant(self, host: str) -> bool:
        """Whether a request that names this host is meant for this server; beyond loopback any name may lead here."""
        return not self.is_local or _name_of(host) in self.names

    def handle_error(self, request: object, client_address: object) -> None:  # noqa: ARG002
        """A browser that goes away is no error."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            traceback.print_exc()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "handbook", ""
    timeout = 60
    server: Server

    def do_GET(self) -> None:
        self._send(self._answer())

    def do_HEAD(self) -> None:
        self._send(self._answer())

    def log_message(self, format: str, *args: object) -> None:
        """A preview is no log."""

    def _answer(self) -> Answer:
        preview = self.server.preview
        if not self.server.is_meant(self.headers.get("Host", "")):
            body = b"This preview answers only to names of this machine.\n"
            return Answer(status=HTTPStatus.MISDIRECTED_REQUEST, type="text/plain", body=body)
        if preview is None:
            return Answer(status=HTTPStatus.SERVICE_UNAVAILABLE, type="text/plain", body=b"starting\n")
        try:
            return preview.answer(self.path)
        except Exception:  # noqa: BLE001 the data may hold anything while they are written; the preview goes on
            traceback.print_exc()
            return _failed(traceback.format_exc())

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.type)
        self.send_header("Content-Length", str(len(answer.body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        for name, value in {**HEADERS, **answer.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)


_MARK = 'data-state=""'
_SCRIPT = (
    '<link rel="stylesheet" href="/_handbook/preview.css"><script defer src="/_handbook/preview.js" data-state="{}">'
    "</script></head>"
)


def _with_script(body: bytes) -> bytes:
    """The page with our script, which knows what it was sent."""
    mark = sha256(body).hexdigest()[:16]
    return body.replace(b"</head>", _SCRIPT.format(mark).encode(), 1)


def _mark(body: bytes) -> str:
    """The mark that a page was sent with."""
    _, found, rest = body.partition(b'data-state="')
    return rest[:16].decode("ascii", "replace") if found else ""


def _failed(reason: str) -> Answer:
    page = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Preview</title></head>'
        f"<body><h1>This page could not be made</h1><pre>{escape(reason)}</pre></body></html>"
    )
    return Answer(status=HTTPStatus.INTERNAL_SERVER_ERROR, body=_with_script(page.encode()))


def _told(*, changed: bool, busy: str) -> Answer:
    return Answer(type="application/json", body=json.dumps({"changed": changed, "busy": busy}).encode())


def _split(target: str) -> SplitResult:
    """The parts of an address; what is none has no path."""
    try:
        return urlsplit(target)
    except ValueError:
        return SplitResult("", "", "", "", "")


def _moved(address: str) -> Answer:
    return Answer(status=HTTPStatus.FOUND, headers={"Location": f"/{address}"})


def _type(path: str) -> str:
    suffix = Path(path).suffix
    return _TYPES.get(suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream"


def _is_loopback(host: object) -> bool:
    return ip_address(str(host)).is_loopback


def _name_of(host: str) -> str:
    """The name in a Host header, without its port; empty where it is malformed."""
    try:
        return (urlsplit(f"//{host}").hostname or "").lower()
    except ValueError:
        return ""
