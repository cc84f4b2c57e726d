"""The contents list: the printed sections, numbers and titles that the body is held against."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bulletin.content.model import BulletinError
from bulletin.importer import overview_table
from bulletin.importer.document import Line, LineNumber, shown
from bulletin.importer.listed_page import split_page
from bulletin.importer.titles import likeness, title_key, without_page

_ENTRY = re.compile(r"^(?P<number>\d{1,3})\s*[.)]\s*(?P<title>(?=.*[^\W\d_]).+)$")
# More articles in one issue, or letters in one title, are no bulletin: something was taken for its list.
_MOST_ENTRIES = 400
_LONGEST_TITLE = 1_000
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Entry:
    """One title: the article's number, the one printed, its section's index, its line."""

    number: int
    printed_number: int
    section: int
    title: str
    line: LineNumber


@dataclass(frozen=True, slots=True)
class ContentsList:
    """The contents list: section names as printed, entries in order, the lines that it takes."""

    sections: tuple[str, ...]
    entries: tuple[Entry, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the list, or several that wrap: `number` is None for a section; `ended` by dots or a page."""

    number: int | None
    text: str
    line: LineNumber
    last_line: LineNumber
    ended: bool


def start(lines: Sequence[Line], name: str) -> int:
    """The index in `lines` where the contents list of the document `name` begins.

    It begins with its first entry, or with the section's name right above. Raises BulletinError where
    there is none.
    """
    names = _names_over_lines(lines)
    lines = overview_table.as_list(lines)
    for index, line in enumerate(lines):
        if _ENTRY.match(line.text):
            above = _first_name_above(lines, index, names)
            while above > 0 and overview_table.is_head(lines[above - 1], line):
                above -= 1
            return above
    raise BulletinError(f"{name}: is no bulletin: it has no contents list with lines «1. Title … page»")


def _first_name_above(lines: Sequence[Line], index: int, names: Collection[str]) -> int:
    """The index of the first of the names of sections above the entry at `index`; itself if there is none."""
    above, joined = index, ""
    while above > 0:
        text, ended = split_page(lines[above - 1])
        joined = f"{text} {joined}".strip()
        if not _is_name(text, ended, names) or not (above == index or ended or title_key(joined) in names):
            break
        above -= 1
    return above


def parse(lines: Sequence[Line], name: str) -> ContentsList:
    """The contents list at the beginning of `lines`; it ends where the body repeats its first heading.

    Raises BulletinError where an entry stands under no section, or a section is all that can be read.
    """
    names = _names_over_lines(lines)
    rows: list[_Row] = []
    taken = 0
    before: LineNumber | None = None
    for line in overview_table.as_list(lines):
        text, ended = split_page(line)
        row = _row(text, line.number, ended)
        if _is_body(line.text, row, rows):
            break
        wraps = bool(rows) and (_wraps(row, rows) or _goes_on(row, rows[-1], names))
        if wraps:
            rows[-1] = replace(
                rows[-1], text=f"{rows[-1].text} {text}", last_line=line.number, ended=row.ended
            )
        elif row.number is not None or _is_name(text, ended, names):
            rows.append(row)
        elif rows or not line.table:
            break
        # A row of a table may be two lines of the list.
        taken += line.number != before
        before = line.number
    sections, entries = _entries(_with_lost_pages(rows), name)
    if not entries:
        # There is one further below, or nothing would have been taken for a list.
        unread = lines[taken]
        raise BulletinError(
            f"{name}: {unread.number}: «{shown(unread.text)}» stands in the contents list and is no line "
            "«1. Title … page»; write it as one"
        )
    return ContentsList(sections, entries, tuple(lines[:taken]))


def _with_lost_pages(rows: Sequence[_Row]) -> Sequence[_Row]:
    """The rows without pages that nothing but a space sets off, where all rows end in pages."""
    if not all(row.ended or without_page(row.text) != row.text for row in rows):
        return rows
    return [row if row.ended else replace(row, text=without_page(row.text), ended=True) for row in rows]


def _row(text: str, line: LineNumber, ended: bool) -> _Row:
    entry = _ENTRY.match(text)
    if entry:
        return _Row(int(entry["number"]), entry["title"], line, line, ended)
    return _Row(None, text, line, line, ended)


