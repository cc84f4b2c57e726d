"""Where text boxes stand: above the paragraph that they are anchored in, or behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from bulletin.importer.readers.word.xml import child, number

# Sizes are in English Metric Units: 914,400 an inch. A head takes the first third of a page of A4.
_HEAD_OF_PAGE = 3_500_000
_UNITS = {"pt": 12_700, "in": 914_400, "cm": 360_000, "mm": 36_000, "px": 9_525, "": 9_525}
_TOP = re.compile(r"(?:^|;)\s*margin-top:\s*(-?\d{1,6}(?:\.\d+)?)\s*([a-z]*)")
_RELATIVE = re.compile(r"mso-position-vertical-relative:\s*([a-z-]+)")
_OF_PAGE = ("page", "margin", "topMargin", "top-margin-area")


@dataclass(frozen=True, slots=True)
class Place:
    """How far down a drawing stands, in EMU, and whether that is counted from the page."""

    down: int = 0
    of_page: bool = False

    def is_above(self, first_page: bool) -> bool:
        """Whether it stands above its paragraph: lifted over it, or at the head of the first page."""
        return (first_page and self.down < _HEAD_OF_PAGE) if self.of_page else self.down < 0


def of_anchor(element: Element) -> Place:
    """The place of a drawing `wp:anchor`."""
    position = child(element, "wp:positionV")
    if position is None:
        return Place()
    aligned, offset = child(position, "wp:align"), child(position, "wp:posOffset")
    of_page = position.get("relativeFrom") in _OF_PAGE
    if aligned is not None:
        return Place(0 if (aligned.text or "").strip() == "top" else _HEAD_OF_PAGE, of_page)
    return Place(number(offset.text if offset is not None else None) or 0, of_page)


def of_shape(element: Element) -> Place:
    """The place of a shape in VML, which says it in a style as CSS does."""
    style = element.get("style", "")
    top, relative = _TOP.search(style), _RELATIVE.search(style)
    down = float(top[1]) * _UNITS.get(top[2], 0) if top else 0.0
    return Place(int(down), bool(relative and relative[1] in _OF_PAGE))
