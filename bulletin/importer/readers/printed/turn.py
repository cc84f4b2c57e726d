"""How a page is turned: text may stand on its side, and a page begin anywhere."""

from __future__ import annotations

from bulletin.importer.readers.printed.glyphs import Box, Glyph


class Turn:
    """How a page is turned so that its text stands upright, and moved so that its corner is 0, 0."""

    def __init__(self, quarter: int, box: Box) -> None:
        self._quarter = quarter
        self._box = box
        self.width, self.height = (box.width, box.height) if quarter % 2 == 0 else (box.height, box.width)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the page lies once it is turned."""
        box = self._box
        match self._quarter:
            case 0:
                return x - box.left, y - box.bottom
            case 1:
                return y - box.bottom, box.right - x
            case 2:
                return box.right - x, box.top - y
            case _:
                return box.top - y, x - box.left

    def box(self, box: Box) -> Box:
        """A rectangle, turned."""
        (x0, y0), (x1, y1) = self.point(box.left, box.bottom), self.point(box.right, box.top)
        return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))

    def glyph(self, glyph: Glyph) -> Glyph:
        """A glyph, turned. Its `x1` comes with the width of the advance, which does not turn."""
        x, y = self.point(glyph.x0, glyph.y)
        if self._quarter == 0:
            ink = (glyph.ink[0] - self._box.left, glyph.ink[1] - self._box.left) if glyph.ink else None
        else:
            ink = None
        return glyph._replace(x0=x, x1=x + (glyph.x1 - glyph.x0), y=y, ink=ink)

    def shows(self, glyph: Glyph) -> bool:
        """Whether the page shows the glyph, or a part of it."""
        reach = glyph.size / 2
        return -reach <= glyph.x0 <= self.width + reach and -reach <= glyph.y <= self.height + reach
