"""The files that lie in a folder of generated pages, told by their stamps."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from pathlib import Path

from bulletin.build.state import Stamp
from bulletin.machine.children import Child


def stamps_below(folder: Path, others: Collection[str] = ()) -> dict[str, Stamp]:
    """The stamp of each file in `folder` by its path, its entries `others` left out; empty without a folder.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     _ = Path(folder, "index.html").write_bytes(b"abc")
    ...     stamps_below(Path(folder))["index.html"].size
    3
    """
    found: dict[str, Stamp] = {}

    def walk(folder: str, prefix: str) -> None:
        with os.scandir(folder) as entries:
            for entry in entries:
                path = prefix + entry.name
                if path in others:
                    continue
                if entry.is_dir(follow_symlinks=False):
                    walk(entry.path, f"{path}/")
                else:
                    stat = entry.stat(follow_symlinks=False)
                    found[path] = Stamp(path, stat.st_size, stat.st_mtime_ns)

    if folder.is_dir():
        walk(str(folder), "")
    return found


class Listing:
    """The files of `folder`, but for its entries `others`, listed in a process of its own from now on."""

    def __init__(self, folder: Path, others: Collection[str], workers: int) -> None:
        self.others = others
        # Bare tuples: they travel several times as fast as stamps.
        self.work: Child[None, list[tuple[str, int, int]]] = Child(
            lambda _: [(*stamp,) for stamp in stamps_below(folder, others).values()], workers
        )

    def stamps(self, known: Mapping[str, Stamp]) -> dict[str, Stamp]:
        """The stamp of each file that lay there, waited for; those of `known` where they are the same."""
        found: dict[str, Stamp] = {}
        for listed in self.work.result():
            stamp = known.get(listed[0])
            found[listed[0]] = stamp if stamp == listed else Stamp(*listed)
        return found
