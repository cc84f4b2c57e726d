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
from bulletin.importer.titles import likeness, title_key, without_page
from bulletin.text.letters import squeeze

_ENTRY = re.compile(r"^(?P<number>\d{1,3})\s*[.)]\s*(?P<title>(?=.*[^\W\d_]).+)$")
_PAGE = re.compile(r"(?<!\d)\d{1,3}$")
_DOTS = ".…_"
# More articles in one issue, or letters in one title, are no bulletin: something was taken for its list.
_MOST_ENTRIES = 400
_LONGEST_TITLE = 1_000
_BLANKS = " \t\u00a0\u2002\u2003\u2009"
_FILLER = re.compile(r"\.{3}|…|_{3}|(?:\s\.){3}")


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
            above = index
            name_of_section = ""
            while above > 0 and _is_section(text := _split_page(lines[above - 1])[0]):
                name_of_section = f"{text} {name_of_section}".strip()
                if above < index and title_key(name_of_section) not in names:
                    break
                above -= 1
            while above > 0 and overview_table.is_head(lines[above - 1], line):
                above -= 1
            return above
    raise BulletinError(f"{name}: is no bulletin: it has no contents list with lines «1. Title … page»")


def parse(lines: Sequence[Line], name: str) -> ContentsList:
    """The contents list at the beginning of `lines`; it ends where the body repeats its first heading.

    Raises BulletinError where an entry stands under no section.
    """
    names = _names_over_lines(lines)
    rows: list[_Row] = []
    taken = 0
    for line in overview_table.as_list(lines):
        text, ended = _split_page(line)
        row = _row(text, line.number, ended)
        if _is_body(line.text, row, rows):
            break
        wraps = bool(rows) and (_wraps(row, rows) or _goes_on(row, rows[-1], names))
        if wraps:
            rows[-1] = replace(
                rows[-1], text=f"{rows[-1].text} {text}", last_line=line.number, ended=row.ended
            )
        elif row.number is not None or _is_section(text):
            rows.append(row)
        elif rows or not line.table:
            break
        taken += 1
    sections, entries = _entries(_with_lost_pages(rows), name)
    return ContentsList(sections, entries, tuple(lines[:taken]))


def _split_page(line: Line) -> tuple[str, bool]:
    """The text of a line of the list without filler dots and page number, and whether it had any."""
    gap = _gap_before_page(line.wide)
    text = _without_filler(line.wide if gap is None else line.wide[:gap])
    text = text.rstrip(" \t" if gap is None else "._… \t")
    return squeeze(text), gap is not None or text != line.wide


def _gap_before_page(wide: str) -> int | None:
    """Where the dots, tab or spaces begin that set a page number off at the end of `wide`; None: nowhere."""
    page = _PAGE.search(wide)
    if page is None:
        return None
    before = wide[: page.start()]
    printed = before.rstrip()
    title = printed.rstrip(_DOTS)
    spaces = before[len(printed) :]
    if len(printed) - len(title) >= 2:
        return len(title)
    if len(spaces) > 1 or spaces == "\t":
        return len(printed)
    # One dot with a space on either side is what is left of a filler.
    return len(title.rstrip()) if spaces and printed.endswith(".") and title != title.rstrip() else None


def _without_filler(text: str) -> str:
    """`text` without the dots that lead to a page at its end."""
    bare = text.rstrip(_BLANKS + _DOTS)
    filler = _FILLER.search(text, len(bare))
    return text if filler is None else text[: filler.start()].rstrip()


def _with_lost_pages(rows: Sequence[_Row]) -> Sequence[_Row]:
    """The rows, sections without a page that nothing but a space sets off: all rows end in pages there."""
    if not all(row.ended or without_page(row.text) != row.text for row in rows):
        return rows
    return [
        row if row.ended or row.number is not None else replace(row, text=without_page(row.text), ended=True)
        for row in rows
    ]


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


def _is_body(text: str, row: _Row, rows: Sequence[_Row]) -> bool:
    """Whether the line is the first heading of the body: the list's first section or title once more."""
    entries = [known for known in rows if known.number is not None]
    if not entries or row.ended:
        return False
    if row.number is None:
        begins_name = rows[0].last_line != rows[0].line and title_key(rows[0].text).startswith(
            f"{title_key(text)} "
        )
        return begins_name or any(likeness(first.text, text) > 0 for first in (rows[0], entries[0]))
    # A numbered line is the body's only if the list has pages and this has none.
    return entries[0].ended and title_key(row.text) == title_key(entries[0].text)


def _wraps(row: _Row, rows: Sequence[_Row]) -> bool:
    """Whether the line goes on with the one before, which has neither dots nor page."""
    before = rows[-1]
    if before.ended or row.number is not None or row.line != before.last_line + 1:
        return False
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
    """What could be names of sections that go over one line or two of the body, as keys."""
    names = [line.text if _is_section(line.text) else "" for line in lines]
    pairs = (f"{first} {second}" for first, second in pairwise(names) if first and second)
    counted = Counter(title_key(text) for text in (*filter(None, names), *pairs))
    # A name that wraps in the list stands there, too, as two lines: once more, and it is the body's.
    whole = {title_key(text) for text in names if text}
    return frozenset(key for key, count in counted.items() if count > 1 or key in whole)


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
