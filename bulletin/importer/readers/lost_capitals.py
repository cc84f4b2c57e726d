"""Capitals that TCVN3 cannot write: its fonts draw them, its text has small letters with tone marks."""

from __future__ import annotations

import re
from itertools import pairwise

# The small letters with a tone mark; those with circumflex, breve or horn alone have their capitals in TCVN3.
_TONED = "[àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]"
_SMALL = re.compile(_TONED)
_ENDED = re.compile(r"(?:^|[.!?…:][”\"’)]*|\))\s*$")
_SENTENCE = re.compile(rf"(?P<before>[.!?…][”\"’)]*\s+[“\"‘(]*)(?P<letter>{_TONED})")
_BEGINNING = re.compile(rf"(?P<before>^\W*)(?P<letter>{_TONED})")
_NAME = re.compile(rf"(?<!\w)(?=(?P<name>[^\W\d_a-z]\w*\s+{_TONED}\w*\s+[^\W\d_a-z]\w*))")


def restored(text: str) -> str:
    """`text` with capitals in lines whose other letters are capitals, and where sentences begin.

    `CHủ TRƯƠNG` gives `CHỦ TRƯƠNG`, and `… (20/20). ở bảng …` gives `… (20/20). Ở bảng …`.
    """
    lines = text.split("\n")
    begins = [bool(_ENDED.search(before)) for before, _ in pairwise(["", *lines])]
    return "\n".join(_restored(line, first) for line, first in zip(lines, begins, strict=True))


def doubtful_names(text: str) -> list[str]:
    """The places in `text` where a small letter may be a capital of a name: between two capitalised words."""
    found = (" ".join(match["name"].split()) for match in _NAME.finditer(text))
    return sorted({name for name in found if name.split()[1] not in ("ở", "ủng", "ấy", "ứng", "ổn")})


def _restored(line: str, begins: bool) -> str:
    small = [letter for letter in line if letter.islower()]
    if small and all(map(_SMALL.match, small)) and sum(map(str.isupper, line)) > len(small):
        return line.upper()
    line = _SENTENCE.sub(_capital, line)
    return _BEGINNING.sub(_capital, line) if begins else line


def _capital(found: re.Match[str]) -> str:
    return found["before"] + found["letter"].upper()
