"""Vietnamese text as strings: normal form, spaces, tone placement, folding and slugs; str -> str."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

# Old and new placement of the tone mark on the open vowel groups oa, oe, uy (hoà / hòa). The new
# placement is the one of the ministry of education's Quyết định 1989/QĐ-BGDĐT of 25 May 2018.
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_OLD_PLACEMENT = re.compile(rf"(o[ae]|uy)([{_TONES}])(?![^\W\d_]|[\u0300-\u036f])", re.IGNORECASE)
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_OTHER_D = str.maketrans("ÐðƉɖ", "ĐđĐđ")
_TYPOGRAPHIC = str.maketrans("–—‑−“”„‘’", '----"""\'\'')


# Latin ligatures, U+FB00 to U+FB06: some fonts of PDFs write «fi» as one letter.
_LIGATURES = dict(zip(range(0xFB00, 0xFB07), ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True))


def nfc(text: str) -> str:
    """The composed normal form, which all our files and comparisons use."""
    return unicodedata.normalize("NFC", text)


def one_d(text: str) -> str:
    """`text` with the letter Đ as one character: Ð (U+00D0) and Ɖ (U+0189) only look the same.

    >>> one_d("\\u00d0ồng Tháp")
    'Đồng Tháp'
    """
    return text.translate(_OTHER_D) if any(letter in text for letter in "ÐðƉɖ") else text


def squeeze(text: str) -> str:
    """`text` with each run of white space as one space and none at the ends."""
    return " ".join(text.split())


def without_ligatures(text: str) -> str:
    """`text` with ligatures such as `ﬁ` as the letters that they are."""
    return text.translate(_LIGATURES)


def without_spaces(text: str) -> str:
    """`text` without any white space: what the accounting of an import counts."""
    return "".join(text.split())


def new_tone_placement(text: str) -> str:
    """`text` in NFC with `oà, oè, uỳ` at the end of a syllable written `òa, òe, ùy`.

    `quý` stays: there the `u` belongs to the `qu`.
    """
    decomposed = unicodedata.normalize("NFD", text)

    def moved(match: re.Match[str]) -> str:
        before = decomposed[match.start() - 1 : match.start()]
        group, tone = match.group(1), match.group(2)
        if group[0] in "uU" and before in ("q", "Q"):
            return match.group(0)
        return group[0] + tone + group[1]

    return nfc(_OLD_PLACEMENT.sub(moved, decomposed))


def fold(text: str) -> str:
    """`text` in lower case without tone marks, letter marks or `đ`: `Đắk Lắk` gives `dak lak`."""
    lowered = text.lower().replace("đ", "d")
    decomposed = unicodedata.normalize("NFD", lowered)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


@lru_cache(maxsize=1 << 16)
def match_key(text: str) -> str:
    """What two printings of one name share: case, spaces, dashes, quotes and tone placement aside.

    Tone marks count: two names that differ in one are two names. The few thousand names of an
    archive are asked for at each of its articles, so answers are kept.
    """
    return match_form(text)


def match_form(text: str) -> str:
    """The `match_key` of a text that is no name: longer, and asked for once."""
    return squeeze(new_tone_placement(text).translate(_TYPOGRAPHIC)).casefold()


def slugify(text: str) -> str:
    """`text` as part of an address: `Bắc Giang` gives `bac-giang`; empty where nothing is left."""
    return _NOT_SLUG.sub("-", fold(text)).strip("-")


def has_any(text: str, signs: Iterable[str]) -> bool:
    """Whether any of `signs` stands in `text`."""
    # A loop and no generator for `any`, which would cost more than the search: this runs for each paragraph.
    for sign in signs:  # noqa: SIM110
        if sign in text:
            return True
    return False
