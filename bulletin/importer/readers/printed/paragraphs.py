"""Rows of columns as paragraphs: by indents, by space between, by last lines that are shorter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bulletin.importer.readers.printed.column import Column
from bulletin.importer.readers.printed.rows import PrintedRow, is_list_mark
from bulletin.importer.readers.printed.setting import (
    DEEPEST_INDENT,
    INDENT,
    NOTHING_TOLD,
    OTHER_SIZE,
    SAME_EDGE,
    SENTENCE,
    Setting,
    is_centred,
    setting_of,
    style_differs,
)

# In parts of the type size.
_SPACE_BETWEEN = 0.28
_DRAWN_OUT = 0.08
# In parts of the column's width: what a line lacks that ends a paragraph which nothing else sets apart.
_FAR_FROM_EDGE = 0.1
_ENDED = re.compile(r"""[.!?…:;”"»)\]’']$""")
# What is said, or a bracket, ends without its sentence.
_ASIDE = re.compile(r"""[^.!?…;:][”"»)\]’']$""")
# «em P.T.M.» goes on with «T.», which is no mark of a list there.
_INITIAL = re.compile(r"(?:^|[\s.])[A-ZĐ]\.$")
_NUMBERED = re.compile(r"\d{1,3}[.)]\s*(?=\D)")


@dataclass(slots=True)
class PrintedParagraph:
    """Lines that belong together, the first with its column."""

    lines: list[PrintedRow]
    column: Column
    pages: list[int] = field(default_factory=list)

    @property
    def first(self) -> PrintedRow:
        """Its first line."""
        return self.lines[0]


def paragraphs_of(columns: Sequence[Column]) -> list[PrintedParagraph]:
    """The paragraphs of all `columns` in the order of reading, those cut by a page put together."""
    setting = setting_of(columns)
    found: list[PrintedParagraph] = []
    before: Column | None = None
    for column in columns:
        for at, row in enumerate(column.rows):
            if found and at == 0 and before is not None:
                begins = not _goes_over(found[-1], before, row, column, setting)
            else:
                begins = not found or at == 0 or _begins(found[-1], row, column, setting)
            if begins:
                found.append(PrintedParagraph([row], column, [column.page]))
            else:
                found[-1].lines.append(row)
                found[-1].pages.append(column.page)
        before = column
    return found


def _begins(paragraph: PrintedParagraph, row: PrintedRow, column: Column, setting: Setting) -> bool:
    """Whether `row` begins a paragraph of its own, below the lines of `paragraph`."""
    indent = setting.indent
    above = paragraph.lines[-1]
    size = max(row.size, above.size)
    step = above.y - row.y
    if step <= 0 or step > column.pitch * size + _SPACE_BETWEEN * size:
        return True
    if abs(row.size - above.size) > OTHER_SIZE * size:
        return True
    changes = row.bold != above.bold and row.words[0].bold != above.words[-1].bold
    if changes and not _bold_goes_on(paragraph, row, column):
        return True
    if setting.hanging and not above.bold and not row.bold:
        return row.x0 < column.left + INDENT * size
    of_text = indent > 0 and _is_indented(above, column, indent)
    if is_centred(above, column) and not of_text:
        if is_centred(row, column):
            return _would_fit(above.x1 - above.x0, row, column)
        if _is_exactly_centred(above, column) and len(paragraph.lines) == 1:
            return True
    hanging = len(paragraph.lines) == 1 and is_list_mark(above.words[0].text) and len(above.words) > 1
    shift = (row.x0 - above.x0) / size
    # The lines of a list go on below the text behind its mark, not much farther in.
    if shift > INDENT and not (hanging and row.x0 < above.words[1].x0 + INDENT * size):
        return True
    behind_mark = hanging and abs(row.x0 - above.words[1].x0) < 0.3 * size
    apart = not hanging or abs(shift) < SAME_EDGE or not (behind_mark or _is_full(above, column))
    if indent and apart and _is_indented(row, column, indent) and not _is_full(above, column):
        return True
    if shift < -DEEPEST_INDENT or (shift < -INDENT and len(paragraph.lines) > 1):
        return True
    marked = is_list_mark(row.words[0].text) and len(row.words) > 1
    if marked and hanging and abs(shift) < SAME_EDGE:
        return True
    ended = _ENDED.search(above.text) and not _INITIAL.search(above.text)
    if marked and ended and not _goes_on_behind_dash(paragraph, row, column):
        return True
    if above.bold and row.bold and row.text[:1].islower() and not _ENDED.search(above.text):
        # A title that is cut by hand goes on.
        return False
    return _is_short(above, row, column, paragraph, setting)


