"""A .docx as a package: its parts, found by relationships and content types and not by their names."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from bulletin.content.model import BulletinError
from bulletin.importer.readers.flow.zip_file import SEND_AGAIN, ZipParts

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE_AGAIN = "ask the sender to open it in Word and save it again as .docx"


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to: `kind` (`styles`, `hyperlink`), and the part's name or the address outside."""

    kind: str
    target: str
    external: bool


class Package(ZipParts):
    """The parts of the .docx in `data`; what is none is refused as `ZipParts` refuses."""

    def __init__(self, data: bytes, name: str) -> None:
        _refuse_others(data, name)
        super().__init__(data, name, _SAVE_AGAIN)
        self._types: dict[str, str] = {}
        if self.has("[Content_Types].xml"):
            for element in self.tree("[Content_Types].xml"):
                key = element.get("PartName", "").lstrip("/") or "." + element.get("Extension", "")
                self._types.setdefault(key.casefold(), element.get("ContentType", ""))

    def main(self) -> tuple[str, Element]:
        """The part with the document, whatever its name: that and its XML; refuses other kinds of files."""
        related = [each for each in self.relations("").values() if each.kind == "officeDocument"]
        found = [each.target for each in related if not each.external and self.has(each.target)]
        if not found:
            found = [part for part in self.parts if self._type(part).endswith("main+xml")]
        kind = self._type(found[0]) if found else ""
        for sign, folder, what in (
            ("spreadsheetml", "xl/", "an Excel file"),
            ("presentationml", "ppt/", "a PowerPoint file"),
        ):
            if sign in kind or (not found and any(part.startswith(folder) for part in self.parts)):
                raise BulletinError(f"{self.name}: is {what}; ask the sender for the Word file")
        if not found:
            raise BulletinError(f"{self.name}: is no Word file, or has lost its document; {SEND_AGAIN}")
        root = self.tree(found[0])
        if root.tag != "w:document":
            raise BulletinError(f"{self.name}: is damaged at {found[0]}: no document of Word; {SEND_AGAIN}")
        return found[0], root

    def xml_parts(self) -> list[str]:
        """The names of all parts that are XML by content type or name, in the order of the file."""
        return [part for part in self.parts if "xml" in self._type(part) or part.endswith(".xml")]

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

    def _type(self, part: str) -> str:
        key = part.casefold()
        extension = "." + key.rpartition(".")[2]
        return self._types.get(key, self._types.get(extension, "")).casefold()


def _refuse_others(data: bytes, name: str) -> None:
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise BulletinError(
                f"{name}: is a Word file locked with a password; ask the sender for it without one"
            )
        raise BulletinError(f"{name}: is an old Word file under the name of a new one; {_SAVE_AGAIN}")
    if not data.startswith(b"PK"):
        raise BulletinError(f"{name}: is no Word file; ask the sender for the .docx")


def _resolved(folder: str, target: str) -> str:
    path = posixpath.join("/", folder, unquote(target.partition("#")[0]).replace("\\", "/"))
    return posixpath.normpath(path).lstrip("/")
