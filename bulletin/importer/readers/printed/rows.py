"""Rows: words on one baseline, from left to right. What columns, tables and paragraphs are made of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median
from typing import NamedTuple

_LIST_MARK = re.compile(r"[(]?(?:\d{1,3}|[a-zđA-ZĐ]|[ivxIVX]{1,4})[.)]|[^\w\s(«“\"'.…]")
RAISED_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"


class Word(NamedTuple):
    """Letters without a space between them: raised figures as `²`. `y` is the baseline."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    paged: bool = False


@dataclass(frozen=True)
class PrintedRow:
    """Words on one baseline, from left to right."""

    words: tuple[Word, ...]

    @cached_property
    def text(self) -> str:
        """The words with single spaces."""
        return " ".join(word.text for word in self.words)

    @cached_property
    def size(self) -> float:
        """The size of most of its letters, in points."""
        return most((word.size, len(word.text)) for word in self.words)

    @cached_property
    def y(self) -> float:
        """Its baseline, that of most of its letters."""
        return most((word.y, len(word.text)) for word in self.words)

    @cached_property
    def bold(self) -> bool:
        """Whether all its letters are bold."""
        return all(word.bold for word in self.words if any(map(str.isalnum, word.text)))

    @property
    def x0(self) -> float:
        """Where it begins."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Where it ends."""
        return max(word.x1 for word in self.words)

    @cached_property
    def gaps(self) -> tuple[tuple[float, float], ...]:
        """What is blank between its words, each from left to right."""
        found: list[tuple[float, float]] = []
        reached = self.words[0].x1
        for word in self.words[1:]:
            found.append((reached, max(word.x0, reached)))
            reached = max(reached, word.x1)
        return tuple(found)

    def pieces(self) -> list[PrintedRow]:
        """The row cut at gaps that are no spaces between words: those of tables, tabs and columns."""
        if len(self.words) < 2:
            return [self]
        widths = [right - left for left, right in self.gaps]
        usual = median(widths) if len(widths) > 2 else 0.0
        wide = max(1.4 * self.size, 2.2 * usual)
        # What stands behind a number or a bullet is set off by a tab, and yet one with it.
        first = 1 if is_list_mark(self.words[0].text) else 0
        inner = (at + 1 for at, width in enumerate(widths) if width >= wide and at >= first)
        cuts = [0, *inner, len(self.words)]
        return [PrintedRow(self.words[begin:end]) for begin, end in pairwise(cuts)]


def is_list_mark(text: str) -> bool:
    """Whether a word by itself is what lines of a list begin with: `-`, `3.`, `a)`, a bullet.

    >>> is_list_mark("12."), is_list_mark("-"), is_list_mark("Hà")
    (True, True, False)
    """
    return _LIST_MARK.fullmatch(text) is not None


def most(weighed: Iterable[tuple[float, int]]) -> float:
    """The value that weighs most of those given, each with a weight."""
    counted: Counter[float] = Counter()
    for value, weight in weighed:
        counted[value] += weight
    return counted.most_common(1)[0][0]
