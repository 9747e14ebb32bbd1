"""A file of the search index -> what a browser gets of it."""

import re
import zlib

_SIGNS = {b"n": b"\n", b"r": b"\r", b'"': b'"', b"\\": b"\\"}


def unpacked(data: bytes) -> bytes:
    """The bytes that a file carries; what stands escaped in a script is itself again."""
    text = data.split(b'"', 3)[3].removesuffix(b'");\n')
    return zlib.decompress(re.sub(rb"\\(.)", lambda match: _SIGNS[match[1]], text), wbits=-15)
