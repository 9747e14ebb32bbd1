"""What is kept of policies for the pages of others: it is what it was made of, and made again where it is gone."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from handbook.history.edition import Edition
from handbook.load.loader import Loaded, load
from handbook.machine.store import NO_STORE, Store
from handbook.model.handbook import Policy
from handbook.render.digest import kept_briefs, kept_headlines, kept_heads
from handbook.render.headline import Headline, headline
from handbook.render.pages import handbook_pages
from handbook.render.press import press_of
from handbook.report.brief import brief, head

PROJECT = Path(__file__).parents[2]
AS_OF = date(2026, 7, 1)


@pytest.fixture(scope="module")
def read() -> Loaded:
    return load(PROJECT / "policy_data")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(tmp_path / "kept.sqlite", b"k" * 32)
    yield store
    store.close()


def _role_pages(role: str, read: Loaded, policies: Sequence[Policy], headlines: dict[str, Headline]) -> list[str]:
    """What the pages of a role say where the handbook has these policies."""
    assert read.shared is not None
    edition = Edition(replace(read.shared, policies=tuple(policies)), AS_OF)
    return [page.body for page in handbook_pages(edition, press_of(edition, headlines.values()), (f"roles/{role}",))]


@pytest.mark.parametrize("processes", [1, 2])
def test_headlines_are_those_of_the_policies_by_however_many_they_are_made(
    read: Loaded, store: Store, processes: int
) -> None:
    wanted = {item.id: headline(item.policy, AS_OF) for item in read.policies}
    assert kept_headlines(read.policies, AS_OF, store, processes) == wanted
    assert kept_headlines(read.policies, AS_OF, store, processes) == wanted
    assert kept_headlines(read.policies, AS_OF, NO_STORE) == wanted


@pytest.mark.parametrize("is_kept", [True, False])
def test_forms_are_the_same_kept_or_made_anew(read: Loaded, store: Store, is_kept: bool) -> None:
    kept_headlines(read.policies, AS_OF, store)
    where = store if is_kept else NO_STORE
    policies = [item.policy for item in read.policies]
    assert list(kept_heads(read.policies, AS_OF, where)) == list(map(head, policies))
    assert list(kept_briefs(read.policies, AS_OF, where)) == [brief(policy, AS_OF) for policy in policies]


def test_the_pages_of_a_role_need_only_policies_that_name_it(read: Loaded, store: Store) -> None:
    headlines = kept_headlines(read.policies, AS_OF, store)
    whole = [item.policy for item in read.policies]
    fewest = len(whole)
    for role in [item.id for item in read.shared.roles] if read.shared else ():
        naming = list(kept_briefs(read.policies, AS_OF, store, [role]))
        fewest = min(fewest, len(naming))
        assert _role_pages(role, read, naming, headlines) == _role_pages(role, read, whole, headlines)
    assert fewest < len(whole) / 2
