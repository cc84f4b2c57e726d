"""Addresses that a text shows: a PDF prints no brackets around them, and without they are no links."""

from __future__ import annotations

import re
from collections.abc import Iterable

_ADDRESS = re.compile(r"(?<![<\w/])https?://[^\s<>«»“”\"]+\.[^\s<>«»“”\"]+")
_BEHIND = ".,;:!?)]}’'"


def bracketed(text: str, lines: Iterable[str]) -> tuple[str, str]:
    """`text` with `<>` around the addresses in it, as Word files have them, and the characters that are new.

    An address that ends one of the `lines`, of which the text was put together, may go on below: it has none.

    >>> bracketed("Xem https://a.vn/b.", ["Xem https://a.vn/b."])
    ('Xem <https://a.vn/b>.', '<>')
    """
    ends = [line.rstrip() for line in lines]
    new = ""

    def in_brackets(found: re.Match[str]) -> str:
        nonlocal new
        address = found[0].rstrip(_BEHIND)
        if any(line.endswith(address) for line in ends):
            return found[0]
        new += "<>"
        return f"<{address}>{found[0][len(address) :]}"

    return _ADDRESS.sub(in_brackets, text), new
