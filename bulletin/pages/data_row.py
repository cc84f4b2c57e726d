"""An article as a row of the data: its columns in order, and the row as a line of CSV or of JSON.

Nothing in a row is shortened or rewritten. In CSV alone a cell that a spreadsheet would run as a
formula gets one apostrophe in front; taking one off each cell that `GUARDED` matches gives the text back.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, fields

# Excel reads a file without the mark in the letters of the machine's own language.
BYTE_ORDER_MARK = "\ufeff"
GUARDED = re.compile(r"''*[=+\-@\t\r]")
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_BETWEEN = "; "
_json = json.JSONEncoder(ensure_ascii=False).encode


@dataclass(frozen=True, slots=True)
class DataRow:
    """One article. What the bulletin did not print is empty.

    `source` has the names as printed and `source_id` the registered ones in the same order, empty where
    a name is in no registry. `provinces_new` has the present units, also of those that ended in 2025.
    `corrected` has the day and the note of each correction after publication.
    """

    id: str
    url: str
    date: str
    number: int
    title: str
    section: str
    source: tuple[str, ...]
    source_id: tuple[str, ...]
    source_date: tuple[str, ...]
    authors: tuple[str, ...]
    provinces_old: tuple[str, ...]
    provinces_new: tuple[str, ...]
    kind: str
    extent: str
    text: str
    corrected: tuple[str, ...]


COLUMNS = tuple(field.name for field in fields(DataRow))


def csv_text(rows: Iterable[DataRow]) -> str:
    """The rows as CSV after RFC 4180, with the column names first; several values stand in one cell."""
    out = io.StringIO(BYTE_ORDER_MARK)
    out.seek(len(BYTE_ORDER_MARK))
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([_cell(getattr(row, column)) for column in COLUMNS] for row in rows)
    return out.getvalue()


def jsonl_text(rows: Iterable[DataRow]) -> str:
    """The rows as JSON objects, one a line; several values are a list."""
    # A separator of lines that JSON leaves as it is would end the line for many a reader.
    lines = (f"{_json({c: getattr(row, c) for c in COLUMNS})}\n" for row in rows)
    return "".join(lines).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085")


def _cell(value: str | int | tuple[str, ...]) -> str | int:
    if isinstance(value, int):
        return value
    text = value if isinstance(value, str) else _BETWEEN.join(value)
    return f"'{text}" if _FORMULA.match(text) else text
