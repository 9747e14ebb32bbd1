"""An owner's path from `git clone` to a published change: in a terminal, with what an editor shows on the way."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from handbook.cli.main import main
from handbook.load.modeline import modeline
from tests.cli.revised import FILES, TEXT
from tests.editor.conftest import PROJECT, SERVER
from tests.editor.language_server import LanguageServer
from tests.load.data import write

pytestmark = pytest.mark.editor

POLICY = "policies/phone/policy.yml"
LINE = modeline(POLICY)
RIGHT = (
    TEXT.replace("within 60 seconds", "within 30 seconds").replace("target: 60", "target: 30")
    + "next:\n  change: substantive\n  summary: Calls are answered within 30 seconds, not 60.\n"
    + "  reasons:\n    - {kind: review, note: Callers of today wait less patiently.}\n"
    + "review_every: P12M\n"
)
WRONG = (
    RIGHT.replace("approver: service-director", "approver: service-directer")
    .replace("    trigger: the", "    triger: the")
    .replace("review_every: P12M", "review_every: 12 months")
)
DECIDED = """\
    findings:
      - {id: hung-up-less, text: Callers hung up less., decision: accepted, reason: as hoped, changed: [answer-time]}
    staff: {count: 6}
    outcome: adopt
"""


def git(folder: Path, *arguments: str) -> str:
    named = ("-c", "user.name=Owner", "-c", "user.email=owner@example.com", *arguments)
    return subprocess.run(["git", *named], cwd=folder, check=True, capture_output=True, text=True).stdout


def run(*arguments: str, day: str = "2025-12-01") -> Result:
    return CliRunner().invoke(main, (*arguments, *(("--as-of", day) if day else ())))


@pytest.fixture
def origin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository at a host, with a handbook that is published and sealed."""
    first = tmp_path / "first"
    write(first / "policy_data", FILES, {POLICY: LINE + TEXT})
    shutil.copy(PROJECT / "mkdocs.yml", first)
    shutil.copy(PROJECT / ".gitattributes", first)
    write(first, {".gitignore": "/site/\n/.handbook/\n", "policy_data/pages/index.md": "# Welcome\n"})
    monkeypatch.chdir(first)
    assert [run("seal", "--adopt").exit_code, run("schema", day="").exit_code] == [0, 0]
    git(first, "init", "-q", "-b", "main")
    git(first, "add", "-A")
    git(first, "commit", "-q", "-m", "Begin the handbook")
    git(tmp_path, "clone", "-q", "--bare", str(first), "origin.git")
    return tmp_path / "origin.git"


def marked(root: Path) -> list[int]:
    """The lines that an editor marks in the policy's working text."""
    node = shutil.which("node")
    if shutil.which("npm") is None and not SERVER.is_file():
        pytest.skip("npm is not on this machine, so yaml-language-server cannot be installed")
    assert node
    assert SERVER.is_file(), "yaml-language-server is not installed; run `make editor`"
    with LanguageServer([node, str(SERVER), "--stdio"], root) as server:
        found = server.diagnostics(root / "policy_data" / POLICY)
    return sorted({item["range"]["start"]["line"] + 1 for item in found})


def shut_gates(result: Result) -> list[str]:
    return re.findall(r"^gate shut \[([a-z-]+)\]", result.stdout, re.MULTILINE)


def test_an_owner_goes_from_a_clone_to_a_published_change(
    tmp_path: Path, origin: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(tmp_path, "clone", "-q", str(origin), "mine")
    mine = tmp_path / "mine"
    monkeypatch.chdir(mine)
    git(mine, "switch", "-q", "-c", "shorter-wait")

    write(mine / "policy_data", {POLICY: LINE + WRONG})
    wrong = [
        number
        for number, (was, now) in enumerate(zip(RIGHT.splitlines(), WRONG.splitlines(), strict=True), start=2)
        if was != now
    ]
    assert len(wrong) == 3
    procedure = next(number for number, line in enumerate(WRONG.splitlines(), start=2) if "id: take-a-call" in line)
    expected = sorted([*wrong, procedure])
    assert marked(mine) == expected
    checked = run("check")
    assert checked.exit_code == 1
    places = {
        int(line)
        for line in re.findall(r"^policy_data/policies/phone/policy\.yml:(\d+):", checked.stdout, re.MULTILINE)
    }
    assert sorted(places) == expected
    for hint in ("did you mean `service-director`?", "did you mean `trigger`?", "P12M 12 months"):
        assert hint in checked.stdout

    write(mine / "policy_data", {POLICY: LINE + RIGHT})
    assert marked(mine) == []
    assert run("check").exit_code == 0
    git(mine, "commit", "-q", "-a", "-m", "Answer calls within 30 seconds")

    shown = run("diff", "--against", "origin/main")
    assert shown.exit_code == 0
    assert all(word in shown.stdout for word in ("phone", "answer-time", "substantive"))

    tried = ("--version", "2.0", "--begins", "2025-10-01", "--ends", "2025-11-01")
    planned = run("publish", "phone", "--effective", "2026-01-15", "--dry-run")
    assert shut_gates(planned) == ["missing-approval", "missing-briefing", "missing-pilot"]
    assert run("new", "pilot", "phone", "--id", "spring", *tried).exit_code == 0
    text = (mine / "policy_data" / POLICY).read_text()
    write(mine / "policy_data", {POLICY: text.replace("    # outcome:\n", DECIDED)})
    brief = ("--id", "winter-talk", "--held", "2025-12-10", "--audience", "adviser")
    assert run("new", "briefing", "phone", *brief).exit_code == 0
    planned = run("publish", "phone", "--effective", "2026-01-15", "--dry-run")
    assert shut_gates(planned) == ["missing-approval"]
    to_approve = planned.stdout.splitlines()[1].split()[-1]
    git(mine, "commit", "-q", "-a", "-m", "Say how it was tried, and who is told")
    git(mine, "push", "-q", "origin", "HEAD")

    git(mine, "switch", "-q", "main")
    git(mine, "merge", "-q", "--no-ff", "shorter-wait")
    approved = ("--approved-by", "service-director", "--approved-on", "2025-11-28", "--approved-sha256", to_approve)
    published = run("publish", "phone", "--effective", "2026-01-15", *approved)
    assert published.exit_code == 0, published.stdout
    git(mine, "add", "-A")
    git(mine, "commit", "-q", "-m", "Publish phone 2.0")
    git(mine, "push", "-q", "origin", "main")
    frozen = (mine / "policy_data/policies/phone/versions/2.0.yml").read_text()
    assert "yaml-language-server" not in frozen
    assert (mine / "policy_data" / POLICY).read_text().startswith(LINE)

    assert run("check", "--strict").exit_code == 0
    verified = run("verify", day="")
    assert (verified.exit_code, "(ledger, git)" in verified.stdout) == (0, True)
    assert run("build", day="2026-01-15").exit_code == 0
    page = (mine / "site/policies/phone/index.html").read_text()
    assert "within 30 seconds" in page
    assert (mine / "site/policies/phone/2.0/changes/index.html").is_file()
