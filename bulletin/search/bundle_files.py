"""The files of one bundle: its index in three tiers of small files, its table, and a text an article.

A reader's query fetches one file a word and bundle, so the files are small and each word has a place that can
be worked out. The most frequent words have a file each in the tier `f`, as whatever lay beside them would be
fetched with most queries; the table lists them. For the others the hash of their `bucket_key` decides: common
words lie in the tier `c`, in files of less than a kilobyte; the many rare ones in the tier `r`, whose files
are fetched only where the others have nothing.
"""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from bulletin.parallel import fork_map
from bulletin.search.documents import Document, Facts
from bulletin.search.index_text import SEPARATOR, bucket_key, fold_token, hash_of
from bulletin.search.postings import Postings

# From so many articles on frequent and rare words have files of their own; below, all words lie together.
_THREE_TIERS = 500
# A word is frequent, or at least common, if this part of the articles has it.
_FREQUENT = 0.12
_COMMON = 0.004
# About how much of the index a file holds before it is compressed to half of that.
_COMMON_FILE = 900
_RARE_FILE = 1_400
# The letter for the first kind of values in a column; no letter from here on needs an escape in JSON.
_FIRST_LETTER = ord("]")

# Files that a process encodes at a time.
_AT_ONCE = 250

File = tuple[str, bytes]
# Folded words in their order, with the tokens that are the same but for marks.
_Words = dict[str, list[str]]
# A file by its name, with the tokens that it holds.
_Named = tuple[str, Sequence[str]]


@dataclass(slots=True)
class BundleWriter:
    """Takes the documents of a bundle, oldest first, and gives its files.

    The text of a document is given back at once, the rest at the end, so that only the index is kept. A
    writer may take a part of the bundle, from the document number `first` on, and be appended to another.
    """

    first: int = 0
    _facts: list[Facts] = field(default_factory=list)
    _postings: Postings = field(default_factory=Postings)

    def add(self, document: Document) -> File:
        """Index `document`; the file with its text, by the number it has in the bundle."""
        number = self.first + len(self._facts)
        self._facts.append(document.facts)
        self._postings.add(number, document.weights)
        return f"t/{number}.bin", packed(_text(document))

    def append(self, later: BundleWriter) -> None:
        """Take over what a writer took of the documents that follow."""
        self._facts += later._facts
        self._postings.append(later._postings)

    def finish(self, workers: int = 1) -> Iterator[File]:
        """The index and the table of articles. Ends with `head.json`, which says how many files there are."""
        has_tiers = len(self._facts) >= _THREE_TIERS
        tiers: dict[str, _Words] = {"frequent": {}, "common": {}, "rare": {}}
        sizes = dict.fromkeys(tiers, 0)
        for word, forms in self._words().items():
            places = sum(map(self._postings.count, forms))
            share = places / len(self._facts) if has_tiers else _COMMON
            tier = "frequent" if share >= _FREQUENT else "common" if share >= _COMMON else "rare"
            tiers[tier][word] = forms
            sizes[tier] += places + sum(4 + len(form) // 2 for form in forms)
        frequent, common, rare = tiers.values()
        files: list[_Named] = [(f"f/{number}.bin", forms) for number, forms in enumerate(frequent.values())]
        head = {"articles": len(self._facts), "frequent": len(frequent)}
        for tier, members, size in (("common", common, _COMMON_FILE), ("rare", rare, _RARE_FILE)):
            head[tier] = -(-sizes[tier] // size)
            files += _tier(tier[0], members, head[tier])
        yield from self._encoded(files, workers)
        yield "articles.bin", packed(_table(self._facts) | {"frequent": list(frequent)})
        often = sorted((*frequent, *common))
        yield "syllables.bin", packed([word[1:-1] for word in often if word.startswith(SEPARATOR)])
        yield "head.json", json.dumps(head).encode()

    def _words(self) -> _Words:
        words: dict[str, list[str]] = defaultdict(list)
        for token in self._postings:
            words[fold_token(token)].append(token)
        return {word: sorted(forms) for word, forms in sorted(words.items())}

    def _encoded(self, files: Sequence[_Named], workers: int) -> Iterator[File]:
        parts = [files[start : start + _AT_ONCE] for start in range(0, len(files), _AT_ONCE)]

        def encode(part: Sequence[_Named]) -> list[File]:
            return [(name, zipped(self._postings.encode(tokens))) for name, tokens in part]

        encoded = dict(fork_map(encode, parts, workers))
        for index in range(len(parts)):
            yield from encoded[index]


def _tier(tier: str, words: _Words, files: int) -> Iterator[_Named]:
    buckets: list[list[str]] = [[] for _ in range(files)]
    for word, forms in words.items():
        buckets[hash_of(bucket_key(word)) % files] += forms
    for number, bucket in enumerate(buckets):
        yield f"{tier}/{number}.bin", bucket


def packed(value: Any) -> bytes:
    """`value` as JSON, compressed, the same bytes each time."""
    return zipped(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


def zipped(data: bytes) -> bytes:
    """`data` compressed by gzip without a time."""
    return gzip.compress(data, 9, mtime=0)


def _text(document: Document) -> dict[str, Any]:
    text: dict[str, Any] = {
        "title": document.title,
        "sources": document.facts.shown_sources,
        "provinces": document.facts.shown_provinces,
        "paragraphs": [[paragraph.anchor, paragraph.text] for paragraph in document.paragraphs],
    }
    return text | ({"author": document.author} if document.author else {})


def _table(facts: list[Facts]) -> dict[str, Any]:
    """The facts as columns, which compress best: a letter an article for its kind of value, names once."""
    table: dict[str, Any] = {
        "days": [
            [day.isoformat(), [one.number for one in of_day]]
            for day, of_day in groupby(facts, lambda one: one.date)
        ]
    }
    for column in ("section", "sources", "provinces"):
        values = [(one,) if isinstance(one := getattr(fact, column), str) else one for fact in facts]
        names = sorted({name for value in values for name in value})
        index = {name: number for number, name in enumerate(names)}
        kinds = sorted(set(values))
        letter = {kind: chr(_FIRST_LETTER + number) for number, kind in enumerate(kinds)}
        table[column] = {
            "names": names,
            "kinds": [[index[name] for name in kind] for kind in kinds],
            "of": "".join(letter[value] for value in values),
        }
    return table


def unzipped(data: bytes) -> bytes:
    """What `zipped` made smaller."""
    return gzip.decompress(data)
