"""Bytes to a `Document`: numbered lines in NFC, or a refusal that says what the bytes are instead."""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from bulletin.content.model import BulletinError
from bulletin.text.letters import nfc, squeeze, without_spaces

_LINE_END = re.compile(r"\r\n|\r|\n")
# Soft hyphens, zero-width spaces and byte order marks inside the text: they break words for every search.
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_MAGIC = (
    (b"%PDF", "a PDF", "export it as text, or copy its text into a .txt file"),
    (b"PK\x03\x04", "a ZIP or Word file", "open it in Word and save it as plain text, UTF-8"),
    (b"\xd0\xcf\x11\xe0", "an old Word file", "open it in Word and save it as plain text, UTF-8"),
    (b"{\\rtf", "an RTF file", "open it in Word and save it as plain text, UTF-8"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a document: its number (from 1) and its text, stripped, with single spaces.

    `wide` still has the tabs and runs of spaces that set page numbers off in a contents list.
    """

    number: int
    text: str
    wide: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A raw input file: its name, the hash of its bytes, and its lines that are not blank.

    `invisible` is how many soft hyphens and zero-width characters were left out.
    """

    name: str
    sha256: str
    lines: tuple[Line, ...]
    invisible: int = 0

    @property
    def characters(self) -> int:
        """How many characters that are no spaces the document has."""
        return sum(len(without_spaces(line.text)) for line in self.lines)


def read(data: bytes, name: str) -> Document:
    """The document in `data`; `name` is its file name, for messages and the report.

    Raises BulletinError for an empty file, a PDF, ZIP, Word or RTF file under the name of a text,
    bytes that are neither UTF-8 nor UTF-16 with its mark, and control characters.
    """
    if not data.strip():
        raise BulletinError(f"{name}: is empty; export the bulletin again")
    for magic, what, cure in _MAGIC:
        if data.startswith(magic):
            raise BulletinError(f"{name}: is {what} under the name of a text; {cure}")
    lines = _LINE_END.split(_decode(data, name))
    _refuse_control_characters(lines, name)
    kept = [(number, _INVISIBLE.subn("", line)) for number, line in enumerate(lines, start=1)]
    numbered = (Line(number, squeeze(nfc(text)), nfc(text).strip()) for number, (text, _) in kept)
    document = Document(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        lines=tuple(line for line in numbered if line.text),
        invisible=sum(count for _, (_, count) in kept),
    )
    if not document.lines:
        raise BulletinError(f"{name}: has no text; export the bulletin again")
    return document


def _decode(data: bytes, name: str) -> str:
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        if wide:
            raise BulletinError(
                f"{name}: is broken UTF-16 at byte {error.start}; save it again as UTF-8"
            ) from None
        line = len(re.findall(rb"\r\n|\r|\n", data[: error.start])) + 1
        raise BulletinError(
            f"{name}: is not UTF-8: byte {error.start} (0x{data[error.start]:02x}), line {line}; "
            "save it again as UTF-8"
        ) from None


def _refuse_control_characters(lines: Sequence[str], name: str) -> None:
    for number, line in enumerate(lines, start=1):
        found = _CONTROL.search(line)
        if found:
            raise BulletinError(
                f"{name}: line {number} has the control character U+{ord(found.group()):04X}: "
                "this is no plain text; export the bulletin again or delete the character"
            )
