"""The lines of an article as blocks: paragraphs, list items and tables, each with its line numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby

from bulletin.importer.document import Line, LineNumber
from bulletin.importer.source import BlockKind

_BULLET = re.compile(r"-\s(?=\S)")
_NUMBERED = re.compile(r"(?P<number>\d{1,3})\.\s(?=\S)")
_TABLE_RULE = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?")


class PrintedKind(StrEnum):
    """What a block is as printed."""

    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    NUMBERED = "numbered"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Block:
    """A block of an article: its text with the printed mark; the rows of a table are `rows` of cells.

    `level` counts from 0: how deep a list item is nested.
    """

    kind: PrintedKind
    text: str
    first_line: LineNumber
    last_line: LineNumber
    rows: tuple[tuple[str, ...], ...] = ()
    level: int = 0

    def joined_with(self, other: Block) -> Block:
        """This block with the text of `other` after it."""
        return replace(self, text=f"{self.text} {other.text}", last_line=other.last_line)

    @property
    def mark(self) -> str:
        """The printed mark of a list item, `-` or `3.`; empty for other blocks."""
        return self.text.split(" ", 1)[0] if self.kind in (PrintedKind.BULLET, PrintedKind.NUMBERED) else ""

    @property
    def unmarked(self) -> str:
        """The text without the mark."""
        return self.text.split(" ", 1)[1] if self.mark else self.text

    @property
    def visible(self) -> str:
        """What a reader sees of the block: all but the lines drawn in a table."""
        return " ".join(cell for row in self.rows for cell in row) if self.rows else self.text


def parse(lines: Sequence[Line]) -> tuple[Block, ...]:
    """The blocks in `lines`: each line is one, save the rows of a table, which stand together."""
    return tuple(_blocks(lines))


def _blocks(lines: Sequence[Line]) -> Iterator[Block]:
    for table, run in groupby(lines, lambda line: line.table):
        together = list(run)
        yield from _known_table(together) if table else _printed(together)


def _printed(lines: Sequence[Line]) -> Iterator[Block]:
    """The blocks of lines among which a table is known by its strokes alone."""
    rows: list[Line] = []
    for line in lines:
        if rows and not (line.text.startswith("|") and line.number == rows[-1].number + 1):
            yield from _drawn_table(rows)
            rows = []
        if line.text.startswith("|"):
            rows.append(line)
        else:
            yield Block(_kind(line), line.text, line.number, line.number, level=line.level)
    yield from _drawn_table(rows)


def _drawn_table(rows: Sequence[Line]) -> Iterator[Block]:
    """The rows as a table, or as paragraphs where they are none: one line, or a rule in the wrong place."""
    rules = [index for index, row in enumerate(rows) if _TABLE_RULE.fullmatch(row.text)]
    if len(rows) - len(rules) >= 2 and rules in ([], [1]):
        cells = [_cells(row.text) for index, row in enumerate(rows) if index not in rules]
        yield _table(rows, cells)
        return
    for row in rows:
        yield Block(PrintedKind.PARAGRAPH, row.text, row.number, row.number)


def _known_table(rows: Sequence[Line]) -> Iterator[Block]:
    """A table that the form of the file knows; a single row or column is no table to a reader."""
    if len(rows) > 1 and max(len(row.cells) for row in rows) > 1:
        yield _table(rows, [row.cells for row in rows])
        return
    for row in rows:
        yield Block(PrintedKind.PARAGRAPH, row.text, row.number, row.number)


def _table(rows: Sequence[Line], cells: Sequence[tuple[str, ...]]) -> Block:
    text = " ".join(row.text for row in rows)
    return Block(PrintedKind.TABLE, text, rows[0].number, rows[-1].number, tuple(cells))


def _cells(row: str) -> tuple[str, ...]:
    """The cells of a drawn row `| a | b |`."""
    return tuple(cell.strip() for cell in row.removeprefix("|").removesuffix("|").split("|"))


def _kind(line: Line) -> PrintedKind:
    """What a line is: headings and notes are known; dashes and numbers are typed by hand in every form."""
    if line.kind in (BlockKind.HEADING, BlockKind.NOTE):
        return PrintedKind.PARAGRAPH
    if _BULLET.match(line.text):
        return PrintedKind.BULLET
    return PrintedKind.NUMBERED if _NUMBERED.match(line.text) else PrintedKind.PARAGRAPH
