"""Makes one bundle: a folder of files, whole or not at all, named by what decides all that is in them."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bulletin.archive.archive import Archive
from bulletin.archive.content_folder import read_body
from bulletin.machine.atomic_file import share
from bulletin.machine.children import fork_in_order, in_parts
from bulletin.search.bundle_files import BundleWriter, index_files
from bulletin.search.bundles import Bundle
from bulletin.search.documents import document, facts_of
from bulletin.search.equivalents import Equivalents
from bulletin.search.manifest import ListedBundle
from bulletin.search.older_bundle import DAMAGED, MADE_OF, OlderBundle, made_of
from bulletin.search.text_packs import PackWriter
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
        for name in ("t", "f", "c", "r"):
            (unfinished / name).mkdir(parents=True)
        articles = bundle.articles
        first, end = (older.head, len(articles) - older.tail) if older else (0, len(articles))
        fresh = BundleWriter(first)
        texts = list(self._indexed(bundle, range(first, end), fresh))
        packs = PackWriter(unfinished)
        count = 0
        if older:
            try:
                packs.take(older.texts, range(older.head))
                packs.add(texts)
                packs.take(older.texts, range(older.articles - older.tail, older.articles))
                lengths = older.lengths(fresh.lengths)
                tiers = older.grown(fresh.postings, len(articles), self.phrases, self.workers)
                for name, before in tiers.kept.links(tiers.frequent) if tiers.kept else ():
                    share(f"{older.folder}/{before}.bin", f"{unfinished}/{name}.bin")
                    count += 1
            except DAMAGED:
                return self.make(folder, wanted, None)
        else:
            packs.add(texts)
            lengths = fresh.lengths
            tiers = Tiers(fresh.postings, len(articles))
        packs.close()
        facts = [facts_of(self.archive, stored) for stored in articles]
        letters = {"lengths": lengths, "texts": packs.letters}
        for file in (
            *index_files(tiers, facts, letters, self.workers),
            (MADE_OF, made_of(wanted.code, wanted.marks, tiers)),
        ):
            _write(unfinished, *file)
            count += 1
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
            files=count + packs.files,
        )

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


def _write(folder: Path, name: str, data: bytes) -> None:
    # Thousands of small files: making a Path of each name costs as much as writing one.
    with open(f"{folder}/{name}", "wb") as stream:
        stream.write(data)
