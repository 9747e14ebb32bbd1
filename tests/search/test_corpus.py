"""The corpora are what they claim to be: enough policies, of the right length, with former versions and questions."""

from collections import Counter
from pathlib import Path

import pytest

from handbook.check.rules import check
from handbook.history.edition import Edition
from handbook.load.loader import load
from handbook.model.diagnostic import Severity
from tests.browser.conftest import AS_OF
from tests.builders import day
from tests.search.corpus import LANGUAGES, read_corpus, words, write_handbook
from tests.search.questions import ARCHIVED, KINDS, NOTHING, read_questions

by_language = pytest.mark.parametrize("language", LANGUAGES)


@by_language
def test_corpus_has_at_least_25_policies(language: str) -> None:
    assert len({policy["id"] for policy in read_corpus(language)["policies"]}) >= 25


@by_language
def test_corpus_policies_have_80_to_200_words(language: str) -> None:
    lengths = {policy["id"]: words(policy) for policy in read_corpus(language)["policies"]}
    assert {id_: length for id_, length in lengths.items() if not 80 <= length <= 200} == {}


@by_language
def test_corpus_has_a_former_version_of_a_third_of_its_policies(language: str) -> None:
    policies = read_corpus(language)["policies"]
    assert sum("archived" in policy for policy in policies) >= len(policies) // 3


@by_language
def test_corpus_is_a_handbook_without_errors(language: str, tmp_path: Path) -> None:
    loaded = load(write_handbook(read_corpus(language), tmp_path, ""))
    assert loaded.handbook is not None
    found = check(Edition(loaded.handbook, day(AS_OF)), loaded.diagnostics, loaded.incomplete)
    assert [item for item in (*loaded.diagnostics, *found) if item.severity is Severity.ERROR] == []


@by_language
def test_questions_are_at_least_40_of_known_kinds(language: str) -> None:
    kinds = Counter(question.kind for question in read_questions()[language])
    assert kinds.total() >= 40
    assert set(kinds) <= set(KINDS)


@by_language
def test_questions_name_policies_and_clauses_of_the_corpus(language: str) -> None:
    policies = read_corpus(language)["policies"]
    clauses = {f"{policy['id']}#{clause['id']}" for policy in policies for clause in policy["clauses"]}
    named = {name for question in read_questions()[language] for name in question.find}
    assert named - clauses - {policy["id"] for policy in policies} == set()


@by_language
def test_questions_about_the_archive_name_policies_that_have_one(language: str) -> None:
    archived = {policy["id"] for policy in read_corpus(language)["policies"] if "archived" in policy}
    asked = [question for question in read_questions()[language] if question.kind == ARCHIVED]
    assert {name for question in asked for name in question.find} <= archived


@by_language
def test_questions_have_an_answer_unless_they_are_nonsense(language: str) -> None:
    questions = read_questions()[language]
    assert [item.ask for item in questions if bool(item.find) == (item.kind == NOTHING)] == []
