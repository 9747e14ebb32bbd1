"""One real build of the sample handbook, one web server on loopback, one browser for the whole run."""

import functools
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

PROJECT = Path(__file__).resolve().parents[2]
AS_OF = "2026-11-22"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]


class _Headers(SimpleHTTPRequestHandler):
    """Serves the site with the security headers that the build wrote for it."""

    headers_of_site: ClassVar[dict[str, str]] = {}

    def end_headers(self) -> None:
        for name, value in self.headers_of_site.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Keep the test output clean."""


def serve(folder: Path, port: int = 0) -> Iterator[str]:
    """The address of a server that shows the folder, with the headers of its `_headers` file; any port where 0."""
    handler = type("Handler", (_Headers,), {"headers_of_site": _site_headers(folder)})
    server = ThreadingHTTPServer(("127.0.0.1", port), functools.partial(handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


def _site_headers(folder: Path) -> dict[str, str]:
    """The headers that `_headers` gives for all pages (its first block, `/*`)."""
    lines = (folder / "_headers").read_text(encoding="utf-8").splitlines()
    block = [line.strip() for line in lines[lines.index("/*") + 1 :]]
    pairs = [line.split(": ", 1) for line in block[: block.index("") if "" in block else None]]
    return {pair[0]: pair[1] for pair in pairs}


def build(data: Path, output: Path, as_of: str = AS_OF) -> None:
    """Run the real program over a data folder."""
    command = [
        sys.executable,
        "-m",
        "handbook",
        "build",
        "--data",
        str(data),
        "--output",
        str(output),
        "--as-of",
        as_of,
    ]
    config = data.parent / "mkdocs.yml"
    if config.is_file():
        command += ["--config", str(config)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=data.parent, check=False)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="session")
def port() -> int:
    """A free port: instant navigation compares addresses, port and all, with those in the sitemap."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory: pytest.TempPathFactory, port: int) -> Path:
    """The sample handbook, built for the address at which it is served."""
    folder = tmp_path_factory.mktemp("sample")
    shutil.copytree(PROJECT / "policy_data", folder / "policy_data")
    config = (PROJECT / "mkdocs.yml").read_text(encoding="utf-8")
    served = re.sub(r"(?m)^site_url: .*$", f"site_url: http://127.0.0.1:{port}/", config)
    (folder / "mkdocs.yml").write_text(served, encoding="utf-8")
    build(folder / "policy_data", folder / "site")
    return folder / "site"


@pytest.fixture(scope="session")
def site(site_folder: Path, port: int) -> Iterator[str]:
    """The address of the sample handbook, served."""
    yield from serve(site_folder, port)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium: the system's where there is one, else Playwright's; a missing browser fails."""
    with sync_playwright() as playwright:
        path = shutil.which("chromium")
        chromium = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser without history, cookies or cache."""
    fresh = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    yield fresh
    fresh.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page that fails the test where a script fails."""
    opened = context.new_page()
    opened.set_default_timeout(10_000)
    return opened


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs the browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pictures go: a folder that passes, or what HANDBOOK_PICTURES names (`make pictures`)."""
    named = os.environ.get("HANDBOOK_PICTURES")
    return Path(named) if named else tmp_path_factory.mktemp("pictures")
