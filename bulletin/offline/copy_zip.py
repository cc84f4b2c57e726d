"""Files as a zip, the same bytes each time: sorted names, one fixed time, one way to compress.

The zip is written by hand, because `zipfile` takes no data that is compressed already. So libdeflate can
compress it, a twentieth smaller than zlib does, and what two copies share is compressed once, on all cores.
"""

from __future__ import annotations

import hashlib
import os
import struct
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import deflate

from bulletin.content.model import BulletinError

SUMS = "SHA256SUMS"
_LEVEL = 12
# As a zip writes them: its earliest day, 1 January 1980; names in UTF-8; files that all on Unix may read.
_TIME, _DAY = 0, 0x21
_UTF8, _DEFLATED, _VERSION, _UNIX = 0x800, 8, 20, 3 << 8
_ATTRIBUTES = 0o100644 << 16
# A zip without extensions, which every program opens, counts files in two bytes and places in four.
_MOST_FILES = 0xFFFF
_MOST_BYTES = 0xFFFF_FFFF


@dataclass(frozen=True, slots=True)
class Member:
    """A file of the zip: its name, size, checksums, and where its compressed bytes lie for now."""

    name: str
    size: int
    crc: int
    sha256: str
    packed: Path


def pack(name: str, data: bytes, folder: Path) -> Member:
    """Compress `data` into the folder; where a file there has the same bytes, that one serves."""
    digest = hashlib.sha256(data).hexdigest()
    packed = folder / digest
    if not packed.exists():
        # Several processes may do the same at once: each gives its own part the final name.
        part = folder / f"{digest}.{os.getpid()}"
        part.write_bytes(bytes(deflate.deflate_compress(data, _LEVEL)))
        os.replace(part, packed)
    return Member(name, len(data), zlib.crc32(data), digest, packed)


def sums(members: Iterable[Member]) -> bytes:
    """The file `SHA256SUMS` of `members`, as `sha256sum` writes it."""
    ordered = sorted(members, key=lambda member: member.name)
    return "".join(f"{member.sha256}  {member.name}\n" for member in ordered).encode()


def write_zip(target: Path, members: Iterable[Member], top: str, advance: Callable[[], None]) -> str:
    """Put `members` into the zip `target`, in a folder called `top`; gives the zip's SHA-256.

    Written whole or not at all. `advance` is called after each file. Raises BulletinError where it is
    too much for a zip that every program opens.
    """
    ordered = sorted(members, key=lambda member: member.name)
    if len(ordered) > _MOST_FILES:
        raise BulletinError(f"{target.name}: {len(ordered)} files are more than a zip takes ({_MOST_FILES})")
    part = target.with_name(f".{target.name}.part")
    digest = hashlib.sha256()
    try:
        with part.open("wb") as out:
            at, directory = 0, b""

            def write(data: bytes) -> None:
                nonlocal at
                out.write(data)
                digest.update(data)
                at += len(data)

            for member in ordered:
                packed = member.packed.read_bytes()
                name = f"{top}/{member.name}".encode()
                facts = struct.pack(
                    "<HHHHHLLLHH",
                    *(_VERSION, _UTF8, _DEFLATED, _TIME, _DAY),
                    *(member.crc, len(packed), member.size, len(name), 0),
                )
                if at + len(packed) > _MOST_BYTES:
                    raise BulletinError(f"{target.name}: more than 4 GB, which is more than a zip takes")
                directory += b"PK\x01\x02" + struct.pack("<H", _UNIX | _VERSION) + facts
                directory += struct.pack("<HHHLL", 0, 0, 0, _ATTRIBUTES, at) + name
                write(b"PK\x03\x04" + facts + name + packed)
                advance()
            end = struct.pack("<HHHHLLH", 0, 0, len(ordered), len(ordered), len(directory), at, 0)
            write(directory + b"PK\x05\x06" + end)
        os.replace(part, target)
    finally:
        part.unlink(missing_ok=True)
    return digest.hexdigest()
