"""An owner's revision from the review to the new version in force, in the terminal, and what the site then says."""

import json
import re
import shutil
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import icalendar

from tests.cli.conftest import Run
from tests.cli.revised import APPROVED, NEXT, REVISED, SPRING_BRIEFING, SPRING_PILOT
from tests.cli.revised import FILES as FILES
from tests.load.data import write
from tests.report.feed_standards import ATOM, element_text

PROJECT = Path(__file__).resolve().parents[2]


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

    shutil.copy(PROJECT / "mkdocs.yml", data.parent)
    built = run("build")
    assert (built.exit_code, built.stderr.splitlines()[-1].startswith("finishing")) == (0, True)
    look_at(data.parent / "site")
    assert run("verify", "--site", "site").exit_code == 0


def look_at(site: Path) -> None:
    """What employees and the owner find on the site: the version to come, told once in every place."""
    assert "Calls are answered within 30 seconds, not 60." in words(site / "changelog/index.html")
    assert "Version 2.0 takes effect on 15 January 2026" in words(site / "policies/phone/index.html")
    assert "<del>60</del><ins>30</ins>" in (site / "policies/phone/2.0/changes/index.html").read_text(encoding="utf-8")
    assert "1 December 2026 in 365 days reviewed Revise 1 December 2025" in words(site / "reviews/index.html")

    for feed in ("feed.xml", "policies/phone/feed.xml", "roles/phone-lead/feed.xml", "categories/contact/feed.xml"):
        newest = ElementTree.parse(site / feed).getroot().findall(f"{ATOM}entry")[0]
        assert (element_text(newest, "title"), element_text(newest, "published")) == (
            "Phone 2.0",
            "2025-12-01T12:00:00Z",
        )

    for calendar in ("reviews.ics", "roles/phone-lead/calendar.ics"):
        events: list[Any] = icalendar.Calendar.from_ical((site / calendar).read_bytes()).walk("VEVENT")
        assert [(event["DTSTART"].dt.isoformat(), str(event["SUMMARY"])) for event in events] == [
            ("2025-02-01", "Phone 1.0 takes effect"),
            ("2026-01-15", "Phone 2.0 takes effect"),
            ("2026-12-01", "Review due: Phone"),
        ]


def words(page: Path) -> str:
    """A page's words on one line."""
    article = page.read_text(encoding="utf-8").partition("<article")[2].partition("</article>")[0]
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", article)).split())
