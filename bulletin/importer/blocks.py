"""The lines of an article as blocks: paragraphs, list items and tables, each with its line numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bulletin.importer.document import Line

_BULLET = re.compile(r"^-\s(?=\S)")
_NUMBERED = re.compile(r"^(?P<number>\d{1,3})\.\s(?=\S)")
_TABLE_RULE = re.compile(r"^\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?$")


class Kind(StrEnum):
    """What a block is as printed."""

    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    NUMBERED = "numbered"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Block:
    """A block of an article: its text with the printed mark; the rows of a table are `rows`."""

    kind: Kind
    text: str
    first_line: int
    last_line: int
    rows: tuple[str, ...] = ()

    def joined_with(self, other: Block) -> Block:
        """This block with the text of `other` after it."""
        return replace(self, text=f"{self.text} {other.text}", last_line=other.last_line)

    @property
    def mark(self) -> str:
        """The printed mark of a list item, `-` or `3.`; empty for other blocks."""
        return self.text.split(" ", 1)[0] if self.kind in (Kind.BULLET, Kind.NUMBERED) else ""

    @property
    def unmarked(self) -> str:
        """The text without the mark."""
        return self.text.split(" ", 1)[1] if self.mark else self.text

    @property
    def visible(self) -> str:
        """What a reader sees of the block: all but the lines drawn in a table."""
        if self.kind is not Kind.TABLE:
            return self.text
        return " ".join(cell for row in self.rows if not is_rule(row) for cell in cells(row))


def parse(lines: Sequence[Line]) -> tuple[Block, ...]:
    """The blocks in `lines`: each line is one, save the rows of a table, which stand together."""
    return tuple(_blocks(lines))


def is_rule(row: str) -> bool:
    """Whether `row` is the line under a table's head, `|---|---|`."""
    return bool(_TABLE_RULE.match(row))


def cells(row: str) -> tuple[str, ...]:
    """The cells of a table's row `| a | b |`."""
    return tuple(cell.strip() for cell in row.removeprefix("|").removesuffix("|").split("|"))


def _blocks(lines: Sequence[Line]) -> Iterator[Block]:
    rows: list[Line] = []
    for line in lines:
        if rows and not (line.text.startswith("|") and line.number == rows[-1].number + 1):
            yield from _table(rows)
            rows = []
        if line.text.startswith("|"):
            rows.append(line)
        else:
            yield Block(_kind(line.text), line.text, line.number, line.number)
    yield from _table(rows)


def _table(rows: Sequence[Line]) -> Iterator[Block]:
    """The rows as a table, or as paragraphs where they are none: one line, or a rule in the wrong place."""
    texts = tuple(row.text for row in rows)
    rules = [index for index, text in enumerate(texts) if is_rule(text)]
    if len(rows) - len(rules) >= 2 and rules in ([], [1]):
        yield Block(Kind.TABLE, " ".join(texts), rows[0].number, rows[-1].number, texts)
        return
    for row in rows:
        yield Block(Kind.PARAGRAPH, row.text, row.number, row.number)


def _kind(text: str) -> Kind:
    if _BULLET.match(text):
        return Kind.BULLET
    return Kind.NUMBERED if _NUMBERED.match(text) else Kind.PARAGRAPH
