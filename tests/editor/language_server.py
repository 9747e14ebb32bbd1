"""A client of yaml-language-server over its standard streams: opens files, waits for what the server says of them.

Speaks as much of the language server protocol as an editor that opens a file, shows problems, hovers and completes.
Every wait ends with an answer or with an error after `PATIENCE` seconds.
"""

import json
import queue
import subprocess
import threading
from pathlib import Path
from types import TracebackType
from typing import Any

PATIENCE = 60

SETTINGS: dict[str, Any] = {
    "validate": True,
    "hover": True,
    "completion": True,
    "yamlVersion": "1.2",
    "schemaStore": {"enable": False},
    "kubernetesCRDStore": {"enable": False},
}
"""As an editor sends them; nothing is fetched from anywhere."""


class LanguageServer:
    """The server, for one folder; ends with the `with` block."""

    def __init__(self, command: list[str], root: Path, settings: dict[str, Any] | None = None) -> None:
        self._settings = SETTINGS | (settings or {})
        self._process = subprocess.Popen(
            command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._incoming: queue.Queue[dict[str, Any] | None] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()
        self._last_id = 0
        self._version = 0
        self._opened: set[str] = set()
        folder = {"uri": root.as_uri(), "name": root.name}
        capabilities = {
            "workspace": {"configuration": True, "workspaceFolders": True},
            "textDocument": {
                "hover": {"contentFormat": ["markdown", "plaintext"]},
                "completion": {"completionItem": {"documentationFormat": ["markdown"], "snippetSupport": True}},
                "publishDiagnostics": {},
            },
        }
        self._ask(
            "initialize",
            {"processId": None, "rootUri": root.as_uri(), "workspaceFolders": [folder], "capabilities": capabilities},
        )
        self._tell("initialized", {})
        self._tell("workspace/didChangeConfiguration", {"settings": {"yaml": self._settings}})

    def __enter__(self) -> "LanguageServer":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        try:
            if kind is None:
                self._ask("shutdown", None)
                self._tell("exit", None)
                self._process.wait(PATIENCE)
        finally:
            self._process.kill()
            self._process.wait()
            for stream in (self._process.stdin, self._process.stdout):
                if stream:
                    stream.close()

    def diagnostics(self, path: Path) -> list[dict[str, Any]]:
        """Open the file as it is now and return what the server reports about it, in order of places."""
        return self.all_diagnostics([path])[path]

    def all_diagnostics(self, paths: list[Path]) -> dict[Path, list[dict[str, Any]]]:
        """Open files at once, for the server waits a moment for each; what it reports about each, by its path."""
        for path in paths:
            self._close(path)
            self._open(path)
        by_uri: dict[str, list[dict[str, Any]]] = {}
        while len(by_uri) < len(paths):
            uri, found = self._published({path.as_uri() for path in paths})
            by_uri[uri] = sorted(found, key=lambda item: (item["range"]["start"]["line"], item["message"]))
        return {path: by_uri[path.as_uri()] for path in paths}

    def hover(self, path: Path, line: int, column: int) -> str:
        """What is shown over a 1-based place of an opened file."""
        found = self._ask("textDocument/hover", self._place(path, line, column))
        return str(found["contents"]["value"]) if found else ""

    def complete(self, path: Path, line: int, column: int) -> dict[str, str]:
        """What is offered at a 1-based place of an opened file: words, with what is said about them."""
        found = self._ask("textDocument/completion", self._place(path, line, column))
        items = found["items"] if isinstance(found, dict) else found or []
        return {item["label"]: _words(item.get("documentation", "")) for item in items}

    def _place(self, path: Path, line: int, column: int) -> dict[str, Any]:
        return {
            "textDocument": {"uri": path.as_uri()},
            "position": {"line": line - 1, "character": column - 1},
        }

    def _published(self, uris: set[str]) -> tuple[str, list[dict[str, Any]]]:
        """The next report about one of the files."""
        while True:
            message = self._next()
            if message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] in uris:
                return message["params"]["uri"], message["params"]["diagnostics"]

    def _close(self, path: Path) -> None:
        """Close the file if it is open; the server takes back what it reported."""
        uri = path.as_uri()
        if uri in self._opened:
            self._tell("textDocument/didClose", {"textDocument": {"uri": uri}})
            self._opened.remove(uri)
            while self._published({uri})[1]:
                pass

    def _open(self, path: Path) -> None:
        self._opened.add(path.as_uri())
        self._version += 1
        document = {
            "uri": path.as_uri(),
            "languageId": "yaml",
            "version": self._version,
            "text": path.read_text(encoding="utf-8"),
        }
        self._tell("textDocument/didOpen", {"textDocument": document})

    def _ask(self, method: str, parameters: Any) -> Any:
        self._last_id += 1
        asked = self._last_id
        self._send({"id": asked, "method": method, "params": parameters})
        while True:
            message = self._next()
            if message.get("id") == asked and "method" not in message:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']}")
                return message["result"]

    def _tell(self, method: str, parameters: Any) -> None:
        self._send({"method": method, "params": parameters})

    def _next(self) -> dict[str, Any]:
        """The next message that is ours to read; what the server asks of an editor is answered on the way."""
        while True:
            message = self._incoming.get(timeout=PATIENCE)
            if message is None:
                raise RuntimeError(f"the language server ended with {self._process.wait()}")
            if "id" not in message or "method" not in message:
                return message
            answer: Any = None
            if message["method"] == "workspace/configuration":
                asked = [item.get("section") for item in message["params"]["items"]]
                answer = [self._settings if section == "yaml" else {} for section in asked]
            self._send({"id": message["id"], "result": answer})

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0"} | message).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._process.stdin.flush()

    def _listen(self) -> None:
        stream = self._process.stdout
        assert stream is not None
        while header := stream.readline():
            length = 0
            while header.strip():
                name, _, value = header.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
                header = stream.readline()
            self._incoming.put(json.loads(stream.read(length)))
        self._incoming.put(None)


def _words(documentation: Any) -> str:
    return str(documentation["value"] if isinstance(documentation, dict) else documentation)
