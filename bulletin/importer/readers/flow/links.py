"""Links: whether the words that show a link say its address, or hide it."""

from __future__ import annotations

import re
from urllib.parse import unquote

_SCHEME = re.compile(r"^(?:https?://|mailto:)?(?:www\.)?", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s<>]+")
_LONGEST = 200


def hidden_address(shown: str, address: str) -> str:
    """The address that the words `shown` do not say, cut where it is very long; empty where they do.

    >>> hidden_address("vào đây", "https://a.example/b"), hidden_address("a.example/b", "https://a.example/b/")
    ('https://a.example/b', '')
    """
    if not shown or not address or _key(shown) == _key(address):
        return ""
    return address if len(address) <= _LONGEST else f"{address[:_LONGEST]}…"


def is_address(shown: str) -> bool:
    """Whether the words `shown` are a whole address of the web."""
    return _ADDRESS.fullmatch(shown) is not None


def _key(address: str) -> str:
    return _SCHEME.sub("", unquote("".join(address.split()))).rstrip("/.,;").casefold()
