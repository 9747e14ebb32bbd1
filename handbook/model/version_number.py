"""The number of a version: MAJOR.MINOR, raised by a substantive or an editorial change."""

import re
from typing import NamedTuple

MAJOR_MINOR = re.compile(r"(0|[1-9][0-9]{0,3})\.(0|[1-9][0-9]{0,3})", re.ASCII)


class VersionNumber(NamedTuple):
    """Ordered by major, then minor; `2.10` comes after `2.9`."""

    major: int
    minor: int

    @classmethod
    def parse(cls, text: str) -> "VersionNumber | None":
        """The number that the text names; None for anything but two plain decimal numbers and a dot."""
        match = MAJOR_MINOR.fullmatch(text)
        return cls(int(match[1]), int(match[2])) if match else None

    def __str__(self) -> str:
        """MAJOR.MINOR."""
        return f"{self.major}.{self.minor}"
