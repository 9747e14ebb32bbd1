"""An owner's revision from the review to the new version in force, in the terminal."""

import json
from pathlib import Path

from tests.cli.conftest import Run
from tests.cli.revised import APPROVED, NEXT, REVISED, SPRING_BRIEFING, SPRING_PILOT
from tests.cli.revised import FILES as FILES
from tests.load.data import write


def test_policy_is_revised_from_review_to_force(run: Run, data: Path) -> None:
    assert run("seal", "--adopt").exit_code == 0

    reviewed = run("review", "phone", "--outcome", "revise", "--by", "phone-lead", "--note", "Callers wait too long.")
    assert (reviewed.exit_code, reviewed.stdout) == (
        0,
        "written policy_data/policies/phone/records/reviews/2025-12-01-revise.yml\n"
        "next review of phone by 2026-12-01\n",
    )

    write(data, {"policies/phone/policy.yml": NEXT + REVISED})
    checked = run("check")
    assert (checked.exit_code, checked.stderr) == (0, "no problems\n")

    planned = run("publish", "phone", "--effective", "2026-01-15", "--dry-run")
    shut = [line.split("]")[0] for line in planned.stdout.splitlines() if line.startswith("gate shut")]
    assert (planned.exit_code, shut) == (
        1,
        ["gate shut [missing-approval", "gate shut [missing-briefing", "gate shut [missing-pilot"],
    )

    working = NEXT + REVISED + SPRING_PILOT + SPRING_BRIEFING
    write(data, {"policies/phone/policy.yml": working})
    to_approve = run("publish", "phone", "--effective", "2026-01-15", "--dry-run").stdout.splitlines()[1].split()[-1]
    published = run(
        "publish", "phone", "--effective", "2026-01-15", *APPROVED, "--approved-sha256", to_approve
    )  # fmt: skip
    assert (published.exit_code, published.stdout.splitlines()[0]) == (
        0,
        "phone 2.0: substantive, published 2025-12-01, effective 2026-01-15",
    )
    assert (data / "policies/phone/policy.yml").read_text() == REVISED

    versions = [
        json.loads(run("in-force", "--as-of", day, "--format", "json").stdout)["in_force"][0]["version"]
        for day in ("2026-01-14", "2026-01-15")
    ]
    assert versions == ["1.0", "2.0"]

    checked = run("check")
    assert (checked.exit_code, checked.stderr) == (0, "no problems\n")
    assert run("verify").exit_code == 0
