"""Ways in which people type Vietnamese, or mistype it: what a query of the benchmark is made with."""

from __future__ import annotations

import random
import unicodedata

from bulletin.search.index_text import fold

_TELEX_TONES = {"\u0301": "s", "\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
_VNI_TONES = {"\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5"}
_TELEX_LETTERS = {"ă": "aw", "â": "aa", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw", "đ": "dd"}
_VNI_LETTERS = {"ă": "a8", "â": "a6", "ê": "e6", "ô": "o6", "ơ": "o7", "ư": "u7", "đ": "d9"}
_NEAR = {
    "a": "sq", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "g": "fh", "h": "gj", "i": "uo", "k": "jl",
    "l": "k", "m": "n", "n": "bm", "o": "ip", "p": "o", "q": "wa", "r": "et", "s": "ad", "t": "ry",
    "u": "yi", "v": "cb", "x": "zc", "y": "tu",
}  # fmt: skip


def telex(text: str) -> str:
    """`text` as the keys of Telex, its tone at the end of each syllable: `cải cách` gives `cair cachs`."""
    return " ".join(_keys(word, _TELEX_LETTERS, _TELEX_TONES, at_end=True) for word in text.lower().split())


def vni(text: str) -> str:
    """`text` as the keys of VNI, its tone right behind the vowel: `không để` gives `kho6ng d9e63`."""
    return " ".join(_keys(word, _VNI_LETTERS, _VNI_TONES, at_end=False) for word in text.lower().split())


def _keys(word: str, letters: dict[str, str], tones: dict[str, str], at_end: bool) -> str:
    keys, tone = "", ""
    for letter in unicodedata.normalize("NFC", word):
        plain = unicodedata.normalize("NFD", letter)
        mark = next((tones[one] for one in plain if one in tones), "")
        base = unicodedata.normalize("NFC", "".join(one for one in plain if one not in tones))
        keys += letters.get(base, base)
        if mark and at_end:
            tone = mark
        else:
            keys += mark
    return keys + tone


def toneless(text: str) -> str:
    """`text` without any mark, in small letters."""
    return " ".join(fold(word.lower()) for word in text.split())


def _word(words: list[str], chance: random.Random, least: int) -> int | None:
    long = [at for at, word in enumerate(words) if len(word) >= least and word.isalpha()]
    return chance.choice(long) if long else None


def space_more(text: str, chance: random.Random) -> str | None:
    """`text` with a space inside one of its syllables."""
    words = text.split()
    if (at := _word(words, chance, 4)) is None:
        return None
    cut = chance.randint(1, len(words[at]) - 1)
    return " ".join([*words[:at], words[at][:cut], words[at][cut:], *words[at + 1 :]])


def space_less(text: str, chance: random.Random) -> str | None:
    """`text` with two of its syllables joined."""
    words = text.split()
    if len(words) < 3:
        return None
    at = chance.randrange(len(words) - 1)
    return " ".join([*words[:at], words[at] + words[at + 1], *words[at + 2 :]])


def wrong_letter(text: str, chance: random.Random) -> str | None:
    """`text` with one letter replaced by one beside it on the keyboard."""
    words = text.split()
    if (at := _word(words, chance, 3)) is None:
        return None
    word = words[at]
    places = [place for place, letter in enumerate(word) if fold(letter) in _NEAR]
    if not places:
        return None
    place = chance.choice(places)
    words[at] = word[:place] + chance.choice(_NEAR[fold(word[place])]) + word[place + 1 :]
    return " ".join(words)


def missing_letter(text: str, chance: random.Random) -> str | None:
    """`text` without one of its letters."""
    words = text.split()
    if (at := _word(words, chance, 4)) is None:
        return None
    place = chance.randrange(len(words[at]))
    words[at] = words[at][:place] + words[at][place + 1 :]
    return " ".join(words)


def doubled_letter(text: str, chance: random.Random) -> str | None:
    """`text` with one letter typed twice."""
    words = text.split()
    if (at := _word(words, chance, 3)) is None:
        return None
    place = chance.randrange(len(words[at]))
    words[at] = words[at][: place + 1] + words[at][place:]
    return " ".join(words)


def swapped_letters(text: str, chance: random.Random) -> str | None:
    """`text` with two neighbouring letters in each other's place."""
    words = text.split()
    if (at := _word(words, chance, 3)) is None:
        return None
    word = words[at]
    place = chance.randrange(len(word) - 1)
    if word[place] == word[place + 1]:
        return None
    words[at] = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    return " ".join(words)
