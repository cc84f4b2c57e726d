"""The names in a printed author: `Minh An - Hải Hà` are two people, each with a page."""

from __future__ import annotations

import re
from functools import lru_cache

_BETWEEN = re.compile(r"\s[-–—]\s|\s&\s|[;,/]")


@lru_cache(maxsize=1 << 16)
def author_names(printed: str) -> tuple[str, ...]:
    """The names in the author `printed` in a trailer, each once, as printed and in that order."""
    names = (name.strip() for name in _BETWEEN.split(printed))
    return tuple(dict.fromkeys(name for name in names if name))
