"""A preview of a small handbook, without HTTP: what is saved, and what is then shown."""

import json
import queue
import re
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from http import HTTPStatus
from pathlib import Path
from typing import TypeVar

import pytest

from handbook.load import loader
from handbook.load.policy_folder import Reading, read_policy
from handbook.machine.store import NO_STORE
from handbook.model.handbook import Handbook, Policy
from handbook.render.page import Page
from handbook.site.preview.frame import NO_FRAME
from handbook.site.preview.keeper import Keeper
from handbook.site.preview.server import Answer, Preview, Server
from handbook.site.preview.subject import Subject
from handbook.site.watching import Places, Saved, saved
from tests.builders import day
from tests.ledger.sealed import version_record
from tests.load.data import ROLES, SMALL, TEXT, VERSION, write
from tests.site.search.packed import unpacked

CONFIG = "site_name: x\ntheme: {name: material, font: false}\nplugins: [handbook]\n"
PHONE = TEXT.replace("Complaints", "Answering the phone")
FILES = {
    **SMALL,
    "policies/phone/policy.yml": PHONE,
    "policies/phone/versions/1.0.yml": VERSION.replace(TEXT, PHONE),
    "policies/fax/policy.yml": TEXT.replace("Complaints", "Canary"),
}
SECONDS = 60

Asked = TypeVar("Asked")


