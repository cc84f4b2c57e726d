"""Vietnamese as it was stored before Unicode: windows-1258, TCVN3 and VNI, to text in NFC."""

from __future__ import annotations

import re

from bulletin.text.letters import nfc

# TCVN 5712:1993, from 0xA1 on. Fonts such as .VnTime draw its third set, «ABC» or TCVN3, which has the small
# letters and seven capitals; the other capitals here are those of the first set. Its five combining marks
# (0xB0 to 0xB4) are left out: in files these are the signs ° ± ² ³ ´ of windows-1252.
_TCVN3_FIRST = 0xA1
_TCVN3 = "ĂÂÊÔƠƯĐăâêôơưđẰ°±²³´àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵ"
# The rest of the first set (VN1), from 0x80 on and among the control characters; the same standard.
_VN1_HIGH = "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ"
_VN1_LOW = {
    1: "Ú",
    2: "Ụ",
    4: "Ừ",
    5: "Ử",
    6: "Ữ",
    17: "Ứ",
    18: "Ự",
    19: "Ỳ",
    20: "Ỷ",
    21: "Ỹ",
    22: "Ý",
    23: "Ỵ",
}
_VN1_MARKS = {0xB0: "\u0300", 0xB1: "\u0309", 0xB2: "\u0303", 0xB3: "\u0301", 0xB4: "\u0323", 0xFF: "Ố"}

_FROM_TCVN3 = {_TCVN3_FIRST + at: letter for at, letter in enumerate(_TCVN3)}
_FROM_VN1 = _FROM_TCVN3 | {0x80 + at: letter for at, letter in enumerate(_VN1_HIGH)} | _VN1_LOW | _VN1_MARKS

# VNI for Windows: a vowel, then a letter of windows-1252 for its marks; a few letters are one code.
# From the manual of VNI Software, as all converters have it (Unikey, xvnkb).
_TONES = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_CIRCUMFLEX = {
    "â": "\u0302",
    "á": "\u0302\u0301",
    "à": "\u0302\u0300",
    "å": "\u0302\u0309",
    "ã": "\u0302\u0303",
    "ä": "\u0302\u0323",
}
_BREVE = {
    "ê": "\u0306",
    "é": "\u0306\u0301",
    "è": "\u0306\u0300",
    "ú": "\u0306\u0309",
    "ü": "\u0306\u0303",
    "ë": "\u0306\u0323",
}
_MARKS_OF = {
    "a": _TONES | _CIRCUMFLEX | _BREVE,
    "e": _TONES | _CIRCUMFLEX,
    "o": _TONES | _CIRCUMFLEX,
    "u": _TONES,
    "y": _TONES,
    "ô": _TONES,
    "ö": _TONES,
}
_ALONE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}


def _vni_table() -> dict[str, str]:
    letters = dict(_ALONE)
    for vowel, marks in _MARKS_OF.items():
        for sign, mark in marks.items():
            letters[vowel + sign] = nfc(_ALONE.get(vowel, vowel) + mark)
    # A capital vowel is a capital letter, whichever case the sign behind it has.
    capitals = {printed[0].upper() + printed[1:]: letter.upper() for printed, letter in letters.items()}
    return letters | capitals | {printed.upper(): letter.upper() for printed, letter in letters.items()}


_FROM_VNI = _vni_table()
_VNI_LETTER = re.compile("|".join(sorted(_FROM_VNI, key=lambda printed: (-len(printed), printed))))


def from_tcvn3(text: str) -> str:
    """`text` with the letters of TCVN3 (ABC) read as such, in NFC: `ViÖt Nam` gives `Việt Nam`.

    `text` is what a program shows that takes the bytes for windows-1252 or Latin-1. Fonts whose names
    end in `H` (`.VnTimeH`) draw all letters as capitals: that is for the caller. U+00AD is `ư` here, so
    soft hyphens can be taken out only afterwards.
    """
    return nfc(text.translate(_FROM_TCVN3))


def from_vni(text: str) -> str:
    """`text` with the letters of VNI for Windows read as such, in NFC: `Vieät Nam` gives `Việt Nam`.

    `text` is what a program shows that takes the bytes for windows-1252 or Latin-1.
    """
    return nfc(_VNI_LETTER.sub(lambda letter: _FROM_VNI[letter.group()], text))


def decode_windows_1258(data: bytes) -> str:
    """The bytes `data` as windows-1258, in NFC: its five tones are marks behind their letter.

    Raises UnicodeDecodeError for the bytes that the code page does not have.
    """
    return nfc(data.decode("cp1258"))


def decode_tcvn3(data: bytes) -> str:
    """The bytes `data` as TCVN3 (ABC), with the quotes and dashes of windows-1252 below 0xA0, in NFC."""
    return from_tcvn3(decode_windows_1252(data))


def decode_tcvn_5712(data: bytes) -> str:
    """The bytes `data` as the first set of TCVN 5712, which has all capitals and no typographic quotes."""
    return nfc(data.decode("latin-1").translate(_FROM_VN1))


def decode_vni(data: bytes) -> str:
    """The bytes `data` as VNI for Windows, in NFC."""
    return from_vni(decode_windows_1252(data))


def decode_windows_1252(data: bytes) -> str:
    """The bytes `data` as windows-1252, which has no Vietnamese: what a font then draws of it."""
    # Five codes have no letter in windows-1252; they stay the control characters that they are in Latin-1.
    return "".join(
        bytes((code,)).decode("cp1252", "ignore") or chr(code) if 0x80 <= code < 0xA0 else chr(code)
        for code in data
    )
