"""What a page of a plain text has around its text: its number, and the lines that stand on each page."""

from __future__ import annotations

import re
from collections import defaultdict
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
# The last number of a line, or the one before «/9».
_NUMBER_OF_PAGE = re.compile(r"(?P<number>\d{1,3})(?=(?:\s*/\s*\d{1,3})?\D*$)")
_OF_PAGES = re.compile(r"\btrang\s+\d|\d\s*/\s*\d{1,3}\W*$", re.IGNORECASE)
_FEWEST_COUNTED, _FEWEST_WORDS, _FEWEST_OF_TEXT = 3, 4, 5
# Numbers of pages have text between them; those of a table that was saved cell by cell have a few words.
_LEAST_BETWEEN = 120
_LONGEST_NUMBER = 30
_EDGE = 3
_LONGEST_RUNNING = 120
_TRAILER = re.compile(r"về đầu trang|^\(.*\d.*\)", re.IGNORECASE)


def without_page_lines(lines: Sequence[TextLine]) -> tuple[list[TextLine], dict[int, Disposition]]:
    """The `lines` without page numbers and running lines; and what was left out, by its place in `lines`."""
    left: dict[int, Disposition] = dict.fromkeys(_page_numbers(lines), Disposition.PAGE_NUMBER)
    left |= dict.fromkeys(_counting(lines), Disposition.RUNNING_LINE)
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
    if len(found) > 1 and counted and _are_apart(lines, [at for at, _ in found]):
        yield from (at for at, _ in found)


def _at_an_edge(lines: Sequence[TextLine], at: int) -> bool:
    """Whether line `at` is the first or last of its page, where the text has pages."""
    last = at + 1 == len(lines)
    has_pages = any(line.new_page for line in lines)
    return has_pages and (lines[at].new_page or last or lines[at + 1].new_page)


def _counting(lines: Sequence[TextLine]) -> Iterator[int]:
    """The places of lines that are alike but for a last number, which counts pages: «Bản tin … Trang 2»."""
    alike: dict[str, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        if (
            len(line.text) <= _LONGEST_RUNNING
            and _DIGITS.search(line.text)
            and not _TRAILER.search(line.text)
        ):
            alike[_NUMBER_OF_PAGE.sub("#", match_form(line.text))].append(at)
    for masked, places in alike.items():
        texts = [lines[at].text for at in places]
        # «Điều 1», «Điều 2» are headings.
        dressed = _OF_PAGES.search(texts[0]) or len(masked.split()) > _FEWEST_WORDS
        if len(places) >= _FEWEST_COUNTED and dressed and _counts_up(texts) and _are_apart(lines, places):
            yield from places


def _may_run(text: str) -> bool:
    return len(text) <= _LONGEST_RUNNING and not _TRAILER.search(text)


def _counts_up(texts: Sequence[str], steps: Sequence[int] | None = None) -> bool:
    """Whether the page's number in each text is that of the one before and a step more: 1, or as given."""
    found = [_NUMBER_OF_PAGE.search(text) for text in texts]
    numbers = [int(number["number"]) for number in found if number]
    steps = steps or range(len(numbers))
    return len(numbers) == len(texts) and len({n - step for n, step in zip(numbers, steps, strict=True)}) == 1


def _are_apart(lines: Sequence[TextLine], places: Sequence[int]) -> bool:
    """Whether a page of text lies between any two of the places."""
    return all(
        sum(len(line.text) for line in lines[one + 1 : other]) >= _LEAST_BETWEEN
        for one, other in pairwise(places)
    )


def _running(lines: Sequence[TextLine], numbers: frozenset[int]) -> Iterator[int]:
    """The places of lines that stand at one edge of at least half of the pages, outside of their text."""
    own = [at for at in range(len(lines)) if at not in numbers]
    breaks = {0, len(own)}
    breaks |= {place for place, at in enumerate(own) if lines[at].new_page or at - 1 in numbers}
    pages = sorted(breaks)
    heads = [own[edge : edge + _EDGE] for edge in pages]
    feet = [own[max(0, edge - _EDGE) : edge][::-1] for edge in pages]
    for runs in (heads, feet):
        running = _repeated(lines, runs)
        for run in runs:
            for at in run:
                if at not in running:
                    break
                yield at


def _repeated(lines: Sequence[TextLine], runs: Sequence[Sequence[int]]) -> set[int]:
    """Those of the lines in `runs`, one a page, that enough pages have, but for a number that counts."""
    seen: dict[str, list[tuple[int, int]]] = defaultdict(list)
    # A line of a short page stands near two edges, and is one line all the same.
    page_of = {at: page for page, run in reversed([*enumerate(runs)]) for at in run}
    for at, page in sorted(page_of.items()):
        if _may_run(lines[at].text):
            seen[_DIGITS.sub("#", match_form(lines[at].text))].append((page, at))
    found: set[int] = set()
    for places in seen.values():
        texts = [lines[at].text for _, at in places]
        same = len(set(texts)) == 1
        # Sentences repeat themselves, too: only one that stands on nearly every page is none of the text.
        of_text = same and (texts[0].endswith((".", ":", ";", "!", "?", "…")) or texts[0][:1].islower())
        least = max(_FEWEST_OF_TEXT, len(runs) - 2) if of_text else max(2, (len(runs) - 1) / 2)
        if len(places) >= least and (same or _counts_up(texts, [page for page, _ in places])):
            found |= {at for _, at in places}
    return found