class Running:
    """A keeper in a thread, and the preview that answers from it."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "policy_data"
        subject = Subject(
            data=self.data,
            config=folder / "mkdocs.yml",
            today=_today,
            store=NO_STORE,
            key=b"",
            scratch=folder / "scratch",
        )
        self.told: list[str] = []
        self._told_more = threading.Condition()
        self.keeper = Keeper(subject, self._tell)
        self.preview = Preview(self.keeper)

    def text(self, address: str) -> str:
        return self.answer(address).body.decode()

    def page(self, address: str) -> Page | None:
        assert self.keeper.snapshot
        return self.keeper.snapshot.page(address)

    def answer(self, address: str) -> Answer:
        return self.preview.answer(f"/{address}")

    def save(self, saved: Saved, **files: str) -> None:
        """Write files of policies, named by their policy, and wait until the keeper has dealt with them."""
        for id_, content in files.items():
            (self.data / "policies" / id_ / "policy.yml").write_text(content, encoding="utf-8")
        self.keeper.note(saved)
        self.in_turn(lambda: None)

    def in_turn(self, asked: Callable[[], Asked]) -> Asked:
        """What the keeper answers when it has dealt with all that it was told."""
        answers: queue.SimpleQueue[Asked] = queue.SimpleQueue()
        self.keeper._tasks.put(lambda: answers.put(asked()))
        return answers.get(timeout=SECONDS)

    def settle(self) -> None:
        """Wait until nothing is being prepared."""
        until = time.monotonic() + SECONDS
        while self.keeper.busy:
            self.keeper.wait(self.keeper.revision, 1)
            assert time.monotonic() < until

    def hear(self, text: str) -> None:
        """Wait until this is told."""
        with self._told_more:
            assert self._told_more.wait_for(lambda: text in self.told, SECONDS)

    def _tell(self, text: str, *_: int) -> None:
        with self._told_more:
            self.told.append(text)
            self._told_more.notify_all()

    def save_policy(self, content: str, id_: str = "complaints") -> None:
        self.save(Saved(policies=frozenset({id_})), **{id_: content})


def _today(_: Handbook) -> date:
    return day("2025-12-01")


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("preview")
    write(folder / "policy_data", FILES)
    (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    running = Running(folder)
    thread = threading.Thread(target=running.keeper.run)
    thread.start()
    until = time.monotonic() + SECONDS
    while not (running.keeper.ready and running.keeper.ready.outlines):
        running.keeper.wait(running.keeper.revision, 1)
        assert time.monotonic() < until
    yield running
    running.keeper.close()
    thread.join(SECONDS)
    assert not thread.is_alive()


@pytest.fixture
def running(started: Running) -> Iterator[Running]:
    started.settle()
    yield started
    shutil.rmtree(started.data)
    write(started.data, FILES)
    started.save(Saved(shared=True))


def test_a_page_is_printed_when_it_is_asked_for(running: Running) -> None:
    assert "<h1" in running.text("policies/complaints/history/")
    assert "<h1" in running.text("roles/adviser/")


def test_pages_wait_for_their_frame(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    assert running.keeper.snapshot is not None
    monkeypatch.setattr(running.keeper, "snapshot", replace(running.keeper.snapshot, frame=NO_FRAME))
    assert running.answer("policies/complaints/").status == HTTPStatus.SERVICE_UNAVAILABLE


def test_a_saved_word_is_in_the_draft(running: Running) -> None:
    running.save_policy(TEXT.replace("on the day it arrives", "within an hour"))
    assert "within an hour" in running.text("policies/complaints/draft/")
    assert "within an hour" not in running.text("policies/complaints/")


def test_only_the_policy_that_was_saved_is_read(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def noted(data: Path, id_: str) -> tuple[Reading, Policy]:
        read.append(id_)
        return read_policy(data, id_)

    monkeypatch.setattr(loader, "read_policy", noted)
    running.save_policy(TEXT.replace("every", "each"))
    assert read == ["complaints"]


def test_a_working_text_leaves_pages_of_others_as_they_were_printed(running: Running) -> None:
    addresses = ("policies/phone/", "standards/")
    before = [running.page(address) for address in addresses]
    running.save_policy(TEXT.replace("every", "each"))
    assert [running.page(address) is page for address, page in zip(addresses, before, strict=True)] == [True, True]


def test_another_title_is_seen_where_the_policy_is_listed(running: Running) -> None:
    running.text("policies/phone/")
    version = running.data / "policies" / "complaints" / "versions" / "1.0.yml"
    version.write_text(VERSION.replace("title: Complaints", "title: Grumbles"), encoding="utf-8")
    running.save(Saved(policies=frozenset({"complaints"})))
    assert "Grumbles" in running.text("policies/")
    assert "Grumbles" in running.text("policies/phone/")


def test_a_policy_that_cannot_be_read_stays_as_it_was_and_says_why(running: Running) -> None:
    running.save_policy("title: [")
    page = running.text("policies/complaints/draft/")
    assert "on the day it arrives" in page
    assert re.search(r"policy_data/policies/complaints/policy.yml:\d+:\d+: error\[", page)
    assert "page as it was before" in page


def test_an_altered_version_stays_as_it_was_published_and_says_so(running: Running) -> None:
    running.text("policies/complaints/")
    name = "versions/1.0.yml"
    record = version_record("complaints", "1.0", VERSION.encode(), prev="").to_bytes()
    write(running.data, {"ledger/complaints/1.0.json": record})
    write(running.data, {f"policies/complaints/{name}": VERSION.replace("on the day it arrives", "within a month")})
    places = Places(data=running.data, config=running.data / "mkdocs.yml", templates=running.data / "templates")
    running.save(saved([f"{running.data}/ledger/complaints/1.0.json"], places))
    page = running.text("policies/complaints/")
    assert "on the day it arrives" in page
    assert "within a month" not in page
    assert f"policy_data/policies/complaints/{name}:1:1: error[file-altered]" in page


def test_what_the_rules_find_is_shown_at_once(running: Running) -> None:
    running.save_policy(TEXT.replace("owner: complaints-lead", "owner: nobody"))
    assert "error[unknown-role]: there is no role `nobody`" in running.text("policies/complaints/")


def test_a_mended_policy_says_nothing(running: Running) -> None:
    running.save_policy("title: [")
    running.save_policy(TEXT)
    assert "preview-problem" not in running.text("policies/complaints/draft/")


def test_shared_files_with_errors_leave_all_pages_as_they_were(running: Running) -> None:
    (running.data / "roles.yml").write_text("roles: [", encoding="utf-8")
    running.save(Saved(shared=True))
    page = running.text("policies/complaints/")
    assert re.search(r"policy_data/roles.yml:\d+:\d+: error\[", page)
    assert "complaints-lead" in page
    (running.data / "roles.yml").write_text(ROLES, encoding="utf-8")
    running.save(Saved(shared=True))
    assert "roles.yml" not in running.text("policies/complaints/")


def test_nothing_is_checked_while_shared_files_have_errors(running: Running) -> None:
    (running.data / "roles.yml").write_text("roles: [", encoding="utf-8")
    running.save(Saved(shared=True))
    until = time.monotonic() + SECONDS
    while running.in_turn(lambda: running.keeper._checking):
        assert time.monotonic() < until


def test_a_policy_can_be_saved_while_shared_files_cannot_be_read(running: Running) -> None:
    (running.data / "handbook.yml").write_text("title: [", encoding="utf-8")
    running.save(Saved(shared=True))
    running.save_policy(TEXT.replace("on the day it arrives", "within an hour"))
    assert re.search(r"policy_data/handbook.yml:\d+:\d+: error\[", running.text("policies/complaints/draft/"))


def test_a_policy_without_versions_leads_to_its_draft(running: Running) -> None:
    answer = running.answer("policies/fax/")
    assert (answer.status, answer.headers["Location"]) == (HTTPStatus.FOUND, "/policies/fax/draft/")
    assert "Canary" in running.text("_handbook/drafts/")


def test_a_draft_stands_on_no_page_that_a_build_writes(running: Running) -> None:
    for address in ("", "policies/", "a-to-z/", "changelog/", "feed.xml", "audit/"):
        assert "Canary" not in running.text(address), address


def test_feeds_and_calendars_tell_what_is_published(running: Running) -> None:
    for path in ("feed.xml", "policies/complaints/feed.xml", "policies/complaints/feed-all.json", "reviews.ics"):
        assert "Complaints" in running.text(path), path
    for path in ("policies/fax/feed.xml", "policies/complaints/other.xml", "policies/nobody/feed.xml", "other.ics"):
        assert running.answer(path).status is HTTPStatus.NOT_FOUND, path


def test_a_policy_that_is_added_or_deleted_comes_and_goes(running: Running) -> None:
    write(running.data, {"policies/new/policy.yml": TEXT, "policies/new/versions/1.0.yml": VERSION})
    running.save(Saved(policies=frozenset({"new"})))
    assert running.answer("policies/new/").status is HTTPStatus.OK
    shutil.rmtree(running.data / "policies" / "new")
    running.save(Saved(policies=frozenset({"new"})))
    assert running.answer("policies/new/").status is HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("path", ["/../mkdocs.yml", "/%2e%2e/mkdocs.yml", "/assets/../../mkdocs.yml", "//etc/passwd"])
def test_no_address_leads_out_of_the_site(running: Running, path: str) -> None:
    assert running.preview.answer(path).status is HTTPStatus.NOT_FOUND


def test_a_page_hears_that_it_has_changed(running: Running) -> None:
    address = "/policies/complaints/draft/"
    state = running.preview.state_of(address)
    heard: list[bytes] = []
    question = f"/_handbook/changes?page={address}&state={state}"
    asking = threading.Thread(target=lambda: heard.append(running.preview.answer(question).body))
    asking.start()
    running.save_policy(TEXT.replace("every", "each"))
    asking.join(SECONDS)
    assert json.loads(heard[0])["changed"] is True


def test_a_page_that_has_not_changed_keeps_its_mark(running: Running) -> None:
    address = "/policies/phone/"
    state = running.preview.state_of(address)
    running.save_policy(TEXT.replace("every", "each"))
    assert running.preview.state_of(address) == state
    assert re.fullmatch("[0-9a-f]{16}", state)


@pytest.mark.parametrize(
    ("host", "meant"),
    [
        ("localhost:80", True),
        ("127.0.0.1", True),
        ("[::1]:8", True),
        ("evil.example", False),
        ("", False),
        ("[", False),
    ],
)
def test_on_loopback_only_names_of_this_machine_are_answered(host: str, meant: bool) -> None:
    with Server("127.0.0.1", 0) as server:
        assert server.is_meant(host) is meant


def test_a_search_index_is_made_beside_and_holds_no_draft(running: Running) -> None:
    running.hear("search is ready")
    texts = b"".join(unpacked(running.answer(path).body) for path in running.keeper.search)
    assert (b"Complaints" in texts, b"Canary" in texts) == (True, False)


def test_search_that_came_upon_files_with_errors_is_made_when_they_are_mended(running: Running) -> None:
    running.hear("search is ready")
    shared = running.data / "handbook.yml"
    text = shared.read_text(encoding="utf-8")
    shared.write_text("title: [", encoding="utf-8")
    running.keeper._search._indexed = ""
    running.keeper._tasks.put(running.keeper._renew_search)
    running.hear("check and search wait for shared files that can be read")
    running.told.clear()
    shared.write_text(text, encoding="utf-8")
    running.save(Saved(shared=True))
    running.hear("search is ready")
    assert "Complaints" in running.text("policies/complaints/")
