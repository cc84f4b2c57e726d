"""What a page of a plain text has around its text: its number, and the lines that stand on each page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bulletin.importer.readers.plain.lines import TextLine
from bulletin.importer.source import Disposition
from bulletin.text.letters import match_form

# A number with dashes or a word beside it is the number of a page wherever it stands.
_DRESSED = re.compile(
    r"^(?=[-–—\s]*trang|[-–—])[-–—\s]*(?:trang)?\s*(?P<number>\d{1,3})(?:\s*/\s*\d{1,3})?[-–—\s]*$",
    re.IGNORECASE,
)
_BARE = re.compile(r"^(?P<number>\d{1,3})(?:\s*/\s*\d{1,3})?$")
_DIGITS = re.compile(r"\d+")
# Numbers of pages have text between them; those of a table that was saved cell by cell have a few words.
_LEAST_BETWEEN = 120
_LONGEST_NUMBER = 30
_EDGE = 3
_LONGEST_RUNNING = 120
_TRAILER = re.compile(r"về đầu trang|^\(.*\d.*\)", re.IGNORECASE)


def without_page_lines(lines: Sequence[TextLine]) -> tuple[list[TextLine], dict[int, Disposition]]:
    """The `lines` without page numbers and running lines; and what was left out, by its place in `lines`."""
    left: dict[int, Disposition] = dict.fromkeys(_page_numbers(lines), Disposition.PAGE_NUMBER)
    left |= dict.fromkeys(_running(lines, frozenset(left)), Disposition.RUNNING_LINE)
    kept: list[TextLine] = []
    blanks, new_page = 0, False
    for at, line in enumerate(lines):
        if at in left:
            blanks, new_page = blanks + line.blanks, True
        else:
            kept.append(line.after_gap(blanks, new_page))
            blanks, new_page = 0, False
    return kept, left


def _page_numbers(lines: Sequence[TextLine]) -> Iterator[int]:
    found: list[tuple[int, int]] = []
    for at, line in enumerate(lines):
        if len(line.text) > _LONGEST_NUMBER:
            continue
        dressed, bare = _DRESSED.match(line.text), _BARE.match(line.text)
        if dressed or (bare and _at_an_edge(lines, at)):
            yield at
        number = dressed or bare
        if number:
            found.append((at, int(number["number"])))
    # Bare numbers elsewhere are those of pages if all together count up, a page of text between any two.
    counted = all(number == before + 1 for (_, before), (_, number) in pairwise(found))
    apart = all(
        sum(len(line.text) for line in lines[one + 1 : other]) >= _LEAST_BETWEEN
        for (one, _), (other, _) in pairwise(found)
    )
    if len(found) > 1 and counted and apart:
        yield from (at for at, _ in found)


def _at_an_edge(lines: Sequence[TextLine], at: int) -> bool:
    """Whether line `at` is the first or last of its page, where the text has pages."""
    last = at + 1 == len(lines)
    has_pages = any(line.new_page for line in lines)
    return has_pages and (lines[at].new_page or last or lines[at + 1].new_page)


def _running(lines: Sequence[TextLine], numbers: frozenset[int]) -> Iterator[int]:
    """The places of lines that stand at the edges of at least half of the pages, outside of their text."""
    own = [at for at in range(len(lines)) if at not in numbers]
    breaks = {0, len(own)}
    breaks |= {place for place, at in enumerate(own) if lines[at].new_page or at - 1 in numbers}
    runs = [own[edge : edge + _EDGE] for edge in breaks]
    runs += [own[max(0, edge - _EDGE) : edge][::-1] for edge in breaks]
    seen = Counter(_masked(lines[at].text) for at in {at for run in runs for at in run})
    least = max(2, (len(breaks) - 1) / 2)
    for run in runs:
        for at in run:
            text = lines[at].text
            if seen[_masked(text)] < least or len(text) > _LONGEST_RUNNING or _TRAILER.search(text):
                break
            yield at


def _masked(text: str) -> str:
    return _DIGITS.sub("#", match_form(text))
