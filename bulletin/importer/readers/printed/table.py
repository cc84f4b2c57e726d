"""A table as read: rows of cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bulletin.importer.readers.printed.rows import PrintedRow

_OF_HEAD = re.compile(
    r"Phát hành|CỘNG H[OÒ]|\bNăm \d{4}|\bthứ (?:hai|ba|tư|năm|sáu)\b|\bngày \d+ tháng", re.IGNORECASE
)
_MOST_HEAD_ROWS = 8
_NUMBER = re.compile(r"\d{1,3}[.)]?")


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table as read: for each row the rows of letters in each cell; `clear` where nothing was guessed."""

    rows: tuple[tuple[tuple[PrintedRow, ...], ...], ...]
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
