"""Pieces of a paragraph to its text: old fonts decoded, capitals by format, signs, NFC, nothing invisible."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from bulletin.importer.readers.flow.account import Account, letters
from bulletin.importer.readers.flow.symbols import Coding, as_unicode, plain_codes, without_private
from bulletin.importer.readers.old_encodings import from_tcvn3, from_vni
from bulletin.importer.source import Disposition
from bulletin.text.letters import nfc, without_spaces

LINE_END = "\n"
# Letters that no old encoding has codes for: a paragraph with them was typed in Unicode, whatever its font.
_VIETNAMESE = re.compile(
    "[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u0300-\u0323\u1ea0-\u1ef9]"
)
# Soft hyphens, zero-width and direction characters, byte order marks: they break words for every search.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x7f-\x84\x86-\x9f]")
# Windows-1252 read as Latin-1, as careless programs do: «\x93» for a quotation mark.
_C1 = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0) if code != 0x85}
_PLAIN = {code: sign for code, sign in _C1.items() if sign} | {0x2010: "-", 0x2011: "-"}
_OLD = (Coding.TCVN3, Coding.TCVN3_CAPITALS, Coding.VNI)
_RAISED = {
    "superscript": str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"),
    "subscript": str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋"),
}
_SIGNED_DIGITS = re.compile(r"\s*[0-9+-]+\s*")


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters as the file has them, and how to read them; `LINE_END` alone is a line that ends."""

    text: str
    coding: Coding = Coding.UNICODE
    capitals: bool = False
    raised: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a paragraph in NFC, its lines parted by `LINE_END`; the signs that nobody could name."""

    text: str
    unknown: tuple[str, ...] = ()


def text_of(pieces: Sequence[Piece], account: Account) -> Text:
    """The text that `pieces` give together; the account is told of what they have and the text has not."""
    modern = any(_VIETNAMESE.search(piece.text) for piece in pieces if piece.coding in _OLD)
    joined = nfc("".join(_decoded(pieces, modern, account)).translate(_PLAIN))
    seen, invisible = _INVISIBLE.subn("", joined)
    text, unknown = without_private(seen)
    account.move(invisible + len(unknown), Disposition.INVISIBLE)
    text = nfc(text)
    # A mark that no letter takes is a character by itself.
    account.add("x" * (len(without_spaces(text)) - letters(text)))
    return Text(text, unknown)


def _decoded(pieces: Sequence[Piece], modern: bool, account: Account) -> Iterator[str]:
    """The pieces as Unicode, those next to each other and alike together; `modern` where all is Unicode."""

    def alike(piece: Piece) -> tuple[Coding, bool, str]:
        return piece.coding, piece.capitals, piece.raised

    for (coding, capitals, raised), group in groupby(pieces, alike):
        coded = "".join(piece.text for piece in group)
        if coding not in _OLD:
            text = as_unicode(coded, coding)
        elif modern:
            text = plain_codes(coded)
        else:
            text = (from_vni if coding is Coding.VNI else from_tcvn3)(plain_codes(coded))
        if text != coded:
            # A letter and its mark were two characters of a VNI font; spaces of Symbol were characters.
            account.move(letters(coded) - letters(text), Disposition.MARKUP)
        if raised in _RAISED and _SIGNED_DIGITS.fullmatch(text):
            text = text.translate(_RAISED[raised])
        yield _in_capitals(text) if capitals or coding is Coding.TCVN3_CAPITALS else text


def _in_capitals(text: str) -> str:
    """`text` in capitals, letter by letter, so that it has as many: `ß` stays."""
    raised = text.upper()
    if len(raised) == len(text):
        return raised
    return "".join(sign.upper() if len(sign.upper()) == 1 else sign for sign in text)


def lines_of(text: str, in_one: bool = False) -> tuple[str, ...]:
    """The lines of a paragraph; one that goes on with a sentence is put to that before, or each if `in_one`.

    Lines that end without the paragraph's end are mostly lines of their own: of a head, a list, an address.

    >>> lines_of("Năm 2024\\nTHỨ TƯ\\nphát hành hàng ngày")
    ('Năm 2024', 'THỨ TƯ phát hành hàng ngày')
    """
    lines: list[list[str]] = []
    apart = True
    for line in text.split(LINE_END):
        line = line.strip()
        if line and lines and (in_one or (not apart and _goes_on(lines[-1][-1], line))):
            lines[-1].append(line)
        elif line:
            lines.append([line])
        apart = not line
    return tuple(" ".join(pieces) for pieces in lines)


def _goes_on(before: str, line: str) -> bool:
    return line[0].islower() or line[0] in ",.;:)" or before[-1] in ",-–("
