"""Lines that a program wrapped are put together as the paragraphs they were, or refused where none can tell.

Three things tell where a paragraph ends: a space that the program left at each line that goes on; a blank
line or an indentation, where the text sets its paragraphs apart by them; else a line with room for the first
word of the next one. A full line that ends a sentence tells nothing: few are a doubt, more are refused.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from bulletin.content.model import BulletinError
from bulletin.importer.readers.plain.headings import (
    Contents,
    contents_of,
    headings_in,
    is_capitals,
)
from bulletin.importer.readers.plain.lines import TextLine
from bulletin.importer.readers.plain.neighbours import (
    ENDED,
    MARK,
    adjacent,
    goes_on,
    is_cut_by_page,
    is_prose,
)
from bulletin.importer.readers.plain.widths import columns, in_bytes, printed

# Fewer lines that go on in the next one are verse or slips.
_FEWEST = 3
_SHARE = 0.08
# Where each line is a paragraph, some are cut by page breaks.
_SHARE_OF_PARAGRAPHS = 0.2
# How many of the lines that go on have to be full for the width of the text to be known.
_FULL = 0.95
# A line so much shorter than the width ends something; so many of them have to be set apart in one way.
_SHORT = 0.75
_SET_APART = 0.85
# A wrong join spoils two paragraphs: so many of all may be in doubt.
_IN_DOUBT = 0.025
_WIDER = 1.2
# Columns to the right of the text.
_INDENTED = 3

_ENDS_ARTICLE = re.compile(r"(?:về đầu trang\W{0,9}|\./\.\W{0,3})$", re.IGNORECASE)
_HYPHENED = re.compile(r"\w[-‑]$")


class Way(Enum):
    """How a wrapped text sets its paragraphs apart."""

    SPACE = "by the spaces that end lines which go on"
    BLANK = "by blank lines"
    INDENT = "by indentation"
    FILL = "by how far lines are filled"


@dataclass(frozen=True, slots=True)
class Unwrapped:
    """The lines in groups, each a line of the text that was wrapped; `way` is None where nothing was.

    `unsure` has the first lines of the pairs that were joined and may be two paragraphs.
    """

    groups: tuple[tuple[TextLine, ...], ...]
    way: Way | None = None
    unsure: tuple[TextLine, ...] = ()


def unwrap(lines: Sequence[TextLine], name: str) -> Unwrapped:
    """The lines of the text `name` put together where a program wrapped them.

    Raises BulletinError where it did, and paragraphs cannot be told.
    """
    lines = _single_spaced(lines)
    text = _Text(lines, name)
    if len(text.going_on) < max(_FEWEST, _SHARE * len(lines)):
        return Unwrapped(_split(lines, [not is_cut_by_page(a, b) for a, b in pairwise(lines)]))
    return text.unwrapped()


def is_wrapped(texts: Sequence[str]) -> bool:
    """Whether many of the lines go on in the next one: then they are no paragraphs."""
    lines = [TextLine(number, text) for number, text in enumerate(texts, start=1)]
    going_on = sum(goes_on(a, b) for a, b in pairwise(lines))
    return going_on >= max(_FEWEST, _SHARE_OF_PARAGRAPHS * len(lines))


def joined(group: Sequence[TextLine]) -> str:
    """The text of the lines in `group`: a space between them, none behind a hyphen within a word."""
    pieces = [group[0].text]
    for before, line in pairwise(group):
        glued = _HYPHENED.search(before.text) and line.text[0].isalnum()
        pieces.append(line.text if glued else f" {line.text}")
    return "".join(pieces)


def _single_spaced(lines: Sequence[TextLine]) -> Sequence[TextLine]:
    """The lines without the blank line that some programs put behind each of them."""
    close = sum(adjacent(line) for line in lines[1:])
    going_on = sum(b.blanks == 1 and goes_on(a, b) for a, b in pairwise(lines))
    if close > len(lines) / 10 or going_on < max(_FEWEST, len(lines) / 5):
        return lines
    return [line.after_gap(-min(line.blanks, 1), False) for line in lines]


def _split(lines: Sequence[TextLine], breaks: Sequence[bool]) -> tuple[tuple[TextLine, ...], ...]:
    groups: list[list[TextLine]] = []
    for line, breaks_before in zip(lines, [True, *breaks], strict=False):
        if breaks_before:
            groups.append([])
        groups[-1].append(line)
    return tuple(map(tuple, groups))


class _Text:
    """A wrapped text while it is put together."""

    def __init__(self, lines: Sequence[TextLine], name: str) -> None:
        self._lines = lines
        self._name = name
        contents = contents_of(lines)
        self._own, self._body = _headings(lines, contents)
        self._pairs = [
            (a, b)
            for at, (a, b) in enumerate(pairwise(lines))
            if at >= self._body and at not in self._own and at + 1 not in self._own
        ]
        self.going_on = [(a, b) for a, b in self._pairs if adjacent(b) and goes_on(a, b)]

    def unwrapped(self) -> Unwrapped:
        self._width, self._measure, self._is_known = self._measured()
        self._way = self._found_way()
        breaks, unsure = [], []
        for at, (a, b) in enumerate(pairwise(self._lines)):
            decided = self._decided(at, a, b)
            if decided is None:
                unsure.append(a)
            breaks.append(bool(decided))
        groups = _split(self._lines, breaks)
        if (self._way is Way.FILL and not self._is_known) or len(unsure) > _IN_DOUBT * len(groups):
            raise BulletinError(
                f"{self._name}: its lines were wrapped by a program, and nothing tells where paragraphs end"
                + (f", as at line {unsure[0].number}" if unsure else "")
                + "; ask the sender for the Word file or the PDF"
            )
        return Unwrapped(groups, self._way, tuple(unsure))

    def _decided(self, at: int, a: TextLine, b: TextLine) -> bool | None:
        """Whether a paragraph ends between the lines `at` and `at` + 1; None where nothing tells."""
        if at in self._own or at + 1 in self._own:
            return self._own.get(at) != self._own.get(at + 1)
        if not adjacent(b) or not is_prose(a, b) or _ENDS_ARTICLE.search(a.text):
            return True
        if is_capitals(a.text) != is_capitals(b.text):
            return True
        if at < self._body or goes_on(a, b):
            return not goes_on(a, b)
        if self._way is Way.SPACE:
            return not a.spaced
        is_full = self._is_full(a, b)
        ended = bool(ENDED.search(a.text))
        if MARK.match(b.text) and (ended or not is_full):
            return True
        if not is_full or (self._way is Way.INDENT and self._is_indented(at + 1)):
            return True
        if self._way is Way.INDENT or (self._way is Way.BLANK and not b.new_page):
            return False
        return None if ended and not b.text.startswith("(") else False

    def _is_indented(self, at: int) -> bool:
        """Whether line `at` is set in, and not only as the mark of its list item hangs."""
        line = self._lines[at]
        for before in range(at - 1, -1, -1):
            mark = MARK.match(self._lines[before].text)
            if mark and line.indent == self._lines[before].indent + len(mark.group()):
                return False
            if self._lines[before].indent != line.indent:
                break
        return line.indent >= self._margin() + _INDENTED

    def _margin(self) -> int:
        indents = Counter(b.indent for _, b in self.going_on)
        return min(indents, key=lambda indent: (-indents[indent], indent), default=0)

    def _is_full(self, a: TextLine, b: TextLine) -> bool:
        """Whether the first word of `b` had no room behind `a`."""
        if not self._is_known:
            return self._measure(a) >= _SHORT * self._width
        # A line that is much wider than all that go on was not wrapped.
        return self._width * _WIDER > self._measure(a) > self._width - self._needed(b)

    def _needed(self, b: TextLine) -> float:
        return self._measure(TextLine(0, f" {b.text.split()[0]}"))

    def _measured(self) -> tuple[float, Callable[[TextLine], float], bool]:
        """The width of the text in the unit in which most lines that go on are full; whether 95 % are."""
        pairs = self.going_on
        best: tuple[float, float, Callable[[TextLine], float]] = (-1.0, 0.0, columns)
        for measure in (columns, in_bytes, printed):
            width = max(measure(a) for a, _ in pairs)
            self._measure = measure
            full = sum(measure(a) > width - self._needed(b) for a, b in pairs) / len(pairs)
            best = max(best, (full, width, measure), key=lambda found: found[0])
        return best[1], best[2], best[0] >= _FULL

    def _found_way(self) -> Way:
        ends = [
            (a, b)
            for a, b in self._pairs
            if self._measure(a) < _SHORT * self._width
            and ENDED.search(a.text)
            and not _ENDS_ARTICLE.search(a.text)
            and not (b.text[0].islower() or b.text.startswith("(") or b.new_page)
            and not MARK.match(b.text)
            and is_prose(a, b)
        ]
        least = _SET_APART * max(len(ends), 1)
        spaced = sum(a.spaced for a, _ in self.going_on) / len(self.going_on)
        if spaced >= _FULL and sum(not a.spaced for a, _ in ends) >= least:
            return Way.SPACE
        if sum(b.blanks > 0 for _, b in ends) >= least:
            return Way.BLANK
        margin = self._margin()
        if sum(b.blanks > 0 or b.indent >= margin + _INDENTED for _, b in ends) >= least:
            return Way.INDENT
        return Way.FILL


def _headings(lines: Sequence[TextLine], contents: Contents | None) -> tuple[dict[int, int], int]:
    """For each line of the contents list and of a heading where that began; and where the body begins."""
    if contents is None:
        return {}, 0
    own: dict[int, int] = {}
    for places in (*contents.rows, *headings_in(lines, contents)):
        own |= dict.fromkeys(places, places.start)
    return own, contents.end
