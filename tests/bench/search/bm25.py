"""Plain BM25 over folded syllables and their pairs: what any search has to beat."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise

from bulletin.search.index_text import fold, syllables

_K, _B = 1.2, 0.75
# A title counts as so many of its repetitions in the body.
_TITLE = 3


class Bm25:
    """Articles by their addresses, each a title and a body."""

    def __init__(self, articles: Mapping[str, tuple[str, str]]) -> None:
        self._places: dict[str, list[tuple[str, int]]] = defaultdict(list)
        self._length: dict[str, int] = {}
        for path, (title, body) in articles.items():
            counts = Counter(_terms(body))
            for term in _terms(title):
                counts[term] += _TITLE
            self._length[path] = sum(counts.values())
            for term, count in counts.items():
                self._places[term].append((path, count))
        self._mean = sum(self._length.values()) / max(1, len(self._length))

    def ask(self, text: str, most: int = 100) -> list[str]:
        """The addresses of the articles that answer best."""
        scores: dict[str, float] = defaultdict(float)
        for term in dict.fromkeys(_terms(text)):
            places = self._places.get(term, [])
            rarity = math.log(1 + (len(self._length) - len(places) + 0.5) / (len(places) + 0.5))
            for path, count in places:
                norm = _K * (1 - _B + _B * self._length[path] / self._mean)
                scores[path] += rarity * count * (_K + 1) / (count + norm)
        return sorted(scores, key=lambda path: (-scores[path], path))[:most]


def _terms(text: str) -> Iterable[str]:
    plain = [fold(one) for one in syllables(text)]
    yield from plain
    yield from (f"{left} {right}" for left, right in pairwise(plain))
