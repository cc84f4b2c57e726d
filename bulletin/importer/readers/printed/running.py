"""Heads, feet and page numbers: what stands at the edge of page after page, figures aside."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from bulletin.importer.readers.printed.glyphs import PrintedPage
from bulletin.importer.readers.printed.notes import mark_of
from bulletin.importer.readers.printed.rows import PrintedRow
from bulletin.importer.source import Disposition
from bulletin.text.letters import match_key

# How many rows at an edge can be head or foot.
_DEEPEST = 4
_SAME_HEIGHT = 0.6
_SET_OFF = 1.3
_A_LITTLE_SET_OFF = 1.06
_SMALLER = 0.95
_FIGURES = re.compile(r"\d+")
_NUMBER = re.compile(
    r"[-–—\s|.~*]*(?:trang|page|tr\.?)?\s*(?P<number>\d{1,4})(?:\s*(?:/|of|trên)\s*\d{1,4})?[-–—\s|.~*]*",
    re.IGNORECASE,
)
_ROMAN = re.compile(r"[-–—\s]*[ivxl]{1,6}[-–—\s]*", re.IGNORECASE)
_NUMBERED_FOOT = re.compile(
    r"\b(?:trang|page)\s*:?\s*(?P<number>\d{1,4})(?:\s*/\s*\d{1,4})?\W*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that is left out of the text, and what it is."""

    row: PrintedRow
    disposition: Disposition


@dataclass(frozen=True, slots=True)
class _Place:
    """A row at an edge: `edge` is 1 at the head and 0 at the foot, `height` is reckoned from that edge."""

    page: int
    at: int
    edge: int
    height: float
    row: PrintedRow

    @property
    def masked(self) -> str:
        return _FIGURES.sub("#", match_key(self.row.text))


def without_running_lines(
    pages: Sequence[tuple[PrintedPage, Sequence[PrintedRow]]], body_size: float
) -> list[tuple[list[PrintedRow], list[LeftOut]]]:
    """For each page its rows without head, foot and page number, and those that were left out."""
    return _Edges(pages, body_size).split()


