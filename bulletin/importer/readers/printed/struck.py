"""Words that a line is drawn through: so programs print what a tracked change deleted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bulletin.importer.readers.printed.glyphs import Box, PrintedPage
from bulletin.importer.readers.printed.rows import PrintedRow, Word
from bulletin.importer.source import Note

# How high over the baseline such a line is, in parts of the type size; lower it underlines.
_LOWEST, _HIGHEST = 0.18, 0.45
_COVERED = 0.7
_SHOWN = 8


def struck_through(sheet: PrintedPage, rows: Sequence[PrintedRow]) -> Iterator[Note]:
    """A note about the words of a page with `rows` that are struck through; none where there are none."""
    level = [rule for rule in sheet.rules if rule.width > rule.height]
    words = [word.text for row in rows for word in _struck(row, level)]
    if words:
        shown = " ".join(words[:_SHOWN]) + (" …" if len(words) > _SHOWN else "")
        message = f"«{shown}» is struck through, and stands in the text; if it was deleted, take it out there"
        yield Note("struck", message, sheet.where)


def _struck(row: PrintedRow, rules: Sequence[Box]) -> Iterator[Word]:
    through = [
        rule
        for rule in rules
        if _LOWEST * row.size <= (rule.bottom + rule.top) / 2 - row.y <= _HIGHEST * row.size
    ]
    for word in row.words if through else ():
        covered = sum(max(0.0, min(rule.right, word.x1) - max(rule.left, word.x0)) for rule in through)
        if covered >= _COVERED * (word.x1 - word.x0) and any(map(str.isalnum, word.text)):
            yield word
