"""Who and where: provinces, places, newspapers and authors, spread as unevenly as real ones."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

from bulletin.content.registry import Newspaper, Province, Registries, Section
from tests.bench.vocabulary import Vocabulary

T = TypeVar("T")
_AUTHORS = 1_500
_REFORM = date(2025, 7, 1)


class Newsroom:
    """Draws names for articles. What is common and what is rare depends on the seed alone."""

    def __init__(self, registries: Registries, vocabulary: Vocabulary, seed: int) -> None:
        rng = Random(f"newsroom/{seed}")
        self._vocabulary = vocabulary
        self._registries = registries
        units = rng.sample(registries.provinces, len(registries.provinces))
        self._old = Spread([unit for unit in units if unit.is_old], 0.6)
        self._new = Spread([unit for unit in units if not unit.is_old], 0.5)
        self._central = Spread([source for source in registries.sources if not source.local_of], 0.9)
        self._local: dict[str, list[Newspaper]] = {}
        for source in registries.sources:
            if source.local_of:
                self._local.setdefault(source.local_of, []).append(source)
        self._authors = Spread(list(dict.fromkeys(self._byline(rng) for _ in range(_AUTHORS))), 0.75)
        weights = [2.0, 1.8, 1.1, 0.7]
        others = iter(weights)
        self._section_weights = [
            6.4 if section.local else next(others, weights[-1]) for section in registries.sections
        ]

    @property
    def last_section(self) -> Section:
        """The section that is printed last: experience from abroad."""
        return self._registries.sections[-1]

    def sections(self, rng: Random, count: int) -> list[Section]:
        """The sections of the `count` articles of an issue, in printed order."""
        order = range(len(self._registries.sections))
        drawn = rng.choices(order, self._section_weights, k=count)
        return [self._registries.sections[index] for index in sorted(drawn)]

    def province(self, rng: Random, day: date) -> Province:
        """A province or city that there was on `day`."""
        return (self._old if day < _REFORM else self._new).draw(rng)

    def source(self, rng: Random, province: Province | None) -> Newspaper:
        """A newspaper; often the local one of `province`."""
        if province is not None and rng.random() < 0.45:
            slugs = (province.slug,) if province.is_old else province.merged_from or (province.slug,)
            local = [source for slug in slugs for source in self._local.get(slug, ())]
            if local:
                return rng.choice(local)
        return self._central.draw(rng)

    def source_date(self, rng: Random, day: date) -> date:
        """The day of the newspaper: that of the issue or one of the days before."""
        back = rng.choices((0, 1, 2, 3), (50, 38, 8, 4))[0]
        return day - timedelta(back)

    def author(self, rng: Random) -> str | None:
        """An author line: none, one name, seldom two."""
        draw = rng.random()
        if draw < 0.14:
            return None
        names = [self._authors.draw(rng) for _ in range(2 if draw > 0.96 else 1)]
        return " - ".join(dict.fromkeys(names))

    def place(self, rng: Random, day: date) -> str:
        """A made-up commune or district, with its kind as on `day`: `huyện Thọ Xuân`."""
        kinds = "places_old" if day < _REFORM else "places_new"
        kind = rng.choice(self._vocabulary.names("institutions", kinds))
        return f"{kind} {self._name('place_first', rng)} {self._name('place_second', rng)}"

    def person(self, rng: Random) -> str:
        """A made-up full name."""
        parts = [self._name(key, rng) for key in ("families", "middles", "given")]
        return " ".join(parts)

    def institutions(self, rng: Random, province: Province | None, count: int) -> tuple[str, ...]:
        """Offices that act in an article: those of `province` with its name, or those of the state."""
        if province is None:
            return tuple(rng.sample(self._vocabulary.names("institutions", "central"), count))
        kind = "thành phố" if "thành phố" in province.kind.lower() else "tỉnh"
        drawn = rng.sample(self._vocabulary.names("institutions", "local"), count)
        return tuple(f"{name.replace('tỉnh', kind)} {province.name}" for name in drawn)

    def _byline(self, rng: Random) -> str:
        draw = rng.random()
        if draw < 0.25:
            return self.person(rng)
        first = self._name("middles" if draw < 0.8 else "families", rng)
        return f"{first} {self._name('given', rng)}"

    def _name(self, key: str, rng: Random) -> str:
        return rng.choice(self._vocabulary.names("names", key))


class Spread(Generic[T]):
    """Things of which the first is drawn most often, the others the more seldom the later they come."""

    def __init__(self, things: Sequence[T], exponent: float) -> None:
        self._things = things
        self._weights = list(accumulate(1 / (rank + 2) ** exponent for rank in range(len(things))))

    def draw(self, rng: Random) -> T:
        """One of the things."""
        return rng.choices(self._things, cum_weights=self._weights)[0]
