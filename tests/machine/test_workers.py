import contextlib
import os
from pathlib import Path

import pytest

from handbook.machine import workers
from handbook.machine.workers import Beside, WorkFailed, spread


def _refuse(part: int) -> int:
    if part == 3:
        raise WorkFailed("three is refused")
    return part


def _die(_: int) -> list[int]:
    os.kill(os.getpid(), 9)
    return []


def test_spread_gives_the_result_of_every_part() -> None:
    assert sorted(spread(range(7), lambda part: [part * part], 2)) == [0, 1, 4, 9, 16, 25, 36]


def test_spread_gives_results_as_they_come() -> None:
    assert sorted(spread(range(4), range, 2)) == [0, 0, 0, 1, 1, 2]


def test_spread_works_in_other_processes() -> None:
    assert os.getpid() not in set(spread(range(4), lambda _: [os.getpid()], 2))


def test_spread_of_nothing_is_nothing() -> None:
    assert list(spread([], lambda part: [part], 2)) == []


def test_spread_without_forking_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "CAN_FORK", False)
    assert list(spread(range(4), lambda part: [(part, os.getpid())], 2)) == [(part, os.getpid()) for part in range(4)]


def test_spread_raises_what_a_part_raised() -> None:
    with pytest.raises(WorkFailed, match=r"^three is refused$"):
        list(spread(range(6), lambda part: [_refuse(part)], 2))


def test_spread_tells_of_a_process_that_was_killed() -> None:
    with pytest.raises(WorkFailed, match=r"ended without an answer \(exit code -9\)"):
        list(spread(range(4), _die, 2))


def test_spread_ends_its_processes_when_nobody_listens() -> None:
    with contextlib.closing(spread(range(100), lambda _: [os.getpid()], 2)) as running:
        process = next(running)
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def test_spread_gives_each_part_that_fills_the_memory_a_process_of_its_own() -> None:
    found = list(spread(range(8), lambda part: [(part, os.getpid())], 2, lambda part: part in {0, 5}))
    assert sorted(part for part, _ in found) == list(range(8))
    by_process: dict[int, set[int]] = {}
    for part, process in found:
        by_process.setdefault(process, set()).add(part)
    assert {0} in by_process.values()
    assert {5} in by_process.values()


def test_spread_works_on_one_part_that_fills_the_memory_at_a_time(tmp_path: Path) -> None:
    def alone(_: int) -> list[bool]:
        mine = tmp_path / "at work"
        is_alone = not mine.exists()
        mine.touch()
        sum(range(200_000))  # long enough for another to begin
        mine.unlink(missing_ok=True)
        return [is_alone]

    assert list(spread(range(4), alone, 2, lambda _: True)) == [True] * 4


def test_beside_gives_the_result() -> None:
    with Beside(os.getpid) as task:
        assert task.result() != os.getpid()


def test_beside_raises_what_the_task_raised() -> None:
    with Beside(lambda: _refuse(3)) as task, pytest.raises(WorkFailed, match=r"^three is refused$"):
        task.result()


def test_beside_without_forking_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "CAN_FORK", False)
    with Beside(os.getpid) as task:
        assert task.result() == os.getpid()
