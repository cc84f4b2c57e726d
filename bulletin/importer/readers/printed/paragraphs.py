"""Rows of columns as paragraphs: by indents, by space between, by last lines that are shorter."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from bulletin.importer.readers.printed.column import Column
from bulletin.importer.readers.printed.rows import PrintedRow, is_list_mark

# In parts of the type size.
_INDENT = 0.6
_DEEPEST_INDENT = 5.0
_SPACE_BETWEEN = 0.28
_SAME_EDGE = 0.2
_DRAWN_OUT = 0.08
_OTHER_SIZE = 0.08
_ENDED = re.compile(r"""[.!?…:;”"»)\]’']$""")
# The end of a sentence; «TP. Hà Nội», «PGS.TS. …» go on.
_SENTENCE = re.compile(
    r"""(?<!\bTP)(?<!\bTp)(?<!\bGS)(?<!\bTS)(?<!\bThS)(?<!\bBS)(?<!\bTX)[.!?…][”"»)\]’']*$"""
)
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
    indent = _indent(columns)
    found: list[PrintedParagraph] = []
    before: Column | None = None
    for column in columns:
        for at, row in enumerate(column.rows):
            if found and at == 0 and before is not None:
                begins = not _goes_over(found[-1], before, row, column, indent > 0)
            else:
                begins = not found or at == 0 or _begins(found[-1], row, column, indent)
            if begins:
                found.append(PrintedParagraph([row], column, [column.page]))
            else:
                found[-1].lines.append(row)
                found[-1].pages.append(column.page)
        before = column
    return found


def _style_differs(one: PrintedRow, other: PrintedRow) -> bool:
    return abs(one.size - other.size) > _OTHER_SIZE * max(one.size, other.size) or one.bold != other.bold


def _begins(paragraph: PrintedParagraph, row: PrintedRow, column: Column, indent: float) -> bool:
    """Whether `row` begins a paragraph of its own, below the lines of `paragraph`.

    `indent` is how far in the document begins its paragraphs, in parts of the type size; 0 where it does not.
    """
    above = paragraph.lines[-1]
    size = max(row.size, above.size)
    step = above.y - row.y
    if step <= 0 or step > column.pitch * size + _SPACE_BETWEEN * size:
        return True
    if abs(row.size - above.size) > _OTHER_SIZE * size:
        return True
    changes = row.bold != above.bold and row.words[0].bold != above.words[-1].bold
    if changes and not _bold_goes_on(paragraph, row, column):
        return True
    of_text = indent > 0 and _is_indented(above, column, indent)
    if _is_centred(above, column) and not of_text:
        if _is_centred(row, column):
            return _would_fit(above.x1 - above.x0, row, column)
        if _is_exactly_centred(above, column) and len(paragraph.lines) == 1:
            return True
    hanging = len(paragraph.lines) == 1 and is_list_mark(above.words[0].text) and len(above.words) > 1
    shift = (row.x0 - above.x0) / size
    # The lines of a list go on below the text behind its mark, not much farther in.
    if shift > _INDENT and not (hanging and row.x0 < above.words[1].x0 + _INDENT * size):
        return True
    behind_mark = hanging and abs(row.x0 - above.words[1].x0) < 0.3 * size
    apart = not hanging or abs(shift) < _SAME_EDGE or not (behind_mark or _is_full(above, column))
    if indent and apart and _is_indented(row, column, indent) and not _is_full(above, column):
        return True
    if shift < -_DEEPEST_INDENT or (shift < -_INDENT and len(paragraph.lines) > 1):
        return True
    marked = is_list_mark(row.words[0].text) and len(row.words) > 1
    if marked and hanging and abs(shift) < _SAME_EDGE:
        return True
    if marked and _ENDED.search(above.text):
        return True
    if above.bold and row.bold and row.text[:1].islower() and not _ENDED.search(above.text):
        # A title that is cut by hand goes on.
        return False
    return _is_short(above, row, column, paragraph, indent > 0)


def _bold_goes_on(paragraph: PrintedParagraph, row: PrintedRow, column: Column) -> bool:
    """Whether type that changes from bold or to it changes within a sentence."""
    above = paragraph.lines[-1]
    if _ENDED.search(above.text) or not row.text[:1].islower():
        return False
    return not _is_short(above, row, column, paragraph)