class _Edges:
    def __init__(self, pages: Sequence[tuple[PrintedPage, Sequence[PrintedRow]]], body_size: float) -> None:
        self._pages = pages
        self._body_size = body_size
        self._places = [list(self._at_edges(index)) for index in range(len(pages))]
        self._alike: dict[tuple[int, str], list[_Place]] = defaultdict(list)
        for place in (place for places in self._places for place in places):
            self._alike[place.edge, place.masked].append(place)
        self._counting = self._offsets()
        self._pitch = _pitch(pages)

    def split(self) -> list[tuple[list[PrintedRow], list[LeftOut]]]:
        found: list[tuple[list[PrintedRow], list[LeftOut]]] = []
        for index, (_, rows) in enumerate(self._pages):
            left = dict(self._left(index))
            found.append(
                (
                    [row for at, row in enumerate(rows) if at not in left],
                    [LeftOut(rows[at], disposition) for at, disposition in sorted(left.items())],
                )
            )
        return found

    def _at_edges(self, index: int) -> Iterator[_Place]:
        sheet, rows = self._pages[index]
        for at in range(min(_DEEPEST, len(rows))):
            yield _Place(index, at, 1, sheet.height - rows[at].y, rows[at])
        for at in range(len(rows) - 1, max(len(rows) - 1 - _DEEPEST, -1), -1):
            yield _Place(index, at, 0, rows[at].y, rows[at])

    def _offsets(self) -> set[tuple[int, int]]:
        """By how much page numbers at an edge differ from the count of pages, where pages agree on it."""
        seen: Counter[tuple[int, int]] = Counter()
        for places in self._places:
            mine = {
                (place.edge, int(number["number"]) - place.page)
                for place in places
                if (number := _NUMBER.fullmatch(place.row.text))
            }
            seen.update(mine)
        least = 1 if len(self._pages) == 1 else 2
        return {
            key
            for key, count in seen.items()
            if count >= max(least, len(self._pages) // 3) and (len(self._pages) > 1 or key[1] == 1)
        }

    def _left(self, index: int) -> Iterator[tuple[int, Disposition]]:
        """The rows of a page from each edge inwards, as long as they are running lines."""
        for edge in (1, 0):
            for place in self._places[index]:
                if place.edge != edge:
                    continue
                disposition = self._disposition(place)
                if disposition is None:
                    break
                yield place.at, disposition

    def _disposition(self, place: _Place) -> Disposition | None:
        number = _NUMBER.fullmatch(place.row.text)
        if number and (place.edge, int(number["number"]) - place.page) in self._counting:
            return Disposition.PAGE_NUMBER
        if all(word.paged for word in place.row.words):
            return Disposition.PAGE_NUMBER if number else Disposition.RUNNING_LINE
        if number is None and self._is_numbered_foot(place):
            return Disposition.RUNNING_LINE
        if self._is_note(place):
            return None
        if self._is_repeated(place) or self._is_changing_head(place):
            is_number = number or _ROMAN.fullmatch(place.row.text)
            return Disposition.PAGE_NUMBER if is_number else Disposition.RUNNING_LINE
        return None

    def _is_note(self, place: _Place) -> bool:
        """Whether the row is a footnote: notes of two pages may say the same."""
        if place.edge or place.row.size > _SMALLER * self._body_size:
            return False
        rows = self._pages[place.page][1]
        return mark_of(place.row, " ".join(row.text for row in rows[: place.at])) is not None

    def _is_numbered_foot(self, place: _Place) -> bool:
        """Whether the row ends with `Trang 2/5` on page 2: so also where there is one page alone."""
        found = _NUMBERED_FOOT.search(place.row.text)
        return (
            found is not None
            and int(found["number"]) == place.page + 1
            and len(place.row.text) < 120
            and self._is_set_off(place)
        )

    def _is_repeated(self, place: _Place) -> bool:
        """Whether the same row, figures aside, stands at the same height on enough other pages."""
        near = _SAME_HEIGHT * place.row.size
        pages = {
            other.page
            for other in self._alike[place.edge, place.masked]
            if abs(other.height - place.height) <= near and abs(other.row.size - place.row.size) < 1
        }
        count, of = len(pages), len(self._pages)
        if count < 2:
            return False
        same_side = sum(1 for page in range(of) if page % 2 == place.page % 2)
        if of > 3 and (
            self._is_apart(place, _A_LITTLE_SET_OFF) or not place.row.text.endswith((".", "!", "?"))
        ):
            # Heads may differ on odd and even pages, and the first page may have none.
            one_side = len({page % 2 for page in pages}) == 1
            return count * 2 >= of - 1 or (count >= same_side - 1 and one_side)
        return of <= 3 and count >= of - 1 and self._is_apart(place, _SET_OFF)

    def _is_apart(self, place: _Place, set_off: float) -> bool:
        """Whether something sets the row apart from the text, which may repeat a line, too."""
        other_size = abs(place.row.size - self._body_size) > 0.04 * self._body_size
        return other_size or "#" in place.masked or self._is_set_off(place, set_off)

    def _is_changing_head(self, place: _Place) -> bool:
        """Whether small type stands at the same height of nearly each page: a head that names the section."""
        if place.row.size > _SMALLER * self._body_size or len(self._pages) < 4 or not self._is_set_off(place):
            return False
        near = 0.1 * place.row.size
        pages = {
            other.page
            for places in self._places
            for other in places
            if other.edge == place.edge
            and abs(other.height - place.height) <= near
            and abs(other.row.size - place.row.size) < 0.5
        }
        return len(pages) >= 0.8 * len(self._pages)

    def _is_set_off(self, place: _Place, set_off: float = _SET_OFF) -> bool:
        """Whether there is more space between the row and the text than between lines of the text."""
        rows = self._pages[place.page][1]
        beside = place.at + 1 if place.edge else place.at - 1
        if not 0 <= beside < len(rows):
            return True
        return abs(rows[beside].y - place.row.y) > set_off * self._pitch


def _pitch(pages: Sequence[tuple[PrintedPage, Sequence[PrintedRow]]]) -> float:
    """How far lines of the text are apart."""
    steps = [
        above.y - below.y
        for _, rows in pages
        for above, below in pairwise(rows)
        if above.y - below.y > 0.5 * above.size
    ]
    return median(steps) if steps else 0.0
