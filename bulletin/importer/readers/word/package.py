"""A .docx as a package: its parts, found by relationships and content types, unpacked within limits."""

from __future__ import annotations

import io
import lzma
import posixpath
import struct
import zipfile
import zlib
from dataclasses import dataclass
from urllib.parse import unquote
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException

from bulletin.content.model import BulletinError
from bulletin.importer.readers.word.xml import TooLarge, tree

_MB = 1_000_000
# A bulletin with a hundred photographs has about 300 MB, its text a few.
_MOST_UNPACKED = 600 * _MB
_MOST_XML = 60 * _MB
_MOST_PARTS = 10_000
_DAMAGE = (
    zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError, OverflowError,
    zlib.error, lzma.LZMAError, struct.error,
)  # fmt: skip
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SEND_AGAIN = "ask the sender to send it again"
_SAVE_AGAIN = "ask the sender to open it in Word and save it again as .docx"


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to: `kind` (`styles`, `hyperlink`), and the part's name or the address outside."""

    kind: str
    target: str
    external: bool


class Package:
    """The parts of the .docx in `data`. Names of parts count without regard to case, as Word takes them.

    Each method raises BulletinError, beginning with the file's name, where the file is damaged,
    locked, or unpacks to more than a bulletin can be.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self._zip = _opened(data, name)
        self._parts: dict[str, zipfile.ZipInfo] = {}
        self._unpacked: dict[str, bytes] = {}
        self._size = 0
        self._types: dict[str, str] = {}
        self._list_parts()
        if self.has("[Content_Types].xml"):
            for element in self.tree("[Content_Types].xml"):
                key = element.get("PartName", "").lstrip("/") or "." + element.get("Extension", "")
                self._types.setdefault(key.casefold(), element.get("ContentType", ""))

    def main(self) -> tuple[str, Element]:
        """The part with the document, whatever its name: that and its XML; refuses other kinds of files."""
        related = [each for each in self.relations("").values() if each.kind == "officeDocument"]
        found = [each.target for each in related if not each.external and self.has(each.target)]
        if not found:
            found = [part for part in self._parts if self._type(part).endswith("main+xml")]
        kind = self._type(found[0]) if found else ""
        for sign, folder, what in (
            ("spreadsheetml", "xl/", "an Excel file"),
            ("presentationml", "ppt/", "a PowerPoint file"),
        ):
            if sign in kind or (not found and any(part.startswith(folder) for part in self._parts)):
                raise BulletinError(f"{self.name}: is {what}; ask the sender for the Word file")
        if not found:
            raise BulletinError(f"{self.name}: is no Word file, or has lost its document; {_SEND_AGAIN}")
        root = self.tree(found[0])
        if root.tag != "w:document":
            raise BulletinError(f"{self.name}: is damaged at {found[0]}: no document of Word; {_SEND_AGAIN}")
        return found[0], root

    def has(self, part: str) -> bool:
        """Whether the package has `part`."""
        return part.casefold() in self._parts

    def xml_parts(self) -> list[str]:
        """The names of all parts that are XML by content type or name, in the order of the file."""
        return [part for part in self._parts if "xml" in self._type(part) or part.endswith(".xml")]

    def read(self, part: str) -> bytes:
        """The bytes of `part`, unpacked once."""
        key = part.casefold()
        if key not in self._unpacked:
            self._unpacked[key] = self._unpack(part, self._parts[key])
        return self._unpacked[key]

    def tree(self, part: str) -> Element:
        """The XML of `part`; refuses document types and entities."""
        try:
            return tree(self.read(part))
        except DefusedXmlException:
            raise BulletinError(
                f"{self.name}: has a document type or entities at {part}, which no file of Word has; "
                f"{_SAVE_AGAIN}"
            ) from None
        except TooLarge:
            raise BulletinError(
                f"{self.name}: is too long at {part}; ask the sender for the bulletin of one day"
            ) from None
        except (ParseError, LookupError, ValueError):
            raise BulletinError(f"{self.name}: is damaged at {part}; {_SEND_AGAIN}") from None

    def relations(self, part: str) -> dict[str, Relation]:
        """What `part` refers to, by identifier; the package's own where `part` is empty."""
        folder, base = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{base}.rels")
        found: dict[str, Relation] = {}
        if self.has(path):
            for element in self.tree(path):
                external = element.get("TargetMode") == "External"
                target = element.get("Target", "")
                relation = Relation(
                    element.get("Type", "").rpartition("/")[2],
                    target if external else _resolved(folder, target),
                    external,
                )
                found.setdefault(element.get("Id", ""), relation)
        return found

    def _list_parts(self) -> None:
        infos = [info for info in self._zip.infolist() if not info.filename.endswith("/")]
        size = sum(info.file_size for info in infos)
        if size > _MOST_UNPACKED:
            raise _too_big(self.name, size)
        if len(infos) > _MOST_PARTS:
            raise BulletinError(f"{self.name}: has {len(infos):,} parts; {_SAVE_AGAIN}")
        if any(info.flag_bits & 1 for info in infos):
            raise BulletinError(f"{self.name}: is locked with a password; ask the sender for it without one")
        for info in infos:
            key = info.filename.replace("\\", "/").lstrip("/").casefold()
            if key in self._parts:
                raise BulletinError(f"{self.name}: has two parts named {key}; {_SAVE_AGAIN}")
            self._parts[key] = info

    def _type(self, part: str) -> str:
        key = part.casefold()
        extension = "." + key.rpartition(".")[2]
        return self._types.get(key, self._types.get(extension, "")).casefold()

    def _unpack(self, part: str, info: zipfile.ZipInfo) -> bytes:
        room = _MOST_XML - self._size
        try:
            with self._zip.open(info) as file:
                data = file.read(room + 1)
        except _DAMAGE:
            raise BulletinError(f"{self.name}: is damaged at {part}; {_SEND_AGAIN}") from None
        if len(data) > room:
            raise _too_big(self.name, info.file_size)
        self._size += len(data)
        return data


def _opened(data: bytes, name: str) -> zipfile.ZipFile:
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise BulletinError(
                f"{name}: is a Word file locked with a password; ask the sender for it without one"
            )
        raise BulletinError(f"{name}: is an old Word file under the name of a new one; {_SAVE_AGAIN}")
    if not data.startswith(b"PK"):
        raise BulletinError(f"{name}: is no Word file; ask the sender for the .docx")
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except _DAMAGE:
        raise BulletinError(f"{name}: is damaged: its end is missing or broken; {_SEND_AGAIN}") from None


def _too_big(name: str, size: int) -> BulletinError:
    return BulletinError(
        f"{name}: unpacks to {size // _MB:,} MB, more than a bulletin can be; "
        "ask the sender for the bulletin alone, saved again in Word"
    )


def _resolved(folder: str, target: str) -> str:
    path = posixpath.join("/", folder, unquote(target.partition("#")[0]).replace("\\", "/"))
    return posixpath.normpath(path).lstrip("/")
