"""Tables between ruled lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from bulletin.importer.readers.printed.glyphs import Box
from bulletin.importer.readers.printed.open_tables import blanks_of
from bulletin.importer.readers.printed.rows import PrintedRow, Word
from bulletin.importer.readers.printed.table import PrintedTable

# In points: how near lines are that touch.
_TOUCH = 3.0
_MOST_RULES = 4_000


def ruled_tables(rows: Sequence[PrintedRow], rules: Sequence[Box]) -> list[tuple[Box, PrintedTable]]:
    """The tables drawn with ruled lines among `rows`, each with the place that it takes.

    A frame without a line inside is no table, nor are lines between which no two cells stand side by side.
    """
    found: list[tuple[Box, PrintedTable]] = []
    for group in _groups(rules):
        grid = _grid(group)
        if grid is None:
            continue
        xs, ys = grid
        ys = [*_head(rows, xs, ys), *ys]
        place = Box(xs[0], ys[-1], xs[-1], ys[0])
        inside = [row for row in rows for row in _inside(row, place)]
        table = PrintedTable(tuple(_table_rows(inside, xs, ys)))
        full = [sum(1 for cell in row if cell) for row in table.rows]
        # One row alone, of three cells and more, is what a page cut off a table.
        if sum(count > 1 for count in full) >= 2 or (len(full) == 1 and full[0] == len(xs) - 1 > 2):
            found.append((place, table))
    return found


def outside(rows: Sequence[PrintedRow], place: Box) -> list[PrintedRow]:
    """The `rows` without the words within `place`."""
    kept: list[PrintedRow] = []
    for row in rows:
        words = tuple(word for word in row.words if not _holds(place, word))
        if words:
            kept.append(PrintedRow(words))
    return kept


def _inside(row: PrintedRow, place: Box) -> list[PrintedRow]:
    words = tuple(word for word in row.words if _holds(place, word))
    return [PrintedRow(words)] if words else []


def _holds(place: Box, word: Word) -> bool:
    middle = (word.x0 + word.x1) / 2
    return place.left - 1 <= middle <= place.right + 1 and place.bottom - 1 <= word.y <= place.top + 1


def _groups(rules: Sequence[Box]) -> list[list[Box]]:
    """Ruled lines that touch each other, together."""
    groups: list[tuple[Box, list[Box]]] = []
    for rule in sorted(rules, key=lambda each: (-each.top, each.left))[:_MOST_RULES]:
        around = Box(rule.left - _TOUCH, rule.bottom - _TOUCH, rule.right + _TOUCH, rule.top + _TOUCH)
        members = [rule]
        apart: list[tuple[Box, list[Box]]] = []
        for box, group in groups:
            if _overlap(box, around):
                members += group
                around = Box(
                    min(box.left, around.left),
                    min(box.bottom, around.bottom),
                    max(box.right, around.right),
                    max(box.top, around.top),
                )
            else:
                apart.append((box, group))
        groups = [*apart, (around, members)]
    return [group for _, group in groups if len(group) >= 4]


def _overlap(one: Box, other: Box) -> bool:
    return (
        one.left <= other.right
        and other.left <= one.right
        and one.bottom <= other.top
        and other.bottom <= one.top
    )


def _grid(group: Sequence[Box]) -> tuple[list[float], list[float]] | None:
    """Where the lines of a group stand: from left to right, and from top to bottom."""
    upright = [rule for rule in group if rule.height > rule.width]
    level = [rule for rule in group if rule.width >= rule.height]
    xs = _merged([(rule.left + rule.right) / 2 for rule in upright])
    ys = _merged([(rule.bottom + rule.top) / 2 for rule in level])[::-1]
    if len(level) >= 2 and len(xs) < 2:
        # Level lines alone: their ends are the sides, where they are cut between columns.
        xs = _merged([side for rule in level for side in (rule.left, rule.right)])
    return (xs, ys) if len(xs) >= 3 and len(ys) >= 2 else None


def _head(rows: Sequence[PrintedRow], xs: Sequence[float], ys: Sequence[float]) -> list[float]:
    """The top of a first row that stands above the uppermost line, where lines stand below rows alone."""
    for row in rows:
        above = 0 <= row.y - ys[0] <= 1.2 * row.size and xs[0] - 1 <= row.x0 and row.x1 <= xs[-1] + 1
        if above and all(_leaves_blank(row, x) for x in xs[1:-1]):
            return [row.y + row.size]
    return []


def _leaves_blank(row: PrintedRow, x: float) -> bool:
    return any(left <= x + 2 and x - 2 <= right for left, right in blanks_of(row))


def _merged(values: Sequence[float]) -> list[float]:
    merged: list[list[float]] = []
    for value in sorted(values):
        if merged and value - merged[-1][-1] <= _TOUCH:
            merged[-1].append(value)
        else:
            merged.append([value])
    return [sum(group) / len(group) for group in merged]


def _table_rows(
    rows: Sequence[PrintedRow], xs: Sequence[float], ys: Sequence[float]
) -> Iterator[tuple[tuple[PrintedRow, ...], ...]]:
    for top, bottom in pairwise(ys):
        between = [row for row in rows if bottom <= row.y < top]
        cells = [
            tuple(
                PrintedRow(words)
                for row in between
                if (words := tuple(word for word in row.words if left <= _at(word, xs) < right))
            )
            for left, right in pairwise(xs)
        ]
        if any(cells):
            yield tuple(cells)


def _at(word: Word, xs: Sequence[float]) -> float:
    """Where a word stands, within the table."""
    return min(max((word.x0 + word.x1) / 2, xs[0]), xs[-1] - 0.01)
