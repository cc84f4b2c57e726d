"""Data as classic scripts, the one thing that a page from a disk may load: `offlineCopy("name", value);`.

Bytes travel as the letters of a text in the encoding `x-user-defined`, in which each byte is one letter. They
are not compressed: the zip does that, over the whole file, and better than over many small parts.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from bulletin.offline.readable import FUNCTION

# The encoding with which the page must load a script of bytes: `theme/offline/js/scripts.js`.
ENCODING = "x-user-defined"

_SHIELDED = ((b"\\", b"\\\\"), (b'"', b'\\"'), (b"\n", b"\\n"), (b"\r", b"\\r"))


def value_script(name: str, value: Any) -> bytes:
    """The script, in UTF-8, that hands over `value` as JSON has it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f"{FUNCTION}({_name(name)}, {text});\n".encode()


def bytes_script(name: str, parts: Sequence[bytes]) -> bytes:
    """The script that hands over `parts`: their lengths, and their bytes as one text. See `ENCODING`."""
    lengths = json.dumps([len(part) for part in parts], separators=(",", ":"))
    data = b"".join(parts)
    for sign, shielded in _SHIELDED:
        data = data.replace(sign, shielded)
    return f"{FUNCTION}({_name(name)}, {lengths}, ".encode() + b'"' + data + b'");\n'


def _name(name: str) -> str:
    return json.dumps(name)
