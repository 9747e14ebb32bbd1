"""In which folders of a site a change of a policy is seen, beside the policy's own pages."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from handbook.history.edition import Edition
from handbook.load.loader import Loaded, Previous, in_memory, load
from handbook.load.packing import pack
from handbook.machine.store import NO_STORE
from handbook.model.handbook import Policy
from handbook.model.version import Version
from handbook.render.digest import Digest, kept_digest
from handbook.render.headline import headline
from handbook.render.press import Press, press_of
from handbook.site.faces import FILES, faces_of
from handbook.site.standing import Face

AS_OF = date(2026, 11, 20)
DATA = Path(__file__).parents[2] / "policy_data"
BEFORE = Face(published="old", base="old")


@pytest.fixture(scope="module")
def read() -> Loaded:
    return load(DATA)


@pytest.fixture(scope="module")
def press(read: Loaded) -> Press:
    assert read.shared is not None
    return press_of(Edition(read.shared, AS_OF), (headline(item.policy, AS_OF) for item in read.policies.values()))


@pytest.fixture(scope="module")
def policy(read: Loaded) -> Policy:
    return read.policies["complaints"].policy


def _digest(policy: Policy, published: str) -> Digest:
    return kept_digest({policy.id: in_memory(policy, published, published)}, AS_OF, NO_STORE)


def _face(press: Press, now: Policy, before: Policy, *, known: Face = BEFORE, published: str = "new") -> Face:
    previous = {now.id: Previous(published="old", content=pack(before))}
    return faces_of(_digest(now, published), previous, {now.id: known}, press).of[now.id]


def _last(policy: Policy, change: Callable[[Version], Version]) -> Policy:
    return replace(policy, versions=(*policy.versions[:-1], change(policy.versions[-1])))


def _step(version: Version) -> Version:
    first, *rest = version.text.procedures
    step, *steps = first.steps
    longer = replace(first, steps=(replace(step, action=f"{step.action} Smile."), *steps))
    return replace(version, sha256="f" * 64, text=replace(version.text, procedures=(longer, *rest)))


def test_a_policy_that_is_as_it_was_keeps_its_face(press: Press, policy: Policy) -> None:
    assert _face(press, policy, policy, published="old") == BEFORE


def test_what_is_told_of_a_policy_on_its_own_pages_alone_is_seen_nowhere_else(press: Press, policy: Policy) -> None:
    section = _last(policy, lambda version: replace(version, text=replace(version.text, sections=(), references=())))
    assert _face(press, section, policy) == Face(published="new", base="old")


def test_a_step_is_seen_where_roles_act_and_where_versions_are_proved(press: Press, policy: Policy) -> None:
    assert _face(press, _last(policy, _step), policy).changed == {"audit": "new", "roles/adviser": "new"}


def test_a_title_is_seen_where_it_is_not_looked_up(press: Press, policy: Policy) -> None:
    """Pages that look it up by the policy's id are printed anew for that."""

    def renamed(version: Version) -> Version:
        return replace(version, text=replace(version.text, title="Grievances"))

    changed = _face(press, _last(policy, renamed), policy).changed
    assert {"a-to-z", "in-force", "changelog", FILES} <= changed.keys()
    assert {"fields", "problems", "glossary"} & changed.keys() == set()


def test_where_a_change_is_not_seen_an_earlier_one_still_counts(press: Press, policy: Policy) -> None:
    known = Face(published="old", base="oldest", changed={"reviews": "older"})
    changed = _face(press, _last(policy, _step), policy, known=known)
    assert changed == Face(
        published="new", base="oldest", changed={"reviews": "older", "audit": "new", "roles/adviser": "new"}
    )


def test_a_policy_of_which_nothing_is_known_has_a_face_of_its_own(press: Press, policy: Policy) -> None:
    digest, anew = _digest(policy, "new"), Face(published="new", base="new")
    assert faces_of(digest, {}, {}, press).of == {policy.id: anew}
    assert faces_of(digest, {}, {policy.id: BEFORE}, press).of == {policy.id: anew}
