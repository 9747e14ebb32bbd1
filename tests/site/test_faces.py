"""In which folders of a site a change of a policy is seen, beside the policy's own pages."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from handbook.history.edition import Edition
from handbook.load.loaded import Loaded, Previous, in_memory
from handbook.load.loader import load
from handbook.load.packing import pack
from handbook.machine.store import NO_STORE
from handbook.model.handbook import Policy
from handbook.model.version import Version
from handbook.render.digest import Digest, kept_digest
from handbook.render.headline import headline
from handbook.render.press import Press, press_of
from handbook.site import faces
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


def test_faces_that_follow_are_those_that_are_made_without_the_last(press: Press, read: Loaded, policy: Policy) -> None:
    first = faces_of(kept_digest(read.policies, AS_OF, NO_STORE), {}, {}, press)
    longer = in_memory(_last(policy, _step), "new", "new")
    policies = {id_: item for id_, item in {**read.policies, policy.id: longer}.items() if id_ != "returns"}
    previous = {policy.id: Previous(published=first.of[policy.id].published, content=pack(policy))}
    digest = kept_digest(policies, AS_OF, NO_STORE, last=first.digest)
    with_last, alone = (faces_of(digest, previous, first.of, press, last) for last in (first, None))
    assert (with_last.of, with_last.bases, list(with_last.of)) == (alone.of, alone.bases, list(policies))
    assert with_last.folders(press) == alone.folders(press)
    folders = first.folders(press)
    assert folders["roles/adviser"] != with_last.folders(press)["roles/adviser"]


def test_who_saves_a_policy_again_has_it_printed_once(
    press: Press, policy: Policy, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: list[str] = []
    looks = faces._looks

    def noted(policy: Policy, press: Press) -> faces.Looks:
        printed.append(policy.versions[-1].text.procedures[0].steps[0].action.removeprefix(action))
        return looks(policy, press)

    monkeypatch.setattr(faces, "_looks", noted)
    action = policy.versions[-1].text.procedures[0].steps[0].action
    texts = [policy, _last(policy, _step), _last(_last(policy, _step), _step)]
    found = faces_of(_digest(policy, "0"), {}, {}, press)
    for number, (before, now) in enumerate(pairwise(texts), start=1):
        previous = {policy.id: Previous(published=str(number - 1), content=pack(before))}
        found = faces_of(_digest(now, str(number)), previous, found.of, press, found)
        found = faces_of(found.digest, {}, found.of, press, found)
    assert printed == ["", " Smile.", " Smile. Smile."]
