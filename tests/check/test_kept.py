"""Checking what changed says the same as checking everything."""

import shutil
import tempfile
import time
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from handbook.check.kept import Known, check_kept, check_some
from handbook.check.rules import check
from handbook.check.survey import Survey
from handbook.history.edition import Edition
from handbook.load.loaded import Loaded
from handbook.load.loader import load, read_again
from handbook.load.locate import locate
from handbook.machine.store import NO_STORE, Store
from handbook.model.diagnostic import Diagnostic
from handbook.model.source import policy_of
from tests.check.sample import AS_OF, BENCHMARKS, GLOSSARY, HANDBOOK, PHONE, ROLES, SAMPLE, TEXT

_RENAME = "former: telephone\nrenamed: 2025-06-01\nreason: shorter\n"


def _linked(text: str) -> str:
    return text.replace("Say your name.", "'See [it](policy:telephone#answering).'")


_COMPLAINTS, _PHONE = "policies/complaints", "policies/phone"
_PUBLISHED = f"{_PHONE}/versions/1.0.yml"

EDITS: tuple[Mapping[str, str | None], ...] = (
    {},
    {f"{_PHONE}/policy.yml": PHONE.replace("id: answering", "id: picking-up")},
    {f"{_PHONE}/policy.yml": PHONE.replace("Say your name", "Say your whole name")},
    {f"{_PHONE}/policy.yml": PHONE + "  - {id: answering, title: Again, text: Twice.}\n"},
    {f"{_PHONE}/records/renames/shorter.yml": _RENAME},
    {"ledger/phone/1.0.json": f'{{"sha256": "{sha256(SAMPLE[_PUBLISHED].encode()).hexdigest()}"}}'},
    {"ledger/phone/1.0.json": '{"sha256": "another"}'},
    {"policies/chat/policy.yml": _linked(PHONE)},
    {"policies/chat/records/renames/shorter.yml": _RENAME},
    {"policies/telephone/policy.yml": PHONE},
    {f"{_COMPLAINTS}/policy.yml": TEXT.replace("pillar: keep-promises", "pillar: keep-words")},
    {f"{_COMPLAINTS}/policy.yml": TEXT.replace("refund-refused", "refund-delayed")},
    {f"{_COMPLAINTS}/policy.yml": TEXT.replace("policy:phone#answering", "policy:mail#answering")},
    {f"{_COMPLAINTS}/policy.yml": "title: [\n"},
    {f"{_COMPLAINTS}/policy.yml": None, f"{_COMPLAINTS}/versions/1.0.yml": None},
    {"roles.yml": ROLES.replace("shift-lead", "team-lead")},
    {"glossary.yml": GLOSSARY.replace("Something", "'[It](policy:phone#picking-up)").replace("owed.", "owed.'")},
    {"benchmarks.yml": BENCHMARKS.replace("2025-02-11", "2019-02-11")},
    {"handbook.yml": HANDBOOK.replace("id: refund-refused", "id: refund-delayed")},
)


def _write(data: Path, files: Mapping[str, str]) -> None:
    """Make the folder hold just these files, touching none that is as it should be."""
    there = [path for path in data.rglob("*") if path.is_file()]
    for path in [path for path in there if path.relative_to(data).as_posix() not in files]:
        path.unlink()
    for policy in (data / "policies").glob("*"):
        if not any(path.is_file() for path in policy.rglob("*")):
            shutil.rmtree(policy)
    for name, content in files.items():
        path = data / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.is_file() or path.read_text(encoding="utf-8") != content:
            path.write_text(content, encoding="utf-8")


def _afresh(data: Path, as_of: date) -> tuple[Diagnostic, ...]:
    loaded = load(data)
    assert loaded.handbook is not None
    found = check(Edition(loaded.handbook, as_of), loaded.diagnostics, loaded.incomplete)
    return locate((*loaded.diagnostics, *found), data.parent)


def _gone_on(data: Path, last: Loaded | None, now: Loaded) -> Loaded:
    """What is read now, made of what was read last where only policies changed since."""
    if last is None or last.shared_stamp != now.shared_stamp:
        return now
    ids = {*last.policies, *now.policies}
    stamps = [{id_: item.stamp for id_, item in loaded.policies.items()} for loaded in (last, now)]
    altered = {policy_of(item.source.file) for loaded in (last, now) for item in loaded.diagnostics}
    changed = {id_ for id_ in ids if stamps[0].get(id_) != stamps[1].get(id_)}
    return read_again(last, data, changed | (altered & ids))


@given(st.lists(st.tuples(st.sampled_from(EDITS), st.booleans(), st.booleans()), min_size=2, max_size=5))
@example([(EDITS[5], True, False), (EDITS[4], True, False)])
@example([(EDITS[4], True, False), (EDITS[6], True, False)])
@settings(max_examples=60, deadline=None)
def test_checking_what_changed_says_the_same_as_checking_all(
    edits: list[tuple[Mapping[str, str | None], bool, bool]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        data, files, known, last = Path(folder) / "policy_data", dict(SAMPLE), Known(problems=()), None
        for edit, stays, later in edits:
            now = {name: text for name, text in {**files, **edit}.items() if text is not None}
            files = now if stays else files
            _write(data, now)
            as_of = date(2027, 6, 1) if later else AS_OF
            store = Store(Path(folder) / "kept.sqlite", b"k" * 32, time.time_ns() + 10**10)
            loaded = load(data, store)
            found = check_kept(loaded, as_of, data.parent, store)
            last = _gone_on(data, last, loaded)
            if not last.diagnostics:
                known = check_kept(last, as_of, data.parent, store, last=known)
                assert known.problems == found.problems
            store.close()
            assert found.problems == _afresh(data, as_of)


@given(st.sampled_from(EDITS))
def test_checking_one_policy_says_what_checking_all_says_of_it(edit: Mapping[str, str | None]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "policy_data"
        _write(data, SAMPLE)
        before = load(data)
        assert before.handbook is not None
        outlines = Survey(Edition(before.handbook, AS_OF)).outlines.of
        policies = frozenset({name.split("/")[1] for name in edit if name.startswith("policies/")})
        _write(data, {**SAMPLE, **{name: text for name, text in edit.items() if text and name.startswith("policies/")}})
        loaded = read_again(before, data, policies)
        if loaded.diagnostics:
            return
        found = check_some(loaded, policies, outlines, AS_OF, data.parent)
        assert found == tuple(item for item in _afresh(data, AS_OF) if policy_of(item.source.file) in policies)


def test_a_second_check_looks_at_no_policy(tmp_path: Path) -> None:
    data = tmp_path / "policy_data"
    _write(data, SAMPLE)
    for _ in range(2):
        store = Store(tmp_path / "kept.sqlite", b"k" * 32, time.time_ns() + 10**10)
        loaded = load(data, store)
        check_kept(loaded, AS_OF, tmp_path, store)
        store.close()
    assert [item.id for item in loaded.policies.values() if "policy" in vars(item)] == []


def test_without_a_store_all_is_checked(tmp_path: Path) -> None:
    data = tmp_path / "policy_data"
    _write(data, SAMPLE)
    assert check_kept(load(data), AS_OF, tmp_path, NO_STORE).problems == _afresh(data, AS_OF)
