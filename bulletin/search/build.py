"""Writes the folder `search/` of a site: engine, bundles, names, and the manifest that lists them.

A bundle is a folder named by its fingerprint: what its articles say, what their names mean today, and the
code that indexes them. It is made only if the output before has none of that name, and then out of the one
that has most of its articles. The result does not depend on what was there before, and a new day makes one
small bundle.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bulletin.archive.archive import Archive
from bulletin.machine.atomic_file import share, write_whole
from bulletin.machine.code_fingerprint import code_fingerprint
from bulletin.search import (
    equivalents,
    manifest,
    seals,
)
from bulletin.search.bundles import Bundle, plan
from bulletin.search.documents import facts_of
from bulletin.search.engine import load
from bulletin.search.equivalents import Equivalents
from bulletin.search.index_text import TABLE_FILE
from bulletin.search.make_bundle import BundleMaker, Due
from bulletin.search.manifest import FOLDER, files_beside
from bulletin.search.older_bundle import Older, older_bundles


@dataclass(frozen=True, slots=True)
class SearchBuilt:
    """What a build did: how many bundles there are, and how many of them were made anew."""

    bundles: int
    made: int
    articles: int

    def __str__(self) -> str:
        return f"{self.articles} articles searchable: {self.made} of {self.bundles} bundles made"


@dataclass(frozen=True, slots=True)
class Indexed:
    """Said of articles of a bundle that were indexed: how many, of how many in all bundles; its days."""

    articles: int
    of: int
    first: date
    last: date


def build_search(
    archive: Archive,
    content: Path,
    output: Path,
    previous: Path | None = None,
    workers: int = 1,
    say: Callable[[Indexed], None] = lambda _: None,
    seals_file: Path | None = None,
    keep: Collection[str] = (),
) -> SearchBuilt:
    """Bring `output/search` to hold exactly the search of `archive`, whose files lie in `content`.

    Bundles of `output` that are still right stay, and those of `previous`, the output of another build, are
    linked to. `say` is told how far indexing has come. `keep` names bundles and files of earlier
    publications that stay, or are linked to, although they are no longer listed. Raises BulletinError
    where an article changes meanwhile, or Pagefind is not the one relied upon.

    `seals_file` remembers how the bundles lay on the disk, so that a damaged one is made again; without it
    their files are only counted.
    """
    folder = output / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    engine = load()
    phrases = equivalents.load(content / "registry", archive.registries.provinces)
    bundles = _planned(archive, phrases)
    entries = dict(_known(folder, bundles, seals_file))
    if previous is not None:
        missing = [one for one in bundles if one.fingerprint not in entries]
        for fingerprint, entry in _known(previous / FOLDER, missing, seals_file).items():
            _link(previous / FOLDER / entry["name"], folder / entry["name"])
            entries[fingerprint] = entry
    due = [one for one in bundles if one.fingerprint not in entries]

    older = _older((folder, *([previous / FOLDER] if previous else ())), due, seals_file)
    fresh = sum(
        len(one.bundle.articles) - (than.kept if than else 0) for one, than in zip(due, older, strict=True)
    )

    def tell(bundle: Bundle, articles: int) -> None:
        say(Indexed(articles, fresh, bundle.first, bundle.last))

    maker = BundleMaker(archive, content, phrases, workers, tell)
    for one, than in zip(due, older, strict=True):
        entries[one.fingerprint] = {**maker.make(folder, one, than), "fingerprint": one.fingerprint}
    ordered = [entries[one.fingerprint] for one in bundles]
    files = files_beside(archive, phrases, engine, folder, ordered)
    for name, data in files.items():
        write_whole(folder / name, data)
    wanted = {entry["name"] for entry in ordered} | files.keys()
    for name in sorted(set(keep) - wanted):
        if previous is not None and not (folder / name).exists() and (previous / FOLDER / name).exists():
            _link(previous / FOLDER / name, folder / name)
    _remove_others(folder, wanted | set(keep))
    made = {entries[one.fingerprint]["name"] for one in due}
    seals.save(seals_file, folder, kept={entry["name"] for entry in ordered} - made, made=made)
    return SearchBuilt(len(bundles), len(due), len(archive.articles))


def unchanged_search(
    archive: Archive,
    content: Path,
    output: Path,
    seals_file: Path | None = None,
    keep: Collection[str] = (),
) -> SearchBuilt | None:
    """What `build_search` would find in `output` where it has nothing to do, else None."""
    folder = output / FOLDER
    phrases = equivalents.load(content / "registry", archive.registries.provinces)
    bundles = _planned(archive, phrases)
    entries = _known(folder, bundles, seals_file)
    if len(entries) != len({one.fingerprint for one in bundles}):
        return None
    ordered = [entries[one.fingerprint] for one in bundles]
    files = files_beside(archive, phrases, load(), folder, ordered)
    wanted = {entry["name"] for entry in ordered} | files.keys()
    present = {entry.name for entry in os.scandir(folder)}
    if not wanted <= present <= wanted | set(keep):
        return None
    if any((folder / name).read_bytes() != data for name, data in files.items()):
        return None
    return SearchBuilt(len(bundles), 0, len(archive.articles))


def _planned(archive: Archive, phrases: Equivalents) -> list[Due]:
    code = code_fingerprint("bulletin.search.make_bundle", data=[TABLE_FILE])
    code = hashlib.sha256(f"{code} {phrases.groups!r}".encode()).hexdigest()[:32]
    return [Due(bundle, code, _marks(archive, bundle)) for bundle in plan(archive.articles)]


def _marks(archive: Archive, bundle: Bundle) -> tuple[str, ...]:
    lines = (f"{stored.digest} {facts_of(archive, stored)}" for stored in bundle.articles)
    return tuple(hashlib.sha256(line.encode()).hexdigest()[:16] for line in lines)


def _older(folders: Iterable[Path], due: Sequence[Due], seals_file: Path | None) -> list[Older | None]:
    """For each of `due` the bundle in `folders` that it may grow out of."""
    listed = {
        folder / str(entry["name"]): entry for folder in folders for entry in (_listed(folder) if due else ())
    }

    def sound(older: Older) -> bool:
        return _is_sound(older.folder.parent, listed[older.folder], seals_file)

    return [next(filter(sound, older_bundles(listed, one.code, one.marks)), None) for one in due]


def _known(folder: Path, bundles: Iterable[Due], seals_file: Path | None) -> Mapping[str, dict[str, Any]]:
    """Those of `bundles` that `folder` lists and has with all their files, by fingerprint.

    With a `seals_file`, those only that nobody touched since they were sealed.
    """
    wanted = {one.fingerprint for one in bundles}
    return {
        entry["fingerprint"]: entry
        for entry in _listed(folder)
        if entry["fingerprint"] in wanted and _is_sound(folder, entry, seals_file)
    }


def _listed(folder: Path) -> list[dict[str, Any]]:
    """The bundles that the manifest in `folder` lists, if there is one that can be read."""
    try:
        entries = manifest.read(folder)["bundles"]
        return [entry for entry in entries if {"name", "fingerprint", "files"} <= entry.keys()]
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return []


def _is_sound(folder: Path, entry: Mapping[str, Any], seals_file: Path | None) -> bool:
    bundle = folder / str(entry["name"])
    if seals_file is not None:
        return seals.seal_of(bundle) == seals.load(seals_file).get(str(entry["name"]))
    return bool(sum(len(files) for _, _, files in os.walk(bundle)) == entry["files"])


def _link(source: Path, target: Path) -> None:
    """Have the file or folder `target` share the files of `source`, whole or not at all."""
    part = target.with_name(f".{target.name}.part")
    for old in (part, target):
        shutil.rmtree(old, ignore_errors=True)
    if source.is_dir():
        shutil.copytree(source, part, copy_function=share)
    else:
        part.unlink(missing_ok=True)
        share(str(source), str(part))
    part.rename(target)


def _remove_others(folder: Path, kept: set[str]) -> None:
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.name not in kept:
            shutil.rmtree(entry.path) if entry.is_dir(follow_symlinks=False) else os.unlink(entry.path)
