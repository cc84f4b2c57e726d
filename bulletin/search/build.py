"""Writes the folder `search/` of a site: bundles, names, spelling, perhaps an engine, and what lists them.

A bundle is a folder named by its fingerprint: what its articles say, what their names mean today, and the
code that indexes them. It is made only where the earlier output has none of that name. Then it grows out of
the bundle there that has most of its articles. The result does not depend on what was there before, and a new
day makes one small bundle.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bulletin.archive.archive import Archive
from bulletin.machine.atomic_file import share, write_whole
from bulletin.machine.code_fingerprint import code_fingerprint
from bulletin.search import equivalents, manifest, seals
from bulletin.search.bundles import Bundle, plan
from bulletin.search.documents import facts_of
from bulletin.search.engine import Engine
from bulletin.search.equivalents import Equivalents
from bulletin.search.index_text import TABLE_FILE
from bulletin.search.make_bundle import BundleMaker, WantedBundle
from bulletin.search.manifest import FOLDER, ListedBundle, Words, files_beside
from bulletin.search.older_bundle import OlderBundle, older_bundles


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
    """How far indexing is: `articles` more of the days `first` to `last`; all bundles together have `of`."""

    articles: int
    of: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class SearchOptions:
    """What a search is made with besides the archive.

    `previous` is the output of another build: its bundles are linked to where they are still right.
    `seals_file` remembers how the bundles lay on the disk, so that a damaged one is made again; without it
    their files are only counted. `keep` names bundles and files of earlier publications that stay, or are
    linked to, although they are no longer listed. `engine` is Pagefind's where it is to find the words in
    the page.
    """

    workers: int = 1
    previous: Path | None = None
    seals_file: Path | None = None
    keep: Collection[str] = ()
    engine: Engine | None = None


_ALONE = SearchOptions()


def build_search(
    archive: Archive,
    content: Path,
    output: Path,
    options: SearchOptions = _ALONE,
    say: Callable[[Indexed], None] = lambda _: None,
) -> SearchBuilt:
    """Bring `output/search` to hold exactly the search of `archive`, whose files lie in `content`.

    Bundles of `output` that are still right stay. `say` is told how far indexing has come. Raises
    BulletinError where an article changes meanwhile.

    After the issue of 12 December 2023 joined an archive that begins in 2022, one bundle of three is new:

        before    2023-12-01 – 2023-12-11  2023-01-03 – 2023-11-30  2022-01-04 – 2022-12-30
        now       2023-12-01 – 2023-12-12  2023-01-03 – 2023-11-30  2022-01-04 – 2022-12-30
        returned  SearchBuilt(bundles=3, made=1, articles=2600)
    """
    folder = output / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    previous = options.previous
    words = _words(archive, content)
    wanted = _wanted(archive, words.equivalents)
    ready = dict(_ready(folder, wanted, options.seals_file))
    if previous is not None:
        missing = [bundle for bundle in wanted if bundle.fingerprint not in ready]
        for fingerprint, listed in _ready(previous / FOLDER, missing, options.seals_file).items():
            _link(previous / FOLDER / listed.name, folder / listed.name)
            ready[fingerprint] = listed
    to_make = [bundle for bundle in wanted if bundle.fingerprint not in ready]

    folders = (folder, *([previous / FOLDER] if previous else ()))
    olders = [_older(folders, bundle, options.seals_file) for bundle in to_make]
    fresh = sum(
        len(bundle.days.articles) - (older.kept if older else 0)
        for bundle, older in zip(to_make, olders, strict=True)
    )

    def tell(days: Bundle, articles: int) -> None:
        say(Indexed(articles, fresh, days.first, days.last))

    maker = BundleMaker(archive, content, words.equivalents, options.workers, tell)
    for bundle, older in zip(to_make, olders, strict=True):
        ready[bundle.fingerprint] = maker.make(folder, bundle, older)
    ordered = [ready[bundle.fingerprint] for bundle in wanted]
    files = files_beside(archive, words, options.engine, folder, ordered)
    for name, data in files.items():
        write_whole(folder / name, data)
    names = {listed.name for listed in ordered} | files.keys()
    for name in sorted(set(options.keep) - names):
        if previous is not None and not (folder / name).exists() and (previous / FOLDER / name).exists():
            _link(previous / FOLDER / name, folder / name)
    _remove_others(folder, names | set(options.keep))
    made = {ready[bundle.fingerprint].name for bundle in to_make}
    seals.save(options.seals_file, folder, kept={listed.name for listed in ordered} - made, made=made)
    return SearchBuilt(len(wanted), len(to_make), len(archive.articles))


def unchanged_search(
    archive: Archive, content: Path, output: Path, options: SearchOptions = _ALONE
) -> SearchBuilt | None:
    """What `build_search` would find in `output` where it has nothing to do, else None.

    It answers, for example:

        every bundle is there, nothing else  SearchBuilt(bundles=3, made=0, articles=2600)
        an article was corrected             None
    """
    folder = output / FOLDER
    words = _words(archive, content)
    wanted = _wanted(archive, words.equivalents)
    ready = _ready(folder, wanted, options.seals_file)
    if len(ready) != len({bundle.fingerprint for bundle in wanted}):
        return None
    ordered = [ready[bundle.fingerprint] for bundle in wanted]
    files = files_beside(archive, words, options.engine, folder, ordered)
    names = {listed.name for listed in ordered} | files.keys()
    present = {found.name for found in os.scandir(folder)}
    if not names <= present <= names | set(options.keep):
        return None
    if any((folder / name).read_bytes() != data for name, data in files.items()):
        return None
    return SearchBuilt(len(wanted), 0, len(archive.articles))


def _words(archive: Archive, content: Path) -> Words:
    registry = content / "registry"
    return Words(equivalents.load(registry, archive.registries.provinces), equivalents.idle_phrases(registry))


def _wanted(archive: Archive, phrases: Equivalents) -> list[WantedBundle]:
    code = code_fingerprint("bulletin.search.make_bundle", data=[TABLE_FILE])
    code = hashlib.sha256(f"{code} {phrases.groups!r}".encode()).hexdigest()[:32]
    return [WantedBundle(bundle, code, _marks(archive, bundle)) for bundle in plan(archive.articles)]


def _marks(archive: Archive, bundle: Bundle) -> tuple[str, ...]:
    lines = (f"{stored.digest} {facts_of(archive, stored)}" for stored in bundle.articles)
    return tuple(hashlib.sha256(line.encode()).hexdigest()[:16] for line in lines)


def _older(folders: Iterable[Path], bundle: WantedBundle, seals_file: Path | None) -> OlderBundle | None:
    """The bundle in `folders` that `bundle` may grow out of."""
    listed = {folder / one.name: one for folder in folders for one in _listed(folder)}
    for older in older_bundles(listed, bundle.code, bundle.marks):
        if _is_sound(older.folder.parent, listed[older.folder], seals_file):
            return older
    return None


def _ready(
    folder: Path, wanted: Iterable[WantedBundle], seals_file: Path | None
) -> Mapping[str, ListedBundle]:
    """The bundles of `wanted` that `folder` lists and has with all their files, by fingerprint.

    With a `seals_file`, a bundle counts only where nobody touched it since it was sealed.
    """
    fingerprints = {bundle.fingerprint for bundle in wanted}
    return {
        listed.fingerprint: listed
        for listed in _listed(folder)
        if listed.fingerprint in fingerprints and _is_sound(folder, listed, seals_file)
    }


def _listed(folder: Path) -> tuple[ListedBundle, ...]:
    """The bundles that the manifest in `folder` lists, if there is one that can be read."""
    try:
        return manifest.read(folder).bundles
    except (OSError, ValueError):
        return ()


def _is_sound(folder: Path, listed: ListedBundle, seals_file: Path | None) -> bool:
    bundle = folder / listed.name
    if seals_file is not None:
        return seals.seal_of(bundle) == seals.load(seals_file).get(listed.name)
    return bool(sum(len(files) for _, _, files in os.walk(bundle)) == listed.files)


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
