"""The words of the synthetic archive and what follows them, and the phrases and names of the field."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from itertools import pairwise
from typing import Any

_PACKAGE = "tests.bench"
# So many places in the drawing table that the rarest words of the list still have one or two.
_SLOTS = 400_000


@dataclass(frozen=True)
class Vocabulary:
    """`words` from the most frequent on; `followers[i]` are those that come after word i, likeliest first."""

    words: tuple[str, ...]
    frequencies: tuple[float, ...]
    followers: tuple[tuple[int, ...], ...]
    domain: Mapping[str, Any]

    @cached_property
    def slots(self) -> tuple[int, ...]:
        """Words, each as often as its frequency says: drawing a place draws a word in one step."""
        scale = _SLOTS / sum(self.frequencies)
        return tuple(
            index
            for index, frequency in enumerate(self.frequencies)
            for _ in range(max(1, round(frequency * scale)))
        )

    @cached_property
    def topics(self) -> Mapping[str, tuple[str, ...]]:
        """The phrases of each topic; the first names it."""
        return {name: tuple(phrases) for name, phrases in self.domain["topics"].items()}

    def topic_weights(self, year: int) -> tuple[float, ...]:
        """The share of each topic, in the order of `topics`, in the articles of `year`."""
        drift: Mapping[str, Mapping[str, float]] = self.domain["drift"]
        even = 1 / len(self.topics)
        return tuple(_share(drift[name], year) if name in drift else even for name in self.topics)

    def names(self, group: str, key: str) -> Sequence[str]:
        """A list of strings of `domain.toml`: the entry `key` of the table `group`."""
        found: Sequence[str] = self.domain[group][key]
        return found


def load() -> Vocabulary:
    """Read the two data files of this package."""
    folder = files(_PACKAGE)
    domain = tomllib.loads((folder / "domain.toml").read_text(encoding="utf-8"))
    lines = (folder / "words.txt").read_text(encoding="utf-8").splitlines()
    columns = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return Vocabulary(
        words=tuple(row[0] for row in columns),
        frequencies=tuple(float(row[1]) for row in columns),
        followers=tuple(
            tuple(int(number, 36) for number in row[2].split()) if len(row) > 2 else () for row in columns
        ),
        domain=domain,
    )


def _share(points: Mapping[str, float], year: int) -> float:
    """The value at `year` on the line through `points` (year to share), level outside them."""
    known = sorted((int(name), share) for name, share in points.items())
    if year <= known[0][0]:
        return known[0][1]
    for (before, low), (after, high) in pairwise(known):
        if year <= after:
            return low + (high - low) * (year - before) / (after - before)
    return known[-1][1]
