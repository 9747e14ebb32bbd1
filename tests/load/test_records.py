"""Nodes -> records: unknown, missing, empty and misshapen values, each at its place and with its path."""

from datetime import date
from decimal import Decimal

import pytest

from handbook.load.nodes import Mapping, compose
from handbook.load.records import MAX_PROBLEMS, is_given_up, read_mixed, read_record
from handbook.model.diagnostic import Diagnostic
from handbook.model.handbook import Benchmarks, ChannelKind, Mission, Organisation, Role, Roles
from handbook.model.policy import Measure, Pilot, PolicyText
from handbook.model.source import Source
from handbook.model.version import WorkingText

FILE = Source("handbook.yml")


def node(data: str) -> Mapping:
    top, found = compose(data.encode(), "handbook.yml")
    assert top is not None
    assert found == []
    return top


def shown(found: list[Diagnostic]) -> list[str]:
    return [
        f"{item.line}:{item.column}: {item.severity}[{item.code}] {'.'.join(map(str, item.source.path))}: "
        f"{item.message} | {item.hint}"
        for item in found
    ]


def problems(record: type, data: str) -> list[str]:
    found: list[Diagnostic] = []
    read_record(record, node(data), FILE, found)
    return shown(found)


def test_a_record_is_read_with_its_defaults_and_sources() -> None:
    found: list[Diagnostic] = []
    roles = read_record(Roles, node("roles:\n  - id: adviser\n    title: Adviser\n"), FILE, found)
    assert (roles, found) == (Roles(roles=(Role(id="adviser", title="Adviser"),)), [])
    assert roles.roles[0].source == Source("handbook.yml", ("roles", 0))


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (
            "roles:\n  - id: a\n    titel: A\n",
            [
                "3:5: error[unknown-key] roles.0.titel: the key `titel` is not known here | did you mean `title`?",
                "2:5: error[missing-key] roles.0.title: `title` is missing | its name, such as Customer adviser",
            ],
        ),
        ("rolls: []\n", ["1:1: error[unknown-key] rolls: the key `rolls` is not known here | did you mean `roles`?"]),
        ("Roles: []\n", ["1:1: error[unknown-key] Roles: the key `Roles` is not known here | did you mean `roles`?"]),
        (
            "rоles: []\n",
            ["1:1: error[unknown-key] rоles: the key `rоles` is not known here | did you mean `roles`?"],
        ),
        ("xyz: 1\n", ["1:1: error[unknown-key] xyz: the key `xyz` is not known here | known are `roles`"]),
        ('"": 1\n', ["1:1: error[unknown-key] : the key `` is not known here | known are `roles`"]),
        ("roles:\n", ["1:7: error[empty-value] roles: `roles` has no value | give one, or delete the key"]),
        (
            "roles:\n  - id: a\n    title:\n",
            [
                "3:11: error[empty-value] roles.0.title: `title` has no value | "
                "give one: its name, such as Customer adviser"
            ],
        ),
        (
            "roles: adviser\n",
            [
                "1:8: error[wrong-shape] roles: `roles` must be a list, not a text | "
                "write each item on its own line after `- `"
            ],
        ),
        (
            "roles: {id: a}\n",
            [
                "1:8: error[wrong-shape] roles: `roles` must be a list, not a mapping | "
                "write each item on its own line after `- `"
            ],
        ),
        (
            "roles: [adviser]\n",
            ["1:9: error[wrong-shape] roles.0: each item must hold keys and values, not a text | "],
        ),
        (
            "roles:\n  - id: [a]\n    title: {b: c}\n",
            [
                "2:9: error[wrong-shape] roles.0.id: `id` must be one value, not a list | ",
                "3:12: error[wrong-shape] roles.0.title: `title` must be one value, not a mapping | ",
            ],
        ),
        (
            "roles:\n  - id: Adviser\n    title: A\n",
            [
                "2:9: error[invalid-value] roles.0.id: `Adviser` is not an id | "
                "use at most 64 of a to z, 0 to 9 and -, beginning with a letter or digit"
            ],
        ),
        (
            "roles:\n  - id: a\n    title: Adviser # of customers\n",
            [
                "3:12: warning[comment-cuts-text] roles.0.title: the text ends at `Adviser`; "
                "what follows ` #` is taken as a comment | put the text in quotes if it goes on"
            ],
        ),
        ("roles:\n  - id: a # the adviser\n    title: 'Adviser' # of customers\n", []),
    ],
)
def test_a_roles_file_gives_every_problem_at_its_place(data: str, expected: list[str]) -> None:
    assert problems(Roles, data) == expected


def test_all_problems_of_a_file_are_given_at_once() -> None:
    data = """\
title: A
organisation: B
misison: {}
categories:
  - id: Contact Us
    title: [C]
channels:
  - id: phone
    title: Phone
    kind: voise
review_every: yearly
time_zone: Mars
"""
    assert problems(Organisation, data) == [
        "3:1: error[unknown-key] misison: the key `misison` is not known here | did you mean `mission`?",
        "5:9: error[invalid-value] categories.0.id: `Contact Us` is not an id | "
        "use at most 64 of a to z, 0 to 9 and -, beginning with a letter or digit",
        "6:12: error[wrong-shape] categories.0.title: `title` must be one value, not a list | ",
        "10:11: error[invalid-value] channels.0.kind: "
        "`voise` is not one of `in-person`, `voice`, `written`, `online` | did you mean `voice`?",
        "11:15: error[invalid-value] review_every: `yearly` is not a duration | "
        "write ISO 8601: PT30M is 30 minutes, PT4H 4 hours, P2D 2 days, P12M 12 months",
        "12:12: error[invalid-value] time_zone: `Mars` is not a time zone | write a time zone, such as Europe/Riga",
        "1:1: error[missing-key] mission: `mission` is missing | the mission and its pillars",
    ]


