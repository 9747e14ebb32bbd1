"""The comment under a pull request, written to a host on this machine that plays GitHub."""

import io
import json
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from handbook.authoring.ci import Settings, ci_files
from handbook.authoring.codeowners import Host
from tests.authoring.actions import read_workflow

SCRIPT = read_workflow(ci_files(Host.GITHUB, Settings())[".github/workflows/handbook-comment.yml"])["jobs"]["comment"][
    "steps"
][0]["run"]
MARK = "<!-- handbook: what this pull request changes -->"
SHA = "c" * 40
PULL = {"number": 7, "head": {"sha": SHA, "repo": {"full_name": "stranger/handbook"}}, "base": {"ref": "main"}}


def archive(files: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in files.items():
            file.writestr(name, content)
    return made.getvalue()


class GitHub(ThreadingHTTPServer):
    """What the host holds, and what was asked of it."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.pulls: list[dict[str, Any]] = [PULL]
        self.comments: list[dict[str, Any]] = []
        self.content = archive({"comment.md": b"Two words changed.\n"})
        self.size = 300
        self.names = ["handbook-comment"]
        self.asked: list[tuple[str, str, str | None]] = []
        self.written: list[tuple[str, str, str]] = []


class Handler(BaseHTTPRequestHandler):
    server: GitHub

    def log_message(self, *_: object) -> None:
        pass

    def answer(self, value: object, status: int = 200, location: str = "") -> None:
        body = value if isinstance(value, bytes) else json.dumps(value).encode()
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        host, parts = self.server, urlsplit(self.path)
        path, query = parts.path.removeprefix("/repos/ardenhall/handbook/"), parse_qs(parts.query)
        host.asked.append(("GET", path, self.headers.get("Authorization")))
        if path == "pulls":
            self.answer(host.pulls if query["head"] == ["stranger:$(id)&state=closed"] else [])
        elif path == "actions/runs/99/artifacts":
            made = {"size_in_bytes": host.size, "expired": False}
            self.answer({"artifacts": [{"id": 5 + n, "name": name, **made} for n, name in enumerate(host.names)]})
        elif path == "actions/artifacts/5/zip":
            self.answer(b"", 302, f"http://127.0.0.1:{host.server_port}/elsewhere")
        elif path == "/elsewhere":
            self.answer(host.content)
        else:
            assert path == "issues/7/comments"
            start = 100 * (int(query["page"][0]) - 1)
            self.answer(host.comments[start : start + 100])

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["body"]
        self.server.written.append((self.command, self.path.removeprefix("/repos/ardenhall/handbook/"), body))
        self.answer({}, 201)

    def do_PATCH(self) -> None:
        self.do_POST()


@pytest.fixture
def github() -> Iterator[GitHub]:
    host = GitHub()
    thread = threading.Thread(target=host.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield host
    host.shutdown()
    thread.join()
    host.server_close()


def run(host: GitHub, tmp_path: Path) -> tuple[int, str]:
    (tmp_path / "script.py").write_text(SCRIPT)
    env = {
        "GITHUB_API_URL": f"http://127.0.0.1:{host.server_port}",
        "GITHUB_SERVER_URL": "https://host.example",
        "GITHUB_REPOSITORY": "ardenhall/handbook",
        "TOKEN": "t0ken",
        "BASE_BRANCH": "main",
        "RUN_ID": "99",
        "HEAD_SHA": SHA,
        "HEAD_BRANCH": "$(id)&state=closed",
        "HEAD_OWNER": "stranger",
        "HEAD_REPOSITORY": "stranger/handbook",
    }
    done = subprocess.run(
        [sys.executable, "-I", tmp_path / "script.py"], env=env, capture_output=True, text=True, check=False, timeout=60
    )
    return done.returncode, done.stdout + done.stderr


def ours(body: str, login: str = "github-actions[bot]", id_: int = 3) -> dict[str, Any]:
    return {"id": id_, "user": {"login": login}, "body": body}


def test_the_first_comment_is_written(github: GitHub, tmp_path: Path) -> None:
    assert run(github, tmp_path) == (0, "pull request 7: comment written\n")
    assert github.written == [
        (
            "POST",
            "issues/7/comments",
            f"{MARK}\nComputed by [this run](https://host.example/ardenhall/handbook/actions/runs/99) from commit "
            "cccccccccccc.\n\nTwo words changed.\n",
        )
    ]


def test_the_next_run_brings_the_comment_up_to_date(github: GitHub, tmp_path: Path) -> None:
    github.comments = [*(ours("hello", "someone", n) for n in range(100, 220)), ours(f"{MARK}\nold")]
    assert run(github, tmp_path) == (0, "pull request 7: comment brought up to date\n")
    assert [(method, path) for method, path, _ in github.written] == [("PATCH", "issues/comments/3")]


def test_a_strangers_comment_with_our_mark_is_left_alone(github: GitHub, tmp_path: Path) -> None:
    github.comments = [ours(f"{MARK}\nforged", "stranger")]
    run(github, tmp_path)
    assert [method for method, _, _ in github.written] == ["POST"]


def test_preview_and_changes_are_linked_where_they_are(github: GitHub, tmp_path: Path) -> None:
    github.names = ["handbook-comment", "handbook-preview", "handbook-changes"]
    run(github, tmp_path)
    base = "https://host.example/ardenhall/handbook/actions/runs/99/artifacts"
    assert f"[preview of the site]({base}/6), [all changes as a page]({base}/7)." in github.written[0][2]


@pytest.mark.parametrize(
    "pull",
    [
        {**PULL, "head": {**PULL["head"], "sha": "d" * 40}},  # type: ignore[dict-item]
        {**PULL, "head": {"sha": SHA, "repo": {"full_name": "other/handbook"}}},
        {**PULL, "head": {"sha": SHA, "repo": None}},
        {**PULL, "base": {"ref": "elsewhere"}},
    ],
    ids=["newer commit", "other repository", "deleted repository", "other branch"],
)
def test_another_pull_request_gets_no_comment(github: GitHub, tmp_path: Path, pull: dict[str, Any]) -> None:
    github.pulls = [pull]
    assert (run(github, tmp_path)[0], github.written) == (0, [])


def test_a_run_without_text_writes_nothing(github: GitHub, tmp_path: Path) -> None:
    github.names = []
    assert (run(github, tmp_path), github.written) == ((0, "the check made no comment\n"), [])


def test_a_large_artifact_is_not_fetched(github: GitHub, tmp_path: Path) -> None:
    github.size = 2_000_000
    assert (run(github, tmp_path), github.written) == ((1, "the artifact is larger than a comment can be\n"), [])
    assert [path for _, path, _ in github.asked if path.endswith("zip")] == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"::error::no archive", "the artifact cannot be read: BadZipFile\n"),
        (archive({"comment.md": b"a", "other": b"b"}), "the artifact is not one file comment.md\n"),
        (archive({"../comment.md": b"a"}), "the artifact is not one file comment.md\n"),
        (archive({"comment.md": b"a" * 400_000}), "the text is longer than a comment can be\n"),
        (archive({"comment.md": b"\xff"}), "the artifact cannot be read: UnicodeDecodeError\n"),
        (b"x" * 1_000_001, "the artifact is larger than a comment can be\n"),
    ],
    ids=["no archive", "two files", "path", "long", "not text", "larger than it said"],
)
def test_an_artifact_of_another_kind_is_refused(github: GitHub, tmp_path: Path, content: bytes, said: str) -> None:
    github.content = content
    assert (run(github, tmp_path), github.written) == ((1, said), [])


def test_the_token_is_shown_to_the_host_alone(github: GitHub, tmp_path: Path) -> None:
    run(github, tmp_path)
    assert {path: token for _, path, token in github.asked if "zip" in path or "elsewhere" in path} == {
        "actions/artifacts/5/zip": "Bearer t0ken",
        "/elsewhere": None,
    }


def test_mentions_and_commands_to_bots_are_broken(github: GitHub, tmp_path: Path) -> None:
    github.content = archive({"comment.md": b"@ardenhall/audit a@b\n/approve\n  /merge a/b\n\x1b[31m\r::error::x"})
    run(github, tmp_path)
    space = "\N{ZERO WIDTH SPACE}"
    text = github.written[0][2].partition("\n\n")[2]
    assert text == f"@{space}ardenhall/audit a@{space}b\n/{space}approve\n  /{space}merge a/b\n [31m ::error::x"


def test_a_long_text_is_cut_to_what_a_comment_holds(github: GitHub, tmp_path: Path) -> None:
    github.content = archive({"comment.md": "ā".encode() * 65_536})
    run(github, tmp_path)
    body = github.written[0][2]
    assert (len(body), body[-10:]) == (65_536, " has all.\n")
