"""What `new` and `init` write, as an editor shows it: what is left to do is marked, and nothing else."""

from datetime import date
from pathlib import Path

import pytest

from handbook.authoring.draft import policy_draft, record_draft
from handbook.authoring.new_handbook import new_handbook
from handbook.authoring.starter import Answers
from handbook.load.loader import load
from tests.editor.language_server import LanguageServer
from tests.load.data import write

pytestmark = pytest.mark.editor


def test_a_new_handbook_is_not_marked(tmp_path: Path, server: LanguageServer) -> None:
    answers = Answers(organisation='"A": [b] # c', language="he", time_zone="Europe/Riga")
    write(tmp_path, new_handbook(answers, "policy-handbook==1.0", date(2026, 3, 1)))
    files = sorted(tmp_path.rglob("*.yml"))
    marked = {path: found for path, found in server.all_diagnostics(files).items() if found}
    assert (len(files) >= 7, marked) == (True, {})


@pytest.mark.parametrize("kind", ["policy", "review", "exception"])
def test_what_is_left_to_do_is_marked(root: Path, server: LanguageServer, kind: str) -> None:
    handbook = load(root / "policy_data").handbook
    assert handbook
    phone = next(policy for policy in handbook.policies if policy.id == "phone")
    if kind == "policy":
        draft = policy_draft("policy_data", handbook, "claims", {"title": 'Claims: "x"'})
    else:
        draft = record_draft("policy_data", handbook, phone, kind, {"name": "begun"})
    path = root / "policy_data" / draft.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(draft.content)
    marked = [item["range"]["start"]["line"] + 1 for item in server.diagnostics(path)]
    path.unlink()
    if kind == "policy":
        path.parent.rmdir()
    assert marked == [item.line for item in draft.to_do]
    assert marked
