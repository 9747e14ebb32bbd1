"""Writes one comment under a pull request, or brings it up to date.

Trusts nothing of the run that made the text. The pull request is the open one with the head that the host says was run;
the artifact is fetched only where it is small, and read only where it holds one text and nothing else.
"""

import io
import json
import os
import re
import sys
import urllib.error
import urllib.parse
import urllib.request
import zipfile
from typing import Any

MARK = "<!-- handbook: what this pull request changes -->"
AUTHOR = "github-actions[bot]"
LARGEST_ARTIFACT = 1_000_000
LARGEST_TEXT = 65_536
SERVER, API = os.environ["GITHUB_SERVER_URL"], os.environ["GITHUB_API_URL"]
REPOSITORY, RUN = os.environ["GITHUB_REPOSITORY"], int(os.environ["RUN_ID"])


class KeepHere(urllib.request.HTTPRedirectHandler):
    """Follows no redirect, so that the token goes to the host alone."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        """Nothing to go on with."""


def request(method: str, path: str, body: Any = None) -> urllib.request.Request:
    """A request to the host about this repository, with the token."""
    headers = {"Authorization": f"Bearer {os.environ['TOKEN']}", "Accept": "application/vnd.github+json"}
    data = None if body is None else json.dumps(body).encode()
    return urllib.request.Request(f"{API}/repos/{REPOSITORY}/{path}", data, headers, method=method)


def ask(method: str, path: str, body: Any = None) -> Any:
    """What the host answers."""
    with urllib.request.urlopen(request(method, path, body), timeout=30) as answer:
        return json.load(answer)


def pull_request() -> int | None:
    """The open pull request whose head was run and still is its head."""
    env = os.environ
    query = urllib.parse.urlencode({"state": "open", "head": f"{env['HEAD_OWNER']}:{env['HEAD_BRANCH']}"})
    found = [
        int(item["number"])
        for item in ask("GET", f"pulls?{query}&per_page=100")
        if item["head"]["sha"] == env["HEAD_SHA"]
        and (item["head"]["repo"] or {}).get("full_name") == env["HEAD_REPOSITORY"]
        and item["base"]["ref"] == env["BASE_BRANCH"]
    ]
    return found[0] if len(found) == 1 else None


def artifacts() -> dict[str, Any]:
    """The newest artifact of the run by name."""
    listed = ask("GET", f"actions/runs/{RUN}/artifacts?per_page=100")["artifacts"]
    return {item["name"]: item for item in sorted(listed, key=lambda item: item["id"]) if not item["expired"]}


def fetched(artifact: Any) -> bytes:
    """The artifact's archive; the host answers with another address, which must not be shown the token."""
    path = f"actions/artifacts/{int(artifact['id'])}/zip"
    try:
        answer = urllib.request.build_opener(KeepHere).open(request("GET", path), timeout=30)
    except urllib.error.HTTPError as moved:
        if moved.code not in (301, 302, 303, 307, 308):
            raise
        answer = urllib.request.urlopen(moved.headers["Location"], timeout=30)
    with answer:
        return bytes(answer.read(LARGEST_ARTIFACT + 1))


def text_of(archive: bytes) -> str:
    """The one text in the archive; ends the step where there is anything else."""
    if len(archive) > LARGEST_ARTIFACT:
        sys.exit("the artifact is larger than a comment can be")
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as files:
            if files.namelist() != ["comment.md"]:
                sys.exit("the artifact is not one file comment.md")
            with files.open("comment.md") as file:
                content = file.read(4 * LARGEST_TEXT + 1)
        if len(content) > 4 * LARGEST_TEXT:
            sys.exit("the text is longer than a comment can be")
        return content.decode("utf-8")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError) as problem:
        sys.exit(f"the artifact cannot be read: {type(problem).__name__}")


def harmless(text: str) -> str:
    """The text without control characters, and with what would call people or bots broken by an invisible space."""
    shown = "".join(char if char.isprintable() or char == "\n" else " " for char in text)
    return re.sub(r"(?m)@(?=\w)|^[ \t]*/(?=\w)", lambda found: found[0] + "\N{ZERO WIDTH SPACE}", shown)


def comment(text: str, made: dict[str, Any]) -> str:
    """The comment: our mark, where it comes from, then the text, cut where it is too long."""
    run = f"{SERVER}/{REPOSITORY}/actions/runs/{RUN}"
    links = [
        f"[{title}]({run}/artifacts/{int(made[name]['id'])})"
        for name, title in (("handbook-preview", "preview of the site"), ("handbook-changes", "all changes as a page"))
        if name in made
    ]
    made_by = f"Computed by [this run]({run}) from commit {os.environ['HEAD_SHA'][:12]}."
    offered = f" To download: {', '.join(links)}." if links else ""
    head = f"{MARK}\n{made_by}{offered}\n\n"
    rest = f"\n\nCut here; [the run]({run}) has all.\n"
    whole = head + harmless(text)
    return whole if len(whole) <= LARGEST_TEXT else whole[: LARGEST_TEXT - len(rest)] + rest


def earlier(number: int) -> int | None:
    """Our comment under the pull request: a stranger's with the same mark is not ours."""
    page = 1
    while listed := ask("GET", f"issues/{number}/comments?per_page=100&page={page}"):
        for item in listed:
            if item["user"]["login"] == AUTHOR and item["body"].startswith(MARK):
                return int(item["id"])
        page += 1
    return None


def main() -> None:
    """Find the pull request, read the text, write or renew the comment."""
    number = pull_request()
    if number is None:
        print("no open pull request has this head any more; nothing to comment on")
        return
    made = artifacts()
    if "handbook-comment" not in made:
        print("the check made no comment")
        return
    if made["handbook-comment"]["size_in_bytes"] > LARGEST_ARTIFACT:
        sys.exit("the artifact is larger than a comment can be")
    body = {"body": comment(text_of(fetched(made["handbook-comment"])), made)}
    ours = earlier(number)
    if ours is None:
        ask("POST", f"issues/{number}/comments", body)
    else:
        ask("PATCH", f"issues/comments/{ours}", body)
    print(f"pull request {number}: comment {'written' if ours is None else 'brought up to date'}")


main()
