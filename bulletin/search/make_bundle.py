"""Makes one bundle: a folder of files, whole or not at all, named by a hash of all that is in them."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bulletin.archive import Archive
from bulletin.markdown import BodyRenderer
from bulletin.parallel import fork_map
from bulletin.search.bundle_files import BundleWriter, File
from bulletin.search.bundles import Bundle
from bulletin.search.documents import document
from bulletin.search.equivalents import Equivalents
from bulletin.store import read_body


def make_bundle(
    archive: Archive, content: Path, folder: Path, bundle: Bundle, phrases: Equivalents, workers: int
) -> dict[str, Any]:
    """Make `bundle` in `folder`, in so many processes; what the manifest says of it, its name first.

    Raises BulletinError where an article of it changes meanwhile.
    """
    unfinished = folder / f".{bundle.first.isoformat()}.part"
    shutil.rmtree(unfinished, ignore_errors=True)
    for name in ("t", "f", "c", "r"):
        (unfinished / name).mkdir(parents=True)
    digest = hashlib.sha256()
    count = 0
    head: dict[str, int] = {}
    for name, data in _files(archive, content, bundle, phrases, workers):
        if name == "head.json":
            head = json.loads(data)
            continue
        # Thousands of small files: making a Path of each name costs as much as writing one.
        with open(f"{unfinished}/{name}", "wb") as stream:
            stream.write(data)
        digest.update(f"{name} {len(data)}\n".encode() + data)
        count += 1
    name = digest.hexdigest()[:16]
    shutil.rmtree(folder / name, ignore_errors=True)
    unfinished.rename(folder / name)
    return {
        "name": name,
        "from": bundle.first.isoformat(),
        "to": bundle.last.isoformat(),
        **head,
        "files": count,
    }


def _files(
    archive: Archive, content: Path, bundle: Bundle, phrases: Equivalents, workers: int
) -> Iterator[File]:
    size = -(-len(bundle.articles) // workers)
    starts = range(0, len(bundle.articles), size)

    def index(start: int) -> tuple[BundleWriter, list[File]]:
        writer, renderer = BundleWriter(start), BodyRenderer()
        texts = []
        for stored in bundle.articles[start : start + size]:
            body = read_body(content, stored.path, stored.digest)
            texts.append(writer.add(document(archive, stored, body, renderer, phrases)))
        return writer, texts

    runs = dict(fork_map(index, starts, workers))
    whole = BundleWriter()
    for number in range(len(starts)):
        writer, texts = runs[number]
        yield from texts
        whole.append(writer)
    yield from whole.finish(workers)
