"""Texts of articles, a few to a file: a reader asks for the bytes of one, as each is compressed by itself.

A file a text would be as many files as articles, and hosts count files. A text begins where the one before
ends, so its place follows from the sizes of those before it in its pack. Sizes are whole units, since each
is a letter in the table of articles, which every reader loads.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bulletin.machine.atomic_file import read_bytes, share
from bulletin.search.index_text import TABLE

# Texts in a file: a host that does not know how to send a part of a file sends some 250 kB.
PACK: int = TABLE["texts_in_a_pack"]
# Bytes.
UNIT: int = TABLE["text_unit"]
# No letter from here on needs an escape in JSON.
_FIRST_LETTER = ord("]")
# The header of gzip: where its flags stand, the flag for a comment, and where that begins.
_FLAGS, _HAS_COMMENT, _BEHIND_HEADER = 3, 0x10, 10


def filled(text: bytes) -> bytes:
    r"""The gzip file `text`, whose header is plain, with a comment in it that fills it up to whole units.

    >>> len(filled(b"\x1f\x8b\x08\x00" + 6 * b"\x00" + b"data")) == UNIT
    True
    """
    lacking = -len(text) % UNIT
    if not lacking:
        return text
    flags = bytes([text[_FLAGS] | _HAS_COMMENT])
    comment = b" " * (lacking - 1) + b"\0"
    return text[:_FLAGS] + flags + text[_FLAGS + 1 : _BEHIND_HEADER] + comment + text[_BEHIND_HEADER:]


@dataclass(slots=True)
class PackWriter:
    """Writes the texts of a bundle into `folder`, as they come: in the order of its articles."""

    folder: Path
    letters: str = ""
    files: int = 0
    _waiting: list[bytes] = field(default_factory=list)

    def add(self, texts: Iterable[bytes]) -> None:
        """Write `texts`, each `filled`."""
        for text in texts:
            self.letters += chr(_FIRST_LETTER + len(text) // UNIT)
            self._waiting.append(text)
            if len(self._waiting) == PACK:
                self.close()

    def take(self, older: TextPacks, numbers: range) -> None:
        """Take the texts `numbers` of an older bundle; packs that would be the same become links to those."""
        at = numbers.start
        while at < numbers.stop:
            if at == len(self.letters) and at % PACK == 0 and at + PACK <= numbers.stop:
                share(older.file(at), f"{self.folder}/t/{self.files}.bin")
                self.letters += older.letters[at : at + PACK]
                self.files += 1
                at += PACK
            else:
                self.add([older.text(at)])
                at += 1

    def close(self) -> None:
        """Write what waits for its pack to be full."""
        if self._waiting:
            with open(f"{self.folder}/t/{self.files}.bin", "wb") as stream:
                stream.write(b"".join(self._waiting))
            self.files += 1
            self._waiting = []


@dataclass(slots=True)
class TextPacks:
    """The texts of the bundle in `folder`, whose sizes are `letters`."""

    folder: Path
    letters: str
    _pack: tuple[int, bytes] = (-1, b"")

    def file(self, number: int) -> str:
        """The file that has the text of article `number`."""
        return f"{self.folder}/t/{number // PACK}.bin"

    def text(self, number: int) -> bytes:
        """The text of article `number`, as it was added. Raises OSError, or ValueError for a damaged pack."""
        if self._pack[0] != number // PACK:
            self._pack = number // PACK, read_bytes(self.file(number))
        first = number - number % PACK
        start = sum(self._sizes(first, number))
        end = start + next(self._sizes(number, number + 1))
        if len(self._pack[1]) < end:
            raise ValueError(f"{self.file(number)}: ends too early")
        return self._pack[1][start:end]

    def _sizes(self, first: int, end: int) -> Iterator[int]:
        return ((ord(letter) - _FIRST_LETTER) * UNIT for letter in self.letters[first:end])
