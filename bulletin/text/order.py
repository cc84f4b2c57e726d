"""The order of Vietnamese words: Ă Â, Đ, Ê, Ô Ơ and Ư are letters of their own; then the tones count."""

from __future__ import annotations

import unicodedata

# The rules of CLDR 48 for `vi` (common/collation/vi.xml), over the root order of the other letters.
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = "\u0300\u0309\u0303\u0301\u0323"
_RANK = {letter: rank for rank, letter in enumerate(_LETTERS)}
_MARKS = "\u0306\u0302\u031b"
# Spaces stand before signs, signs before digits, digits before letters.
_SPACE, _SIGN, _DIGIT, _LETTER, _FOREIGN = range(5)

OrderKey = tuple[tuple[tuple[int, int], ...], tuple[int, ...], tuple[bool, ...], str]


def order_key(text: str) -> OrderKey:
    """What to sort `text` by: its letters first, then its tones, then small letters before capitals.

    >>> sorted(["Đào", "Dũng", "Dung", "Dương"], key=order_key)
    ['Dung', 'Dũng', 'Dương', 'Đào']
    """
    letters: list[tuple[int, int]] = []
    tones: list[int] = []
    capitals: list[bool] = []
    for sign in unicodedata.normalize("NFC", text):
        marks = unicodedata.normalize("NFD", sign)[1:]
        own = _own(sign)
        letters.append(_place(own.lower()))
        tones.append(next((1 + _TONES.index(mark) for mark in marks if mark in _TONES), 0))
        capitals.append(own != own.lower())
    return tuple(letters), tuple(tones), tuple(capitals), text


def initial(text: str) -> str:
    """The letter under which `text` stands in an index, with marks that are part of the letter: `Đ`.

    `#` for what begins with no letter of Vietnamese.

    >>> initial("ánh"), initial("Đào"), initial("24 giờ")
    ('A', 'Đ', '#')
    """
    kind, rank = _place(_own(unicodedata.normalize("NFC", text)[:1]).lower() or "#")
    return _LETTERS[rank].upper() if kind == _LETTER else "#"


def _own(sign: str) -> str:
    """`sign` without its tone."""
    base, marks = unicodedata.normalize("NFD", sign)[:1], unicodedata.normalize("NFD", sign)[1:]
    return unicodedata.normalize("NFC", base + "".join(mark for mark in marks if mark in _MARKS))


def _place(letter: str) -> tuple[int, int]:
    if letter in _RANK:
        return _LETTER, _RANK[letter]
    # A letter with a mark that Vietnamese has not stands with the plain one.
    plain = unicodedata.normalize("NFD", letter)[0]
    if plain in _RANK:
        return _LETTER, _RANK[plain]
    if letter.isspace():
        return _SPACE, 0
    if letter.isdigit():
        return _DIGIT, int(unicodedata.digit(letter, 0))
    return (_FOREIGN if letter.isalpha() else _SIGN), ord(letter[0])
