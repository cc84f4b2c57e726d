"""The search of a copy: the bundles of the built site as scripts; the texts are in the issues' pages."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bulletin.content.model import BulletinError
from bulletin.offline.bundle_years import bundle_years
from bulletin.offline.data_script import bytes_script, value_script
from bulletin.offline.engine_script import engine_script
from bulletin.offline.packs import packs
from bulletin.offline.scope import Scope
from bulletin.search import manifest
from bulletin.search.bundle_files import unzipped
from bulletin.search.manifest import FOLDER

File = tuple[str, bytes]
_Part = tuple[dict[str, Any], bytes, Callable[[str], bytes]]
_TIERS = (("f", "frequent"), ("c", "common"), ("r", "rare"))


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


def _files(folder: Path, site: dict[str, Any], scope: Scope, workers: int) -> Iterator[File]:
    engine = site["engine"]
    glue = (folder / engine["glue"]).read_text(encoding="utf-8")
    yield _script("engine", engine_script(f"{FOLDER}/engine", glue, _read(folder / engine["wasm"])))
    yield _value("names", _read(folder / site["names"]))
    parts = [
        part
        for entry in site["bundles"]
        if (part := _part(folder / entry["name"], entry, scope, workers)) is not None
    ]
    if sum(entry["articles"] for entry, _, _ in parts) != scope.articles:
        raise BulletinError(f"{folder}: has other articles than the content; build the site again")
    syllables: set[str] = set()
    listed = []
    for entry, table, index in parts:
        syllables.update(json.loads(_read(folder / entry["name"] / "syllables.bin")))
        yield _value(f"{entry['name']}/articles", table)
        firsts: dict[str, list[int]] = {}
        for tier, count in _TIERS:
            firsts[tier] = []
            files = (index(f"{tier}/{number}") for number in range(entry[count]))
            for number, pack in enumerate(packs(files)):
                firsts[tier].append(pack.first)
                name = f"{entry['name']}/{tier}{number}"
                yield _script(name, bytes_script(f"{FOLDER}/{name}", pack.parts))
        facts = ("name", "from", "to", "articles", *(count for _, count in _TIERS))
        listed.append({key: entry[key] for key in facts} | {"packs": firsts})
    yield _value("syllables", json.dumps(sorted(syllables)).encode())
    shown = {"engine": engine, "names": "names", "syllables": "syllables", "bundles": listed}
    yield _value("manifest", json.dumps(shown).encode())


def _part(bundle: Path, entry: dict[str, Any], scope: Scope, workers: int) -> _Part | None:
    """What the copy has of `bundle`: its entry, its table, and what gives the bytes of a file."""
    if entry["to"] < scope.first.isoformat() or scope.last.isoformat() < entry["from"]:
        return None
    if scope.year is None or entry["from"][:4] == entry["to"][:4]:
        return entry, _read(bundle / "articles.bin"), lambda name: _read(bundle / f"{name}.bin")
    names = tuple(f"{tier}/{number}" for tier, count in _TIERS for number in range(entry[count]))
    year = bundle_years(bundle, names, workers)[scope.year]
    own = {**entry, "from": year.first, "to": year.last, "articles": year.articles}
    return own, json.dumps(year.table).encode(), year.files.__getitem__


def _read(path: Path) -> bytes:
    return unzipped(path.read_bytes())


def _value(name: str, data: bytes) -> File:
    return _script(name, value_script(f"{FOLDER}/{name}", json.loads(data)))


def _script(name: str, data: bytes) -> File:
    return f"{FOLDER}/{name}.js", data
