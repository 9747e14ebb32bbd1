"""What an editor explains and offers while somebody types, through the language server protocol."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.editor.language_server import LanguageServer

pytestmark = pytest.mark.editor

TEXT = """\
# yaml-language-server: $schema=../../.schema/policy.json
title: Phone
summary: How calls are answered.
category: contact
owner: contact-centre-manager
approver: service-director
goals:
  - id: heard
    statement: Whoever rings us is heard.
    measure: {metric: calls, unit: '%', target: 90, better: at-least}
pilots:
  - id: spring-pilot
    outcome: adopt
"""


@pytest.fixture(scope="module")
def draft(root: Path, server: LanguageServer) -> Iterator[Path]:
    path = root / "policy_data" / "policies" / "draft" / "policy.yml"
    path.parent.mkdir()
    path.write_text(TEXT, encoding="utf-8")
    server.diagnostics(path)
    yield path
    shutil.rmtree(path.parent)


def test_a_field_says_what_it_means_with_an_example(draft: Path, server: LanguageServer) -> None:
    shown = server.hover(draft, 8, 6)
    assert "The clause's id." in shown
    assert "fewer-repeat-complaints" in shown


def test_a_nested_field_is_explained(draft: Path, server: LanguageServer) -> None:
    assert "Which side of the target is good." in server.hover(draft, 10, 55)


def test_a_role_is_shown_with_its_title(draft: Path, server: LanguageServer) -> None:
    assert "`service-director`: Director of customer service" in server.hover(draft, 6, 4)


def test_roles_of_the_handbook_are_offered_with_their_titles(draft: Path, server: LanguageServer) -> None:
    offered = server.complete(draft, 5, 8)
    assert offered["shift-lead"] == "Shift lead"
    assert "contact" not in offered


def test_choices_are_offered(draft: Path, server: LanguageServer) -> None:
    assert {"adopt", "adapt", "reject"} <= server.complete(draft, 13, 14).keys()


def test_keys_that_are_not_there_yet_are_offered(draft: Path, server: LanguageServer) -> None:
    draft.write_text(TEXT + "du\n", encoding="utf-8")
    server.diagnostics(draft)
    offered = server.complete(draft, 14, 3)
    assert offered["duties"] == "What staff must do, in the shortest form; shown in a box on top of the page."
    assert "title" not in offered
