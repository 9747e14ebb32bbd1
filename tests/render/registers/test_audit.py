from tests.builders import correction, edition, policy, version
from tests.render.registers.reading import pages_in, rows, words

ONE = version("1.0", published="2025-01-10", effective="2025-02-01", sha256="a" * 64)
OVERTAKEN = version("1.1", published="2025-04-10", effective="2025-06-01", sha256="b" * 64, approval=None)
TWO = version("2.0", published="2025-05-10", effective="2025-06-01", sha256="c" * 64)


def test_every_version_is_listed_with_dates_approval_hash_and_state() -> None:
    fixed = correction(version="1.0", corrected="2025-03-01")
    (page,) = pages_in(edition(policy("complaints", ONE, OVERTAKEN, TWO, fixed)), "audit")

    assert rows(page.body) == [
        ["Version", "Published", "Bound", "Approved", "SHA-256 of its file"],
        ["Complaints complaints"],
        [
            "1.0 Superseded substantive 1 correction",
            "10 January 2025",
            "from 1 February 2025 to 31 May 2025",
            "Service director on 10 January 2025",
            "a" * 64,
        ],
        [
            "1.1 Superseded editorial",
            "10 April 2025",
            "never bound meant for 1 June 2025",
            "no approval recorded",
            "b" * 64,
        ],
        ["2.0 In force substantive", "10 May 2025", "from 1 June 2025", "Service director on 10 May 2025", "c" * 64],
    ]


def test_page_shows_how_to_compute_the_hash_of_the_newest_version() -> None:
    (page,) = pages_in(edition(policy("complaints", ONE, TWO)), "audit")

    assert f"sha256sum policies/complaints/versions/2.0.yml . For the newest version it must give {'c' * 64}" in words(
        page.body
    )
