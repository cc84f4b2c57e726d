"""A document that is a ZIP file: its parts unpacked within limits, and their XML without entities."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException

from bulletin.content.model import BulletinError
from bulletin.importer.readers.flow.xml_tree import TooLarge, tree

SEND_AGAIN = "ask the sender to send it again"
_MB = 1_000_000
# A bulletin with a hundred photographs has about 300 MB, its text a few.
_MOST_UNPACKED = 600 * _MB
_MOST_XML = 60 * _MB
_MOST_PARTS = 10_000
# What reading a damaged file raises.
DAMAGE = (
    zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError, OverflowError,
    zlib.error, lzma.LZMAError, struct.error,
)  # fmt: skip


class ZipParts:
    """The parts of the ZIP file in `data`. Names count without regard to case, `save_again` is a cure.

    Each method raises BulletinError, beginning with the file's name, where the file is damaged,
    locked, or unpacks to more than a bulletin can be.
    """

    def __init__(self, data: bytes, name: str, save_again: str) -> None:
        self.name = name
        self._save_again = save_again
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except DAMAGE:
            raise BulletinError(f"{name}: is damaged: its end is missing or broken; {SEND_AGAIN}") from None
        self.parts: dict[str, zipfile.ZipInfo] = {}
        self._unpacked: dict[str, bytes] = {}
        self._size = 0
        self._list_parts()

    def has(self, part: str) -> bool:
        """Whether there is `part`."""
        return part.casefold() in self.parts

    def read(self, part: str) -> bytes:
        """The bytes of `part`, unpacked once."""
        key = part.casefold()
        if key not in self._unpacked:
            self._unpacked[key] = self._unpack(part, self.parts[key])
        return self._unpacked[key]

    def tree(self, part: str) -> Element:
        """The XML of `part`, with short names."""
        try:
            return tree(self.read(part))
        except DefusedXmlException:
            raise BulletinError(
                f"{self.name}: has a document type or entities at {part}, which no word processor writes; "
                f"{self._save_again}"
            ) from None
        except TooLarge:
            raise BulletinError(
                f"{self.name}: is too long at {part}; ask the sender for the bulletin of one day"
            ) from None
        except (ParseError, LookupError, ValueError):
            raise BulletinError(f"{self.name}: is damaged at {part}; {SEND_AGAIN}") from None

    def _list_parts(self) -> None:
        infos = [info for info in self._zip.infolist() if not info.filename.endswith("/")]
        size = sum(info.file_size for info in infos)
        if size > _MOST_UNPACKED:
            raise _too_big(self.name, size)
        if len(infos) > _MOST_PARTS:
            raise BulletinError(f"{self.name}: has {len(infos):,} parts; {self._save_again}")
        if any(info.flag_bits & 1 for info in infos):
            raise BulletinError(f"{self.name}: is locked with a password; ask the sender for it without one")
        for info in infos:
            key = info.filename.replace("\\", "/").lstrip("/").casefold()
            if key in self.parts:
                raise BulletinError(f"{self.name}: has two parts named {key}; {self._save_again}")
            self.parts[key] = info

    def _unpack(self, part: str, info: zipfile.ZipInfo) -> bytes:
        room = _MOST_XML - self._size
        try:
            with self._zip.open(info) as file:
                data = file.read(room + 1)
        except DAMAGE:
            raise BulletinError(f"{self.name}: is damaged at {part}; {SEND_AGAIN}") from None
        if len(data) > room:
            raise _too_big(self.name, info.file_size)
        self._size += len(data)
        return data


def _too_big(name: str, size: int) -> BulletinError:
    return BulletinError(
        f"{name}: unpacks to {size // _MB:,} MB, more than a bulletin can be; "
        "ask the sender for the bulletin alone, saved anew"
    )
