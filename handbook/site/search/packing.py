"""Values -> script files that carry them packed, so that a browser can read them over the web and from a disk alike.

A file is one call, `handbookSearch("name","…")`. The second text is deflated bytes, each a character of its own, with
only those escaped that would end the text: a quarter smaller than Base64. Over the web the bytes are fetched and cut
out; from a disk, where nothing can be fetched, the file is run as a script in the encoding windows-1252.
"""

import json
import zlib
from typing import Any

FOLDER = "search/data/"
"""Where all files of the index lie in the site."""

_ESCAPES = ((b"\\", b"\\\\"), (b'"', b'\\"'), (b"\n", b"\\n"), (b"\r", b"\\r"))


def packed_json(name: str, value: Any) -> tuple[str, bytes]:
    """A value as JSON: the file's path in the site and its bytes."""
    return packed(name, json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


def packed(name: str, data: bytes, level: int = 7) -> tuple[str, bytes]:
    """Bytes: the file's path in the site and its bytes.

    A lower level takes less time and leaves the file longer: 9 takes nearly four times as long as 7 for a file that is
    a hundredth shorter (18 MB of lists of words at 10,000 policies).
    """
    text = zlib.compress(data, level=level, wbits=-15)
    for byte, escape in _ESCAPES:
        text = text.replace(byte, escape)
    return f"{FOLDER}{name}.js", b"".join((b"handbookSearch(", json.dumps(name).encode(), b',"', text, b'");\n'))


def text_name(address: str) -> str:
    """The name of the file that holds a page's text."""
    return f"pages/{address.rstrip('/') or 'index'}"
