"""Where a plain text has its list of contents, and where the headings of that list stand in the body.

Only as much as is needed to put wrapped lines together: what the list says is for the parser.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bulletin.importer.readers.plain.lines import TextLine
from bulletin.importer.titles import likeness, title_key, without_number
from bulletin.text.letters import squeeze

_ENTRY = re.compile(r"^\d{1,3}\s*[.)]\s*(?=.*[^\W\d_])")
_NUMBER_ALONE = re.compile(r"^\d{1,3}\s*[.)]$")
_PAGE = re.compile(r"(?<!\d)\d{1,3}$")
_FILLER = " \t\xa0.…_"
_MOST_LINES = 4
_LONGEST = 1_000
_FEWEST_LETTERS = 3
# So much of a line has to be the beginning of a title for it to be looked at as one.
_PREFIX = 8
# A line that is none of the headings is compared with so many of them.
_COMPARED = 12


@dataclass(frozen=True, slots=True)
class Contents:
    """The list of contents: its rows, each of one line or of several, by their places, `start` to `end`."""

    start: int
    end: int
    rows: tuple[range, ...]
    headings: tuple[str, ...]


def is_listed(text: str) -> bool:
    """Whether the line ends with filler dots, a tab or wide space, and the number of a page."""
    return _before_page(text) is not None


def is_entry(text: str) -> bool:
    """Whether the line begins with a number, as titles in a list of contents do."""
    return bool(_ENTRY.match(text))


def is_capitals(text: str) -> bool:
    """Whether the line is set in capitals, as names of sections are."""
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) >= _FEWEST_LETTERS and all(letter.isupper() for letter in letters)


def contents_of(lines: Sequence[TextLine]) -> Contents | None:
    """The list of contents in `lines`: from its first numbered title to where the body repeats a heading."""
    first = next((at for at, line in enumerate(lines) if _ENTRY.match(line.text)), None)
    if first is None:
        return None
    start = first - 1 if first and is_capitals(lines[first - 1].text) else first
    rows: list[list[int]] = []
    for at in range(start, len(lines)):
        text = lines[at].text
        begins = bool(_ENTRY.match(text)) or is_capitals(text)
        if at > first and _repeats(text, rows, lines):
            break
        if not begins and (not rows or _is_whole(rows[-1], lines) or lines[at].blanks > 1):
            break
        # A section's name can go on in capitals, where the line before has neither dots nor page.
        goes_on = bool(rows) and not _ENTRY.match(text) and not _is_whole(rows[-1], lines)
        both_sections = begins and bool(rows) and is_capitals(lines[rows[-1][0]].text)
        if goes_on and lines[at].blanks == 0 and (not begins or (both_sections and is_listed(text))):
            rows[-1].append(at)
        elif begins:
            rows.append([at])
        else:
            break
    if not rows:
        return None
    spans = tuple(range(row[0], row[-1] + 1) for row in rows)
    return Contents(start, spans[-1].stop, spans, tuple(_heading(row, lines) for row in rows))


def headings_in(lines: Sequence[TextLine], contents: Contents) -> list[range]:
    """The places of the headings that the body repeats, each of up to four lines, in order."""
    keys = [(title_key(heading), heading) for heading in contents.headings]
    known = {key for key, _ in keys}
    found: list[range] = []
    at = contents.end
    while at < len(lines):
        best, length = 0.0, 0
        for count in range(1, min(_MOST_LINES, len(lines) - at) + 1):
            text = squeeze(" ".join(line.text for line in lines[at : at + count]))
            if len(text) > _LONGEST:
                break
            if _NUMBER_ALONE.match(text):
                continue
            bare = title_key(without_number(text))
            wanted = [heading for key, heading in keys if key[:_PREFIX] == bare[:_PREFIX]]
            if bare in known:
                best, length = 1.0, count
                break
            if len(wanted) > _COMPARED:
                wanted = sorted(wanted, key=lambda heading: abs(len(heading) - len(text)))[:_COMPARED]
            fit = max((likeness(heading, text) for heading in wanted), default=0.0)
            if not wanted:
                break
            if fit > best:
                best, length = fit, count
        if length:
            found.append(range(at, at + length))
        at += max(length, 1)
    return found


def _is_whole(row: Sequence[int], lines: Sequence[TextLine]) -> bool:
    return is_listed(lines[row[-1]].text)


def _heading(row: Sequence[int], lines: Sequence[TextLine]) -> str:
    text = " ".join(lines[at].text for at in row)
    before = _before_page(text)
    return _ENTRY.sub("", text if before is None else before).rstrip(_FILLER)


def _before_page(text: str) -> str | None:
    """What stands before filler dots or a gap and the number of a page; None for a line that has none."""
    page = _PAGE.search(text)
    if page is None:
        return None
    own = text[: page.start()].rstrip(_FILLER)
    gap = text[len(own) : page.start()]
    return own if own and ("\t" in gap or len(gap) > 1) else None


def _repeats(text: str, rows: Sequence[Sequence[int]], lines: Sequence[TextLine]) -> bool:
    """Whether `text` is the first heading of the body: the first section or title of the list once more."""
    entries = [row for row in rows if _ENTRY.match(lines[row[0]].text)]
    if not entries or is_listed(text):
        return False
    bare = title_key(without_number(text))
    first, title = title_key(_heading(rows[0], lines)), title_key(_heading(entries[0], lines))
    if bare == first:
        return True
    return (
        len(bare) > _PREFIX and title.startswith(bare) and (text != without_number(text) or rows != entries)
    )
