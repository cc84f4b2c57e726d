"""The controlled lists of `content/registry/`: resolve a printed name, never by guess."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from bulletin.content.abbreviation import Abbreviation
from bulletin.content.extent import Extent
from bulletin.content.model import BulletinError
from bulletin.content.topic import Topic
from bulletin.text.letters import fold, match_key

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class FormerKind:
    """What a unit was until the day `to`: a province that is a city now."""

    kind: str
    to: date


@dataclass(frozen=True, slots=True)
class Province:
    """A province or city; `to` is the last day of an old unit, `start` the first of a new one.

    A unit that went on through the reform of 2025 has neither. `former_kinds` are kinds that it had, each
    with its last day. Addresses with one of its `former_slugs` forward to its page. `merged_into` is the slug
    of the new unit that an old one is part of, `merged_from` are the slugs of the old units that make up a
    new one. `tile` is the column and row on the map of units of before July 2025. `weak` names (towns,
    nicknames) hint at the province, but do not tag an article with it.
    """

    slug: str
    name: str
    kind: str
    code: str
    start: date | None = None
    to: date | None = None
    merged_into: str | None = None
    merged_from: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    former_kinds: tuple[FormerKind, ...] = ()
    former_slugs: tuple[str, ...] = ()
    tile: tuple[int, int] | None = None

    @property
    def is_old(self) -> bool:
        """Whether the unit is no more."""
        return self.to is not None

    @property
    def is_new(self) -> bool:
        """Whether the unit was not there from the beginning."""
        return self.start is not None


@dataclass(frozen=True, slots=True)
class Archipelago:
    """Islands named on the map: `unit` is what they belong to, `old` and `new` slugs of their province."""

    name: str
    unit: str = ""
    old: str = ""
    new: str = ""
    tile: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A printed division of the bulletin; `local` where its articles are about one locality each."""

    slug: str
    name: str
    aliases: tuple[str, ...] = ()
    local: bool = False


@dataclass(frozen=True, slots=True)
class Newspaper:
    """A newspaper, known by its host; `local_of` is the old province whose paper it is.

    `extent` is how much of its articles may be shown.
    """

    id: str
    name: str
    url: str | None = None
    aliases: tuple[str, ...] = ()
    former_hosts: tuple[str, ...] = ()
    misprints: tuple[str, ...] = ()
    local_of: str | None = None
    extent: Extent = Extent.FULL


@dataclass(frozen=True)
class Registries:
    """All controlled lists, in file order, with their lookups.

    `site_extent` is how much the site shows of any article.
    """

    provinces: tuple[Province, ...]
    sections: tuple[Section, ...]
    sources: tuple[Newspaper, ...]
    blocked_phrases: tuple[str, ...] = ()
    site_extent: Extent = Extent.FULL
    archipelagos: tuple[Archipelago, ...] = ()
    topics: tuple[Topic, ...] = ()
    abbreviations: tuple[Abbreviation, ...] = ()
    _old: Mapping[str, Province] = field(init=False, repr=False, compare=False)
    _new: Mapping[str, Province] = field(init=False, repr=False, compare=False)
    _province_by_slug: Mapping[str, Province] = field(init=False, repr=False, compare=False)
    _section: Mapping[str, Section] = field(init=False, repr=False, compare=False)
    _source: Mapping[str, Newspaper] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        lookups = {
            "_old": _index((p, (p.name, *p.aliases)) for p in self.provinces if not p.is_new),
            "_new": _index((p, (p.name, *p.aliases)) for p in self.provinces if not p.is_old),
            "_province_by_slug": {p.slug: p for p in self.provinces},
            "_section": _index((s, (s.name, *s.aliases)) for s in self.sections),
            "_source": _index(
                (s, (s.id, s.name, *s.aliases, *s.former_hosts, *s.misprints)) for s in self.sources
            ),
        }
        for name, value in lookups.items():
            object.__setattr__(self, name, value)

    def province(self, name: str, on: date) -> Province | None:
        """The unit called `name` on the day `on`; a name that is gone by then still finds the old unit."""
        key = match_key(name)
        new = self._new.get(key)
        if new is not None and (new.start is None or on >= new.start):
            return new
        return self._old.get(key)

    def province_by_slug(self, slug: str) -> Province:
        """The unit with this slug; KeyError where there is none."""
        return self._province_by_slug[slug]

    def section(self, name: str) -> Section | None:
        """The section printed as `name`, in any case, misprints included."""
        return self._section.get(match_key(name))

    def source(self, name: str) -> Newspaper | None:
        """The newspaper printed as `name`: its host, a former one, its name, an alias or a known misprint."""
        return self._source.get(match_key(name))

    def extent(self, sources: Iterable[str]) -> Extent:
        """How much may be shown of an article with these printed `sources`: as much as all of them allow."""
        extent = self.site_extent
        for name in sources:
            if (source := self.source(name)) is not None:
                extent = extent.narrower(source.extent)
        return extent

    def nearest_provinces(self, name: str) -> tuple[str, ...]:
        """Up to three registered names that look like `name`, to show to a person."""
        return _nearest(name, (p.name for p in self.provinces))

    def nearest_sections(self, name: str) -> tuple[str, ...]:
        """Up to three registered section names that look like `name`, to show to a person."""
        return _nearest(name, (s.name for s in self.sections))


def _index(entries: Iterable[tuple[T, Iterable[str]]]) -> dict[str, T]:
    index: dict[str, T] = {}
    for entry, names in entries:
        for name in names:
            if index.setdefault(match_key(name), entry) is not entry:
                other = index[match_key(name)]
                raise BulletinError(
                    f"registry: name-twice {name!r} names both {_called(other)} and {_called(entry)}; "
                    "keep one"
                )
    return index


def _called(entry: object) -> str:
    return str(getattr(entry, "slug", None) or getattr(entry, "id", entry))


def _nearest(name: str, known: Iterable[str]) -> tuple[str, ...]:
    by_fold = {fold(candidate): candidate for candidate in known}
    near = difflib.get_close_matches(fold(name), by_fold, n=3, cutoff=0.5)
    return tuple(by_fold[key] for key in near)
