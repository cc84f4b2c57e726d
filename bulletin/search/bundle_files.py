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
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from bulletin.search.documents import Document, Facts
from bulletin.search.index_chunk import Place
from bulletin.search.index_text import SEPARATOR, bucket_key, fold_token, hash_of
from bulletin.search.postings import encode

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

File = tuple[str, bytes]


@dataclass(slots=True)
class BundleWriter:
    """Takes the documents of a bundle, oldest first, and gives its files.

    The text of a document is given back at once, the rest at the end, so that only the index is kept.
    """

    _facts: list[Facts] = field(default_factory=list)
    _places: dict[str, list[Place]] = field(default_factory=lambda: defaultdict(list))

    def add(self, document: Document) -> File:
        """Index `document`; the file with its text, by the number it has in the bundle."""
        number = len(self._facts)
        self._facts.append(document.facts)
        for token, weight in document.weights.items():
            self._places[token].append((number, weight))
        return f"t/{number}.bin", packed(_text(document))

    def finish(self) -> Iterator[File]:
        """The index and the table of articles. Ends with `head.json`, which says how many files there are."""
        words: dict[str, list[str]] = defaultdict(list)
        for token in self._places:
            words[fold_token(token)].append(token)
        has_tiers = len(self._facts) >= _THREE_TIERS
        common: dict[str, list[str]] = {}
        rare: dict[str, list[str]] = {}
        frequent: dict[str, list[str]] = {}
        for word, forms in sorted(words.items()):
            share = (
                sum(len(self._places[form]) for form in forms) / len(self._facts) if has_tiers else _COMMON
            )
            (frequent if share >= _FREQUENT else common if share >= _COMMON else rare)[word] = forms
        for number, forms in enumerate(frequent.values()):
            yield f"f/{number}.bin", zipped(encode({form: self._places[form] for form in forms}))
        head = {"articles": len(self._facts), "frequent": len(frequent)}
        for tier, members, size in (("common", common, _COMMON_FILE), ("rare", rare, _RARE_FILE)):
            files = -(-sum(map(self._size, members.values())) // size)
            yield from self._tier(tier[0], members, files)
            head[tier] = files
        yield "articles.bin", packed(_table(self._facts) | {"frequent": list(frequent)})
        often = sorted((*frequent, *common))
        yield "syllables.bin", packed([word[1:-1] for word in often if word.startswith(SEPARATOR)])
        yield "head.json", json.dumps(head).encode()

    def _size(self, forms: list[str]) -> int:
        return sum(4 + len(form) // 2 + len(self._places[form]) for form in forms)

    def _tier(self, tier: str, words: dict[str, list[str]], files: int) -> Iterator[File]:
        buckets: list[dict[str, list[Place]]] = [{} for _ in range(files)]
        for word, forms in words.items():
            bucket = buckets[hash_of(bucket_key(word)) % files]
            bucket.update((form, self._places[form]) for form in forms)
        for number, bucket in enumerate(buckets):
            yield f"{tier}/{number}.bin", zipped(encode(bucket))


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
