"""Where text boxes stand: above the paragraph that they are anchored in, or behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Sizes are in English Metric Units: 914,400 an inch. A head takes the first third of a page of A4.
HEAD_OF_PAGE = 3_500_000
_UNITS = {"pt": 12_700, "in": 914_400, "cm": 360_000, "mm": 36_000, "px": 9_525, "": 9_525}
_LENGTH = re.compile(r"\s*(-?\d{1,6}(?:\.\d+)?)\s*([a-z]*)")


@dataclass(frozen=True, slots=True)
class Depth:
    """How far down a drawing stands, in EMU, and whether that is counted from the page."""

    down: int = 0
    of_page: bool = False

    def is_above(self, first_page: bool) -> bool:
        """Whether it stands above its paragraph: lifted over it, or at the head of the first page."""
        return (first_page and self.down < HEAD_OF_PAGE) if self.of_page else self.down < 0


def length(text: str) -> int:
    """A length as CSS writes it, in EMU; 0 for what is none.

    >>> length("2.54cm"), length("-1in"), length("auto")
    (914400, -914400, 0)
    """
    found = _LENGTH.match(text)
    return int(float(found[1]) * _UNITS.get(found[2], 0)) if found else 0
