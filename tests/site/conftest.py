"""One real build of the sample for all tests that look at a finished site."""

from pathlib import Path

import pytest

from handbook.site.standing import Built
from tests.site.sample import build_sample, write_pages


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Built]:
    """The site's folder and what the build said of it."""
    folder = tmp_path_factory.mktemp("sample")
    return folder / "site", build_sample(write_pages(folder / "policy_data"), folder / "site")


@pytest.fixture(scope="session")
def site(built: tuple[Path, Built]) -> Path:
    """The site's folder."""
    return built[0]
