"""Author lines as printed, taken apart into names; nothing but the separators is changed."""

from __future__ import annotations

import re

_SEPARATOR = re.compile(r"\s+[-–—&]\s+|\s*[;,/]\s*")


def author_names(printed: str) -> tuple[str, ...]:
    """The names in `printed`, each once, in printed order: `Minh An - Hải Hà` gives two."""
    names = (name.strip() for name in _SEPARATOR.split(printed))
    return tuple(dict.fromkeys(name for name in names if name))