def _is_centred(row: PrintedRow, column: Column) -> bool:
    left, right = row.x0 - column.left, column.right - row.x1
    return left > 0.8 * row.size and right > 0.5 * row.size and abs(left - right) < 1.2 * row.size


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
    indented: bool = False,
) -> bool:
    """Whether the line above ends before its edge: what stands below would have had room in it.

    Where paragraphs begin `indented`, the end of a sentence near the edge alone tells nothing.
    """
    size = above.size
    if column.justified:
        off = abs(above.x1 - column.right) / size
        if off <= _DRAWN_OUT:
            return False
        fits = _would_fit(above.x1 - column.left, row, column)
        # A line that is not drawn out to the edge is a last one, but in a list, which may be ragged.
        hangs = row.x0 > above.x0 + _INDENT * size or _is_set_in(above, row, column)
        ended = len(above.words) > 1 and not hangs and bool(_SENTENCE.search(above.text))
        return fits or (ended and not indented)
    edges = [line.x1 for line in paragraph.lines]
    if len(edges) > 1 and abs(edges[-1] - edges[-2]) < 0.05 * size and abs(row.x1 - edges[-1]) < 0.05 * size:
        return False
    return _would_fit(above.x1 - column.left, row, column)


def _is_indented(row: PrintedRow, column: Column, indent: float) -> bool:
    return abs((row.x0 - column.left) / row.size - indent) < 0.3


def _is_full(row: PrintedRow, column: Column) -> bool:
    """Whether a line reaches the edge and no sentence ends in it."""
    return abs(row.x1 - column.right) <= _DRAWN_OUT * row.size and not _SENTENCE.search(row.text)


def _is_set_in(above: PrintedRow, row: PrintedRow, column: Column) -> bool:
    """Whether two lines begin at one place that is not the edge: a list whose bullets are no letters."""
    return above.x0 > column.left + _INDENT * above.size and abs(row.x0 - above.x0) < _SAME_EDGE * row.size


def _indent(columns: Sequence[Column]) -> float:
    """How far in paragraphs of the document begin: by lines that stand in from those below them.

    In parts of the type size; 0 where more paragraphs begin at the edge.
    """
    indents: Counter[float] = Counter()
    plain = 0
    for column in columns:
        for above, below in pairwise(column.rows):
            if above.bold or below.bold or is_list_mark(above.words[0].text):
                continue
            shift = (above.x0 - below.x0) / below.size
            at_edge = abs(below.x0 - column.left) < _INDENT * below.size
            if at_edge and _INDENT < shift < _DEEPEST_INDENT and not _is_centred(above, column):
                indents[round(shift, 1)] += 1
            spaced = above.y - below.y > (column.pitch + 0.25) * below.size
            plain += at_edge and abs(shift) < _SAME_EDGE and spaced
    if indents.total() < 2 or indents.total() <= plain:
        return 0.0
    return indents.most_common(1)[0][0]


def _goes_over(
    paragraph: PrintedParagraph, before: Column, row: PrintedRow, column: Column, indented: bool
) -> bool:
    """Whether `row`, the first of a column, goes on with the paragraph that ends the column before."""
    last = paragraph.lines[-1]
    if _style_differs(last, row) or is_list_mark(row.words[0].text) or _NUMBERED.match(row.text):
        return False
    if last.bold or _is_centred(row, column) or _is_centred(last, before):
        return False
    shift = (row.x0 - column.left) / row.size
    hanging = is_list_mark(paragraph.first.words[0].text) or len(paragraph.lines) > 1
    inner = (last.x0 - before.left) / last.size if hanging and len(paragraph.lines) > 1 else 0.0
    if abs(shift - inner) > _INDENT:
        return False
    if _is_short(last, row, before, paragraph):
        return False
    if indented:
        return True
    if before.justified and abs(last.x1 - before.right) <= _DRAWN_OUT * last.size:
        return len(paragraph.lines) > 1 or not _SENTENCE.search(last.text)
    return not _SENTENCE.search(last.text)
