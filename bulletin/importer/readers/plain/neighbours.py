"""What two lines of a text that stand below each other tell: whether one goes on in the other."""

from __future__ import annotations

import re

from bulletin.importer.readers.plain.headings import is_listed
from bulletin.importer.readers.plain.lines import TextLine

# A line that ends a page of a text without wraps goes on only if it is longer than a heading.
_PARAGRAPH = 80

ENDED = re.compile(r"""[.!?…:;”"»)\]’'*]$""")
MARK = re.compile(r"^(?:[-–—•+*]|\(?\d{1,3}[.)]|[a-zđ][.)])\s+", re.IGNORECASE)
_TABULAR = re.compile(r"^\||\S\t+\S")
_GAP = re.compile(r"\S {3,}(?=\S)")


def adjacent(line: TextLine) -> bool:
    """Whether nothing but the end of a page is between the line and the one above."""
    return line.blanks == 0 or line.new_page


def goes_on(a: TextLine, b: TextLine) -> bool:
    """Whether the sentence of `a` goes on in `b`, by the letters alone."""
    return not ENDED.search(a.text) and b.text[0].islower() and not MARK.match(b.text) and is_prose(a, b)


def is_prose(a: TextLine, b: TextLine) -> bool:
    """Whether two lines are running text: no rows of a table, nor lines of a contents list."""
    # One line with wide spaces is a justified one; two with as many are rows.
    gaps = len(_GAP.findall(a.text)), len(_GAP.findall(b.text))
    if gaps[0] and gaps[0] == gaps[1]:
        return False
    return not any(is_listed(line.text) or _TABULAR.search(line.text) for line in (a, b))


def is_cut_by_page(a: TextLine, b: TextLine) -> bool:
    """Whether a page ends within a paragraph, in a text whose other lines are whole ones."""
    return b.new_page and goes_on(a, b) and len(a.text) >= _PARAGRAPH
