"""Which lines of the body are the headings of the contents list: all in their order, where they fit best.

Most headings stand in the body as in the list, and are looked up by their keys. Only those that do not are
held against lines that share rare groups of letters with them, so the work grows with the document, not with
its square.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bulletin.importer.document import Line
from bulletin.importer.source import BlockKind
from bulletin.importer.titles import (
    SAME,
    SAME_BUT_NUMBER,
    keys_of_line,
    keys_of_listed,
    likeness,
    title_key,
)
from bulletin.importer.trailer import has_back_link

_FEWEST_LINES = 3
_LETTERS_A_LINE = 40
# What decides between two lines that are equally like a title: one stands where an article begins.
_AFTER_AN_ARTICLE = 0.05
_KNOWN_HEADING = 0.05
_OTHER_CASE = -0.05
_EACH_MORE_LINE = -0.01
# Fits are added up as whole numbers, so that no sum depends on the order of adding.
_UNIT = 1_000_000
# Groups of letters that stand in more windows than this tell nothing; so many windows are compared.
_RARE = 64
_COMPARED = 12


@dataclass(frozen=True, slots=True)
class Candidate:
    """Where a heading could be: lines `start` to `end` (excluded), and how well it fits, in millionths."""

    start: int
    end: int
    fit: int


def align(lines: Sequence[Line], texts: Sequence[str]) -> list[Candidate | None]:
    """The best place of each heading of `texts` in `lines`, all in order; None for one that is nowhere."""
    windows = _Windows(lines, texts)
    places = [windows.same(text) or windows.alike(text) for text in texts]
    chosen = _chain(places, len(lines))
    if all(place is not None for place, found in zip(chosen, places, strict=True) if found):
        return chosen
    # Some heading stands word for word where it cannot be: perhaps a line is meant that is only like it.
    return _chain([{*windows.same(text), *windows.alike(text)} for text in texts], len(lines))


class _Windows:
    """The runs of a few lines of a body that can be headings."""

    def __init__(self, lines: Sequence[Line], texts: Sequence[str]) -> None:
        self._lines = lines
        self._longest = 2 * max(map(len, texts), default=0)
        self._most_lines = max(_FEWEST_LINES, self._longest // (2 * _LETTERS_A_LINE))
        self._all = list(self._runs())
        self._by_key: dict[str, dict[int, float]] = defaultdict(dict)
        for index, (_, _, text) in enumerate(self._all):
            for key, fit in zip(keys_of_line(text), (SAME, SAME_BUT_NUMBER), strict=False):
                self._by_key[key].setdefault(index, fit)

    def same(self, text: str) -> set[Candidate]:
        """The places where the heading `text` stands as in the list."""
        found: dict[int, float] = {}
        for key in keys_of_listed(text):
            for index, fit in self._by_key.get(key, {}).items():
                found[index] = max(fit, found.get(index, 0.0))
        return {self._place(index, fit, text) for index, fit in found.items()}

    def alike(self, text: str) -> set[Candidate]:
        """The places of what is most like the heading `text`."""
        groups = _groups(title_key(text))
        holders = sorted((len(self._holding[group]), group) for group in groups if group in self._holding)
        shared: Counter[int] = Counter()
        for _, group in holders:
            holding = self._holding[group]
            if len(holding) > _RARE and shared:
                break
            shared.update(holding[:_RARE])
        share = {index: count / (len(groups) + self._length(index)) for index, count in shared.items()}
        first = sorted(share, key=lambda index: (-share[index], index))
        fits = {index: likeness(text, self._all[index][2]) for index in first[:_COMPARED]}
        return {self._place(index, fit, text) for index, fit in fits.items() if fit}

    @cached_property
    def _holding(self) -> Mapping[str, list[int]]:
        holding: dict[str, list[int]] = defaultdict(list)
        for index, (_, _, text) in enumerate(self._all):
            for group in sorted(_groups(title_key(text))):
                holding[group].append(index)
        return holding

    def _length(self, index: int) -> int:
        return len(self._all[index][2])

    def _runs(self) -> Iterator[tuple[int, int, str]]:
        for start in range(len(self._lines)):
            text = ""
            for end in range(start + 1, min(start + self._most_lines, len(self._lines)) + 1):
                text = f"{text} {self._lines[end - 1].text}" if text else self._lines[start].text
                if len(text) > self._longest:
                    break
                yield start, end, text

    def _place(self, index: int, fit: float, wanted: str) -> Candidate:
        start, end, text = self._all[index]
        fit += _EACH_MORE_LINE * (end - start - 1)
        if start == 0 or has_back_link(self._lines[start - 1].text):
            fit += _AFTER_AN_ARTICLE
        if self._lines[start].kind is BlockKind.HEADING:
            fit += _KNOWN_HEADING
        if wanted.isupper() and not text.isupper():
            fit += _OTHER_CASE
        return Candidate(start, end, round(fit * _UNIT))


def _groups(key: str) -> set[str]:
    """The groups of three letters in `key`."""
    padded = f" {key} "
    return {padded[at : at + 3] for at in range(len(padded) - 2)}


@dataclass(frozen=True, slots=True)
class _Chain:
    """Headings placed in order: their whole fit, the last of them with its place, and those before it."""

    fit: int = 0
    heading: int = -1
    place: Candidate | None = None
    before: _Chain | None = None

    @property
    def rank(self) -> tuple[int, int]:
        """More fit is better; of equals the one that ends first."""
        return self.fit, -(self.place.end if self.place else 0)


def _chain(places: Sequence[set[Candidate]], lines: int) -> list[Candidate | None]:
    """The places, one a heading or none, that follow one another and fit best in all."""
    best = _BestBefore(lines)
    for heading, candidates in enumerate(places):
        longer = []
        for place in sorted(candidates, key=lambda each: (each.start, each.end)):
            before = best.upto(place.start)
            longer.append(_Chain(before.fit + place.fit, heading, place, before))
        for chain in longer:
            best.add(chain)
    chosen: list[Candidate | None] = [None] * len(places)
    last: _Chain | None = best.upto(lines)
    while last is not None and last.place is not None:
        chosen[last.heading] = last.place
        last = last.before
    return chosen


class _BestBefore:
    """The best chain that ends at a line or before it: a Fenwick tree of maxima."""

    def __init__(self, lines: int) -> None:
        self._best = [_Chain()] * (lines + 1)

    def upto(self, line: int) -> _Chain:
        """The best chain of those that end at `line` at the latest."""
        found = self._best[0]
        while line > 0:
            if self._best[line].rank > found.rank:
                found = self._best[line]
            line -= line & -line
        return found

    def add(self, chain: _Chain) -> None:
        """Take `chain` into account."""
        line = chain.place.end if chain.place else 0
        while 0 < line < len(self._best):
            if chain.rank > self._best[line].rank:
                self._best[line] = chain
            line += line & -line
