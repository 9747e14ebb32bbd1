"""What runs on the main branch: publication, the next seal, the release; their steps run here."""

import json
from pathlib import Path

import pytest

from handbook.authoring.ci import Settings, ci_files
from handbook.authoring.codeowners import Host
from tests.authoring.actions import Runner, git, machine, program, read_workflow
from tests.authoring.proposal import repository

FILES = ci_files(Host.GITHUB, Settings())
PUBLISH = read_workflow(FILES[".github/workflows/handbook-publish.yml"])
RELEASE = read_workflow(FILES[".github/workflows/handbook-release.yml"])
ANCHOR = "Anchor: `1:"


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    origin, base = repository(tmp_path / "origin", {"README.md": "A change.\n"})
    (tmp_path / "work").mkdir()
    env = {**machine(tmp_path), "GITHUB_SHA": base, "ASKED": str(tmp_path / "asked")}
    gh = 'printf "%s\\n" "$*" >> "$ASKED"\n[ "$1 $2" != "release view" ]'
    program(tmp_path / "programs/gh", gh)
    context = {"vars.HANDBOOK_ANCHOR": "", "github.token": "t0ken", "github.repository": "ardenhall/handbook"}
    return Runner(work=tmp_path / "work", origin=origin, context=context, env=env, ref="refs/heads/main")


def asked(runner: Runner) -> list[str]:
    return (runner.work.parent / "asked").read_text().splitlines()


def failed(runner: Runner) -> list[str]:
    return [step.printed for step in runner.steps if step.outcome != "success"]


def test_main_is_checked_verified_built_and_handed_over(runner: Runner) -> None:
    runner.run(PUBLISH, "build")
    assert (failed(runner), "index.html" in runner.artifacts["github-pages"]) == ([], True)


def test_an_anchor_that_does_not_hold_keeps_the_site_from_being_published(runner: Runner) -> None:
    runner.context = {"vars.HANDBOOK_ANCHOR": f"1:{'0' * 64}"}
    runner.run(PUBLISH, "build")
    assert ([step.name for step in runner.steps if step.outcome == "failure"], runner.artifacts) == (
        ["What was published is unchanged"],
        {},
    )


def test_the_next_seal_is_made_and_proposed_on_a_branch(runner: Runner) -> None:
    runner.run(RELEASE, "seal")
    assert (failed(runner), runner.artifacts) == ([], {"handbook-seal": ["seal/0002.json"]})
    runner.run(RELEASE, "propose")
    sha = runner.env["GITHUB_SHA"]
    assert (failed(runner), asked(runner)) == (
        [],
        [
            f"api repos/ardenhall/handbook/git/refs --silent -f ref=refs/heads/seal-0002 -f sha={sha}",
            "api --method PUT repos/ardenhall/handbook/contents/policy_data/seals/0002.json --silent "
            "-f branch=seal-0002 -f message=chore(seals): Seal 0002 -F content=@content",
        ],
    )
    link = "https://host.example/ardenhall/handbook/compare/main...seal-0002?expand=1"
    assert f"[Propose seal 0002]({link})" in runner.summary


def test_a_seal_that_was_merged_is_released_with_its_anchor(runner: Runner) -> None:
    runner.run(RELEASE, "site")
    files = [f"release/{name}" for name in ("anchor.txt", "handbook-site.tar.gz", "manifest.json", "verified.json")]
    assert (failed(runner), runner.artifacts) == ([], {"handbook-release": files})
    runner.run(RELEASE, "release")
    assert failed(runner) == []
    seal = json.loads((runner.work / "release/verified.json").read_text())["seal"]
    assert (runner.work / "notes.md").read_text().startswith(f"Anchor: `1:{seal['hash']}`\n")
    created = f"release create seal-0001 --target {runner.env['GITHUB_SHA']} --title Seal 1 --notes-file notes.md"
    assert asked(runner) == ["release view seal-0001", f"{created} {' '.join(files)}"]


def test_a_seal_that_is_released_already_is_left_as_it_is(runner: Runner) -> None:
    program(runner.work.parent / "programs/gh", 'printf "%s\\n" "$*" >> "$ASKED"')
    (runner.work / "release").mkdir()
    (runner.work / "release/anchor.txt").write_text("1:abc\n")
    runner.run(RELEASE, "release")
    assert (failed(runner), asked(runner)) == ([], ["release view seal-0001"])


def test_main_whose_published_version_was_changed_is_not_published(runner: Runner) -> None:
    frozen = runner.origin / "policy_data/policies/complaints/versions/1.0.yml"
    frozen.write_text(frozen.read_text().replace("The first version.", "Another story."))
    git(runner.origin, "commit", "--quiet", "--all", "--message=Rewrite")
    runner.run(PUBLISH, "build")
    assert ("github-pages" in runner.artifacts, failed(runner) != []) == (False, True)
