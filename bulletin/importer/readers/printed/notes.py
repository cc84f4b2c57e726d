"""Footnotes: small type at the foot of a column, and the raised figures that refer to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bulletin.importer.readers.printed.line_ends import joined
from bulletin.importer.readers.printed.rows import RAISED_DIGITS, PrintedRow

_SMALLER = 0.93
_RAISED_MARK = re.compile(rf"^\[?(?P<mark>[{RAISED_DIGITS}]{{1,3}}|[*†‡]{{1,3}})\]?\s*(?=\S)")
_PLAIN_MARK = re.compile(
    r"^(?:\[(?P<square>\d{1,3})\]|\((?P<round>\d{1,3})\)|(?P<plain>\d{1,3})[.)]?)\s+(?=\S)"
)
_FIGURES = str.maketrans(RAISED_DIGITS, "0123456789")


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note at the foot of a page: its mark in plain figures and as `printed`, and its text."""

    page: int
    mark: str
    text: str
    printed: str
    rows: tuple[PrintedRow, ...]


def without_footnotes(
    rows: Sequence[PrintedRow], body_size: float, page: int, text: str
) -> tuple[list[PrintedRow], list[Footnote]]:
    """The `rows` of a column without the notes at its foot, and these; `text` is that of its whole page."""
    begin = len(rows)
    while begin and rows[begin - 1].size <= _SMALLER * body_size:
        begin -= 1
    foot = list(rows[begin:])
    while foot and not mark_of(foot[0], text):
        foot.pop(0)
        begin += 1
    notes: list[list[PrintedRow]] = []
    for row in foot:
        if mark_of(row, text):
            notes.append([row])
        else:
            notes[-1].append(row)
    return list(rows[:begin]), [_footnote(note, text, page) for note in notes]


def mark_of(row: PrintedRow, text: str) -> tuple[str, str] | None:
    """What is printed as the mark of a note at the beginning of `row`, and the mark in plain figures.

    None where the row is no note of a page with the words `text`.
    """
    raised = _RAISED_MARK.match(row.text)
    if raised:
        return raised.group(), raised["mark"].translate(_FIGURES)
    plain = _PLAIN_MARK.match(row.text)
    if not plain:
        return None
    mark = plain["square"] or plain["round"] or plain["plain"]
    sign = mark.translate(str.maketrans("0123456789", RAISED_DIGITS))
    return (plain.group(), mark) if sign in text or f"[{mark}]" in text else None


def _footnote(rows: Sequence[PrintedRow], text: str, page: int) -> Footnote:
    whole = joined(row.text for row in rows)
    found = mark_of(rows[0], text)
    printed, mark = found if found else ("", "")
    return Footnote(page, mark, whole[len(printed) :].strip(), "".join(printed.split()), tuple(rows))


def refers_to(text: str, mark: str) -> bool:
    """Whether `text` has the raised mark of a note: not a square metre."""
    return _reference(mark).search(text) is not None


def with_plain_mark(text: str, mark: str) -> tuple[str, str]:
    """`text` with the raised mark in square brackets, and the characters that are new in it."""
    if mark.isdigit():
        return _reference(mark).sub(f"[{mark}]", text, count=1), "[]"
    return text, ""


def _reference(mark: str) -> re.Pattern[str]:
    if not mark.isdigit():
        return re.compile(re.escape(mark))
    raised = mark.translate(str.maketrans("0123456789", RAISED_DIGITS))
    return re.compile(rf"(?<!\bm)(?<!\b[kcd]m)(?<![{RAISED_DIGITS}]){raised}(?![{RAISED_DIGITS}])")
