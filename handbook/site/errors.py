"""Why a build ends without a new site, in words for whoever ran it. The old site is then still in place."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from handbook.machine.workers import WorkFailed

_PLAIN = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EROFS: "the file system is read-only",
    errno.EACCES: "permission is missing",
    errno.EPERM: "permission is missing",
    errno.EMFILE: "too many files are open",
}


class BuildError(WorkFailed):
    """The site could not be built; the message says why and what would mend it."""


@contextmanager
def plainly() -> Iterator[None]:
    """Turn a failure of the operating system into a `BuildError` that names the file."""
    try:
        yield
    except OSError as failure:
        reason = _PLAIN.get(failure.errno or 0, failure.strerror or str(failure))
        place = f": {failure.filename}" if failure.filename else ""
        raise BuildError(f"{reason}{place}; the site was left as it was") from failure
