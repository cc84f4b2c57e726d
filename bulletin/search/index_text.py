"""Vietnamese text as the tokens that are indexed; theme/static/js/search/query.js reads a query the same way.

A *syllable* is a run of letters or of digits in lower case, NFC, with the tone mark in its new place:
`covid19` is two, `12.500` and `H’Mông` are one. `i` and `y` at its end behind h k l m s t are one letter. It
is indexed as a token by itself (`ǀtrịǀ`) and joined with its neighbour (`quảngǀtrịǀ`), so that two syllables
side by side count as a word. The separator ends every syllable: a token is never taken for the beginning of
another one unless the query leaves it out. What both languages must agree on stands in `table.json`, and
`tests/search/vectors.json` holds both to it.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from bulletin.text.letters import new_tone_placement

TABLE_FILE = Path(__file__).with_name("table.json")
TABLE: dict[str, Any] = json.loads(TABLE_FILE.read_text(encoding="utf-8"))
SEPARATOR: str = TABLE["separator"]

_LONGEST: int = TABLE["longest_syllable"]
_LETTERS = str.maketrans(TABLE["letters"])
# A number with dots before its thousands; letters, perhaps with an apostrophe inside; digits.
_SYLLABLE = re.compile(r"(?<![\w.])\d{1,3}(?:\.\d{3})+(?!\w|\.\d)|[^\W\d_]+(?:['‘’ʼ][^\W\d_]+)*|\d+")
_INSIDE = re.compile(r"['‘’ʼ.]")
# kĩ and kỹ, lí and lý, sĩ and sỹ are two ways to write one syllable.
_I_OR_Y = re.compile(r"([hklmst])([iy])([\u0300\u0301\u0303\u0309\u0323]?)")


def syllables(text: str) -> list[str]:
    """The syllables of `text` in order.

    >>> syllables("TP.HCM hoà nhập, covid19, 12.500 bác sỹ H’Mông")
    ['tp', 'hcm', 'hòa', 'nhập', 'covid', '19', '12500', 'bác', 'sĩ', 'hmông']
    """
    return [_normal(word) for word in _SYLLABLE.findall(unicodedata.normalize("NFC", text))]


@lru_cache(maxsize=1 << 16)
def fold(syllable: str) -> str:
    """`syllable` without any mark.

    >>> fold("đắk")
    'dak'
    """
    decomposed = unicodedata.normalize("NFD", syllable.translate(_LETTERS))
    return "".join(c for c in decomposed if not unicodedata.category(c).startswith("M"))


@lru_cache(maxsize=1 << 16)
def _normal(word: str) -> str:
    joined_up = _INSIDE.sub("", word) if not word.isalnum() else word
    placed = new_tone_placement(joined_up.lower())
    if len(placed) == 2 and (found := _I_OR_Y.fullmatch(unicodedata.normalize("NFD", placed))):
        vowel = "i" if found[1] == "s" else "y"
        placed = unicodedata.normalize("NFC", found[1] + vowel + found[3])
    return placed[:_LONGEST]


def single(syllable: str) -> str:
    """The token of a syllable by itself.

    >>> single("trị")
    'ǀtrịǀ'
    """
    return f"{SEPARATOR}{syllable}{SEPARATOR}"


def joined(left: str, right: str) -> str:
    """The token of two syllables side by side.

    >>> joined("quảng", "trị")
    'quảngǀtrịǀ'
    """
    return f"{left}{SEPARATOR}{right}{SEPARATOR}"


def fold_token(token: str) -> str:
    """`token` with each of its syllables folded.

    >>> fold_token("quảngǀtrịǀ")
    'quangǀtriǀ'
    """
    return SEPARATOR.join(map(fold, token.split(SEPARATOR)))


def tokens_of(sequences: Iterable[Sequence[str]]) -> Iterator[str]:
    """The tokens of `sequences` of syllables, as often as they stand there, single ones first.

    >>> list(tokens_of([["một", "cửa"]]))
    ['ǀmộtǀ', 'ǀcửaǀ', 'mộtǀcửaǀ']
    """
    for sequence in sequences:
        yield from [f"{SEPARATOR}{one}{SEPARATOR}" for one in sequence]
        yield from [f"{left}{SEPARATOR}{right}{SEPARATOR}" for left, right in pairwise(sequence)]


def bucket_key(folded: str) -> str:
    """What decides in which file of a bundle the token `folded` lies.

    For a joined token it is the beginning, so that the file of an unfinished word is known from its first
    letter on.

    >>> bucket_key("quangǀtriǀ")
    'quangǀt'
    """
    left, _, right = folded.partition(SEPARATOR)
    return f"{left}{SEPARATOR}{right[:1]}" if left else folded


def hash_of(key: str) -> int:
    """FNV-1a of `key` in UTF-8, 32 bits: cheap and the same in both languages.

    >>> hash_of("quangǀt")
    4203758882
    """
    value = 0x811C9DC5
    for byte in key.encode():
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return value
