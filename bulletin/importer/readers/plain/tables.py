"""Tables in a plain text: lines whose columns are parted by tabs, as Word saves them, or by wide spaces."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from bulletin.importer.readers.plain.headings import is_capitals, is_entry, is_listed

_GAP = re.compile(r"\t| {3,}")
_LIST_MARK = re.compile(r"^(?:[-–—•+*]|\(?\w{1,3}[.)])$")
# The end of an article, glued to its last row: the bracket with a date, the link «Về đầu trang», or both.
_TRAILER = re.compile(
    r"(\((?=[^()]*\d)(?:[^()]|\([^()]*\))*\)\s*(?:\[?Về đầu trang.*)?|\[?Về đầu trang.*)$", re.IGNORECASE
)
_LONGEST_CELL = 200


@dataclass(frozen=True, slots=True)
class TypedRow:
    """A row: its cells, the number of its table from 1, and what stands behind it on its line."""

    cells: tuple[str, ...]
    table: int
    behind: str = ""


def table_rows(texts: Sequence[str]) -> dict[int, TypedRow]:
    """The rows among `texts`, by their places: at least two in turn that gaps part in as many cells.

    Headings with a page behind a gap are a list of contents, and a mark with a tab begins a list item.
    """
    split = [_cells(text) for text in texts]
    rows: dict[int, TypedRow] = {}
    table = 0
    for count, run in groupby(range(len(texts)), key=lambda at: len(split[at][0])):
        places = list(run)
        if count > 1 and len(places) > 1 and not all(_is_of_contents(texts[at]) for at in places):
            table += 1
            rows |= {at: TypedRow(split[at][0], table, split[at][1]) for at in places}
    return rows


def _is_of_contents(text: str) -> bool:
    return is_listed(text) and (is_entry(text) or is_capitals(text))


def _cells(text: str) -> tuple[tuple[str, ...], str]:
    """The cells of a line, none for one that is no row, and the trailer behind them."""
    trailer = _TRAILER.search(text)
    own = text[: trailer.start()] if trailer else text
    cells = tuple(cell.strip() for cell in _GAP.split(own.rstrip()))
    if len(cells) < 2 or _LIST_MARK.match(cells[0]) or max(map(len, cells)) > _LONGEST_CELL:
        return (), ""
    return cells, trailer.group(1) if trailer else ""
