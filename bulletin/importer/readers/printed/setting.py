"""How a document sets its paragraphs apart: by an indent, by space, or by short last lines alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bulletin.importer.readers.printed.column import Column
from bulletin.importer.readers.printed.rows import PrintedRow, is_list_mark

# In parts of the type size.
INDENT = 0.6
DEEPEST_INDENT = 5.0
SAME_EDGE = 0.2
OTHER_SIZE = 0.08
_SPACED = 0.25
# The end of a sentence; «TP. Hà Nội», «PGS.TS. …» go on.
SENTENCE = re.compile(
    r"""(?<!\bTP)(?<!\bTp)(?<!\bGS)(?<!\bTS)(?<!\bThS)(?<!\bBS)(?<!\bTX)[.!?…][”"»)\]’']*$"""
)
# How many last lines tell, which are that much shorter than their column.
_FEWEST_ENDS = 4
_SHORT = 0.7
_MOST = 0.8


@dataclass(frozen=True, slots=True)
class Setting:
    """How a document sets paragraphs apart: first lines stand `indent` type sizes in, or space is between.

    Or all lines but the first stand `hanging` type sizes in.
    """

    indent: float
    spaced: bool
    hanging: float = 0.0

    @property
    def tells(self) -> bool:
        """Whether a paragraph is told from the next by more than its short last line."""
        return self.indent > 0 or self.spaced or self.hanging > 0


NOTHING_TOLD = Setting(0.0, False)


def setting_of(columns: Sequence[Column]) -> Setting:
    """How the document with these `columns` sets its paragraphs apart."""
    hanging = _hanging(columns)
    return Setting(0.0 if hanging else _indent(columns), _is_spaced(columns), hanging)


def is_centred(row: PrintedRow, column: Column) -> bool:
    """Whether `row` stands in the middle of `column`, away from both edges."""
    left, right = row.x0 - column.left, column.right - row.x1
    return left > 0.8 * row.size and right > 0.5 * row.size and abs(left - right) < 1.2 * row.size


def style_differs(one: PrintedRow, other: PrintedRow) -> bool:
    """Whether two rows differ in size or weight."""
    return abs(one.size - other.size) > OTHER_SIZE * max(one.size, other.size) or one.bold != other.bold


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
            at_edge = abs(below.x0 - column.left) < INDENT * below.size
            if at_edge and INDENT < shift < DEEPEST_INDENT and not is_centred(above, column):
                indents[round(shift, 1)] += 1
            spaced = above.y - below.y > (column.pitch + _SPACED) * below.size
            plain += at_edge and abs(shift) < SAME_EDGE and spaced
    if indents.total() < 2 or indents.total() <= plain:
        return 0.0
    return indents.most_common(1)[0][0]


def _hanging(columns: Sequence[Column]) -> float:
    """How far in all lines of a paragraph but its first stand, in type sizes; 0 where they do not."""
    at: Counter[float] = Counter()
    below_first = ended = 0
    for column in columns:
        for above, below in pairwise(column.rows):
            if above.bold or below.bold or is_list_mark(above.words[0].text):
                continue
            first, second = ((row.x0 - column.left) / row.size for row in (above, below))
            at[round(second, 1)] += 1
            steps_in = abs(first) < SAME_EDGE and INDENT < second < DEEPEST_INDENT
            below_first += steps_in
            # Of paragraphs that begin indented a line at the edge is the last.
            ended += steps_in and bool(SENTENCE.search(above.text))
    inset, often = at.most_common(1)[0] if at else (0.0, 0)
    most_stand_in = INDENT < inset < DEEPEST_INDENT and often * 2 > at.total()
    return inset if most_stand_in and below_first >= _FEWEST_ENDS and ended * 2 < below_first else 0.0


def _is_spaced(columns: Sequence[Column]) -> bool:
    """Whether the document sets its paragraphs apart by space: it stands below most lines that end one."""
    gaps: list[bool] = []
    for column in columns:
        near = _SHORT * (column.right - column.left)
        for above, below in pairwise(column.rows):
            plain = not (above.bold or below.bold) and not style_differs(above, below)
            short = above.x1 - column.left < near and bool(SENTENCE.search(above.text))
            if plain and short and abs(above.x0 - column.left) < INDENT * above.size:
                gaps.append(above.y - below.y > (column.pitch + _SPACED) * below.size)
    return len(gaps) >= _FEWEST_ENDS and sum(gaps) >= _MOST * len(gaps)
