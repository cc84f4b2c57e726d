"""Lines put together to a text: what stays together over a line's end, and what a space parts."""

from __future__ import annotations

import re
from collections.abc import Iterable

# A code, a number, a double name goes on: «20-3-» and «2024», «06/ĐA-CP-» and «2022».
_OPEN = re.compile(r"[^\W_](?:[-‐‑–]|/)$")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*$")
_SOFT_HYPHEN = "\u00ad"


def joined(lines: Iterable[str]) -> str:
    """The `lines` of a paragraph as one text.

    Soft hyphens at a line's end stay, for the account: the line goes on without a space.

    >>> joined(["ngày 20-3-", "2024, giai đoạn 2017 -", "2021"])
    'ngày 20-3-2024, giai đoạn 2017 - 2021'
    """
    text = ""
    for line in lines:
        text += line if not text or goes_on(text, line) else f" {line}"
    return text


def goes_on(text: str, line: str) -> bool:
    """Whether no space parts `text` from the `line` below."""
    if text.endswith(_SOFT_HYPHEN):
        return True
    if _OPEN.search(text) and line[:1].isalnum():
        return True
    address = _ADDRESS.search(text)
    # Addresses are cut behind or before one of their signs.
    return address is not None and (text[-1] in "/.?&=_-%" or line[0] in "/?&=_%")
