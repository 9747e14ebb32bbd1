"""A workflow's steps, run here as GitHub's runner runs them: `run` in bash or Python, actions as what they do to files.

What a step prints is read as the runner reads it, so that a test sees which commands the runner would obey.
Source: actions/runner, ActionCommand.cs, ActionCommandManager.cs.
"""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

COMMANDS = {
    *("error", "warning", "notice", "debug", "group", "endgroup", "add-mask", "add-matcher", "remove-matcher"),
    *("set-env", "add-path", "set-output", "save-state", "echo", "stop-commands"),
}
_EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")
_OUTCOME = re.compile(r"steps\.([a-z]+)\.outcome == '([a-z]+)'")


@dataclass(kw_only=True)
class Step:
    """A step that was reached: how it ended, what it printed, and the commands in that which were obeyed."""

    name: str
    outcome: str
    printed: str = ""
    obeyed: list[str] = field(default_factory=list)


@dataclass(kw_only=True)
class Runner:
    """A job's machine: `work` is where steps start, `context` what expressions mean, `origin` the repository."""

    work: Path
    origin: Path
    context: Mapping[str, str]
    env: Mapping[str, str]
    ref: str = "refs/pull/1/merge"
    artifacts: dict[str, list[str]] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    outcomes: dict[str, str] = field(default_factory=dict)

    def run(self, workflow: Mapping[Any, Any], job: str) -> None:
        """Run the steps of a job; a step that fails keeps those from running that do not ask for it."""
        for step in workflow["jobs"][job]["steps"]:
            outcome = "skipped"
            if self._wanted(step.get("if", "")):
                done = self._uses(step) if "uses" in step else self._run(step, workflow.get("env", {}))
                self.steps.append(done)
                outcome = done.outcome
            self.outcomes[step.get("id", step["name"])] = outcome

    @property
    def obeyed(self) -> list[str]:
        """The commands that the runner would have obeyed."""
        return [command for step in self.steps for command in step.obeyed]

    @property
    def summary(self) -> str:
        """What the steps wrote into the job's summary."""
        path = self.work.parent / "summary.md"
        return path.read_text() if path.exists() else ""

    def _wanted(self, condition: str) -> bool:
        if "!cancelled()" not in condition and "failure" in self.outcomes.values():
            return False
        return all(self.outcomes.get(id_) == outcome for id_, outcome in _OUTCOME.findall(condition))

    def _value(self, text: object) -> str:
        return _EXPRESSION.sub(lambda found: self.context[found[1]], str(text))

    def _run(self, step: Mapping[str, Any], env: Mapping[str, str]) -> Step:
        assert "${{" not in step["run"], "an expression inside a script"
        script = self.work.parent / f"step-{len(self.steps)}"
        script.write_text(step["run"])
        bash = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)]
        done = subprocess.run(
            [sys.executable, str(script)] if step.get("shell") == "python" else bash,
            cwd=self.work / step.get("working-directory", "."),
            env={
                **self.env,
                **env,
                **{name: self._value(text) for name, text in step.get("env", {}).items()},
                "GITHUB_STEP_SUMMARY": str(self.work.parent / "summary.md"),
                "GITHUB_OUTPUT": str(self.work.parent / "output"),
            },
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=120,
            check=False,
        )
        printed = done.stdout.decode("utf-8", "replace")
        outcome = "failure" if done.returncode else "success"
        return Step(name=step["name"], outcome=outcome, printed=printed, obeyed=obeyed(printed))

    def _uses(self, step: Mapping[str, Any]) -> Step:
        action, with_ = step["uses"].partition("@")[0], step.get("with", {})
        if action == "actions/checkout":
            assert with_["persist-credentials"] is False
            self._checkout(self._value(with_.get("ref", self.ref)), with_.get("path", "."))
        elif action == "actions/upload-artifact":
            path = self.work / with_["path"]
            files = [item for item in path.rglob("*") if item.is_file()] if path.is_dir() else [path]
            self.artifacts[with_["name"]] = sorted(item.relative_to(self.work).as_posix() for item in files)
        elif action == "actions/upload-pages-artifact":
            self.artifacts["github-pages"] = [path.name for path in (self.work / with_["path"]).iterdir()]
        else:
            assert action in {"actions/setup-python", "actions/download-artifact"}, action
        return Step(name=step["name"], outcome="success")

    def _checkout(self, revision: str, path: str) -> None:
        target = self.work / path
        target.mkdir(exist_ok=True)
        git(target, "init", "--quiet")
        git(target, "fetch", "--quiet", str(self.origin), f"+{revision}:refs/remotes/fetched")
        git(target, "checkout", "--quiet", "--detach", "refs/remotes/fetched")


def obeyed(printed: str) -> list[str]:
    """The lines that the runner takes as commands, as it goes on or is stopped."""
    found, stopped = [], ""
    for line in printed.splitlines():
        start = re.match(r"\s*::([^ :]+)[^\n]*?::(.*)", line) or re.search(r"##\[([^ \]]+)[^\]]*\](.*)", line)
        if start is None:
            continue
        if stopped:
            stopped = "" if start[1] == stopped else stopped
        elif start[1] == "stop-commands":
            stopped = start[2]
        elif start[1] in COMMANDS:
            found.append(line)
    return found


def git(folder: Path, *arguments: str) -> str:
    """What git says."""
    done = subprocess.run(
        ["git", "-c", "protocol.file.allow=always", *arguments],
        cwd=folder,
        env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, **_NAMES},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, (arguments, done.stderr)
    return done.stdout.strip()


_NAMES = {
    "GIT_AUTHOR_NAME": "A",
    "GIT_AUTHOR_EMAIL": "a@example.com",
    "GIT_COMMITTER_NAME": "A",
    "GIT_COMMITTER_EMAIL": "a@example.com",
}


def read_workflow(text: str) -> dict[Any, Any]:
    """A workflow; YAML reads its key `on` as true."""
    loaded = yaml.safe_load(text)
    assert isinstance(loaded, dict)
    return loaded


def shims(folder: Path) -> Path:
    """Programs that stand in on the path: `python -m pip` says what it was asked, the rest is what runs here."""
    folder.mkdir()
    here = Path(sys.executable).parent
    for name in ("python", "python3"):
        program(
            folder / name, f'[ "$1 $2" = "-m pip" ] && {{ echo "pip in $PWD: $*"; exit 0; }}\nexec {here / name} "$@"'
        )
    program(folder / "handbook", f'exec {here / "handbook"} "$@"')
    return folder


def program(path: Path, script: str) -> None:
    """Write a program of the shell."""
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def machine(folder: Path) -> dict[str, str]:
    """The environment of a step: nothing of this process but where programs are."""
    programs = shims(folder / "programs")
    (folder / "home").mkdir()
    return {
        "PATH": f"{programs}:{os.environ['PATH']}",
        "HOME": str(folder / "home"),
        "LANG": "C.UTF-8",
        "GITHUB_WORKSPACE": str(folder / "work"),
        "GITHUB_SERVER_URL": "https://host.example",
        "GITHUB_REPOSITORY": "ardenhall/handbook",
    }