def _is_section(text: str) -> bool:
    if not text.isupper() or _ENTRY.match(text):
        return False
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 3 and all(c.isupper() for c in letters)


def _is_name(text: str, ended: bool, names: Collection[str]) -> bool:
    """Whether a row of the list is a section's name: in capitals, or with a page and again in the body."""
    return _is_section(text) or (
        ended and text[:1].isupper() and not _ENTRY.match(text) and title_key(text) in names
    )


def _is_body(text: str, row: _Row, rows: Sequence[_Row]) -> bool:
    """Whether the line is the first heading of the body: the list's first section or title once more."""
    entries = [known for known in rows if known.number is not None]
    if not entries or row.ended:
        return False
    if row.number is None:
        if title_key(rows[0].text).startswith(f"{title_key(text)} "):
            return True
        return any(likeness(first.text, text) > 0 for first in (rows[0], entries[0]))
    # A numbered line is the body's only if the list has pages and this has none.
    return entries[0].ended and title_key(row.text) == title_key(entries[0].text)


def _wraps(row: _Row, rows: Sequence[_Row]) -> bool:
    """Whether the line goes on with the one before, which has neither dots nor page."""
    before = rows[-1]
    if before.ended or row.line != before.last_line + 1:
        return False
    if row.number is not None:
        # «… giải quyết hơn» / «1.250 hồ sơ»: a number that is not the next one is the title's.
        paged = any(known.ended for known in rows)
        return before.number is not None and row.number != before.number + 1 and paged
    if before.number is None:
        return row.ended and _is_section(row.text)
    if not _is_section(row.text):
        return True
    # A title in capitals goes on, but not behind a page that lost its tab.
    return without_page(before.text) == before.text and (any(known.ended for known in rows) or row.ended)


def _goes_on(row: _Row, before: _Row, names: Collection[str]) -> bool:
    """Whether `row` is the rest of the section's name in `before`, as the body has the two together."""
    return (
        row.number is None
        and before.number is None
        and not before.ended
        and title_key(f"{before.text} {row.text}") in names
    )


def _names_over_lines(lines: Sequence[Line]) -> frozenset[str]:
    """What could be names of sections: lines that stand twice, and pairs of lines in capitals, as keys."""
    texts = [split_page(line)[0] if len(line.text) <= _LONGEST_NAME else "" for line in lines]
    counted = Counter(title_key(text) for text in texts if text)
    pairs = Counter(
        title_key(f"{first} {second}")
        for first, second in pairwise(texts)
        if _is_section(first) and _is_section(second)
    )
    whole = {title_key(text) for text in texts if _is_section(text)}
    twice = {key for key, count in (counted + pairs).items() if count > 1}
    return frozenset(twice | {key for key in pairs if key in whole})


def _entries(rows: Sequence[_Row], name: str) -> tuple[tuple[str, ...], tuple[Entry, ...]]:
    sections: list[str] = []
    entries: list[Entry] = []
    for row in rows:
        if row.number is None:
            sections.append(row.text)
        elif not sections:
            raise BulletinError(
                f"{name}: {row.line}: «{shown(row.text)}» stands under no section of the contents list; "
                "add the section's name in capitals above it"
            )
        else:
            entries.append(Entry(row.number, row.number, len(sections) - 1, row.text, row.line))
    _refuse_senseless(entries, name)
    printed = [entry.number for entry in entries]
    if any(later <= earlier for earlier, later in pairwise(printed)):
        entries = [replace(entry, number=number) for number, entry in enumerate(entries, start=1)]
    return tuple(sections), tuple(entries)


def _refuse_senseless(entries: Sequence[Entry], name: str) -> None:
    for entry in entries:
        if len(entry.title) > _LONGEST_TITLE:
            raise BulletinError(
                f"{name}: {entry.line}: the title «{shown(entry.title)}» has {len(entry.title):,} letters; a "
                f"title has {_LONGEST_TITLE:,} at most: give the list a line for each article"
            )
    if len(entries) > _MOST_ENTRIES:
        raise BulletinError(
            f"{name}: the contents list has {len(entries):,} articles, and an issue {_MOST_ENTRIES} at most; "
            "import each issue as a document of its own"
        )
