"""Tables without ruled lines: rows that leave the same places blank."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from bulletin.importer.readers.printed.rows import PrintedRow
from bulletin.importer.readers.printed.table import PrintedTable

# In parts of the type size: the narrowest blank between columns, and how far apart rows may be.
_NARROWEST = 0.65
_FURTHEST = 3.0
_PAGE = re.compile(r"\d{1,3}")
_LEADER = re.compile(r"(?:[.…_·]\s?){3,}\s*\d*$")


def open_tables(rows: Sequence[PrintedRow]) -> list[tuple[int, int, PrintedTable]]:
    """Tables without ruled lines among the rows of a column: from which row to which (excluded)."""
    found: list[tuple[int, int, PrintedTable]] = []
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


def _reach(rows: Sequence[PrintedRow], at: int, least: int) -> tuple[int, int, list[tuple[float, float]]]:
    """The rows around `at` that leave the same places blank, and these places."""
    blanks = blanks_of(rows[at])
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


def blanks_of(row: PrintedRow) -> list[tuple[float, float]]:
    """What is blank in `row`, wide enough for two columns."""
    return [(left, right) for left, right in row.gaps if right - left >= _NARROWEST * row.size]


def _common(blanks: Sequence[tuple[float, float]], row: PrintedRow) -> list[tuple[float, float]]:
    """What of the `blanks` is blank in `row` too."""
    mine = [(float("-inf"), row.x0), *blanks_of(row), (row.x1, float("inf"))]
    cut = [
        (max(left, begins), min(right, ends))
        for left, right in blanks
        for begins, ends in mine
        if min(right, ends) - max(left, begins) >= _NARROWEST * row.size
    ]
    return sorted(set(cut))


def _is_first_alone(row: PrintedRow, blanks: Sequence[tuple[float, float]]) -> bool:
    """Whether a row has nothing but the first cell: the text below a table begins so."""
    return row.x1 <= blanks[0][0] + 0.1


def _open_table(rows: Sequence[PrintedRow], blanks: Sequence[tuple[float, float]]) -> PrintedTable | None:
    columns = len(blanks) + 1
    if len(rows) < (2 if columns > 2 else 3):
        return None
    made: list[list[list[PrintedRow]]] = []
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
    return PrintedTable(tuple(tuple(tuple(cell) for cell in row) for row in made), clear=False)


def _cells(row: PrintedRow, blanks: Sequence[tuple[float, float]]) -> list[list[PrintedRow]]:
    edges = [float("-inf"), *((left + right) / 2 for left, right in blanks), float("inf")]
    cells: list[list[PrintedRow]] = []
    for left, right in pairwise(edges):
        words = tuple(word for word in row.words if left <= word.x0 < right)
        cells.append([PrintedRow(words)] if words else [])
    return cells
