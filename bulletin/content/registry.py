"""The controlled lists of `content/registry/`: loads them, and resolves a printed name, never by guess."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from bulletin.content.extent import Extent
from bulletin.content.model import BulletinError
from bulletin.text.letters import fold, match_key

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Province:
    """A province or city; `to` is the last day of an old unit, `start` the first of a new one.

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

    @property
    def is_old(self) -> bool:
        """Whether the unit ended with the reform of 2025."""
        return self.to is not None


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
            "_old": _index((p, (p.name, *p.aliases)) for p in self.provinces if p.is_old),
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
        if new is not None and new.start is not None and on >= new.start:
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


def load(folder: Path) -> Registries:
    """Read the registries of `folder` (`provinces.toml`, `sections.toml`, `sources.toml`).

    Raises BulletinError, naming file and place, where a file is missing, is no TOML, lacks a key,
    or gives one name to two entries.
    """
    provinces = _tables(folder / "provinces.toml", "province")
    sources = _tables(folder / "sources.toml", "source")
    if unknown := sources.keys() - {"source", "extent"}:
        raise BulletinError(
            f"{folder / 'sources.toml'}: {sorted(unknown)[0]} is no key above the first [[source]]; "
            "only extent may stand there"
        )
    slugs = {entry.get("slug") for entry in provinces["province"]}
    for entry in provinces["province"]:
        for slug in (entry.get("merged_into"), *entry.get("merged_from", ())):
            if slug is not None and slug not in slugs:
                raise BulletinError(
                    f"{folder / 'provinces.toml'}: {entry.get('slug')}: no unit has the slug {slug!r}"
                )
    return Registries(
        provinces=tuple(_province(entry, folder) for entry in provinces["province"]),
        sections=tuple(
            _entry(Section, entry, folder / "sections.toml")
            for entry in _tables(folder / "sections.toml", "section")["section"]
        ),
        sources=tuple(
            _entry(
                Source, entry | {"extent": _extent(entry, folder / "sources.toml")}, folder / "sources.toml"
            )
            for entry in sources["source"]
        ),
        blocked_phrases=tuple(provinces.get("blocked", ())),
        site_extent=_extent(sources, folder / "sources.toml"),
    )


def _tables(path: Path, table: str) -> dict[str, Any]:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BulletinError(
            f"{path}: the registry is missing; copy it from the project's content/registry"
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BulletinError(f"{path}: is no TOML: {error}") from None
    if not isinstance(content.get(table), list):
        raise BulletinError(f"{path}: has no [[{table}]] table")
    return content


def _province(entry: dict[str, Any], folder: Path) -> Province:
    renamed = {("start" if key == "from" else key): value for key, value in entry.items() if key != "iso"}
    return _entry(Province, renamed, folder / "provinces.toml")


def _extent(entry: dict[str, Any], path: Path) -> Extent:
    """The extent in `entry`, all where it has none."""
    try:
        return Extent(entry.get("extent", Extent.FULL))
    except ValueError:
        raise BulletinError(
            f"{path}: {entry.get('id', 'the whole site')}: extent {entry['extent']!r} is not one of "
            f"{', '.join(Extent)}"
        ) from None


def _entry(kind: type[T], entry: dict[str, Any], path: Path) -> T:
    values = {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
    try:
        return kind(**values)
    except TypeError as error:
        raise BulletinError(
            f"{path}: entry {entry.get('slug') or entry.get('id') or entry}: {error}"
        ) from None


def _index(entries: Iterable[tuple[T, Iterable[str]]]) -> dict[str, T]:
    index: dict[str, T] = {}
    for entry, names in entries:
        for name in names:
            if index.setdefault(match_key(name), entry) is not entry:
                other = index[match_key(name)]
                raise BulletinError(
                    f"registry: {name!r} names two entries: {other} and {entry}; keep it in one"
                )
    return index


def _nearest(name: str, known: Iterable[str]) -> tuple[str, ...]:
    by_fold = {fold(candidate): candidate for candidate in known}
    near = difflib.get_close_matches(fold(name), by_fold, n=3, cutoff=0.5)
    return tuple(by_fold[key] for key in near)
