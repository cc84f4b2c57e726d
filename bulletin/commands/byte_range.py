"""Parts of files, as readers ask a host for them: the header `Range` of HTTP (RFC 9110, section 14)."""

from __future__ import annotations

import re

_ONE_PART = re.compile(r"bytes=(\d{1,15})-(\d{1,15})?")


def asked_part(header: str | None, size: int) -> range | None:
    """The bytes that the header `Range` asks for of a file of `size` bytes; None for all of it.

    One part that begins in the file is known; whatever else is asked for, the whole file is a right answer.

    >>> asked_part("bytes=64-127", 100), asked_part("bytes=64-", 100), asked_part(None, 100)
    (range(64, 100), range(64, 100), None)
    """
    asked = _ONE_PART.fullmatch(header or "")
    if not asked or int(asked[1]) >= size:
        return None
    first, last = int(asked[1]), int(asked[2] or size)
    return range(first, min(last + 1, size)) if first <= last else None
