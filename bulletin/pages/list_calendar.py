"""The months of a long list: where in its pages each one begins, so that nobody has to try them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from bulletin.pages.cards import Card, Link


@dataclass(frozen=True, slots=True)
class YearOfList:
    """A year, and links to the newest article of each of its months that has any, January first."""

    year: int
    months: tuple[Link, ...]


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


def years_of(pages: Iterable[tuple[str, Iterable[Card]]]) -> tuple[YearOfList, ...]:
    """The years of a list, newest first; `pages` are addresses with their cards, all of them oldest first."""
    places: dict[tuple[int, int], str] = {}
    for path, cards in pages:
        for card in cards:
            places[card.date.year, card.date.month] = f"{path}#{month_anchor(card.date)}"
    years = groupby(sorted(places.items()), lambda place: place[0][0])
    found = [
        YearOfList(year, tuple(Link(str(month), path) for (_, month), path in months))
        for year, months in years
    ]
    return tuple(reversed(found))
