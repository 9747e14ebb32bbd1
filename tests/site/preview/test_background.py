"""Processes beside a preview."""

import os
import time

import pytest

from handbook.machine.workers import WorkFailed
from handbook.site.preview.background import Helper, result_of


def test_a_process_that_ends_early_fails_its_task_and_the_next_has_another() -> None:
    helper = Helper(quiet=True)
    try:
        with pytest.raises(WorkFailed, match="ended early"):
            result_of(helper.submit(os._exit, 3))
        assert result_of(helper.submit(abs, -5)) == 5
    finally:
        helper.close()


def test_a_process_ends_with_its_helper_whatever_it_does() -> None:
    helper = Helper(quiet=False)
    pid = result_of(helper.submit(os.getpid))
    helper.submit(time.sleep, 600)
    helper.close()
    until = time.monotonic() + 20
    while _lives(pid) and time.monotonic() < until:
        time.sleep(0.01)
    assert not _lives(pid)


def test_a_task_that_fails_for_any_reason_fails_alone() -> None:
    helper = Helper(quiet=True)
    try:
        with pytest.raises(WorkFailed, match="ValueError: invalid literal"):
            result_of(helper.submit(int, "ten"))
        assert result_of(helper.submit(abs, -5)) == 5
    finally:
        helper.close()


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
