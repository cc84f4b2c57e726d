"""The bundle that a new one grows out of: what did not change is taken from it, and only the rest indexed.

A bundle of ten years takes half a minute to index, and one corrected article, or a month more, is no reason
to. Each bundle keeps beside its index what it was made of: a mark for each article. The articles before the
first that differs, and behind the last, keep their texts and their places in the postings. Where the bundle
has as many articles as before, no number changes. Then only the parts with words of articles that came or
went are written anew, and packs without them are the same files.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from bulletin.machine.atomic_file import read_bytes
from bulletin.machine.children import fork_in_order, in_parts
from bulletin.machine.json_value import json_value
from bulletin.search.bundle_files import packed, packs_of, unzipped
from bulletin.search.documents import weights_of
from bulletin.search.equivalents import Equivalents
from bulletin.search.index_text import SEPARATOR, bucket_key, fold_token, hash_of
from bulletin.search.packs import TEXTS, Packs
from bulletin.search.postings import Postings, split
from bulletin.search.tiers import HASHED, KeptIndex, Tiers, folded_words, size_of

MADE_OF = "made-of.bin"
# What reading an older bundle may raise where it is damaged.
DAMAGED = (OSError, EOFError, ValueError, LookupError, TypeError, zlib.error)
_AT_ONCE = 250


@dataclass(frozen=True, slots=True)
class OlderBundle:
    """A bundle in `folder`, of which the first `head` and the last `tail` of its `articles` articles stay."""

    folder: Path
    articles: int
    head: int
    tail: int
    files: Mapping[str, int]
    sizes: Mapping[str, int]

    @property
    def gone(self) -> range:
        """The articles that do not stay."""
        return range(self.head, self.articles - self.tail)

    @property
    def kept(self) -> int:
        """How many articles stay."""
        return self.head + self.tail

    def packs(self) -> dict[str, Packs]:
        """Its texts and its index, by tier. Raises one of `DAMAGED`."""
        return packs_of(self.folder)

    def lengths(self, fresh: str) -> str:
        """The lengths of all articles, `fresh` between head and tail. Raises one of `DAMAGED`."""
        known = self._json("articles")["lengths"]
        return f"{known[: self.head]}{fresh}{known[self.articles - self.tail :]}"

    def grown(self, fresh: Postings, articles: int, phrases: Equivalents, workers: int) -> Tiers:
        """The index of the bundle of `articles` articles, in which `fresh` stand between head and tail.

        Raises one of `DAMAGED`.
        """
        if articles == self.articles:
            words = {fold_token(token) for token in (*self._tokens_gone(phrases), *fresh)}
            tiers = self._with_words(words, fresh.copy(), workers)
            if tiers.fits:
                return tiers
        every = {f"f/{number}" for number in range(len(self._frequent()))}
        for tier in HASHED:
            every |= {f"{tier[0]}/{number}" for number in range(self.files[tier])}
        taken = self._taken(every, workers)
        return Tiers(self._joined(taken, fresh, articles), articles)

    def _with_words(self, words: Iterable[str], fresh: Postings, workers: int) -> Tiers:
        """The index, of which only the parts with `words` are read: those of `fresh` and of articles gone."""
        frequent = self._frequent()
        number = {word: index for index, word in enumerate(frequent)}
        # A word may go over into another tier.
        names = {f"f/{number[word]}" for word in words if word in number}
        for tier in HASHED:
            if count := self.files[tier]:
                names |= {f"{tier[0]}/{hash_of(bucket_key(word)) % count}" for word in words}
        taken = self._taken(names, workers)
        kept = KeptIndex(
            frequent,
            frozenset(names),
            self.files,
            {tier: self.sizes[tier] - sum(one.sizes.get(tier, 0) for one in taken) for tier in HASHED},
            self._syllables_beside(taken),
        )
        return Tiers(self._joined(taken, fresh, self.articles), self.articles, kept)

    def _syllables_beside(self, taken: Iterable[_OlderWords]) -> dict[str, int]:
        """The syllables of the older bundle that are in no part of those `taken`."""
        gone = set[str]().union(*(one.syllables for one in taken))
        known = self._json("syllables").items()
        return {syllable: count for syllable, count in known if syllable not in gone}

    def _taken(self, names: Iterable[str], workers: int) -> list[_OlderWords]:
        # In the order in which they lie in their packs.
        parts = in_parts(sorted(names, key=lambda name: (name[0], int(name[2:]))), _AT_ONCE)
        return list(fork_in_order(lambda part: _take(self, part), parts, workers))

    def _joined(self, taken: Sequence[_OlderWords], fresh: Postings, articles: int) -> Postings:
        whole, tail = Postings(), Postings()
        for one in taken:
            whole.unite(one.head)
            tail.unite(one.tail)
        whole.append(fresh)
        whole.append(tail, by=articles - self.tail)
        return whole

    def _tokens_gone(self, phrases: Equivalents) -> Iterator[str]:
        texts = self.packs()[TEXTS]
        for number in self.gone:
            text = json_value(unzipped(texts.part(number)))
            paragraphs = [paragraph for _, paragraph in text["paragraphs"]]
            yield from weights_of(text["title"], text.get("author"), paragraphs, phrases)

    def _frequent(self) -> dict[str, int]:
        table = self._json("articles")
        return dict(zip(table["frequent"], table["places"], strict=True))

    def _json(self, name: str) -> Any:
        return json_value(unzipped(read_bytes(f"{self.folder}/{name}.bin")))


@dataclass(slots=True)
class _OlderWords:
    """The words of some parts: postings of the articles before and behind those gone, and their sizes."""

    head: Postings = field(default_factory=Postings)
    tail: Postings = field(default_factory=Postings)
    sizes: dict[str, int] = field(default_factory=dict)
    syllables: set[str] = field(default_factory=set)


def _take(older: OlderBundle, names: Iterable[str]) -> _OlderWords:
    taken = _OlderWords()
    tier_of = {tier[0]: tier for tier in HASHED}
    packs = older.packs()
    for name in names:
        pieces = split(unzipped(packs[name[0]].part(int(name[2:]))), (0, older.gone.start, older.gone.stop))
        taken.head.unite(pieces[0])
        taken.tail.unite(pieces[2])
        tier = tier_of.get(name[0])
        for word, forms in folded_words(dict.fromkeys(chain(*pieces))):
            if tier:
                places = sum(piece.count(form) for piece in pieces for form in forms)
                taken.sizes[tier] = taken.sizes.get(tier, 0) + size_of(places, forms)
            if tier != "rare" and word.startswith(SEPARATOR):
                taken.syllables.add(word[1:-1])
    return taken


def made_of(code: str, marks: Sequence[str], tiers: Tiers) -> bytes:
    """The file `MADE_OF` of a bundle: all that decides what its files hold, and what its index is like.

    >>> json_value(unzipped(made_of("code 1", ["a1", "b2"], Tiers(Postings(), articles=2))))["marks"]
    ['a1', 'b2']
    """
    return packed({"code": code, "files": tiers.files, "sizes": tiers.sizes, "marks": marks})


def older_bundles(folders: Iterable[Path], code: str, marks: Sequence[str]) -> list[OlderBundle]:
    """The bundles in `folders` that share more than half of their articles with the new one, most first.

    `code` and `marks` are those of the new one; more than half of its articles are shared, too.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     data = made_of("code 1", ["a", "b", "c"], Tiers(Postings(), articles=3))
    ...     _ = Path(folder, MADE_OF).write_bytes(data)
    ...     (older,) = older_bundles([Path(folder)], "code 1", ["a", "b", "x", "c"])
    ...     older.head, older.tail
    (2, 1)
    """
    found: list[OlderBundle] = []
    for folder in folders:
        try:
            made = json_value(unzipped((folder / MADE_OF).read_bytes()))
            before = made["marks"]
            if made["code"] != code:
                continue
            head = _shared(marks, before)
            most = min(len(marks), len(before)) - head
            tail = _shared(marks[::-1][:most], before[::-1][:most])
            older = OlderBundle(folder, len(before), head, tail, made["files"], made["sizes"])
        except DAMAGED:
            continue
        if 2 * older.kept > max(len(marks), len(before)):
            found.append(older)
    return sorted(found, key=lambda older: -older.kept)


def _shared(some: Sequence[str], others: Sequence[str]) -> int:
    pairs = enumerate(zip(some, others, strict=False))
    return next((number for number, (one, other) in pairs if one != other), min(len(some), len(others)))
