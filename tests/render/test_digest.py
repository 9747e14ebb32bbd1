"""What is kept of policies for the pages of others: it is what it was made of, and made again where it is gone."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from handbook.history.edition import Edition
from handbook.load.loaded import Loaded, in_memory
from handbook.load.loader import load
from handbook.machine.store import NO_STORE, Store
from handbook.model.handbook import Policy
from handbook.render.digest import kept_briefs, kept_digest, kept_heads
from handbook.render.folders import is_part, parts_of, split
from handbook.render.headline import Headline, headline
from handbook.render.pages import folders_of, handbook_pages
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


def _part(folder: str, read: Loaded, policies: Sequence[Policy], headlines: Mapping[str, Headline]) -> list[str]:
    """What the pages of a part say where the handbook has these policies."""
    assert read.shared is not None
    edition = Edition(replace(read.shared, policies=tuple(policies)), AS_OF)
    return [page.body for page in handbook_pages(press_of(edition, headlines.values()), (folder,))]


@pytest.mark.parametrize("processes", [1, 2])
def test_headlines_are_those_of_the_policies_by_however_many_they_are_made(
    read: Loaded, store: Store, processes: int
) -> None:
    wanted = {item.id: headline(item.policy, AS_OF) for item in read.policies.values()}
    assert kept_digest(read.policies, AS_OF, store, processes).headlines == wanted
    assert kept_digest(read.policies, AS_OF, store, processes).headlines == wanted
    assert kept_digest(read.policies, AS_OF, NO_STORE).headlines == wanted


def test_a_digest_follows_the_last_one(read: Loaded, store: Store) -> None:
    first, second, *_, old = read.policies.values()
    changed = replace(old, stamp="another", read=lambda _: replace(old.policy, versions=()))
    known = {id_: item for id_, item in read.policies.items() if item is not second}
    policies = {id_: item for id_, item in {**read.policies, old.id: changed}.items() if item is not first}
    digest = kept_digest(policies, AS_OF, store, last=kept_digest(known, AS_OF, store))
    anew = kept_digest(policies, AS_OF, NO_STORE)
    assert (digest, list(digest.headlines)) == (anew, list(policies))
    assert digest.headlines[old.id] != headline(old.policy, AS_OF)


def test_what_is_told_where_stays_while_policies_are_told_of_in_the_same_parts(read: Loaded) -> None:
    *_, old = read.policies.values()
    bare, longer = replace(old.policy, versions=()), replace(old.policy, working=None)
    first = kept_digest(read.policies, AS_OF, NO_STORE)
    second, third = (
        kept_digest({**read.policies, old.id: in_memory(policy, "another", "another")}, AS_OF, NO_STORE, last=first)
        for policy in (longer, bare)
    )
    assert second.tellings is first.tellings
    assert {part for part, ids in first.tellings.items() if old.id in ids} == set(parts_of(first.headlines[old.id]))
    assert not any(old.id in ids for ids in third.tellings.values())


@pytest.mark.parametrize("is_kept", [True, False])
def test_forms_are_the_same_kept_or_made_anew(read: Loaded, store: Store, is_kept: bool) -> None:
    kept_digest(read.policies, AS_OF, store)
    where = store if is_kept else NO_STORE
    policies = [item.policy for item in read.policies.values()]
    assert list(kept_heads(read.policies.values(), AS_OF, where)) == list(map(head, policies))
    assert list(kept_briefs(read.policies.values(), AS_OF, where)) == [brief(policy, AS_OF) for policy in policies]


@pytest.mark.parametrize("as_of", [AS_OF, date(2025, 6, 30)])
def test_the_pages_of_a_part_need_only_policies_that_it_tells_of(
    read: Loaded, monkeypatch: pytest.MonkeyPatch, as_of: date
) -> None:
    monkeypatch.setattr("handbook.render.folders.PAGE_ITEMS", 1)
    headlines = kept_digest(read.policies, as_of, NO_STORE).headlines
    whole = [item.policy for item in read.policies.values()]
    assert read.shared is not None
    parts = [item for item in folders_of(press_of(Edition(read.shared, as_of), headlines.values())) if is_part(item)]
    assert {split(folder)[0] for folder in parts} == {"audit", "categories", "policies", "roles", "standards"}
    for folder in parts:
        telling = [policy for policy in whole if folder in parts_of(headlines[policy.id])]
        assert len(telling) < len(whole)
        assert _part(folder, read, telling, headlines) == _part(folder, read, whole, headlines)
