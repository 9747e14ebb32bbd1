"""How search scales: `python -m bench.search --policies N` prints a table of our index, Pagefind's and Material's.

All three get the same pages in force in one run; ours also indexes the archive. A browser then types questions key by
key, and the server counts the bytes that the first answer with five excerpts takes.
"""

import argparse
import gzip
import json
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, cast

from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from bench.generate import PROJECT
from bench.search_pages import Cost, make_pages, material_index, put_together

QUESTIONS = ("warranty refund invoice", "exchange a broken dryer", "loan kettle workshop", "careful reminder counter")
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking")


class _Counting(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else head and body wait for one another, 40 ms a file
    wbufsize = -1
    sent = 0

    def copyfile(self, source: Any, outputfile: Any) -> None:
        data = source.read()
        type(self).sent += len(data)
        outputfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def _served(folder: Path) -> Iterator[tuple[str, type[_Counting]]]:
    handler = type("Handler", (_Counting,), {"sent": 0})
    server = ThreadingHTTPServer(("127.0.0.1", 0), lambda *a, **k: handler(*a, directory=str(folder), **k))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/", handler
    server.shutdown()
    server.server_close()


def ask(browser: Browser, folder: Path, kind: str, limit: float, **places: str) -> Mapping[str, Any]:
    """The bytes and milliseconds of the first answer, then the milliseconds of each key, each in a fresh browser."""
    (folder / "blank.html").write_text('<!doctype html><html lang="en"><title>x</title>', encoding="utf-8")
    with _served(folder) as (address, handler):
        given = {"kind": kind, "limit": limit, **places}
        first = _run(browser, address, {**given, "questions": QUESTIONS[:1], "keys": False})
        sent = handler.sent
        keys = _run(browser, address, {**given, "questions": QUESTIONS, "keys": True})
    return {"bytes": sent, "first": first["first"], "keys": keys["keys"]}


def _run(browser: Browser, address: str, given: Mapping[str, Any]) -> Mapping[str, Any]:
    """What `search.js` finds; it is looked for from here, since a page that is busy keeps no time itself."""
    script = (Path(__file__).parent / "search.js").read_text(encoding="utf-8")
    page = browser.new_context().new_page()
    try:
        page.goto(f"{address}blank.html")
        page.evaluate(
            f"(given) => {{ ({script.rstrip().rstrip(';')})(given)"
            ".then((found) => (window.found = { found }), (error) => (window.found = { error: String(error) })); }",
            given,
        )
        page.wait_for_function("window.found", timeout=given["limit"] * 1000)
        found: Mapping[str, Any] = page.evaluate("window.found")
    finally:
        page.context.close()
    if "error" in found:
        raise TimeoutError(found["error"])
    return cast("Mapping[str, Any]", found["found"])


def pagefind(folder: Path, limit: float) -> tuple[float, int] | None:
    """Run Pagefind over the pages: processor time and memory at its peak; None where it fails."""
    from pagefind_bin import get_executable

    command = [str(get_executable()), "--site", "pagefind", "--output-path", "served/pagefind", "--quiet"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=limit)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return (cpu, after.ru_maxrss * 1024) if done.returncode == 0 else None


def material(folder: Path) -> tuple[int, str]:
    """Write Material's index and its worker beside it: its bytes as a host would send them, the worker's address."""
    import material as package

    scripts = Path(package.__file__).parent / "templates" / "assets" / "javascripts" / "workers"
    worker = next(scripts.glob("search.*.min.js"))
    shutil.copyfile(worker, folder / "served" / worker.name)
    data = material_index(folder)
    (folder / "served" / "search_index.json").write_bytes(data)
    return len(gzip.compress(data)), worker.name


def _line(name: str, values: Sequence[str]) -> str:
    return f"| {name} | " + " | ".join(values) + " |"


def _times(found: Mapping[str, Any]) -> tuple[str, str]:
    keys = sorted(found["keys"])
    return (
        f"{found['first'] / 1000:.2f} s",
        f"{statistics.median(keys):.0f} / {keys[int(len(keys) * 0.95)]:.0f} / {keys[-1]:.0f} ms",
    )


def main(arguments: Sequence[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.search")
    parser.add_argument("--policies", type=int, default=10_000)
    parser.add_argument("--versions", type=int, default=3)
    parser.add_argument("--limit", type=float, default=300.0, help="seconds that a peer may take to its first answer")
    parser.add_argument("--peers", choices=["all", "none"], default="all")
    parser.add_argument("--folder", type=Path, help="where pages are kept, so that a second run need not make them")
    choice = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        folder = choice.folder or Path(temporary)
        made = _made(choice.policies, choice.versions, folder)
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(ARGUMENTS))
        print(json.dumps(made), *_HEAD, sep="\n", flush=True)
        lines = (measure(browser, folder, choice.limit) for measure in (_pagefind, _material))
        print(_ours(browser, folder, made), flush=True)
        for line in lines if choice.peers == "all" else ():
            print(line, flush=True)
        browser.close()


_HEAD = (
    "| | index made in (processor) | memory | first answer: bytes | seconds | a key: median / 95 % / worst |",
    "|---|---:|---:|---:|---:|---:|",
)


def _made(policies: int, versions: int, folder: Path) -> Mapping[str, Any]:
    """What the pages and the index cost; pages that a run before has left in the folder are taken as they are."""
    site, noted = folder / "served", folder / "pages.json"
    if noted.is_file():
        cost = Cost(**json.loads(noted.read_bytes()))
    else:
        cost = make_pages(policies, versions, folder, site)
        noted.write_text(json.dumps(asdict(cost)), encoding="utf-8")
    put_together(policies, folder, site, cost)
    shutil.copytree(PROJECT / "templates" / "assets" / "search", site / "modules", dirs_exist_ok=True)
    return asdict(cost)


def _ours(browser: Browser, folder: Path, made: Mapping[str, Any]) -> str:
    found = ask(browser, folder / "served", "handbook", 60.0, engine="/modules/engine.js")
    took = f"{made['documents'] + made['together']:.0f} s"
    figures = (took, f"{made['memory'] / 1e6:.0f} MB", _kb(found["bytes"]), *_times(found))
    return _line("this generator, with archive", figures)


def _pagefind(browser: Browser, folder: Path, limit: float) -> str:
    ran = pagefind(folder, limit)
    figures = (f"{ran[0]:.0f} s", f"{ran[1] / 1e6:.0f} MB") if ran else ("failed", "")
    return _line("Pagefind, in force only", (*figures, *_asked(browser, folder, "pagefind", limit)))


def _material(browser: Browser, folder: Path, limit: float) -> str:
    size, worker = material(folder)
    _, *times = _asked(browser, folder, "material", limit, worker=worker)
    return _line("Material, in force only", ("", "", f"{_kb(size)} (gzip)", *times))


def _asked(browser: Browser, folder: Path, kind: str, limit: float, **places: str) -> tuple[str, ...]:
    """Bytes and times of a peer's answers; a peer that does not answer in time is a result, too."""
    try:
        found = ask(browser, folder / "served", kind, limit, **places)
    except (PlaywrightError, TimeoutError):
        return "", f"no answer in {limit:.0f} s", ""
    return _kb(found["bytes"]), *_times(found)


def _kb(size: int) -> str:
    return f"{size / 1000:,.0f} KB"


if __name__ == "__main__":
    main(sys.argv[1:])
