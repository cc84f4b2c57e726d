"""Writes the folder `search/` of a site: engine, bundles, names, and the manifest that lists them.

A bundle is a folder named by a hash of all its files, and is made only if no folder of the output before has
the same fingerprint: what its articles say, what their names mean today, and the code that indexes them. So
the result does not depend on what was there before, and a new day makes one small bundle.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bulletin import markdown, text
from bulletin.archive import Archive
from bulletin.markdown import BodyRenderer
from bulletin.parallel import fork_map
from bulletin.search import bundle_files, documents, equivalents, index_text, postings, seals
from bulletin.search.bundle_files import BundleWriter, packed, zipped
from bulletin.search.bundles import Bundle, plan
from bulletin.search.documents import document, facts_of
from bulletin.search.engine import Engine, load
from bulletin.search.equivalents import Equivalents
from bulletin.search.index_text import TABLE_FILE
from bulletin.store import read_body
from bulletin.whole_file import write_whole

FOLDER = "search"
MANIFEST = "manifest.json"

# Whatever decides what the files of a bundle hold.
_CODE = (bundle_files, documents, equivalents, index_text, postings, markdown, text)


@dataclass(frozen=True, slots=True)
class SearchBuilt:
    """What a build did: how many bundles there are, and how many of them were made anew."""

    bundles: int
    made: int
    articles: int


@dataclass(frozen=True, slots=True)
class _Due:
    """A bundle to make, and its fingerprint."""

    bundle: Bundle
    fingerprint: str


def build_search(
    archive: Archive,
    content: Path,
    output: Path,
    previous: Path | None = None,
    workers: int = 1,
    say: Callable[[str], None] = lambda _: None,
    seals_file: Path | None = None,
) -> SearchBuilt:
    """Bring `output/search` to hold exactly the search of `archive`, whose files lie in `content`.

    `previous` is the output of an earlier build, whose bundles are linked to where they are still right;
    without it those in `output` are kept. `say` is told of each bundle that is made. Raises BulletinError
    where an article changes meanwhile, or Pagefind is not the one relied upon.

    `seals_file` remembers how the bundles lay on the disk, so that a damaged one is made again; without it
    their files are only counted.
    """
    folder = output / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    engine = load()
    phrases = equivalents.load(content / "registry", archive.registries.provinces)
    known = _known(folder if previous is None else previous / FOLDER, seals_file)
    bundles = [_Due(bundle, _fingerprint(archive, bundle, phrases)) for bundle in plan(archive.articles)]
    entries: dict[str, dict[str, Any]] = {}
    due: list[_Due] = []
    for one in bundles:
        before = known.get(one.fingerprint)
        if before is not None and (previous is None or _linked(previous / FOLDER, folder, before["name"])):
            entries[one.fingerprint] = before
        else:
            due.append(one)

    def make(part: _Due) -> dict[str, Any]:
        return _make(archive, content, folder, part, phrases)

    for index, entry in fork_map(make, due, workers):
        entries[due[index].fingerprint] = entry
        say(f"{entry['from']} – {entry['to']}: {entry['articles']} articles indexed")
    ordered = [entries[one.fingerprint] for one in bundles]
    kept = {entry["name"] for entry in ordered}
    manifest = {
        "engine": _write_engine(folder, engine, kept),
        "names": _write(folder, "names", packed(_names(archive, phrases)), kept),
        "syllables": _write(folder, "syllables", packed(_syllables(folder, ordered)), kept),
        "bundles": ordered,
    }
    write_whole(folder / MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1).encode() + b"\n")
    _remove_others(folder, kept | {MANIFEST})
    made = {entries[one.fingerprint]["name"] for one in due}
    seals.save(seals_file, folder, kept={entry["name"] for entry in ordered} - made, made=made)
    return SearchBuilt(len(bundles), len(due), len(archive.articles))


def _known(folder: Path, seals_file: Path | None) -> Mapping[str, dict[str, Any]]:
    """The bundles that `folder` lists and has with all their files, by fingerprint.

    With a `seals_file`, those only that nobody touched since they were sealed.
    """
    sealed = seals.load(seals_file)
    try:
        entries = json.loads((folder / MANIFEST).read_bytes())["bundles"]
        return {
            entry["fingerprint"]: entry
            for entry in entries
            if (
                _is_whole(folder, entry)
                if seals_file is None
                else seals.seal_of(folder / str(entry["name"])) == sealed.get(entry["name"])
            )
        }
    except (OSError, ValueError, LookupError, TypeError):
        return {}


def _is_whole(folder: Path, entry: Mapping[str, Any]) -> bool:
    found = sum(len(files) for _, _, files in os.walk(folder / str(entry["name"])))
    return bool(found == entry["files"])


def _fingerprint(archive: Archive, bundle: Bundle, phrases: Equivalents) -> str:
    digest = hashlib.sha256(_code_digest())
    digest.update(repr(phrases.groups).encode())
    for stored in bundle.articles:
        digest.update(f"{stored.digest} {facts_of(archive, stored)}\n".encode())
    return digest.hexdigest()[:32]


@cache
def _code_digest() -> bytes:
    files = sorted(Path(str(module.__file__)) for module in _CODE)
    return hashlib.sha256(b"".join(path.read_bytes() for path in (*files, TABLE_FILE))).digest()


def _make(archive: Archive, content: Path, folder: Path, due: _Due, phrases: Equivalents) -> dict[str, Any]:
    """Make a bundle in `folder`; its entry in the manifest."""
    unfinished = folder / f".{due.fingerprint}"
    shutil.rmtree(unfinished, ignore_errors=True)
    for name in ("t", "f", "c", "r"):
        (unfinished / name).mkdir(parents=True)
    digest = hashlib.sha256()
    count = 0
    head: dict[str, int] = {}
    for name, data in _files(archive, content, due.bundle, phrases):
        if name == "head.json":
            head = json.loads(data)
            continue
        (unfinished / name).write_bytes(data)
        digest.update(f"{name} {len(data)}\n".encode() + data)
        count += 1
    name = digest.hexdigest()[:16]
    shutil.rmtree(folder / name, ignore_errors=True)
    unfinished.rename(folder / name)
    return {
        "name": name,
        "from": due.bundle.first.isoformat(),
        "to": due.bundle.last.isoformat(),
        **head,
        "files": count,
        "fingerprint": due.fingerprint,
    }


def _files(
    archive: Archive, content: Path, bundle: Bundle, phrases: Equivalents
) -> Iterable[bundle_files.File]:
    writer, renderer = BundleWriter(), BodyRenderer()
    for stored in bundle.articles:
        body = read_body(content, stored.path, stored.digest)
        yield writer.add(document(archive, stored, body, renderer, phrases))
    yield from writer.finish()


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
        found.update(
            json.loads(bundle_files.unzipped((folder / entry["name"] / "syllables.bin").read_bytes()))
        )
    return sorted(found)


def _write_engine(folder: Path, engine: Engine, kept: set[str]) -> dict[str, Any]:
    wasm = _write(folder, "engine", zipped(engine.wasm), kept)
    glue = _write(folder, "engine", engine.glue.encode(), kept, ".js")
    return {"version": engine.version, "glue": glue, "wasm": wasm, "page": engine.page}


def _write(folder: Path, stem: str, data: bytes, kept: set[str], suffix: str = ".bin") -> str:
    name = f"{stem}-{hashlib.sha256(data).hexdigest()[:16]}{suffix}"
    write_whole(folder / name, data)
    kept.add(name)
    return name


def _linked(source: Path, target: Path, name: str) -> bool:
    """Have `target/name` share the files of `source/name`, or copy them where links cannot be made."""
    if not (target / name).exists():
        shutil.copytree(source / name, target / name, copy_function=_link)
    return True


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def _remove_others(folder: Path, kept: set[str]) -> None:
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.name not in kept:
            shutil.rmtree(entry.path) if entry.is_dir(follow_symlinks=False) else os.unlink(entry.path)
