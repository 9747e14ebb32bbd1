from collections.abc import Callable

import pytest

from handbook.model.diagnostic import Diagnostic, Severity, did_you_mean, error, has_errors, note, warning
from handbook.model.source import NOWHERE, Source

SOURCE = Source("policy_data/policies/refunds/policy.yml", ("goals", 0))


def test_error_has_its_place_and_hint() -> None:
    found = error("unknown-id", SOURCE.of("mission"), "no such pillar", "did you mean `trust`?")

    assert found == Diagnostic(
        code="unknown-id",
        severity=Severity.ERROR,
        source=Source("policy_data/policies/refunds/policy.yml", ("goals", 0, "mission")),
        message="no such pillar",
        hint="did you mean `trust`?",
        line=0,
        column=0,
    )


@pytest.mark.parametrize(
    ("make", "severity"), [(error, Severity.ERROR), (warning, Severity.WARNING), (note, Severity.NOTE)]
)
def test_diagnostic_carries_its_severity(make: Callable[[str, Source, str], Diagnostic], severity: Severity) -> None:
    assert make("code", SOURCE, "message").severity is severity


def test_diagnostic_at_a_position_keeps_the_rest() -> None:
    found = warning("code", SOURCE, "message", "hint").at(12, 3)

    assert (found.line, found.column, found.message, found.hint) == (12, 3, "message", "hint")


def test_diagnostics_are_ordered_by_file_position_and_code() -> None:
    ordered = [
        error("b", Source("a.yml"), "x").at(1, 9),
        error("a", Source("a.yml"), "x").at(2, 1),
        error("b", Source("a.yml"), "x").at(2, 1),
        error("b", Source("a.yml"), "y").at(2, 1),
        error("a", Source("b.yml"), "x").at(1, 1),
    ]

    shuffled = [ordered[place] for place in (3, 0, 4, 2, 1)]
    assert sorted(shuffled, key=lambda item: item.order) == ordered


def test_has_errors_is_false_for_warnings_and_notes() -> None:
    assert not has_errors([warning("a", NOWHERE, "x"), note("b", NOWHERE, "y")])


def test_has_errors_is_true_for_one_error_among_others() -> None:
    assert has_errors([warning("a", NOWHERE, "x"), error("b", NOWHERE, "y")])


@pytest.mark.parametrize(
    ("word", "known", "hint"),
    [
        ("sumary", ["title", "summary", "scope"], "did you mean `summary`?"),
        ("zzz", ["title", "scope"], "known are `scope`, `title`"),
        ("zzz", [f"word-{n}" for n in range(13)], ""),
        ("zzz", [], ""),
    ],
)
def test_did_you_mean_names_the_nearest_word_or_all_or_none(word: str, known: list[str], hint: str) -> None:
    assert did_you_mean(word, known) == hint


def test_source_shows_its_file_and_path() -> None:
    assert [str(Source("a.yml")), str(Source("a.yml", ("goals", 0, "id")))] == ["a.yml", "a.yml:goals.0.id"]
