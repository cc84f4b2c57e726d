"""The files of one bundle: its index (see `tiers.py`), the table of its articles, and their texts.

Every query loads the table, so it has only what every query needs. What articles are about, and who wrote
them, lies in a file a column; so do the sizes of the rare words' parts.
"""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

from bulletin.machine.children import fork_in_order, in_parts
from bulletin.machine.json_value import json_value
from bulletin.search.documents import Facts, IndexedArticle
from bulletin.search.packs import TEXTS, Packs, filled
from bulletin.search.postings import Postings
from bulletin.search.tiers import RARE, Named, Tiers

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
_TABLE, _RARE = "articles.bin", "rare.bin"

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
        return filled(packed(_text(document)), TEXTS)

    def append(self, later: BundleWriter) -> None:
        """Take over what the writer `later` took of the documents that follow."""
        self._taken += later._taken
        self.lengths += later.lengths
        self.postings.append(later.postings)


def tables(tiers: Tiers, facts: Sequence[Facts], lengths: str, sizes: Mapping[str, str]) -> Iterator[File]:
    """The table of the articles with these `facts` and `lengths`, and the other files of few queries.

    `lengths` are those of a `BundleWriter`; `sizes` the letters of the `PackWriter` of each tier.

    >>> from datetime import date
    >>> facts = Facts(date(2023, 12, 11), 5, "tin-tuc", (), (), (), (), ())
    >>> [name for name, _ in tables(Tiers(Postings(), articles=1), [facts], "a", {"t": "^"})]
    ['articles.bin', 'rare.bin', 'sources.bin', 'provinces.bin', 'authors.bin', 'syllables.bin']
    """
    frequent = tiers.frequent
    table = {
        "days": _days(facts),
        "section": _column(facts, "section"),
        "lengths": lengths,
        "sizes": {tier: letters for tier, letters in sizes.items() if tier != RARE},
        "frequent": list(frequent),
        "places": list(frequent.values()),
    }
    yield _TABLE, packed(table)
    yield _RARE, packed(sizes.get(RARE, ""))
    for name in COLUMNS:
        yield f"{name}.bin", packed(_column(facts, name))
    yield "syllables.bin", packed(tiers.syllables)


def packs_of(bundle: Path) -> dict[str, Packs]:
    """The packs of each tier in the folder `bundle`. Raises OSError or ValueError where it is damaged.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     for name, data in tables(Tiers(Postings(), articles=1), [], "", {"t": "^_"}):
    ...         _ = Path(folder, name).write_bytes(data)
    ...     {tier: len(packs) for tier, packs in packs_of(Path(folder)).items()}
    {'t': 2, 'r': 0}
    """
    sizes = json_value(unzipped((bundle / _TABLE).read_bytes()))["sizes"]
    sizes[RARE] = json_value(unzipped((bundle / _RARE).read_bytes()))
    return {tier: Packs(bundle, tier, letters) for tier, letters in sizes.items()}


def index_parts(tiers: Tiers, workers: int) -> dict[str, bytes]:
    """The parts of the index that are to be written, by their names.

    >>> (postings := Postings()).add(0, {"ǀtrịǀ": 24})
    >>> [name for name in index_parts(Tiers(postings, articles=1), workers=1)]
    ['c/0']
    """

    def encode(part: Sequence[Named]) -> list[File]:
        return [
            (name, filled(zipped(tiers.postings.encode(tokens), _LEVEL), name[0])) for name, tokens in part
        ]

    files = in_parts(tiers.named(), _AT_ONCE)
    return dict(part for done in fork_in_order(encode, files, workers) for part in done)


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
