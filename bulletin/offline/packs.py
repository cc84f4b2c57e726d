"""The files of a search bundle in packs, so that the zip compresses many together.

A pack has the files of one tier in their order, each cut in two: all words first, then all numbers, because
like compresses best beside like. A query loads one pack for each word and bundle.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bulletin.search.postings import halves

# About how much a pack holds. Larger ones are hardly smaller in the zip, and take longer to read.
PACK = 256_000


@dataclass(frozen=True, slots=True)
class Pack:
    """Files of a tier, from the number `first` on; `parts` are all their words, then all their numbers."""

    first: int
    parts: tuple[bytes, ...]


def packs(files: Iterable[bytes]) -> Iterator[Pack]:
    """The packs of `files`, each as `bulletin.search.postings` encodes it, in the order of their numbers."""
    first, size = 0, 0
    members: list[bytes] = []
    for file in files:
        if size and size + len(file) > PACK:
            yield _pack(first, members)
            first, size, members = first + len(members), 0, []
        members.append(file)
        size += len(file)
    if members:
        yield _pack(first, members)


def _pack(first: int, files: list[bytes]) -> Pack:
    words, numbers = zip(*map(halves, files), strict=True)
    return Pack(first, (*words, *numbers))
