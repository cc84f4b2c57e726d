"""The search of a copy: the bundles of the built site as scripts; the texts are in the issues' pages."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from bulletin.content.model import BulletinError
from bulletin.machine.json_value import json_value
from bulletin.offline.bundle_years import bundle_years, index_part, without_sizes
from bulletin.offline.data_script import bytes_script, value_script
from bulletin.offline.engine_script import engine_script
from bulletin.offline.packs import packs
from bulletin.offline.scope import Scope
from bulletin.search import manifest
from bulletin.search.bundle_files import COLUMNS, packs_of, unzipped
from bulletin.search.manifest import FOLDER, ListedBundle, Manifest, spelling_of

File = tuple[str, bytes]
_Part = tuple[ListedBundle, Mapping[str, Any], Callable[[str], bytes]]


def search_files(site: Path, scope: Scope, workers: int = 1) -> Iterator[File]:
    """The files below `search/` of a copy of the site in the folder `site`.

    A copy of a year has its part of a bundle of several years. Raises BulletinError where the site has no
    search, or one with a file missing or damaged.
    """
    folder = site / FOLDER
    try:
        listed = manifest.read(folder)
    except (OSError, ValueError):
        raise BulletinError(f"{folder}: no search here; build the site first") from None
    try:
        yield from _files(folder, listed, scope, workers)
    except (OSError, EOFError, ValueError, LookupError) as error:
        raise BulletinError(f"{folder}: the search is damaged ({error}); build the site again") from None


def _files(folder: Path, site: Manifest, scope: Scope, workers: int) -> Iterator[File]:
    if site.engine:
        glue = (folder / site.engine.glue).read_text(encoding="utf-8")
        yield _script("engine", engine_script(f"{FOLDER}/engine", glue, _read(folder / site.engine.wasm)))
    yield _value("names", _read(folder / site.names))
    parts = [
        part
        for bundle in site.bundles
        if (part := _part(folder / bundle.name, bundle, scope, workers)) is not None
    ]
    if sum(bundle.articles for bundle, _, _ in parts) != scope.articles:
        raise BulletinError(f"{folder}: has other articles than the content; build the site again")
    counted = []
    listed = []
    for bundle, tables, index in parts:
        counted.append(json_value(_read(folder / bundle.name / "syllables.bin")))
        for name, table in tables.items():
            yield _script(f"{bundle.name}/{name}", value_script(f"{FOLDER}/{bundle.name}/{name}", table))
        firsts: dict[str, list[int]] = {}
        for tier, count in bundle.tiers.items():
            firsts[tier] = []
            files = (index(f"{tier}/{number}") for number in range(count))
            for number, pack in enumerate(packs(files)):
                firsts[tier].append(pack.first)
                name = f"{bundle.name}/{tier}{number}"
                yield _script(name, bytes_script(f"{FOLDER}/{name}", pack.parts))
        listed.append(asdict(bundle) | {"packs": firsts})
    syllables, spelling = spelling_of(counted, scope.articles)
    yield _value("syllables", json.dumps(syllables).encode())
    yield _value("spelling", json.dumps(spelling).encode())
    titles = {}
    for key, name in site.titles.items():
        own = [(title, path) for title, path in json_value(_read(folder / name)) if scope.covers(_day(path))]
        if own:
            titles[key] = name.removesuffix(".bin")
            yield _value(titles[key], json.dumps(own).encode())
    names = {name: name for name in ("names", "syllables", "spelling")}
    shown = {"engine": site.engine and asdict(site.engine), **names, "titles": titles, "bundles": listed}
    yield _value("manifest", json.dumps(shown).encode())


def _part(folder: Path, bundle: ListedBundle, scope: Scope, workers: int) -> _Part | None:
    """The part of the bundle in `folder` that the copy has, None for none.

    It is the bundle's line in the manifest, its table and columns, and a function that gives the bytes of a
    file.
    """
    if bundle.last < scope.first.isoformat() or scope.last.isoformat() < bundle.first:
        return None
    if scope.year is None or bundle.first[:4] == bundle.last[:4]:
        tables = {name: json_value(_read(folder / f"{name}.bin")) for name in ("articles", *COLUMNS)}
        tables["articles"] = without_sizes(tables["articles"])
        return bundle, tables, partial(index_part, packs_of(folder))
    names = tuple(f"{tier}/{number}" for tier, count in bundle.tiers.items() for number in range(count))
    year = bundle_years(folder, names, workers)[scope.year]
    own = replace(bundle, first=year.first, last=year.last, articles=year.articles)
    return own, {"articles": year.table, **year.columns}, year.files.__getitem__


def _day(path: str) -> date:
    """The day of the article with the address `path`."""
    year, month, day, *_ = path.split("/")
    return date(int(year), int(month), int(day))


def _read(path: Path) -> bytes:
    return unzipped(path.read_bytes())


def _value(name: str, data: bytes) -> File:
    return _script(name, value_script(f"{FOLDER}/{name}", json_value(data)))


def _script(name: str, data: bytes) -> File:
    return f"{FOLDER}/{name}.js", data
