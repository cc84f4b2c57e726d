"""The files of `content/registry/`: what may stand in them, field by field."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bulletin.content.abbreviation import Abbreviation
from bulletin.content.extent import Extent
from bulletin.content.fields import Field, day, flag, one_of, place, slug, slugs, text, texts, url
from bulletin.content.model import BulletinError
from bulletin.content.registry import Archipelago, FormerKind, Newspaper, Province, Registries, Section
from bulletin.content.toml_file import TomlEntry, TomlFile, read
from bulletin.content.topic import Topic


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
    "tile": Field(place),
}
# They are named for the map and for readers of the file; no article is tagged with them.
_BESIDE = {
    "archipelago": {
        "name": Field(text, required=True),
        "unit": Field(text),
        "old": Field(slug),
        "new": Field(slug),
        "tile": Field(place),
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
_TOPIC = {
    "slug": Field(slug, required=True),
    "name": Field(text, required=True),
    "words": Field(texts, required=True),
}
_ABBREVIATION = {"short": Field(text, required=True), "long": Field(texts, required=True)}


def load(folder: Path) -> Registries:
    """Read the registries of `folder`: `provinces`, `sections`, `sources` and, if they are there,
    `topics.toml` and `abbreviations.toml`.

    Raises BulletinError, as `file:line: code message`, where a file is missing or at fault, gives one name or
    slug to two entries, or names a province that is in none.
    """
    provinces, of_provinces = _entries(folder, "province", _PROVINCE, {"blocked": Field(texts)})
    sections, _ = _entries(folder, "section", _SECTION, {})
    sources, of_sources = _entries(folder, "source", _SOURCE, {"extent": Field(_EXTENTS)})
    topics = _topics(folder)
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
            Newspaper(**row.values | {"extent": Extent(row.values.get("extent", Extent.FULL))})
            for row in sources
        ),
        blocked_phrases=of_provinces.top.get("blocked", ()),
        site_extent=Extent(of_sources.top.get("extent", Extent.FULL)),
        archipelagos=tuple(Archipelago(**row.values) for row in of_provinces.tables.get("archipelago", ())),
        topics=topics,
        abbreviations=_abbreviations(folder),
    )


def _entries(
    folder: Path, table: str, fields: Mapping[str, Field], top: Mapping[str, Field]
) -> tuple[tuple[TomlEntry, ...], TomlFile]:
    """The entries of the registry of `table`, whose slugs all differ, and the whole file."""
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
    return rows, file


def _topics(folder: Path) -> tuple[Topic, ...]:
    """The topics; an archive need not have any."""
    if not (folder / "topics.toml").exists():
        return ()
    rows, _ = _entries(folder, "topic", _TOPIC, {})
    return tuple(Topic(**row.values) for row in rows)


def _abbreviations(folder: Path) -> tuple[Abbreviation, ...]:
    """The abbreviations; an archive need not have any."""
    path = folder / "abbreviations.toml"
    if not path.exists():
        return ()
    rows = read(path, {"abbreviation": _ABBREVIATION}, {}).tables["abbreviation"]
    return tuple(Abbreviation(**row.values) for row in rows)


def _province(values: dict[str, Any]) -> Province:
    renamed = {("start" if key == "from" else key): value for key, value in values.items() if key != "iso"}
    return Province(**renamed)
