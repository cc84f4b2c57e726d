"""A column of rows: where its text begins and ends, how far lines are apart, whether they are drawn out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bulletin.importer.readers.printed.rows import PrintedRow

# In parts of the type size.
_INDENT = 0.6
_FURTHEST_IN = 6.0
_FEW_ROWS = 6
_OTHER_SIZE = 0.08
_ONE_POINT = 0.12


@dataclass(slots=True)
class Column:
    """A run of rows that stand under each other: where its text begins and ends, and how it is set.

    `justified` where lines reach the right edge exactly; `pitch` is how far lines are apart, and `space`
    how wide a space is, in parts of the type size.
    """

    page: int
    rows: list[PrintedRow]
    left: float = 0.0
    right: float = 0.0
    justified: bool = False
    pitch: float = 1.2
    space: float = 0.22


def measure(columns: Sequence[Column], body_size: float) -> None:
    """Find the edges of all `columns`, and how their lines are set; columns alike help each other."""
    pitch = _pitch(columns, body_size)
    for column in columns:
        column.pitch = pitch
        column.left = _left(column.rows)
        column.right = _longest(column.rows)
    edges = [(column.left, column.right) for column in columns]
    for column, (left, right) in zip(columns, edges, strict=True):
        rows = _rows_alike(columns, edges, (left, right), body_size) or column.rows
        column.left = min(column.left, _left(rows)) if len(column.rows) < _FEW_ROWS else column.left
        column.right, column.justified = _right(rows)
        column.space = _space(rows)


def _rows_alike(
    columns: Sequence[Column],
    edges: Sequence[tuple[float, float]],
    mine: tuple[float, float],
    body_size: float,
) -> list[PrintedRow]:
    """The rows of columns that begin and end where one does; a few rows need not reach so far."""
    large = [
        (right, column)
        for column, (left, right) in zip(columns, edges, strict=True)
        if len(column.rows) >= _FEW_ROWS and -_INDENT * body_size < mine[0] - left < _FURTHEST_IN * body_size
    ]
    as_wide = [right for right, _ in large if right > mine[1] - 0.3 * body_size]
    if not as_wide:
        return []
    # Of columns of several widths the narrowest that holds it is its own.
    narrowest = min(as_wide)
    return [row for right, column in large if abs(right - narrowest) < 3 * body_size for row in column.rows]


def _longest(rows: Sequence[PrintedRow]) -> float:
    """Where the longest rows end, one that stands out aside."""
    ends = sorted((row.x1 for row in rows), reverse=True)
    near = 0.5 * rows[0].size
    return next((one for one, other in pairwise(ends) if one - other <= near), ends[0])


def _left(rows: Sequence[PrintedRow]) -> float:
    """Where most lines begin, or those left of them where there are some."""
    counted = Counter(round(row.x0) for row in rows)
    often = [x for x, count in counted.items() if count * 6 >= len(rows)]
    at = min(often or list(counted))
    return min(row.x0 for row in rows if round(row.x0) == at)


def _right(rows: Sequence[PrintedRow]) -> tuple[float, bool]:
    """Where the longest lines end, and whether many end right there."""
    right = _longest(rows)
    size = rows[0].size
    edge = Counter(round(row.x1 / size * 4) for row in rows)
    at, most = edge.most_common(1)[0]
    exact = sorted(row.x1 for row in rows if abs(row.x1 / size * 4 - at) <= 1.5)
    drawn_to = exact[len(exact) // 2]
    # Ragged lines end near one another, too, but not at one point.
    there = sum(abs(each - drawn_to) <= _ONE_POINT * size for each in exact)
    justified = most >= 3 and there * 3 >= len(rows) and drawn_to > right - size
    return (drawn_to if justified else right), justified


def _space(rows: Sequence[PrintedRow]) -> float:
    """How wide a space is where no line is drawn out."""
    widths = sorted((right - left) / row.size for row in rows for left, right in row.gaps)
    return widths[len(widths) // 10] if widths else 0.22


def _pitch(columns: Sequence[Column], body_size: float) -> float:
    steps = Counter(
        round((above.y - below.y) / below.size, 1)
        for column in columns
        for above, below in pairwise(column.rows)
        if abs(below.size - body_size) < _OTHER_SIZE * body_size and 0.8 * below.size < above.y - below.y
    )
    often = [step for step, count in steps.items() if count * 4 >= sum(steps.values())]
    return min(often) if often else (min(steps) if steps else 1.2)
