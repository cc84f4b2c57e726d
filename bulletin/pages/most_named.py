"""What articles are most about: the provinces and topics that they name, each with its number of articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from bulletin.pages.cards import Card, Link
from bulletin.text.order import order_key

MOST = 10


@dataclass(frozen=True, slots=True)
class NamedOften:
    """A province or a topic, and how many of the articles are about it."""

    link: Link
    count: int


def provinces_of(cards: Iterable[Card], most: int = MOST) -> tuple[NamedOften, ...]:
    """The provinces that most of `cards` are about; `most` of them, in a fixed order."""
    return _most((link for card in cards for link in card.provinces), most)


def topics_of(cards: Iterable[Card], most: int = MOST) -> tuple[NamedOften, ...]:
    """The same for topics."""
    return _most((link for card in cards for link in card.topics), most)


def _most(links: Iterable[Link], most: int) -> tuple[NamedOften, ...]:
    counts = Counter(links)
    ordered = sorted(counts.items(), key=lambda one: (-one[1], order_key(one[0].text), one[0].path or ""))
    return tuple(NamedOften(link, count) for link, count in ordered[:most])
