"""Parts of a bundle, a few to a file: a reader asks for the bytes of one, as each is compressed by itself.

A file for each text and each bucket of the index would be tens of thousands, and hosts count files. A part
begins where the one before ends, so its place follows from the sizes of those before it in its pack. Sizes
are whole units, since each is a letter in a file that readers load.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bulletin.machine.atomic_file import read_bytes, share
from bulletin.search.index_text import TABLE

# By the letter of a tier how many parts a file holds: a host that does not know how to send a part of a file
# sends all, some 30 kB of texts and 20 kB of the index.
PACK: dict[str, int] = {tier: pack["parts"] for tier, pack in TABLE["packs"].items()}
# Bytes.
UNIT: dict[str, int] = {tier: pack["unit"] for tier, pack in TABLE["packs"].items()}
TEXTS = "t"
# No letter from here on needs an escape in JSON.
_FIRST_LETTER = ord("]")
# The header of gzip: where its flags stand, the flag for a comment, and where that begins.
_FLAGS, _HAS_COMMENT, _BEHIND_HEADER = 3, 0x10, 10


def filled(part: bytes, tier: str) -> bytes:
    r"""The gzip file `part`, whose header is plain, with a comment in it that fills it up to whole units.

    >>> len(filled(b"\x1f\x8b\x08\x00" + 6 * b"\x00" + b"data", "t")) == UNIT["t"]
    True
    """
    lacking = -len(part) % UNIT[tier]
    if not lacking:
        return part
    flags = bytes([part[_FLAGS] | _HAS_COMMENT])
    comment = b" " * (lacking - 1) + b"\0"
    return part[:_FLAGS] + flags + part[_FLAGS + 1 : _BEHIND_HEADER] + comment + part[_BEHIND_HEADER:]


@dataclass(slots=True)
class PackWriter:
    """Writes the parts of a tier into the bundle `folder`, as they come: in the order of their numbers.

    A pack that is as it was in the bundle `older` becomes a link to that: where one article changed a little,
    most of its words stand where they stood.
    """

    folder: Path
    tier: str
    older: Packs | None = None
    letters: str = ""
    files: int = 0
    _waiting: list[bytes] = field(default_factory=list)

    def add(self, parts: Iterable[bytes]) -> None:
        """Write `parts`, each `filled`."""
        for part in parts:
            self.letters += chr(_FIRST_LETTER + len(part) // UNIT[self.tier])
            self._waiting.append(part)
            if len(self._waiting) == PACK[self.tier]:
                self.close()

    def take(self, numbers: range) -> None:
        """Take the parts `numbers` of the older bundle. Raises what `Packs.part` raises."""
        older, at, size = self.older, numbers.start, PACK[self.tier]
        assert older is not None
        while at < numbers.stop:
            if not self._waiting and at % size == 0 and at + size <= numbers.stop:
                share(older.file(at), f"{self.folder}/{self.tier}/{self.files}.bin")
                self.letters += older.letters[at : at + size]
                self.files += 1
                at += size
            else:
                self.add([older.part(at)])
                at += 1

    def close(self) -> None:
        """Write what waits for its pack to be full."""
        if self._waiting:
            data, file = b"".join(self._waiting), f"{self.folder}/{self.tier}/{self.files}.bin"
            if self.older and self.older.pack(self.files) == data:
                share(self.older.file(self.files * PACK[self.tier]), file)
            else:
                with open(file, "wb") as stream:
                    stream.write(data)
            self.files += 1
            self._waiting = []


@dataclass(slots=True)
class Packs:
    """The parts of a tier of the bundle in `folder`, whose sizes are `letters`."""

    folder: Path
    tier: str
    letters: str
    _pack: tuple[int, bytes] = (-1, b"")

    def __len__(self) -> int:
        return len(self.letters)

    def file(self, number: int) -> str:
        """The file that has the part `number`."""
        return f"{self.folder}/{self.tier}/{number // PACK[self.tier]}.bin"

    def pack(self, number: int) -> bytes | None:
        """All of the pack `number`, None where there is none."""
        first = number * PACK[self.tier]
        return read_bytes(self.file(first)) if first < len(self) else None

    def part(self, number: int) -> bytes:
        """The part `number`, as it was added. Raises OSError, or ValueError for a damaged pack."""
        pack = number // PACK[self.tier]
        if self._pack[0] != pack:
            self._pack = pack, read_bytes(self.file(number))
        start = sum(self._sizes(pack * PACK[self.tier], number))
        end = start + next(self._sizes(number, number + 1))
        if len(self._pack[1]) < end:
            raise ValueError(f"{self.file(number)}: ends too early")
        return self._pack[1][start:end]

    def _sizes(self, first: int, end: int) -> Iterator[int]:
        return ((ord(letter) - _FIRST_LETTER) * UNIT[self.tier] for letter in self.letters[first:end])
