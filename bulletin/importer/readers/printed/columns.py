"""Rows of a page as columns in the order of reading: full width, left, right, full width again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from bulletin.importer.readers.printed.leaders import page_of
from bulletin.importer.readers.printed.rows import PrintedRow

# In parts of the type size: the narrowest blank between two columns.
_GUTTER = 0.75
# How far a gutter lies before what begins behind it: larger type, too, leaves it blank there.
_BEFORE = 0.55
_FEWEST_ROWS = 4
_FEWEST_LETTERS = 12
_FILLED = 0.55
_LEADER = re.compile(r"(?:[.…_·]\s?){4,}\s*\d{0,3}$")
_ONLY_FIGURES = re.compile(r"[\d\s.,…%/-]*")


@dataclass(frozen=True, slots=True)
class _Gutter:
    """A blank that parts columns: where it lies, and from which row to which (excluded) it reaches."""

    x: float
    begin: int
    end: int


def columns_of(rows: Sequence[PrintedRow], known: Sequence[float] = ()) -> list[list[PrintedRow]]:
    """The `rows` of a page, from top to bottom, as columns, each a run of rows to be read on its own.

    `known` are places where other pages have a gutter: there a few rows are columns, too.
    """
    gutter = _widest(rows, known)
    if gutter is None:
        return [list(rows)] if rows else []
    left, right = _split(rows[gutter.begin : gutter.end], gutter.x)
    return [
        *columns_of(rows[: gutter.begin], known),
        *columns_of(left, known),
        *columns_of(right, known),
        *columns_of(rows[gutter.end :], known),
    ]


def gutters_of(rows: Sequence[PrintedRow]) -> list[float]:
    """Where the rows of a page have gutters between columns."""
    gutter = _widest(rows)
    if gutter is None:
        return []
    left, right = _split(rows[gutter.begin : gutter.end], gutter.x)
    return [gutter.x, *gutters_of(left), *gutters_of(right)]


def _widest(rows: Sequence[PrintedRow], known: Sequence[float] = ()) -> _Gutter | None:
    """The gutter that the most rows respect, from the left."""
    found = [gutter for x in known for gutter in _gutters(rows, x, known=True)]
    if len(rows) >= _FEWEST_ROWS:
        found += [gutter for x in _candidates(rows) for gutter in _gutters(rows, x)]
    return max(found, key=lambda gutter: (gutter.end - gutter.begin, -gutter.x), default=None)


def _candidates(rows: Sequence[PrintedRow]) -> list[float]:
    """Where a gutter could lie: in wide blanks, and left of what begins behind them or far right."""
    left, right = min(row.x0 for row in rows), max(row.x1 for row in rows)
    size = median(row.size for row in rows)
    wide = [
        (begins, ends) for row in rows for begins, ends in row.gaps if ends - begins >= _GUTTER * row.size
    ]
    # Lines end anywhere before the blank, and begin at one place behind it.
    found = [x for begins, ends in wide for x in ((begins + ends) / 2, ends - _BEFORE * size)]
    found += [row.x0 - _BEFORE * size for row in rows if row.x0 - left > 0.25 * (right - left)]
    inner = sorted(x for x in found if left + 4 * size < x < right - 4 * size)
    merged: list[list[float]] = []
    for x in inner:
        if merged and x - merged[-1][-1] < 0.25 * size:
            merged[-1].append(x)
        else:
            merged.append([x])
    return [median(group) for group in merged if len(group) >= 2]


def _gutters(rows: Sequence[PrintedRow], x: float, known: bool = False) -> list[_Gutter]:
    """Each run of rows that leave `x` blank and are columns on both sides: by themselves, or as `known`."""
    found: list[_Gutter] = []
    right = max(row.x1 for row in rows) if rows else 0.0
    begin: int | None = None
    for at in range(len(rows) + 1):
        if at < len(rows) and _leaves_blank(rows[at], x, right):
            begin = at if begin is None else begin
        elif begin is not None:
            trimmed = _trimmed(rows, x, begin, at)
            if trimmed:
                between = rows[trimmed.begin : trimmed.end]
                if _may_be_columns(between, x) if known else _are_columns(between, x):
                    found.append(trimmed)
            begin = None
    return found


def _leaves_blank(row: PrintedRow, x: float, right: float) -> bool:
    # A title and its page at the `right` edge are one line of the contents list, however short.
    if _LEADER.search(row.text) or page_of(row, right) is not None:
        return False
    half = _GUTTER * row.size / 2 * 0.9
    if x + half <= row.x0 or x - half >= row.x1:
        return True
    return any(begins <= x - half and x + half <= ends for begins, ends in row.gaps)


def _trimmed(rows: Sequence[PrintedRow], x: float, begin: int, end: int) -> _Gutter | None:
    """The run without rows above the first and below the last that stand on one side only and set off."""
    right_of = [at for at in range(begin, end) if rows[at].x1 > x]
    if not right_of:
        return None
    first, last = right_of[0], right_of[-1]
    # Columns begin side by side; a short row above is a heading over both.
    while begin < first and rows[begin].y - rows[first].y > 0.8 * rows[first].size:
        begin += 1
    while end - 1 > last and rows[end - 2].y - rows[end - 1].y > 3 * rows[end - 1].size:
        end -= 1
    return _Gutter(x, begin, end)


def _split(rows: Sequence[PrintedRow], x: float) -> tuple[list[PrintedRow], list[PrintedRow]]:
    left: list[PrintedRow] = []
    right: list[PrintedRow] = []
    for row in rows:
        before = tuple(word for word in row.words if word.x0 < x)
        behind = tuple(word for word in row.words if word.x0 >= x)
        if before:
            left.append(PrintedRow(before))
        if behind:
            right.append(PrintedRow(behind))
    return left, right


def _may_be_columns(rows: Sequence[PrintedRow], x: float) -> bool:
    """Whether few rows go on with columns of other pages: text on both sides, from one height on."""
    left, right = _split(rows, x)
    if not left or not right:
        return False
    both = left[0].y > right[-1].y - right[-1].size and right[0].y > left[-1].y - left[-1].size
    wordy = all(sum(len(row.text) for row in side) >= _FEWEST_LETTERS for side in (left, right))
    return both and wordy and min(left[0].y, right[0].y) >= max(left[0].y, right[0].y) - 1.5 * left[0].size


def _are_columns(rows: Sequence[PrintedRow], x: float) -> bool:
    """Whether both sides are text that fills its width: not cells of a table, nor titles and their pages."""
    sides = _split(rows, x)
    if any(len(side) < _FEWEST_ROWS for side in sides) or not all(map(_is_text, sides)):
        return False
    # Side by side: the two share most of their height.
    left_side, right_side = sides
    top = min(left_side[0].y, right_side[0].y)
    bottom = max(left_side[-1].y, right_side[-1].y)
    height = min(left_side[0].y - left_side[-1].y, right_side[0].y - right_side[-1].y)
    return top - bottom >= 0.5 * height


def _is_text(side: Sequence[PrintedRow]) -> bool:
    """Whether rows are lines of running text, in one column or in several."""
    if sum(len(row.text) for row in side) < _FEWEST_LETTERS * len(side):
        return False
    if sum(1 for row in side if _ONLY_FIGURES.fullmatch(row.text)) * 3 > len(side):
        return False
    left, right = min(row.x0 for row in side), max(row.x1 for row in side)
    if median(row.x1 - row.x0 for row in side) >= _FILLED * (right - left):
        return True
    return _widest(side) is not None
