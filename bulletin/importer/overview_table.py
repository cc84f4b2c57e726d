"""A contents list that is printed as a table: its rows as the lines of a list, «1. Title», tab, page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bulletin.importer.document import Line

_NUMBER = re.compile(r"(\d{1,3})\s*[.)]?")
# A title with its number in one cell is a line of a list already.
_ENTRY = re.compile(r"\d{1,3}\s*[.)]\s*[^\W\d_]")
# In a table that has such cells: «2. 261 thủ tục …».
_ENTRY_OF_FIGURES = re.compile(r"\d{1,3}\s*[.)]\s+\S")
_PAGE = re.compile(r"(?:trang\s*)?(\d{1,3})", re.IGNORECASE)


def as_list(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The `lines`, each row of a table that is one of a contents list as the line it would be there.

    A row has its number first or none at all, then the title; behind it may stand a source and the page.
    Where the name of a section stands before a number, in a cell that reaches over several rows, it is a
    line of its own with the row's number. Rows of other tables, and the heads of columns, stay as they are.
    """
    return tuple(_listed(lines))


def _listed(lines: Sequence[Line]) -> Iterator[Line]:
    counted: dict[int, int] = {}
    numbered = {line.table for line in lines if any(_ENTRY.match(cell) for cell in line.cells)}
    for line in lines:
        cells = [cell for cell in line.cells if cell]
        if _stands_beside(cells):
            yield replace(line, text=cells[0], wide=cells[0])
            cells = cells[1:]
        number = _NUMBER.fullmatch(cells[0]) if len(cells) > 1 else None
        page = _PAGE.fullmatch(cells[-1]) if len(cells) > 1 else None
        if line.table in numbered and cells and _is_entry(cells[0]):
            yield replace(line, text=cells[0], wide=f"{cells[0]}\t{page[1]}" if page else cells[0])
            continue
        titles = cells[1 if number else 0 : -1 if page else None]
        if not titles or not (number or page) or line.table in numbered | {0}:
            yield line
            continue
        printed = number[1] if number else str(counted.get(line.table, 0) + 1)
        alone = number is None and titles[0].isupper()
        if not alone:
            counted[line.table] = int(printed)
        text = titles[0] if alone else f"{printed}. {titles[0]}"
        yield replace(line, text=text, wide=f"{text}\t{page[1]}" if page else text)


def _is_entry(cell: str) -> bool:
    return bool(_ENTRY.match(cell) or _ENTRY_OF_FIGURES.match(cell))


def _stands_beside(cells: Sequence[str]) -> bool:
    """Whether the first cell is a section's name, beside its first title and that one's number."""
    if len(cells) < 2 or not cells[0].isupper() or _ENTRY.match(cells[0]):
        return False
    return bool(_ENTRY.match(cells[1]) or (len(cells) > 2 and _NUMBER.fullmatch(cells[1])))


def is_head(line: Line, first: Line) -> bool:
    """Whether `line` names the columns of the table that the row `first` of a list stands in."""
    return line.table > 0 and line.table == first.table and len([cell for cell in line.cells if cell]) > 1
