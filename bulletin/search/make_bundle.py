"""Makes one bundle: a folder of files, whole or not at all, named by what decides all that is in them."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from bulletin.archive import Archive
from bulletin.markdown import BodyRenderer
from bulletin.parallel import fork_map
from bulletin.search.bundle_files import BundleWriter, File, index_files
from bulletin.search.bundles import Bundle
from bulletin.search.documents import document, facts_of
from bulletin.search.equivalents import Equivalents
from bulletin.search.older_bundle import DAMAGED, SOURCES, Older, sources
from bulletin.search.tiers import Tiers
from bulletin.store import read_body
from bulletin.whole_file import share

# Articles that a process indexes before it hands over: what waits to be taken over is in memory twice.
_AT_ONCE = 2_000


@dataclass(frozen=True)
class Due:
    """A bundle as it should be: its articles with their marks; `code` stands for all else it depends on."""

    bundle: Bundle
    code: str
    marks: tuple[str, ...]

    @cached_property
    def fingerprint(self) -> str:
        """What decides every byte of the bundle."""
        return hashlib.sha256("\n".join((self.code, *self.marks)).encode()).hexdigest()[:32]

    @property
    def name(self) -> str:
        """The name of its folder."""
        return self.fingerprint[:16]


def make_bundle(
    archive: Archive,
    content: Path,
    folder: Path,
    due: Due,
    phrases: Equivalents,
    workers: int,
    older: Older | None,
    say: Callable[[int], None],
) -> dict[str, Any]:
    """Make `due` in `folder`, in so many processes; what the manifest says of it, its name first.

    What did not change is taken from the bundle `older`; `say` is told of so many articles more that were
    indexed. Raises BulletinError where an article changes meanwhile.
    """
    try:
        return _made(archive, content, folder, due, phrases, workers, older, say)
    except DAMAGED:
        if older is None:
            raise
        return _made(archive, content, folder, due, phrases, workers, None, say)


def _made(
    archive: Archive,
    content: Path,
    folder: Path,
    due: Due,
    phrases: Equivalents,
    workers: int,
    older: Older | None,
    say: Callable[[int], None],
) -> dict[str, Any]:
    bundle = due.bundle
    unfinished = folder / f".{bundle.first.isoformat()}.part"
    shutil.rmtree(unfinished, ignore_errors=True)
    for name in ("t", "f", "c", "r"):
        (unfinished / name).mkdir(parents=True)
    articles = bundle.articles
    first, end = (older.head, len(articles) - older.tail) if older else (0, len(articles))
    count = 0
    writer = BundleWriter(first)
    for file in _indexed(archive, content, bundle, range(first, end), phrases, workers, writer, say):
        _write(unfinished, *file)
        count += 1
    if older:
        tiers = older.grown(writer.postings, len(articles), phrases, workers)
        taken = [*older.texts(len(articles)), *(tiers.kept.links(tiers.frequent) if tiers.kept else ())]
        for name, before in taken:
            share(f"{older.folder}/{before}.bin", f"{unfinished}/{name}.bin")
        count += len(taken)
    else:
        tiers = Tiers(writer.postings, len(articles))
    facts = [facts_of(archive, stored) for stored in articles]
    for file in (*index_files(tiers, facts, workers), (SOURCES, sources(due.code, due.marks, tiers))):
        _write(unfinished, *file)
        count += 1
    shutil.rmtree(folder / due.name, ignore_errors=True)
    unfinished.rename(folder / due.name)
    return {
        "name": due.name,
        "from": bundle.first.isoformat(),
        "to": bundle.last.isoformat(),
        "articles": len(articles),
        "frequent": len(tiers.frequent),
        **tiers.files,
        "files": count,
    }


def _write(folder: Path, name: str, data: bytes) -> None:
    # Thousands of small files: making a Path of each name costs as much as writing one.
    with open(f"{folder}/{name}", "wb") as stream:
        stream.write(data)


def _indexed(
    archive: Archive,
    content: Path,
    bundle: Bundle,
    numbers: range,
    phrases: Equivalents,
    workers: int,
    whole: BundleWriter,
    say: Callable[[int], None],
) -> Iterator[File]:
    """Index the articles `numbers` of `bundle` into `whole`; their texts."""
    size = min(max(1, -(-len(numbers) // workers)), _AT_ONCE)
    runs = [numbers[start : start + size] for start in range(0, len(numbers), size)]

    def index(run: range) -> tuple[BundleWriter, list[File]]:
        writer, renderer = BundleWriter(run.start), BodyRenderer()
        texts = []
        for stored in bundle.articles[run.start : run.stop]:
            body = read_body(content, stored.path, stored.digest)
            texts.append(writer.add(document(archive, stored, body, renderer, phrases)))
        return writer, texts

    waiting: dict[int, tuple[BundleWriter, list[File]]] = {}
    taken = 0
    for number, done in fork_map(index, runs, workers):
        waiting[number] = done
        say(len(runs[number]))
        while taken in waiting:
            writer, texts = waiting.pop(taken)
            yield from texts
            whole.append(writer)
            taken += 1
