"""A text in UTF-8 or UTF-16 as a `Source`: each line is a block, whose kind the parser guesses."""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Sequence

from bulletin.content.model import BulletinError
from bulletin.importer.source import BlockKind, Disposition, Form, Held, Note, Source, SourceBlock
from bulletin.text.letters import nfc, without_spaces

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


def read(data: bytes, name: str) -> Source:
    """The lines of the text in `data`; `name` is its file name, for messages and the report.

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
    invisible = sum(count for _, (_, count) in kept)
    blocks = tuple(
        SourceBlock(BlockKind.LINE, nfc(text).rstrip(), f"line {number}", line=number)
        for number, (text, _) in kept
        if text.strip()
    )
    characters = len(without_spaces("".join(block.text for block in blocks)))
    held = Held(
        total=sum(len(without_spaces(nfc(text))) for _, (text, _) in kept) + invisible,
        counts={Disposition.TEXT: characters, Disposition.INVISIBLE: invisible},
    )
    notes = (Note("invisible", f"{invisible} soft hyphens and zero-width characters", calm=True),)
    digest = hashlib.sha256(data).hexdigest()
    return Source(name, digest, Form.TEXT, blocks, held, notes if invisible else ())


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
