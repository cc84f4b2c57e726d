"""The search of a copy: the bundles of the built site as scripts; the texts are in the issues' pages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bulletin.model import BulletinError
from bulletin.offline.data_script import bytes_script, value_script
from bulletin.offline.engine_script import engine_script
from bulletin.offline.packs import packs
from bulletin.offline.scope import Scope
from bulletin.search import manifest
from bulletin.search.bundle_files import unzipped
from bulletin.search.manifest import FOLDER

File = tuple[str, bytes]
_TIERS = (("f", "frequent"), ("c", "common"), ("r", "rare"))


def search_files(site: Path, scope: Scope) -> Iterator[File]:
    """The files below `search/` of a copy of the site in the folder `site`.

    A bundle never reaches from one year into another, so a copy of a year has whole bundles. Raises
    BulletinError where the site has no search, or one with a file missing or damaged.
    """
    folder = site / FOLDER
    try:
        listed = manifest.read(folder)
    except (OSError, ValueError):
        raise BulletinError(f"{folder}: no search here; build the site first") from None
    try:
        yield from _files(folder, listed, scope)
    except (OSError, EOFError, ValueError, LookupError) as error:
        raise BulletinError(f"{folder}: the search is damaged ({error}); build the site again") from None


def _files(folder: Path, site: dict[str, Any], scope: Scope) -> Iterator[File]:
    engine = site["engine"]
    glue = (folder / engine["glue"]).read_text(encoding="utf-8")
    yield _script("engine", engine_script(f"{FOLDER}/engine", glue, _read(folder / engine["wasm"])))
    yield _value("names", _read(folder / site["names"]))
    entries = [entry for entry in site["bundles"] if _is_in(entry, scope)]
    if sum(entry["articles"] for entry in entries) != scope.articles:
        raise BulletinError(f"{folder}: has other articles than the content; build the site again")
    syllables: set[str] = set()
    listed = []
    for entry in entries:
        bundle = folder / entry["name"]
        syllables.update(json.loads(_read(bundle / "syllables.bin")))
        yield _value(f"{entry['name']}/articles", _read(bundle / "articles.bin"))
        firsts: dict[str, list[int]] = {}
        for tier, count in _TIERS:
            firsts[tier] = []
            files = (_read(bundle / tier / f"{number}.bin") for number in range(entry[count]))
            for number, pack in enumerate(packs(files)):
                firsts[tier].append(pack.first)
                name = f"{entry['name']}/{tier}{number}"
                yield _script(name, bytes_script(f"{FOLDER}/{name}", pack.parts))
        facts = ("name", "from", "to", "articles", *(count for _, count in _TIERS))
        listed.append({key: entry[key] for key in facts} | {"packs": firsts})
    yield _value("syllables", json.dumps(sorted(syllables)).encode())
    shown = {"engine": engine, "names": "names", "syllables": "syllables", "bundles": listed}
    yield _value("manifest", json.dumps(shown).encode())


def _is_in(entry: dict[str, Any], scope: Scope) -> bool:
    return bool(scope.first.isoformat() <= entry["from"] and entry["to"] <= scope.last.isoformat())


def _read(path: Path) -> bytes:
    return unzipped(path.read_bytes())


def _value(name: str, data: bytes) -> File:
    return _script(name, value_script(f"{FOLDER}/{name}", json.loads(data)))


def _script(name: str, data: bytes) -> File:
    return f"{FOLDER}/{name}.js", data
