"""Earlier articles that an article goes on from: about the same, by rare words that their titles share.

Only what came before counts, for the words too, so that a later article changes no page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from bulletin.pages.cards import Card, Link

MOST = 4
# A pair of words that more earlier titles have says nothing any more.
RARE = 6


@dataclass(frozen=True, slots=True)
class Earlier:
    """An article of an earlier issue, and the day of that."""

    article: Link
    date: date


def related(cards: Sequence[Card]) -> dict[str, tuple[Earlier, ...]]:
    """For the address of each of `cards`, oldest first, the articles before it that are most alike, if any.

    An article is alike whose title shares rare pairs of words: two, or one where it is about the same
    province or topic, which counts as two more. Those of the same issue are left out: it is a page away.
    """
    # Places in `cards`; none for a pair that is not rare any more.
    known: dict[tuple[str, str], tuple[int, ...]] = {}
    about = [frozenset(link.path for link in (*one.provinces, *one.topics)) for one in cards]
    found: dict[str, tuple[Earlier, ...]] = {}
    for place, card in enumerate(cards):
        shared: list[int] = []
        for pair in {*pairwise(card.title.lower().split())}:
            earlier = known.get(pair)
            if earlier is None:
                known[pair] = (place,)
            elif earlier:
                shared += earlier
                known[pair] = (*earlier, place) if len(earlier) < RARE else ()
        if shared and (alike := _most_alike(Counter(shared), place, about, cards)):
            found[card.path] = alike
    return found


def _most_alike(
    shared: Mapping[int, int], own: int, about: Sequence[frozenset[str | None]], cards: Sequence[Card]
) -> tuple[Earlier, ...]:
    """Of the places in `shared`, with the number of pairs shared, the best; of two alike the later one."""
    topics, day = about[own], cards[own].date
    scores = sorted(
        (
            (count + 2 * len(topics & about[place]), place)
            for place, count in shared.items()
            if count > 1 or not topics.isdisjoint(about[place])
        ),
        reverse=True,
    )
    best = [cards[place] for _, place in scores if cards[place].date != day]
    return tuple(Earlier(Link(one.title, one.path), one.date) for one in best[:MOST])