def _bold_goes_on(paragraph: PrintedParagraph, row: PrintedRow, column: Column) -> bool:
    """Whether type that changes from bold or to it changes within a sentence."""
    above = paragraph.lines[-1]
    if _ENDED.search(above.text) or not row.text[:1].islower():
        return False
    return not _is_short(above, row, column, paragraph, NOTHING_TOLD)


def _is_exactly_centred(row: PrintedRow, column: Column) -> bool:
    return abs((row.x0 - column.left) - (column.right - row.x1)) < 0.1 * row.size


def _would_fit(taken: float, row: PrintedRow, column: Column) -> bool:
    first = row.words[0]
    width = column.right - column.left
    return taken + column.space * row.size + (first.x1 - first.x0) <= width - 0.02 * row.size


def _is_short(
    above: PrintedRow,
    row: PrintedRow,
    column: Column,
    paragraph: PrintedParagraph,
    setting: Setting,
) -> bool:
    """Whether the line above ends before its edge: what stands below would have had room in it.

    Where the setting tells paragraphs apart, the end of a sentence near the edge or a little room do not.
    """
    size = above.size
    if column.justified:
        off = abs(above.x1 - column.right) / size
        if off <= _DRAWN_OUT:
            return False
        fits = _would_fit(above.x1 - column.left, row, column)
        # A line that is not drawn out to the edge is a last one, but in a list, which may be ragged.
        hangs = row.x0 > above.x0 + INDENT * size or _is_set_in(above, row, column)
        ended = len(above.words) > 1 and not hangs and bool(SENTENCE.search(above.text))
        return fits or (ended and not setting.indent)
    edges = [line.x1 for line in paragraph.lines]
    if len(edges) > 1 and abs(edges[-1] - edges[-2]) < 0.05 * size and abs(row.x1 - edges[-1]) < 0.05 * size:
        return False
    far = _FAR_FROM_EDGE * (column.right - column.left) if setting.tells else 0.0
    return _would_fit(above.x1 - column.left + far, row, column)


def _is_indented(row: PrintedRow, column: Column, indent: float) -> bool:
    return abs((row.x0 - column.left) / row.size - indent) < 0.3


def _is_full(row: PrintedRow, column: Column) -> bool:
    """Whether a line reaches the edge and no sentence ends in it."""
    return abs(row.x1 - column.right) <= _DRAWN_OUT * row.size and not SENTENCE.search(row.text)


def _is_set_in(above: PrintedRow, row: PrintedRow, column: Column) -> bool:
    """Whether two lines begin at one place that is not the edge: a list whose bullets are no letters."""
    return above.x0 > column.left + INDENT * above.size and abs(row.x0 - above.x0) < SAME_EDGE * row.size


def _goes_on_behind_dash(paragraph: PrintedParagraph, row: PrintedRow, column: Column) -> bool:
    """Whether the dash before `row` stands in a sentence: «“…” - anh Minh nói».

    `column` is that of the line above.
    """
    above = paragraph.lines[-1]
    if row.words[0].text not in ("-", "–") or is_list_mark(paragraph.first.words[0].text):
        return False
    if _ENDED.search(above.text) and not _ASIDE.search(above.text):
        return False
    if column.justified:
        return abs(above.x1 - column.right) <= _DRAWN_OUT * above.size
    return not _would_fit(above.x1 - column.left, row, column)


def _goes_over(
    paragraph: PrintedParagraph, before: Column, row: PrintedRow, column: Column, setting: Setting
) -> bool:
    """Whether `row`, the first of a column, goes on with the paragraph that ends the column before."""
    last = paragraph.lines[-1]
    if style_differs(last, row) or _NUMBERED.match(row.text):
        return False
    if is_list_mark(row.words[0].text) and not _goes_on_behind_dash(paragraph, row, before):
        return False
    shift = (row.x0 - column.left) / row.size
    if setting.hanging and not last.bold:
        return shift > INDENT
    if last.bold or is_centred(row, column) or is_centred(last, before):
        return False
    hanging = is_list_mark(paragraph.first.words[0].text) or len(paragraph.lines) > 1
    inner = (last.x0 - before.left) / last.size if hanging and len(paragraph.lines) > 1 else 0.0
    if abs(shift - inner) > INDENT:
        return False
    if _is_short(last, row, before, paragraph, NOTHING_TOLD):
        return False
    if setting.indent:
        return True
    if before.justified and abs(last.x1 - before.right) <= _DRAWN_OUT * last.size:
        return len(paragraph.lines) > 1 or not SENTENCE.search(last.text)
    return not SENTENCE.search(last.text)
