"""The files of one bundle: its index (see `tiers.py`), the table of its articles, and their texts.

Every query loads the table, so it has only what every query needs. What articles are about, and who wrote
them, lies in a file a column.
"""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from bulletin.machine.children import fork_in_order, in_parts
from bulletin.search.documents import Facts, IndexedArticle
from bulletin.search.postings import Postings
from bulletin.search.text_packs import filled
from bulletin.search.tiers import Named, Tiers

# The letter for the first kind of values in a column; no letter from here on needs an escape in JSON.
_FIRST_LETTER = ord("]")
_LONGEST = 15
# Files that a process encodes at a time.
_AT_ONCE = 250
# The highest level takes three times as long for the words of most articles, and saves a four-hundredth.
_LEVEL = 7
# Where the header of gzip names the operating system.
_SYSTEM = 9

# What few queries need of each article: a filter, a list of choices, a list that is taken away.
COLUMNS = ("sources", "provinces", "authors")

File = tuple[str, bytes]


@dataclass(slots=True)
class BundleWriter:
    """Takes the documents of a bundle, oldest first; the text of each is given back at once, compressed.

    A writer may take a part of the bundle, from the document number `first` on, and be appended to another.
    """

    first: int = 0
    postings: Postings = field(default_factory=Postings)
    # A letter for the length of each document.
    lengths: str = ""
    _taken: int = 0

    def add(self, document: IndexedArticle) -> bytes:
        """Index `document`; its text for a pack."""
        number = self.first + self._taken
        self._taken += 1
        self.postings.add(number, document.weights)
        self.lengths += chr(_FIRST_LETTER + _size(document.length))
        return filled(packed(_text(document)))

    def append(self, later: BundleWriter) -> None:
        """Take over what the writer `later` took of the documents that follow."""
        self._taken += later._taken
        self.lengths += later.lengths
        self.postings.append(later.postings)


def index_files(
    tiers: Tiers, facts: Sequence[Facts], letters: Mapping[str, str], workers: int
) -> Iterator[File]:
    """The files of `tiers` that are to be written, and the table and columns of articles with these `facts`.

    `letters` are columns with a letter an article: `lengths` of a `BundleWriter`, `texts` of a `PackWriter`.

    >>> from datetime import date
    >>> (postings := Postings()).add(0, {"ǀtrịǀ": 24})
    >>> facts = Facts(date(2023, 12, 11), 5, "tin-tuc", (), (), (), (), ())
    >>> [name for name, _ in index_files(Tiers(postings, articles=1), [facts], {"lengths": "a"}, workers=1)]
    ['c/0.bin', 'articles.bin', 'sources.bin', 'provinces.bin', 'authors.bin', 'syllables.bin']
    """
    yield from _encoded(tiers.postings, tiers.named(), workers)
    frequent = tiers.frequent
    words = {"frequent": list(frequent), "places": list(frequent.values())}
    table = {"days": _days(facts), "section": _column(facts, "section")}
    yield "articles.bin", packed(table | dict(letters) | words)
    for name in COLUMNS:
        yield f"{name}.bin", packed(_column(facts, name))
    yield "syllables.bin", packed(tiers.syllables)


def _encoded(postings: Postings, files: Sequence[Named], workers: int) -> Iterator[File]:
    def encode(part: Sequence[Named]) -> list[File]:
        return [(f"{name}.bin", zipped(postings.encode(tokens), _LEVEL)) for name, tokens in part]

    for encoded in fork_in_order(encode, in_parts(files, _AT_ONCE), workers):
        yield from encoded


def compact(value: Any) -> bytes:
    """`value` as JSON without spaces.

    >>> compact({"title": "Một cửa"}).decode()
    '{"title":"Một cửa"}'
    """
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def packed(value: Any) -> bytes:
    """`value` as JSON, compressed, the same bytes each time.

    >>> unzipped(packed({"title": "Một cửa"})).decode()
    '{"title":"Một cửa"}'
    """
    return zipped(compact(value))


def zipped(data: bytes, level: int = 9) -> bytes:
    """`data` compressed by gzip, the same bytes on every Python and system.

    The header's last byte names the system that wrote it, or none, as Python's version likes: 255 is none.

    >>> zipped(b"a").hex()[:20]
    '1f8b08000000000002ff'
    """
    data = gzip.compress(data, level, mtime=0)
    return data[:_SYSTEM] + b"\xff" + data[_SYSTEM + 1 :]


def _text(document: IndexedArticle) -> dict[str, Any]:
    text: dict[str, Any] = {
        "title": document.title,
        "sources": document.facts.shown_sources,
        "provinces": document.facts.shown_provinces,
        "paragraphs": [[paragraph.anchor, paragraph.text] for paragraph in document.paragraphs],
    }
    return text | ({"author": document.author} if document.author else {})


def _days(facts: Sequence[Facts]) -> list[tuple[str, list[int]]]:
    days = groupby(facts, lambda one: one.date)
    return [(day.isoformat(), [one.number for one in of_day]) for day, of_day in days]


def _column(facts: Sequence[Facts], name: str) -> dict[str, Any]:
    """One fact of all articles, as compresses best: each name once, and a letter for each article."""
    values = [(one,) if isinstance(one := getattr(fact, name), str) else one for fact in facts]
    names = sorted({name for value in values for name in value})
    index = {name: number for number, name in enumerate(names)}
    kinds = sorted(set(values))
    letter = {kind: chr(_FIRST_LETTER + number) for number, kind in enumerate(kinds)}
    return {
        "names": names,
        "kinds": [[index[name] for name in kind] for kind in kinds],
        "of": "".join(letter[value] for value in values),
    }


def _size(syllables: int) -> int:
    """The length of an article in steps of a half of itself, from 64 syllables on: enough for ranking."""
    return min(_LONGEST, max(0, round(1.7 * math.log2(max(1, syllables) / 64))))


def unzipped(data: bytes) -> bytes:
    """The bytes that `zipped` compressed.

    >>> unzipped(zipped(b"a"))
    b'a'
    """
    return gzip.decompress(data)
