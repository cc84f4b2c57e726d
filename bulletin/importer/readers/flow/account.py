"""What became of each character of a document: the first of the two ledgers that an import keeps."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from bulletin.importer.source import Disposition, Held

_NOT_COUNTED = re.compile(r"[\s\u0300-\u036f]+")


def letters(text: str) -> int:
    """How many characters `text` has, white space aside; a letter and its marks are one, however coded.

    >>> letters("ấ"), letters("a\\u0302\\u0301"), letters("a b"), letters("한")
    (1, 1, 2, 1)
    """
    return len(_NOT_COUNTED.sub("", unicodedata.normalize("NFC", text)))


class Account:
    """The account of the characters read so far: what became of them, and what blocks have besides."""

    def __init__(self) -> None:
        self._counts: Counter[Disposition] = Counter()
        self._added = 0

    def take(self, text: str, disposition: Disposition) -> None:
        """Account for a text of the document."""
        self._counts[disposition] += letters(text)

    def move(self, count: int, disposition: Disposition) -> None:
        """Account otherwise for `count` characters that were taken as text."""
        self._counts[Disposition.TEXT] -= count
        self._counts[disposition] += count

    def add(self, text: str) -> None:
        """Account for characters of a block that no text of the document has."""
        self._added += letters(text)

    def count(self, disposition: Disposition) -> int:
        """How many characters have that disposition so far."""
        return self._counts[disposition]

    def closed(self, total: int) -> Held:
        """The account of a document of `total` characters."""
        counts = {each: self._counts[each] for each in Disposition if self._counts[each]}
        return Held(total, counts, self._added)
