"""Golden cases: two texts as an owner writes them, and the whole report as a terminal shows it."""

from pathlib import Path

import pytest
import yaml

from handbook.report.difference.as_text import as_text
from tests.report.difference.comparing import compared, difference, read_text

CASES = sorted((Path(__file__).parent / "cases").glob("*.yml"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_report_of_a_case_is_as_written(case: Path) -> None:
    written = yaml.safe_load(case.read_text())
    found = compared(read_text(written["old"]), read_text(written["new"]))
    assert as_text(difference(found)) == written["report"].rstrip("\n")
