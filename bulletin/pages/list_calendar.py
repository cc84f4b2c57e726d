"""The months of a long list: where in its pages each one begins, so that nobody has to try them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from bulletin.pages.cards import Card


@dataclass(frozen=True, slots=True)
class MonthOfList:
    """A month: where its newest article stands, and how many it has."""

    number: int
    path: str
    count: int


@dataclass(frozen=True, slots=True)
class YearOfList:
    """A year, and its months with an article, January first."""

    year: int
    months: tuple[MonthOfList, ...]


def month_anchor(day: date) -> str:
    """The place on a page where the articles of a month begin.

    >>> month_anchor(date(2023, 12, 11))
    'thang-2023-12'
    """
    return f"thang-{day.year}-{day.month:02d}"


def anchors(cards: Iterable[Card]) -> tuple[str, ...]:
    """For each of `cards`, newest first, the anchor of its month at the first one of that, else `""`."""
    seen: set[str] = set()
    found = []
    for card in cards:
        anchor = month_anchor(card.date)
        found.append("" if anchor in seen else anchor)
        seen.add(anchor)
    return tuple(found)


def months_of(pages: Iterable[tuple[str, Iterable[Card]]]) -> dict[tuple[int, int], tuple[str, int]]:
    """The months of a list, each with the place where it begins and how many articles it has.

    `pages` are addresses with their cards, all of them oldest first.
    """
    found: dict[tuple[int, int], tuple[str, int]] = {}
    for path, cards in pages:
        for card in cards:
            month = card.date.year, card.date.month
            _, count = found.get(month, ("", 0))
            found[month] = f"{path}#{month_anchor(card.date)}", count + 1
    return found


def years_of(months: Mapping[tuple[int, int], tuple[str, int]]) -> tuple[YearOfList, ...]:
    """The years of the `months` of a list, newest first."""
    years = groupby(sorted(months.items()), lambda place: place[0][0])
    found = [
        YearOfList(year, tuple(MonthOfList(month, path, count) for (_, month), (path, count) in of_year))
        for year, of_year in years
    ]
    return tuple(reversed(found))
