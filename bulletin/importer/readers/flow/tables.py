"""Tables: which are data and become rows, which only lay out text and become its paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from bulletin.importer.readers.flow.content import Block, Cell, FlowParagraph, FlowTable, TableRow

# «Phát hành: 3/1/2024», «Hà Nội, ngày 3 tháng 1 năm 2024»: what heads of issues have in tables.
_HEAD = re.compile(r"Phát hành\W.*\d|ngày\s+\d+\s+tháng\s+\d+\s+năm\s+\d{4}", re.IGNORECASE)
# Data has a paragraph or two in a cell, and seldom this many.
_MANY_PARAGRAPHS = 6
# No word processor makes wider ones.
_MOST_COLUMNS = 63


def width(table: FlowTable) -> int:
    """How many columns the table has."""
    return max((_row_width(row) for row in table.rows), default=0)


def is_layout(table: FlowTable, at_head: bool) -> bool:
    """Whether the table only lays out text: its paragraphs are then read cell by cell, row by row.

    That is a table of one column or one row, one whose cells hold tables, headings or many
    paragraphs, and at the head of a document one with its date.
    """
    cells = [cell for row in table.rows for cell in row.cells]
    if (
        not 1 < width(table) <= _MOST_COLUMNS
        or len(table.rows) <= 1
        or any(_is_laid_out(cell) for cell in cells)
    ):
        return True
    counts = [count for cell in cells if (count := len(_paragraphs(cell)))]
    return sum(counts) >= 2 * max(len(counts), 1) or (at_head and any(_is_head(cell) for cell in cells))


def grid(row: TableRow, columns: int) -> Iterator[Cell]:
    """The cells of a row with empty ones, so that there are `columns` of them."""
    filled = [Cell() for _ in range(row.before)]
    for cell in row.cells:
        filled.append(cell)
        filled += [Cell() for _ in range(cell.span - 1)]
    filled += [Cell() for _ in range(columns - len(filled))]
    return iter(filled)


def _row_width(row: TableRow) -> int:
    return row.before + sum(cell.span for cell in row.cells) + row.behind


def _paragraphs(cell: Cell) -> list[FlowParagraph]:
    return [block for block in _with_boxes(cell.content) if isinstance(block, FlowParagraph) and block.pieces]


def _with_boxes(content: list[Block]) -> Iterator[Block]:
    for block in content:
        yield block
        if isinstance(block, FlowParagraph):
            yield from chain.from_iterable(box.content for box in block.boxes)


def _is_laid_out(cell: Cell) -> bool:
    paragraphs = _paragraphs(cell)
    headed = len(paragraphs) > 1 and any(paragraph.outline is not None for paragraph in paragraphs)
    return (
        headed
        or len(paragraphs) >= _MANY_PARAGRAPHS
        or any(isinstance(block, FlowTable) for block in _with_boxes(cell.content))
    )


def _is_head(cell: Cell) -> bool:
    return any(_HEAD.search(paragraph.raw) for paragraph in _paragraphs(cell))
