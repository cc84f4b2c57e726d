"""The controlled lists of `content/registry/`: loads them, and resolves a printed name, never by guess."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from bulletin.content.extent import Extent
from bulletin.content.model import BulletinError
from bulletin.content.toml_file import Field, Row, day, flag, one_of, read, slug, slugs, text, texts, url
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

    One that went on through the reform of 2025 has neither. `former_kinds` are those that it had, each with
    its last day; `former_slugs` are those of addresses that forward to its page.
    `merged_into` is the slug of the unit that an old one is part of now, `merged_from` the slugs
    of the old ones that a new one was made of. `weak` names (towns, nicknames) hint, but do not tag.
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

    @property
    def is_old(self) -> bool:
        """Whether the unit is no more."""
        return self.to is not None

    @property
    def is_new(self) -> bool:
        """Whether the unit was not there from the beginning."""
        return self.start is not None


@dataclass(frozen=True, slots=True)
class Section:
    """A printed division of the bulletin; `local` where its articles are about one locality each."""

    slug: str
    name: str
    aliases: tuple[str, ...] = ()
    local: bool = False


@dataclass(frozen=True, slots=True)
class Source:
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
    sources: tuple[Source, ...]
    blocked_phrases: tuple[str, ...] = ()
    site_extent: Extent = Extent.FULL
    _old: Mapping[str, Province] = field(init=False, repr=False, compare=False)
    _new: Mapping[str, Province] = field(init=False, repr=False, compare=False)
    _province_by_slug: Mapping[str, Province] = field(init=False, repr=False, compare=False)
    _section: Mapping[str, Section] = field(init=False, repr=False, compare=False)
    _source: Mapping[str, Source] = field(init=False, repr=False, compare=False)

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

    def source(self, name: str) -> Source | None:
        """The newspaper printed as `name`: its host, a former one, its name, an alias or a known misprint."""
        return self._source.get(match_key(name))

    def extent(self, sources: Iterable[str]) -> Extent:
        """How much may be shown of an article of the `sources` printed so: as much as all of them allow."""
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


def _former_kinds(value: object) -> tuple[FormerKind, ...]:
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise ValueError('is no list; write [{ kind = "tỉnh", to = 2026-04-29 }]')
    if any(set(one) != {"kind", "to"} for one in value):
        raise ValueError("has an entry with other keys than kind and to")
    return tuple(FormerKind(text(one["kind"]), day(one["to"])) for one in value)


_EXTENTS = one_of(tuple(Extent))
_PROVINCE = {
    "slug": Field(slug, required=True),
    "name": Field(text, required=True),
    "kind": Field(text, required=True),
    "code": Field(text, required=True),
    "iso": Field(text),
    "from": Field(day),
    "to": Field(day),
    "merged_into": Field(slug),
    "merged_from": Field(slugs),
    "aliases": Field(texts),
    "weak": Field(texts),
    "former_kinds": Field(_former_kinds),
    "former_slugs": Field(slugs),
}
# Named for readers of the file and for the map; no article is of one by itself.
_BESIDE = {
    "archipelago": {
        "name": Field(text, required=True),
        "unit": Field(text),
        "old": Field(slug),
        "new": Field(slug),
    }
}
_SECTION = {
    "slug": Field(slug, required=True),
    "name": Field(text, required=True),
    "aliases": Field(texts),
    "local": Field(flag),
}
_SOURCE = {
    "id": Field(slug, required=True),
    "name": Field(text, required=True),
    "url": Field(url),
    "aliases": Field(texts),
    "former_hosts": Field(texts),
    "misprints": Field(texts),
    "local_of": Field(slug),
    "extent": Field(_EXTENTS),
}


def load(folder: Path) -> Registries:
    """Read the registries of `folder` (`provinces.toml`, `sections.toml`, `sources.toml`).

    Raises BulletinError, as `file:line: code message`, where a file is missing or at fault, gives one name or
    slug to two entries, or names a province that is in none.
    """
    provinces, top = _entries(folder, "province", _PROVINCE, {"blocked": Field(texts)})
    sections, _ = _entries(folder, "section", _SECTION, {})
    sources, site = _entries(folder, "source", _SOURCE, {"extent": Field(_EXTENTS)})
    known = {row.values["slug"] for row in provinces}
    for row in provinces:
        for former in row.values.get("former_slugs", ()):
            if former in known:
                raise BulletinError(f"{row.place}: slug-twice {former!r} is the slug of another entry, too")
    for row in (*provinces, *sources):
        for key in ("merged_into", "merged_from", "local_of"):
            value = row.values.get(key, ())
            for one in (value,) if isinstance(value, str) else value:
                if one not in known:
                    raise BulletinError(f"{row.place}: unknown-slug {key} {one!r} is the slug of no province")
    return Registries(
        provinces=tuple(_province(row.values) for row in provinces),
        sections=tuple(Section(**row.values) for row in sections),
        sources=tuple(
            Source(**row.values | {"extent": Extent(row.values.get("extent", Extent.FULL))}) for row in sources
        ),
        blocked_phrases=top.get("blocked", ()),
        site_extent=Extent(site.get("extent", Extent.FULL)),
    )


def _entries(
    folder: Path, table: str, fields: Mapping[str, Field], top: Mapping[str, Field]
) -> tuple[tuple[Row, ...], dict[str, Any]]:
    """The entries of the registry of `table`, whose slugs are all different, and what stands above them."""
    path = folder / f"{table}s.toml"
    try:
        file = read(path, {table: fields, **(_BESIDE if table == "province" else {})}, top)
    except FileNotFoundError:
        raise BulletinError(
            f"{path}: the registry is missing; copy it from the project's content/registry"
        ) from None
    rows = file.tables[table]
    if not rows:
        raise BulletinError(f"registry/{path.name}:1: missing-table there is no [[{table}]]; add one")
    places: dict[str, str] = {}
    for row in rows:
        own = row.values.get("slug") or row.values["id"]
        if own in places:
            raise BulletinError(f"{row.place}: slug-twice {own!r} stands at {places[own]}, too; keep one")
        places[own] = row.place
    return rows, file.top


def _province(values: dict[str, Any]) -> Province:
    renamed = {("start" if key == "from" else key): value for key, value in values.items() if key != "iso"}
    return Province(**renamed)


def _index(entries: Iterable[tuple[T, Iterable[str]]]) -> dict[str, T]:
    index: dict[str, T] = {}
    for entry, names in entries:
        for name in names:
            if index.setdefault(match_key(name), entry) is not entry:
                other = index[match_key(name)]
                raise BulletinError(
                    f"registry: name-twice {name!r} names both {_called(other)} and {_called(entry)}; keep one"
                )
    return index


def _called(entry: object) -> str:
    return str(getattr(entry, "slug", None) or getattr(entry, "id", entry))


def _nearest(name: str, known: Iterable[str]) -> tuple[str, ...]:
    by_fold = {fold(candidate): candidate for candidate in known}
    near = difflib.get_close_matches(fold(name), by_fold, n=3, cutoff=0.5)
    return tuple(by_fold[key] for key in near)
