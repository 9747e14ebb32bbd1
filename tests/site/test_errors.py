import errno
import os

import pytest

from handbook.site.errors import BuildError, plainly


def test_plainly_names_a_full_disk() -> None:
    with (
        pytest.raises(BuildError, match=r"^the disk is full: /srv/site/index.html; the site was left as it was$"),
        plainly(),
    ):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/srv/site/index.html")


def test_plainly_names_a_read_only_file_system() -> None:
    with pytest.raises(BuildError, match=r"^the file system is read-only; the site was left as it was$"), plainly():
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))


def test_plainly_names_a_missing_permission() -> None:
    with pytest.raises(BuildError, match=r"^permission is missing: /srv; the site was left as it was$"), plainly():
        raise OSError(errno.EACCES, os.strerror(errno.EACCES), "/srv")


def test_plainly_uses_the_systems_words_for_the_rest() -> None:
    with pytest.raises(BuildError, match=r"^Is a directory: x; the site was left as it was$"), plainly():
        raise OSError(errno.EISDIR, os.strerror(errno.EISDIR), "x")


def test_plainly_leaves_other_exceptions_alone() -> None:
    with pytest.raises(ZeroDivisionError), plainly():
        raise ZeroDivisionError
