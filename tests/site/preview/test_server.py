"""Addresses that the preview is asked for."""

import pytest

from handbook.site.preview.keeper import Keeper
from handbook.site.preview.server import Preview


class Resting(Keeper):
    """A keeper of nothing."""

    def __init__(self) -> None:
        pass


@pytest.mark.parametrize("target", ["//[", "http://[/", "*", "", "policies/"])
def test_address_that_is_none_is_refused(target: str) -> None:
    assert Preview(Resting()).answer(target).status == 400
