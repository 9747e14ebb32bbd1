"""The text of one scalar: converted exactly, or refused with the reason and what would mend it."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handbook.load import scalars
from handbook.load.scalars import Refused, shown
from handbook.model.period import Duration
from handbook.model.version_number import VersionNumber

READERS = sorted(
    {*scalars.BY_FORMAT.values(), *(read for read, _ in scalars.BY_TYPE.values())}, key=lambda read: read.__name__
)


def refusal(read: Callable[[str], Any], text: str) -> tuple[str, str]:
    with pytest.raises(Refused) as refused:
        read(text)
    return str(refused.value), refused.value.hint


@pytest.mark.parametrize("text", ["a", "complaints", "e-mail", "2024", "a--b", "0", "x" * 64])
def test_an_id_is_kept(text: str) -> None:
    assert scalars.read_id(text) == text


@pytest.mark.parametrize(
    ("text", "shown_text"),
    [
        ("..", "`..`"),
        (".", "`.`"),
        ("a/b", "`a/b`"),
        ("/etc/passwd", "`/etc/passwd`"),
        ("..\\windows", "`..\\windows`"),
        ("C:", "`C:`"),
        ("Complaints", "`Complaints`"),
        ("COMPLAINTS", "`COMPLAINTS`"),
        ("a b", "`a b`"),
        ("a_b", "`a_b`"),
        ("-a", "`-a`"),
        ("a.b", "`a.b`"),
        ("complaints\n", "`complaints\\u000a`"),
        ("cоmplaints", "`cоmplaints`"),
        ("ｃｏｍｐ", "`ｃｏｍｐ`"),
        ("com\u200bplaints", "`com\\u200bplaints`"),
        ("policy-१", "`policy-१`"),
        ("é", "`é`"),
        ("", "``"),
        ("x" * 65, f"`{'x' * 57}...`"),
        ("x" * 300, f"`{'x' * 57}...`"),
    ],
)
def test_an_id_of_other_characters_is_refused(text: str, shown_text: str) -> None:
    assert refusal(scalars.read_id, text) == (
        f"{shown_text} is not an id",
        "use at most 64 of a to z, 0 to 9 and -, beginning with a letter or digit",
    )


@pytest.mark.parametrize("text", ["con", "prn", "aux", "nul", "com0", "com1", "com9", "lpt0", "lpt9"])
def test_an_id_that_windows_reserves_is_refused(text: str) -> None:
    assert refusal(scalars.read_id, text) == (f"`{text}` is not an id", "Windows reserves this name")


@pytest.mark.parametrize("text", ["console", "com", "com10", "lpt", "nul-1"])
def test_an_id_near_to_a_reserved_one_is_kept(text: str) -> None:
    assert scalars.read_id(text) == text


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-31", date(2026, 3, 31)),
        ("2024-02-29", date(2024, 2, 29)),
        ("0001-01-01", date.min),
        ("9999-12-31", date.max),
    ],
)
def test_a_day_is_read(text: str, day: date) -> None:
    assert scalars.read_day(text) == day


@pytest.mark.parametrize(
    ("text", "shown_text"),
    [
        ("31/12/2026", "`31/12/2026`"),
        ("12/31/2026", "`12/31/2026`"),
        ("31.12.2026", "`31.12.2026`"),
        ("2026-1-1", "`2026-1-1`"),
        ("20260101", "`20260101`"),
        ("2026-01-01T00:00:00", "`2026-01-01T00:00:00`"),
        ("2026-01-01\n", "`2026-01-01\\u000a`"),
        (" 2026-01-01", "` 2026-01-01`"),
        ("2026-W01-1", "`2026-W01-1`"),
        ("٢٠٢٦-٠١-٠١", "`٢٠٢٦-٠١-٠١`"),
        ("２０２６-01-01", "`２０２６-01-01`"),
        ("2026–01–01", "`2026–01–01`"),
        ("tomorrow", "`tomorrow`"),
        ("-2026-01-01", "`-2026-01-01`"),
    ],
)
def test_a_day_written_otherwise_is_refused(text: str, shown_text: str) -> None:
    assert refusal(scalars.read_day, text) == (
        f"{shown_text} is not a date",
        "write YYYY-MM-DD, such as 2026-03-31",
    )


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("2026-02-29", "2026-02 has 28 days"),
        ("2024-02-30", "2024-02 has 29 days"),
        ("2026-04-00", "2026-04 has 30 days"),
        ("2026-13-01", "there is no month 13"),
        ("2026-00-10", "there is no month 00"),
        ("0000-01-01", "there is no year 0000"),
    ],
)
def test_a_day_that_no_calendar_has_is_refused(text: str, hint: str) -> None:
    assert refusal(scalars.read_day, text) == (f"{text} is not in the calendar", hint)


@pytest.mark.parametrize(
    ("text", "number"), [("1.10", Decimal("1.10")), ("-3", Decimal(-3)), ("0", Decimal(0)), ("007", Decimal(7))]
)
def test_a_number_keeps_its_digits(text: str, number: Decimal) -> None:
    assert str(scalars.read_number(text)) == str(number)


@pytest.mark.parametrize(
    "text", ["1,5", "1e3", "0x1F", ".5", "5.", "+5", "1_000", "NaN", "inf", "٣", "1 000", "5 %", "1.1234567", "9" * 16]
)
def test_a_number_written_otherwise_is_refused(text: str) -> None:
    assert refusal(scalars.read_number, text) == (
        f"`{text}` is not a number",
        "write digits and a point, such as 2.5, and the unit apart",
    )


@pytest.mark.parametrize("text", ["010", "-1", "1.0", "9999999999", "²", "", "1 "])
def test_a_count_written_otherwise_is_refused(text: str) -> None:
    assert refusal(scalars.read_count, text) == (
        f"`{text}` is not a whole number",
        "write digits only, without a leading 0",
    )


@pytest.mark.parametrize(
    ("text", "number"), [("1.0", VersionNumber(1, 0)), ("1.10", VersionNumber(1, 10)), ("0.1", VersionNumber(0, 1))]
)
def test_a_version_number_is_read(text: str, number: VersionNumber) -> None:
    assert scalars.read_version(text) == number


@pytest.mark.parametrize("text", ["1", "1.0.0", "v1.0", "01.0", "1.00", "1.0\n", "-1.0", "1.٠", "10000.0"])
def test_a_version_number_written_otherwise_is_refused(text: str) -> None:
    assert refusal(scalars.read_version, text) == (
        f"{shown(text)} is not a version number",
        'write MAJOR.MINOR in quotes, such as "2.0"',
    )


def test_a_duration_is_read() -> None:
    assert scalars.read_duration("P1Y2M3DT4H5M6S") == Duration(months=14, days=3, seconds=4 * 3600 + 5 * 60 + 6)


@pytest.mark.parametrize("text", ["30 minutes", "12:30", "P", "PT", "P1", "PT1.5H", "-P1D", "p1d", "P1D\n", "P99999Y"])
def test_a_duration_written_otherwise_is_refused(text: str) -> None:
    assert refusal(scalars.read_duration, text) == (
        f"{shown(text)} is not a duration",
        "write ISO 8601: PT30M is 30 minutes, PT4H 4 hours, P2D 2 days, P12M 12 months",
    )


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("", "the text is empty", ""),
        (" \u00a0", "the text is empty", ""),
        (
            "a\nb",
            "the text must stand on one line",
            "fold it with `>-`, or remove the line break at its end",
        ),
        ("a\n", "the text must stand on one line", "fold it with `>-`, or remove the line break at its end"),
        ("x" * 501, "the text has 501 characters; at most 500 are allowed", ""),
    ],
)
def test_a_line_that_is_none_is_refused(text: str, message: str, hint: str) -> None:
    assert refusal(scalars.read_line, text) == (message, hint)


def test_prose_loses_the_line_breaks_at_its_end_and_nothing_else() -> None:
    assert scalars.read_prose("  a\n\n  b\n\n") == "  a\n\n  b"


def test_prose_that_is_too_long_is_refused() -> None:
    assert refusal(scalars.read_prose, "x" * 50_001) == (
        "the text has 50,001 characters; at most 50,000 are allowed",
        "split it",
    )


@pytest.mark.parametrize(
    "text",
    [
        "https://www.iso.org/standard/71580.html",
        "http://example.org",
        "https://example.org:8443/a/b?c=d&e=%20#f",
        "https://xn--bcher-kva.example/",
        "https://example.org/a_(b)",
    ],
)
def test_an_address_is_kept(text: str) -> None:
    assert scalars.read_url(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "//example.org",
        "www.example.org",
        "https://",
        "https:///path",
        "https://example.org/a b",
        "https://example.org\n",
        "https://example.org/\u00a0x",
        "https://example.org@evil.example/",
        "https://user:word@example.org/",
        "https://exаmple.org/",
        "https://example.org/\u202e",
        'https://example.org/"onclick="x',
        "https://example.org/<script>",
        "https://example.org\\@evil.example",
        "file:///etc/passwd",
        "mailto:a@example.org",
    ],
)
def test_an_address_that_could_mislead_is_refused(text: str) -> None:
    assert refusal(scalars.read_url, text) == (
        f"{shown(text)} is not an address",
        "write https:// and the host, as the browser's address bar copies it",
    )


@pytest.mark.parametrize("text", ["UTC", "Europe/Riga", "America/Argentina/Ushuaia"])
def test_a_time_zone_is_kept(text: str) -> None:
    assert scalars.read_time_zone(text) == text


@pytest.mark.parametrize(
    "text",
    ["Europe/Rigga", "Riga", "", "../../etc/passwd", "/etc/passwd", "Europe", "europe/", "a.b", "x" * 300, "\x00", "Ü"],
)
def test_a_time_zone_that_is_none_is_refused(text: str) -> None:
    assert refusal(scalars.read_time_zone, text) == (
        f"{shown(text)} is not a time zone",
        "write a time zone, such as Europe/Riga",
    )


@pytest.mark.parametrize("text", ["en", "lv", "pt-BR", "zh-Hant-TW"])
def test_a_language_is_kept(text: str) -> None:
    assert scalars.read_language(text) == text


@pytest.mark.parametrize("text", ["English", "e", "en_GB", "EN", "en-", ""])
def test_a_language_that_is_none_is_refused(text: str) -> None:
    assert refusal(scalars.read_language, text) == (
        f"`{text}` is not a language",
        "write a language tag, such as en or lv",
    )


@pytest.mark.parametrize("text", ["@ardenhall/advisers", "@adviser", "@group/sub.group/team_1", "advisers@example.org"])
def test_a_handle_is_kept(text: str) -> None:
    assert scalars.read_handle(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "advisers",
        "@a @b",
        "@a\n* @evil",
        "@a\n",
        "@",
        "@/team",
        "@a/",
        "@$(id)",
        "@@maintainer",
        "#@a",
        "@é",
        "@" + "a" * 255,
    ],
)
def test_a_handle_that_is_none_is_refused(text: str) -> None:
    assert refusal(scalars.read_handle, text) == (
        f"{shown(text)} is not a handle",
        'write the name at the git host in quotes, such as "@ardenhall/advisers", or an e-mail address',
    )


def test_a_hash_is_kept() -> None:
    assert scalars.read_sha256("0a" * 32) == "0a" * 32


@pytest.mark.parametrize("text", ["", "A" * 64, "g" * 64, "a" * 63, "a" * 65])
def test_a_hash_written_otherwise_is_refused(text: str) -> None:
    assert refusal(scalars.read_sha256, text) == (
        f"{shown(text)} is not a SHA-256",
        "write 64 hexadecimal digits in lower case",
    )


@pytest.mark.parametrize("read", READERS, ids=lambda read: str(read.__name__))
@given(text=st.text(max_size=80))
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_is_converted_or_refused(read: Callable[[str], Any], text: str) -> None:
    reason = ""
    try:
        read(text)
    except Refused as refused:
        reason = str(refused)
    assert reason.isprintable()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a", "`a`"),
        ("\x1b[31m", "`\\u001b[31m`"),
        ("\u202eevil", "`\\u202eevil`"),
        ("x" * 61, f"`{'x' * 57}...`"),
        ("x" * 60, f"`{'x' * 60}`"),
    ],
)
def test_text_is_shown_short_and_printable(text: str, expected: str) -> None:
    assert shown(text) == expected
