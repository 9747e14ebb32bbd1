"""A repository of a small handbook with its workflows, and a stranger's pull request to it."""

from collections.abc import Mapping
from pathlib import Path

from click.testing import CliRunner

from handbook.authoring.ci import Settings, ci_files
from handbook.authoring.codeowners import Host
from handbook.cli.main import main
from tests.authoring.actions import git
from tests.load.data import HANDBOOK, ROLES, SMALL, TEXT, VERSION, write

OWNERS = ROLES.replace("title: Complaints lead", 'title: Complaints lead, handle: "@ardenhall/complaints"').replace(
    "title: Service director", 'title: Service director, handle: "@ardenhall/director"'
)

MKDOCS = """\
site_name: Handbook
docs_dir: policy_data/pages
theme: {name: material, font: false}
plugins: [handbook]
"""

BASE: Mapping[str, str] = {
    "mkdocs.yml": MKDOCS,
    "requirements.txt": "policy-handbook==0.1.0\n",
    "policy_data/pages/index.md": "# Welcome\n",
    **{f"policy_data/{name}": text for name, text in SMALL.items()},
    "policy_data/handbook.yml": HANDBOOK.partition("  pillars:")[0]
    + "categories:"
    + HANDBOOK.split("categories:")[1]
    + "review_every: P1200M\nauditors: service-director\n",
    "policy_data/roles.yml": OWNERS,
}

RUN = "$(touch ran) `touch ran` ; touch ran #"
COMMAND = "::error file=mkdocs.yml,line=1::forged ##[error]forged ##[add-mask]policy"
MARKDOWN = "[click](https://evil.example) <img src=https://evil.example/x> @ardenhall/audit"

HOOK = "import pathlib\npathlib.Path('ran').touch()\npathlib.Path(__file__).with_name('ran').touch()\n"

JOURNAL: Mapping[str, str] = {
    ".handbook/publishing-policy_data/journal.json": '[["policies/complaints/ran.yml", "0"], ["mkdocs.yml", ""]]',
    ".handbook/publishing-policy_data/0": "ran",
}
"""What an interrupted command would leave; it stays within the data folder, so a command that finishes it obeys."""

HOSTILE: Mapping[str, str] = {
    "mkdocs.yml": MKDOCS + "hooks: [hook.py]\n",
    "hook.py": HOOK,
    "sitecustomize.py": HOOK,
    "pip.py": HOOK,
    "handbook/__init__.py": HOOK,
    "yaml/__init__.py": HOOK,
    "requirements.txt": "evil==1\n",
    "setup.py": HOOK,
    "templates/overrides/main.html": "{{ ().__class__ }}",
    ".gitattributes": "* filter=evil diff=evil\n",
    **JOURNAL,
    "policy_data/policies/complaints/versions/1.0.yml": VERSION.replace("on the day it arrives", "when there is time"),
    "policy_data/hook.py": HOOK,
    "policy_data/mkdocs.yml": "hooks: [hook.py]\n",
    "policy_data/roles.yml": OWNERS.replace("Adviser", f"'{MARKDOWN}'").replace("@ardenhall/complaints", RUN),
    "policy_data/policies/complaints/policy.yml": TEXT.replace("title: Complaints", f"title: '{COMMAND}'"),
    "policy_data/policies/returns/policy.yml": TEXT.replace("owner: complaints-lead", f"owner: '{RUN}'"),
    f"policy_data/policies/{RUN.replace('/', '')}/policy.yml": TEXT,
    "policy_data/policies/x\n::error::forged\n##[error]forged/policy.yml": TEXT,
    f"policy_data/pages/{COMMAND}.md": f"# {MARKDOWN}\n",
    "policy_data/policies/complaints/records/reviews/2026-01.yml": f"{COMMAND}: 1\n{RUN}\n",
}


def repository(folder: Path, proposal: Mapping[str, str]) -> tuple[Path, str]:
    """A repository whose pull request 1 has these files over those of its main branch; and the main branch's commit."""
    folder.mkdir()
    git(folder, "init", "--quiet", "--initial-branch=main")
    write(folder, BASE, ci_files(Host.GITHUB, Settings()), ci_files(Host.GITLAB, Settings()))
    for command in (["seal", "--adopt"], ["codeowners", "--host", "github"], ["codeowners", "--host", "gitlab"]):
        assert CliRunner().invoke(main, [*command, "--data", str(folder / "policy_data")]).exit_code == 0, command
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=Base")
    base = git(folder, "rev-parse", "HEAD")
    git(folder, "checkout", "--quiet", "-b", "proposal")
    write(folder, proposal)
    git(folder, "add", "--all", "--force")
    git(folder, "commit", "--quiet", "--message=Proposal")
    git(folder, "checkout", "--quiet", "main")
    git(folder, "merge", "--quiet", "--no-ff", "--message=Merge", "proposal")
    git(folder, "update-ref", "refs/pull/1/merge", "HEAD")
    git(folder, "reset", "--quiet", "--hard", base)
    git(folder, "config", "uploadpack.allowAnySHA1InWant", "true")
    return folder, base
