"""The manifest of a search, which lists what it consists of, and the files that stand beside its bundles."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from bulletin.archive.archive import Archive
from bulletin.search.bundle_files import packed, unzipped, zipped
from bulletin.search.engine import Engine
from bulletin.search.equivalents import Equivalents

FOLDER = "search"
MANIFEST = "manifest.json"


def files_beside(
    archive: Archive,
    phrases: Equivalents,
    engine: Engine,
    folder: Path,
    bundles: list[dict[str, Any]],
) -> dict[str, bytes]:
    """The files beside the bundles, each named by its content; the manifest comes last."""
    files: dict[str, bytes] = {}

    def named(stem: str, data: bytes, suffix: str = ".bin") -> str:
        name = f"{stem}-{hashlib.sha256(data).hexdigest()[:16]}{suffix}"
        files[name] = data
        return name

    manifest = {
        "engine": {
            "version": engine.version,
            "glue": named("engine", engine.glue.encode(), ".js"),
            "wasm": named("engine", zipped(engine.wasm)),
            "page": engine.page,
        },
        "names": named("names", packed(_names(archive, phrases))),
        "syllables": named("syllables", packed(_syllables(folder, bundles))),
        "bundles": bundles,
    }
    files[MANIFEST] = json.dumps(manifest, ensure_ascii=False, indent=1).encode() + b"\n"
    return files


def read(folder: Path) -> dict[str, Any]:
    """The manifest in `folder`, a folder `search/`; raises OSError or ValueError where there is none."""
    manifest = json.loads((folder / MANIFEST).read_bytes())
    if not isinstance(manifest, dict):
        raise ValueError(f"{MANIFEST} is no manifest")
    return manifest


def published_names(output: Path) -> frozenset[str]:
    """The bundles and files that the search in `output` consists of, but for the manifest that lists them."""
    manifest = read(output / FOLDER)
    engine = manifest["engine"]
    loose = (engine["glue"], engine["wasm"], manifest["names"], manifest["syllables"])
    return frozenset((*loose, *(entry["name"] for entry in manifest["bundles"])))


def _names(archive: Archive, phrases: Equivalents) -> dict[str, Any]:
    """What the slugs of the bundles are called, in the order in which they are listed."""
    registries = archive.registries
    return {
        "provinces": [
            {"slug": one.slug, "name": one.name, "kind": one.kind, "into": one.merged_into}
            for one in registries.provinces
        ],
        "sections": [{"slug": one.slug, "name": one.name} for one in registries.sections],
        "sources": [{"slug": one.id, "name": one.name} for one in registries.sources],
        "equivalents": [[" ".join(phrase) for phrase in group] for group in phrases.groups],
    }


def _syllables(folder: Path, entries: Iterable[Mapping[str, Any]]) -> list[str]:
    """The folded syllables that are common in some bundle: what an unfinished one may become."""
    found: set[str] = set()
    for entry in entries:
        found.update(json.loads(unzipped((folder / entry["name"] / "syllables.bin").read_bytes())))
    return sorted(found)
