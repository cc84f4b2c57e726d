"""Makes one bundle: a folder of files, whole or not at all, named by what decides all that is in them."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bulletin.archive.archive import Archive
from bulletin.archive.content_folder import read_body
from bulletin.machine.children import fork_in_order, in_parts
from bulletin.search.bundle_files import BundleWriter, index_parts, tables
from bulletin.search.bundles import Bundle
from bulletin.search.documents import document, facts_of
from bulletin.search.equivalents import Equivalents
from bulletin.search.manifest import ListedBundle
from bulletin.search.older_bundle import DAMAGED, MADE_OF, OlderBundle, made_of
from bulletin.search.packs import PACK, TEXTS, PackWriter
from bulletin.search.tiers import Tiers
from bulletin.text.markdown import BodyRenderer

# Articles that a process indexes before it hands over: what waits to be taken over is in memory twice.
_AT_ONCE = 2_000


@dataclass(frozen=True)
class WantedBundle:
    """A bundle as it should be: its days, a mark for each article, and `code` for all else in it."""

    days: Bundle
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


@dataclass(frozen=True, slots=True)
class BundleMaker:
    """Makes bundles of the articles of `archive`, which lie in `content`, with `workers` processes.

    `phrases` stand for each other in an index. `say` is told how many articles more of a bundle are indexed.
    """

    archive: Archive
    content: Path
    phrases: Equivalents
    workers: int
    say: Callable[[Bundle, int], None]

    def make(self, folder: Path, wanted: WantedBundle, older: OlderBundle | None) -> ListedBundle:
        """Make `wanted` in `folder`, and return what the manifest says of it.

        What did not change is taken from the bundle `older`, unless that proves to be damaged. Raises
        BulletinError where an article changes meanwhile.
        """
        bundle = wanted.days
        unfinished = folder / f".{bundle.first.isoformat()}.part"
        shutil.rmtree(unfinished, ignore_errors=True)
        for name in PACK:
            (unfinished / name).mkdir(parents=True)
        articles = bundle.articles
        first, end = (older.head, len(articles) - older.tail) if older else (0, len(articles))
        fresh = BundleWriter(first)
        texts = list(self._indexed(bundle, range(first, end), fresh))
        packs = {tier: PackWriter(unfinished, tier) for tier in PACK}
        if older:
            try:
                for tier, before in older.packs().items():
                    packs[tier].older = before
                packs[TEXTS].take(range(older.head))
                packs[TEXTS].add(texts)
                packs[TEXTS].take(range(older.articles - older.tail, older.articles))
                lengths = older.lengths(fresh.lengths)
                tiers = older.grown(fresh.postings, len(articles), self.phrases, self.workers)
                self._write_index(tiers, packs)
            except DAMAGED:
                return self.make(folder, wanted, None)
        else:
            packs[TEXTS].add(texts)
            lengths = fresh.lengths
            tiers = Tiers(fresh.postings, len(articles))
            self._write_index(tiers, packs)
        facts = [facts_of(self.archive, stored) for stored in articles]
        sizes = {tier: writer.letters for tier, writer in packs.items()}
        files = dict(tables(tiers, facts, lengths, sizes))
        files[MADE_OF] = made_of(wanted.code, wanted.marks, tiers)
        for name, data in files.items():
            (unfinished / name).write_bytes(data)
        shutil.rmtree(folder / wanted.name, ignore_errors=True)
        unfinished.rename(folder / wanted.name)
        return ListedBundle(
            name=wanted.name,
            fingerprint=wanted.fingerprint,
            first=bundle.first.isoformat(),
            last=bundle.last.isoformat(),
            articles=len(articles),
            frequent=len(tiers.frequent),
            **tiers.files,
            files=len(files) + sum(writer.files for writer in packs.values()),
        )

    def _write_index(self, tiers: Tiers, writers: Mapping[str, PackWriter]) -> None:
        """Write the parts of the index in their order, those of `tiers` and what stays; close all packs."""
        fresh = index_parts(tiers, self.workers)
        before = tiers.kept.before(tiers.frequent) if tiers.kept else {}
        for tier, count in {
            "f": len(tiers.frequent),
            "c": tiers.files["common"],
            "r": tiers.files["rare"],
        }.items():
            numbers = [before.get(f"{tier}/{number}") for number in range(count)]
            at = 0
            while at < count:
                first, end = numbers[at], at + 1
                if first is None:
                    writers[tier].add([fresh[f"{tier}/{at}"]])
                else:
                    while end < count and numbers[end] == first + end - at:
                        end += 1
                    writers[tier].take(range(first, first + end - at))
                at = end
        for writer in writers.values():
            writer.close()

    def _indexed(self, bundle: Bundle, numbers: range, whole: BundleWriter) -> Iterator[bytes]:
        """Index the articles `numbers` of `bundle` into `whole`, and yield their texts."""
        size = min(max(1, -(-len(numbers) // self.workers)), _AT_ONCE)

        def index(run: Sequence[int]) -> tuple[BundleWriter, list[bytes]]:
            writer, renderer = BundleWriter(run[0]), BodyRenderer()
            texts = []
            for stored in bundle.articles[run[0] : run[-1] + 1]:
                body = read_body(self.content, stored.path, stored.digest)
                texts.append(writer.add(document(self.archive, stored, body, renderer, self.phrases)))
            return writer, texts

        for writer, texts in fork_in_order(index, in_parts(numbers, size), self.workers):
            self.say(bundle, len(texts))
            yield from texts
            whole.append(writer)
