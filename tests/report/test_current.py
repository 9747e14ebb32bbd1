from handbook.report.current import Current, Ended, by_title, coming, current, ended, published
from tests.builders import day, edition, policy, text, version, withdrawal, working

ONE = version("1.0", published="2025-01-10", effective="2025-02-01")
TWO = version("2.0", published="2025-05-10", effective="2025-06-01")


def test_current_holds_the_version_in_force() -> None:
    complaints = policy("complaints", ONE, TWO)

    assert current(edition(complaints, as_of="2025-05-20")) == (Current(policy=complaints, version=ONE),)


def test_policies_are_sorted_by_title_whatever_their_case_then_by_id() -> None:
    titled = [("b", "alpha"), ("a", "Beta"), ("d", "ALPHA"), ("c", "alpha")]
    items = [Current(policy=policy(id_), version=version(text=text(title=title))) for id_, title in titled]

    assert [item.id for item in by_title(items, "en")] == ["b", "c", "d", "a"]


def test_coming_holds_versions_that_do_not_bind_yet_the_soonest_first() -> None:
    later = version("1.0", published="2025-05-01", effective="2025-07-01")
    found = coming(edition(policy("complaints", ONE, TWO), policy("chat", later), as_of="2025-05-20"))

    assert [(item.id, str(item.version.number)) for item in found] == [("complaints", "2.0"), ("chat", "1.0")]


def test_ended_holds_withdrawals_as_soon_as_they_are_published() -> None:
    end = withdrawal(published="2025-05-12", effective="2025-06-01")
    fax = policy("fax", ONE, end)

    assert ended(edition(fax, as_of="2025-05-11")) == ()
    assert ended(edition(fax, as_of="2025-05-12")) == (Ended(policy=fax, version=ONE, withdrawal=end),)


def test_published_falls_back_to_the_last_version_of_a_policy_that_is_not_in_force() -> None:
    fax = policy("fax", ONE, withdrawal(published="2025-05-12", effective="2025-06-01"))
    found = published(edition(fax, policy("complaints", ONE, TWO), as_of="2025-07-01"))

    assert [(item.id, str(item.version.number)) for item in found] == [("complaints", "2.0"), ("fax", "1.0")]


def test_working_text_and_version_published_later_are_nowhere() -> None:
    subject = edition(policy("draft", versions=(), working=working()), policy("new", TWO), as_of=day("2025-05-09"))

    assert (current(subject), coming(subject), ended(subject), published(subject)) == ((), (), (), ())
