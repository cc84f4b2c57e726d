"""Tables: rows whose pieces stand in columns, between ruled lines or without them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bulletin.importer.readers.printed.glyphs import Box
from bulletin.importer.readers.printed.rows import Row, Word

_TOUCH = 3.0
# In parts of the type size: the narrowest blank between columns, and how far apart rows may be.
_NARROWEST = 0.65
_FURTHEST = 3.0
_OF_HEAD = re.compile(
    r"Phát hành|CỘNG H[OÒ]|\bNăm \d{4}|\bthứ (?:hai|ba|tư|năm|sáu)\b|\bngày \d+ tháng", re.IGNORECASE
)
_MOST_HEAD_ROWS = 8
_NUMBER = re.compile(r"\d{1,3}[.)]?")
_PAGE = re.compile(r"\d{1,3}")
_LEADER = re.compile(r"(?:[.…_·]\s?){3,}\s*\d*$")


@dataclass(frozen=True, slots=True)
class Table:
    """A table as read: for each row the rows of letters in each cell; `clear` where nothing was guessed."""

    rows: tuple[tuple[tuple[Row, ...], ...], ...]
    clear: bool = True

    @property
    def is_head(self) -> bool:
        """Whether it sets the head of an issue: date, weekday, who publishes it, in cells without lines."""
        texts = [text for row in self.cells() for text in row if text]
        return (
            len(self.rows) <= _MOST_HEAD_ROWS
            and any(map(_OF_HEAD.search, texts))
            and not any(map(_NUMBER.fullmatch, texts))
        )

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
        ys = [*_head(rows, xs, ys), *ys]
        place = Box(xs[0], ys[-1], xs[-1], ys[0])
        inside = [row for row in rows for row in _inside(row, place)]
        table = Table(tuple(_table_rows(inside, xs, ys)))
        full = [sum(1 for cell in row if cell) for row in table.rows]
        # One row alone, of three cells and more, is what a page cut off a table.
        if sum(count > 1 for count in full) >= 2 or (len(full) == 1 and full[0] == len(xs) - 1 > 2):
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


def _head(rows: Sequence[Row], xs: Sequence[float], ys: Sequence[float]) -> list[float]:
    """The top of a first row that stands above the uppermost line, where lines stand below rows alone."""
    for row in rows:
        above = 0 <= row.y - ys[0] <= 1.2 * row.size and xs[0] - 1 <= row.x0 and row.x1 <= xs[-1] + 1
        if above and all(_leaves_blank(row, x) for x in xs[1:-1]):
            return [row.y + row.size]
    return []


def _leaves_blank(row: Row, x: float) -> bool:
    return any(left <= x + 2 and x - 2 <= right for left, right in _blanks(row))


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
    found: list[tuple[int, int, Table]] = []
    at = 0
    while at < len(rows):
        if _LEADER.search(rows[at].text) or len(rows[at].pieces()) < 2:
            at += 1
            continue
        least = found[-1][1] if found else 0
        begin, end, blanks = _reach(rows, at, least)
        table = _open_table(rows[begin:end], blanks)
        if table:
            found.append((begin, end, table))
        at = end if table else at + 1
    return found


def _reach(rows: Sequence[Row], at: int, least: int) -> tuple[int, int, list[tuple[float, float]]]:
    """The rows around `at` that leave the same places blank, and these places."""
    blanks = _blanks(rows[at])
    begin, end = at, at + 1
    while end < len(rows):
        common = _common(blanks, rows[end])
        step = rows[end - 1].y - rows[end].y
        if not common or not 0 <= step <= _FURTHEST * rows[end].size or _is_first_alone(rows[end], common):
            break
        blanks, end = common, end + 1
    while begin > least:
        common = _common(blanks, rows[begin - 1])
        step = rows[begin - 1].y - rows[begin].y
        if len(common) < len(blanks) or not 0 <= step <= _FURTHEST * rows[begin].size:
            break
        if _is_first_alone(rows[begin - 1], common):
            break
        blanks, begin = common, begin - 1
    return begin, end, blanks


def _blanks(row: Row) -> list[tuple[float, float]]:
    return [(left, right) for left, right in row.gaps if right - left >= _NARROWEST * row.size]


def _common(blanks: Sequence[tuple[float, float]], row: Row) -> list[tuple[float, float]]:
    """What of the `blanks` is blank in `row` too."""
    mine = [(float("-inf"), row.x0), *_blanks(row), (row.x1, float("inf"))]
    cut = [
        (max(left, begins), min(right, ends))
        for left, right in blanks
        for begins, ends in mine
        if min(right, ends) - max(left, begins) >= _NARROWEST * row.size
    ]
    return sorted(set(cut))


def _is_first_alone(row: Row, blanks: Sequence[tuple[float, float]]) -> bool:
    """Whether a row has nothing but the first cell: the text below a table begins so."""
    return row.x1 <= blanks[0][0] + 0.1


def _open_table(rows: Sequence[Row], blanks: Sequence[tuple[float, float]]) -> Table | None:
    columns = len(blanks) + 1
    if len(rows) < (2 if columns > 2 else 3):
        return None
    made: list[list[list[Row]]] = []
    above = rows[0].y
    for row in rows:
        cells = _cells(row, blanks)
        goes_on = not cells[0] and sum(map(bool, cells)) == 1 and above - row.y < 1.5 * row.size
        above = row.y
        if made and goes_on:
            for cell, more in zip(made[-1], cells, strict=True):
                cell += more
        else:
            made.append(cells)
    full = [row for row in made if sum(map(bool, row)) > 1]
    if len(full) < (2 if columns > 2 else 3) or len(full) * 2 < len(made):
        return None
    if columns == 2 and all(_PAGE.fullmatch(row[1][0].text) for row in full if row[1]):
        return None
    return Table(tuple(tuple(tuple(cell) for cell in row) for row in made), clear=False)


def _cells(row: Row, blanks: Sequence[tuple[float, float]]) -> list[list[Row]]:
    edges = [float("-inf"), *((left + right) / 2 for left, right in blanks), float("inf")]
    cells: list[list[Row]] = []
    for left, right in pairwise(edges):
        words = tuple(word for word in row.words if left <= word.x0 < right)
        cells.append([Row(words)] if words else [])
    return cells
