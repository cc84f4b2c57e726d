"""What a page draws: glyphs with their places, pictures and ruled lines. What every module here builds on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Glyph(NamedTuple):
    """One drawn character: `text` as the font names it, from `x0` to `x1` (its advance) on the baseline `y`.

    `size` is that of the type as drawn. `ink` is what an accent covers from left to right; `order` its
    place in the order of drawing. `paged` is said by the PDF itself to belong to head or foot. A
    `piece` is one more letter of the glyph before, which stands for several. What is
    `clipped` lies outside of the part of the page that is drawn.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool = False
    font: str = ""
    order: int = 0
    ink: tuple[float, float] | None = None
    invisible: bool = False
    paged: bool = False
    piece: bool = False
    clipped: bool = False


class Box(NamedTuple):
    """A rectangle on a page: of a picture, or of a ruled line, which is thin."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """From left to right, in points."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From bottom to top, in points."""
        return self.top - self.bottom

    def common(self, other: Box) -> Box:
        """What two boxes have in common; of negative width or height where that is nothing."""
        return Box(
            max(self.left, other.left),
            max(self.bottom, other.bottom),
            min(self.right, other.right),
            min(self.top, other.top),
        )


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """One page, turned so that most of its text stands upright.

    `total` is how many characters it has by a plain count, white space aside; `turned` are glyphs that
    do not stand upright, `outside` those that lie beside the page, `clipped` those that lie
    outside of the part that is drawn, `unnamed` how many glyphs have no
    letter of which the font tells. `drawings` counts lines and areas that are no ruled lines, `dots` are
    those that may be bullets.
    """

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    turned: tuple[Glyph, ...]
    outside: tuple[Glyph, ...]
    clipped: tuple[Glyph, ...]
    pictures: tuple[Box, ...]
    rules: tuple[Box, ...]
    unnamed: int
    total: int
    drawings: int = 0
    dots: tuple[Box, ...] = ()

    @property
    def where(self) -> str:
        """The page, for people."""
        return f"page {self.number}"
