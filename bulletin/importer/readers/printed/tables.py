"""Tables: rows whose pieces stand in columns, between ruled lines or without them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from bulletin.importer.readers.printed.glyphs import Box
from bulletin.importer.readers.printed.rows import Row, Word

_TOUCH = 3.0
_LONG_RULE = 1.2
_PAGE = re.compile(r"\d{1,3}")
_LEADER = re.compile(r"(?:[.…_·]\s?){3,}\s*\d*$")


@dataclass(frozen=True, slots=True)
class Table:
    """A table as read: for each row the rows of letters in each cell; `clear` where nothing was guessed."""

    rows: tuple[tuple[tuple[Row, ...], ...], ...]
    clear: bool = True

    def cells(self) -> Iterator[tuple[str, ...]]:
        """The text of each cell, row by row."""
        for row in self.rows:
            yield tuple(" ".join(line.text for line in cell) for cell in row)


def ruled_tables(rows: Sequence[Row], rules: Sequence[Box]) -> list[tuple[Box, Table]]:
    """The tables drawn with ruled lines among `rows`, each with the place that it takes.

    A frame without a line inside is no table, nor are lines between which no two cells stand side by side.
    """
    found: list[tuple[Box, Table]] = []
    for group in _groups(rules):
        grid = _grid(group)
        if grid is None:
            continue
        xs, ys = grid
        place = Box(xs[0], ys[-1], xs[-1], ys[0])
        inside = [row for row in rows for row in _inside(row, place)]
        table = Table(tuple(_table_rows(inside, xs, ys)))
        full = [sum(1 for cell in row if cell) for row in table.rows]
        if len(full) >= 2 and sum(count > 1 for count in full) >= 2:
            found.append((place, table))
    return found


def outside(rows: Sequence[Row], place: Box) -> list[Row]:
    """The `rows` without the words within `place`."""
    kept: list[Row] = []
    for row in rows:
        words = tuple(word for word in row.words if not _holds(place, word))
        if words:
            kept.append(Row(words))
    return kept


def _inside(row: Row, place: Box) -> list[Row]:
    words = tuple(word for word in row.words if _holds(place, word))
    return [Row(words)] if words else []


def _holds(place: Box, word: Word) -> bool:
    middle = (word.x0 + word.x1) / 2
    return place.left - 1 <= middle <= place.right + 1 and place.bottom - 1 <= word.y <= place.top + 1


def _groups(rules: Sequence[Box]) -> list[list[Box]]:
    """Ruled lines that touch each other, together."""
    groups: list[tuple[Box, list[Box]]] = []
    for rule in sorted(rules, key=lambda each: (-each.top, each.left))[:4_000]:
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


def _merged(values: Sequence[float]) -> list[float]:
    merged: list[list[float]] = []
    for value in sorted(values):
        if merged and value - merged[-1][-1] <= _TOUCH:
            merged[-1].append(value)
        else:
            merged.append([value])
    return [sum(group) / len(group) for group in merged]


def _table_rows(
    rows: Sequence[Row], xs: Sequence[float], ys: Sequence[float]
) -> Iterator[tuple[tuple[Row, ...], ...]]:
    for top, bottom in pairwise(ys):
        between = [row for row in rows if bottom <= row.y < top]
        cells = [
            tuple(
                Row(words)
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


def open_tables(rows: Sequence[Row]) -> list[tuple[int, int, Table]]:
    """Tables without ruled lines among the rows of a column: from which row to which (excluded)."""
    pieces = [[] if _LEADER.search(row.text) else row.pieces() for row in rows]
    found: list[tuple[int, int, Table]] = []
    at = 0
    while at < len(rows):
        end = _end_of_table(rows, pieces, at)
        table = _open_table(rows[at:end], pieces[at:end]) if end > at else None
        if table:
            found.append((at, end, table))
        at = end if table else at + 1
    return found


def _end_of_table(rows: Sequence[Row], pieces: Sequence[Sequence[Row]], begin: int) -> int:
    """The row behind a run of rows with several pieces each, or that go on with a cell above."""
    if len(pieces[begin]) < 2:
        return begin
    columns = _columns_of(pieces[begin])
    end = begin + 1
    while end < len(rows):
        step = rows[end - 1].y - rows[end].y
        if not 0 <= step <= 2.6 * rows[end].size:
            break
        mine = pieces[end] or [rows[end]]
        fits = [_column_at(piece, columns) for piece in mine]
        if any(column is None for column in fits) or len(set(fits)) < len(fits):
            break
        # A row with one piece goes on with a cell, which is not the first; else the table is over.
        if len(mine) == 1 and (fits[0] == 0 or step > 1.5 * rows[end].size):
            break
        end += 1
    return end


def _columns_of(pieces: Sequence[Row]) -> list[tuple[float, float]]:
    """Where each column may lie: from its piece to the one behind it."""
    ends = [piece.x0 for piece in pieces[1:]] + [float("inf")]
    return [(piece.x0, end) for piece, end in zip(pieces, ends, strict=True)]


def _column_at(piece: Row, columns: Sequence[tuple[float, float]]) -> int | None:
    """Which column a piece stands in: it begins, ends or is centred where the column is."""
    for index, (left, right) in enumerate(columns):
        slack = 1.0 * piece.size
        before = columns[index - 1][0] if index else left - slack
        if abs(piece.x0 - left) <= slack or (
            before < piece.x0 and left - 4 * slack <= piece.x0 and piece.x1 < right
        ):
            return index
    return None


def _open_table(rows: Sequence[Row], pieces: Sequence[Sequence[Row]]) -> Table | None:
    full = [each for each in pieces if len(each) > 1]
    widest = max((len(each) for each in full), default=0)
    needed = 2 if widest > 2 else 3
    if len(full) < needed or len(full) * 2 < len(rows):
        return None
    if widest == 2 and all(_PAGE.fullmatch(each[1].text) for each in full):
        return None
    columns = _columns_of(max(full, key=len))
    made: list[list[list[Row]]] = []
    for row, each in zip(rows, pieces, strict=True):
        mine = list(each) or [row]
        if len(mine) == 1 and made:
            goes_on = _column_at(mine[0], columns)
            made[-1][goes_on or 0].append(mine[0])
            continue
        made.append([[] for _ in columns])
        for piece in mine:
            made[-1][_column_at(piece, columns) or 0].append(piece)
    wide = median(piece.x1 - piece.x0 for each in full for piece in each)
    usual = max(row.x1 for row in rows) - min(row.x0 for row in rows)
    if wide > 0.6 * usual:
        return None
    return Table(tuple(tuple(tuple(cell) for cell in row) for row in made), clear=False)
