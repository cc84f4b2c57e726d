"""What a page holds, in the order of reading: columns of text, entries of the contents list, tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bulletin.importer.readers.printed.blocks import pieces_of
from bulletin.importer.readers.printed.column import Column
from bulletin.importer.readers.printed.columns import columns_of
from bulletin.importer.readers.printed.glyphs import Box, PrintedPage
from bulletin.importer.readers.printed.leaders import ListedTitle, entries_of
from bulletin.importer.readers.printed.notes import Footnote, without_footnotes
from bulletin.importer.readers.printed.open_tables import open_tables
from bulletin.importer.readers.printed.rows import PrintedRow, Word
from bulletin.importer.readers.printed.ruled_tables import outside, ruled_tables
from bulletin.importer.readers.printed.table import PrintedTable

# What stands for a line of a table while columns are looked for: as long as a line of text.
_STAND_IN = "\ufffc" * 24


@dataclass(frozen=True, slots=True)
class Laid:
    """A thing in the order of reading: a column of running text, an entry of the list, a table."""

    page: int
    thing: Column | ListedTitle | PrintedTable


def laid_on(
    sheet: PrintedPage,
    rows: Sequence[PrintedRow],
    body_size: float,
    gutters: Sequence[float],
    footnotes: list[Footnote],
) -> Iterator[Laid]:
    """What a page of `rows` holds, in the order of reading; its notes go to `footnotes`."""
    text = " ".join(row.text for row in rows)
    tables: dict[Word, PrintedTable] = {}
    for place, table in ruled_tables(rows, sheet.rules):
        lines = _lines_of(place, body_size, len(tables))
        tables |= dict.fromkeys(lines, table)
        rows = [*outside(rows, place), *(PrintedRow((line,)) for line in lines)]
    in_order = sorted(rows, key=lambda row: (-row.y, row.x0)) if tables else rows
    laid: list[PrintedTable] = []
    for column in columns_of(in_order, gutters):
        kept, notes = without_footnotes(column, body_size, sheet.number, text)
        footnotes += notes
        yield from _laid_column(sheet, kept, tables, laid)


def _lines_of(place: Box, size: float, number: int) -> list[Word]:
    """Lines of text in the place of a table, so that it is found where its column is read."""
    count = max(1, int(place.height / (1.3 * size)))
    return [
        Word(f"{_STAND_IN}{number}", place.left, place.right, place.top - at * 1.3 * size, size, False)
        for at in range(count)
    ]


def _laid_column(
    sheet: PrintedPage,
    rows: Sequence[PrintedRow],
    tables: Mapping[Word, PrintedTable],
    laid: list[PrintedTable],
) -> Iterator[Laid]:
    """The rows of a column, cut where its ruled tables are.

    A table stands where its first line was read, even if text stands between its lines: it joins `laid`.
    """
    text: list[PrintedRow] = []
    for row in rows:
        table = tables.get(row.words[0])
        if table is None:
            text.append(row)
        elif not any(table is one for one in laid):
            laid.append(table)
            yield from _laid_text(sheet, text)
            text = []
            if sheet.number == 1 and table.is_head:
                cells = (cell for each in table.rows for cell in each if cell)
                yield from (Laid(1, Column(1, list(pieces_of(cell)))) for cell in cells)
            else:
                yield Laid(sheet.number, table)
    yield from _laid_text(sheet, text)


def _laid_text(sheet: PrintedPage, rows: Sequence[PrintedRow]) -> Iterator[Laid]:
    """Rows below each other, with entries of the contents list and open tables taken out of them."""
    if not rows:
        return
    right = max(row.x1 for row in rows)
    found: list[tuple[int, int, ListedTitle | PrintedTable]] = [*entries_of(rows, right)]
    taken = {at for begin, end, _ in found for at in range(begin, end)}
    found += [
        (begin, end, table)
        for begin, end, table in open_tables(rows)
        if not taken.intersection(range(begin, end)) and not (sheet.number == 1 and table.is_head)
    ]
    at = 0
    for begin, end, thing in sorted(found, key=lambda each: each[0]):
        if at < begin:
            yield Laid(sheet.number, Column(sheet.number, list(pieces_of(rows[at:begin]))))
        yield Laid(sheet.number, thing)
        at = end
    if at < len(rows):
        yield Laid(sheet.number, Column(sheet.number, list(pieces_of(rows[at:]))))