def test_what_was_refused_is_replaced_by_a_neutral_value() -> None:
    found: list[Diagnostic] = []
    data = "competitors: x\nbenchmarks:\n  - {id: a, competitor: B, metric: c, value: d, observed: e}\n"
    benchmark = read_record(Benchmarks, node(data), FILE, found).benchmarks[0]
    assert (benchmark.competitor, benchmark.value, benchmark.observed, benchmark.unit) == ("", Decimal(0), date.min, "")


def test_a_record_that_is_missing_is_replaced_at_its_place() -> None:
    found: list[Diagnostic] = []
    organisation = read_record(Organisation, node("title: A\n"), FILE, found)
    assert organisation.mission == Mission(statement="")
    assert organisation.mission.source == FILE.of("mission")


def test_an_item_that_is_no_record_is_replaced_at_its_place() -> None:
    found: list[Diagnostic] = []
    organisation = read_record(Organisation, node("channels: [phone]\n"), FILE, found)
    assert organisation.channels[0].kind == ChannelKind.IN_PERSON
    assert organisation.channels[0].source == FILE.of("channels", 0)


def test_a_missing_choice_is_told_all_that_it_may_be() -> None:
    (found,) = [line for line in problems(Measure, "metric: days\nunit: days\ntarget: 3\n") if "missing" in line]
    assert found.endswith(" | which side of the target is good; one of `at-least`, `at-most`, `exactly`")


def test_a_value_is_the_text_that_was_typed() -> None:
    found: list[Diagnostic] = []
    roles = read_record(Roles, node("roles:\n  - id: no\n    title: 1.10\n    summary: 12:30\n"), FILE, found)
    assert (roles, found) == (Roles(roles=(Role(id="no", title="1.10", summary="12:30"),)), [])


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("notice: A trial.\n", "it belongs one level deeper, under `staff` or `customers`"),
        ("customers: {count: 3, conclusion: Well.}\n", "it belongs one level higher, beside `customers`"),
        (
            "findings:\n  - {id: a, text: b, decision: deferred, outcome: adopt}\n",
            "it belongs one level higher, beside `findings`",
        ),
        ("staff: {count:12, groups: [advisers]}\n", "a space is missing: write `count: 12`"),
        ("decision: deferred\n", "it belongs one level deeper, under `findings`"),
    ],
)
def test_a_key_that_is_known_elsewhere_is_told_how_it_is_written(data: str, expected: str) -> None:
    (hint,) = [line for line in problems(Pilot, data) if "unknown-key" in line]
    assert hint.rpartition(" | ")[2] == expected


def test_a_key_that_many_blocks_have_is_told_the_nearest_word() -> None:
    found: list[Diagnostic] = []
    read_mixed((WorkingText, PolicyText), node("id: phone\n"), FILE, found)
    assert found[0].hint == ""


def test_one_mapping_is_split_between_two_records() -> None:
    found: list[Diagnostic] = []
    data = node("title: A\nnext: {change: editorial}\nowners: b\n")
    own, text = read_mixed((WorkingText, PolicyText), data, FILE, found)
    assert (list(own.entries), list(text.entries)) == (["next"], ["title"])
    assert shown(found) == [
        "3:1: error[unknown-key] owners: the key `owners` is not known here | did you mean `owner`?"
    ]


def test_a_file_with_too_many_problems_is_not_read_on() -> None:
    found: list[Diagnostic] = []
    data = node("".join(f"unknown-{n}: a\n" for n in range(MAX_PROBLEMS + 1)))
    assert read_record(Roles, data, FILE, found) == Roles()
    assert shown(found)[-1] == (
        "1:1: error[too-many-problems] : the file has more than 100 problems; the rest is not shown | "
        "fix the first ones and check again"
    )
    assert is_given_up(found)


def test_a_file_is_given_up_once() -> None:
    found: list[Diagnostic] = []
    data = node("".join(f"unknown-{n}: a\n" for n in range(MAX_PROBLEMS + 1)))
    read_mixed((WorkingText, PolicyText), data, FILE, found)
    read_record(Role, data, FILE, found, id="adviser")
    assert [item.code for item in found].count("too-many-problems") == 1
    assert len(found) == MAX_PROBLEMS + 1


def test_a_record_that_is_given_up_keeps_what_was_given() -> None:
    found: list[Diagnostic] = []
    data = node("".join(f"unknown-{n}: a\n" for n in range(MAX_PROBLEMS + 1)))
    words = read_record(PolicyText, node("title: A\nsummary: B\ncategory: c\nowner: d\napprover: e\n"), FILE, [])
    assert read_record(WorkingText, data, FILE, found, text=words).text == words


def test_a_long_key_is_shown_short() -> None:
    assert problems(Roles, f"? {'x' * 2000}\n: a\n") == [
        f"1:3: error[unknown-key] {'x' * 64}: the key `{'x' * 57}...` is not known here | known are `roles`"
    ]


def test_a_wrong_choice_is_shown_short_and_printable() -> None:
    data = node("channels:\n  - {id: a, title: A, kind: '\u00ad" + "x" * 500 + "'}\n")
    found: list[Diagnostic] = []
    read_record(Organisation, data, FILE, found)
    assert found[0].message == f"`\\u00ad{'x' * 56}...` is not one of `in-person`, `voice`, `written`, `online`"
