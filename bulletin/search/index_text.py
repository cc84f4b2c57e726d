"""Vietnamese text as the tokens that are indexed; theme/static/js/search/query.js reads a query the same way.

A *syllable* is a run of letters and digits in lower case, NFC, with the tone mark in its new place. It is
indexed as a token by itself (`ǀtrịǀ`) and joined with its neighbour (`quảngǀtrịǀ`), so that two syllables
side by side count as a word. The separator ends every syllable: a token is never taken for the beginning of
another one unless the query leaves it out. What both languages must agree on stands in `table.json`, and
`tests/search/vectors.json` holds both to it.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
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
_SYLLABLE = re.compile(r"[^\W_]+")


def syllables(text: str) -> list[str]:
    """The syllables of `text` in order: `TP.HCM hoà nhập` gives `tp`, `hcm`, `hòa`, `nhập`.

    >>> syllables("TP.HCM hoà nhập")
    ['tp', 'hcm', 'hòa', 'nhập']
    """
    return [_normal(word) for word in _SYLLABLE.findall(unicodedata.normalize("NFC", text))]


@lru_cache(maxsize=1 << 16)
def fold(syllable: str) -> str:
    """`syllable` without any mark: `đắk` gives `dak`.

    >>> fold("đắk")
    'dak'
    """
    decomposed = unicodedata.normalize("NFD", syllable.translate(_LETTERS))
    return "".join(c for c in decomposed if not unicodedata.category(c).startswith("M"))


@lru_cache(maxsize=1 << 16)
def _normal(word: str) -> str:
    return new_tone_placement(word.lower())[:_LONGEST]


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


def all_tokens(sequences: Iterable[Sequence[str]]) -> dict[str, None]:
    """The tokens of syllables that stand in one sequence, for several of these: each once, singles first.

    >>> list(all_tokens([["quảng", "trị"]]))
    ['ǀquảngǀ', 'ǀtrịǀ', 'quảngǀtrịǀ']
    """
    found: dict[str, None] = {}
    for sequence in sequences:
        found.update(dict.fromkeys([f"{SEPARATOR}{one}{SEPARATOR}" for one in sequence]))
        pairs = pairwise(sequence)
        found.update(dict.fromkeys([f"{left}{SEPARATOR}{right}{SEPARATOR}" for left, right in pairs]))
    return found


def bucket_key(folded: str) -> str:
    """What decides in which file of a bundle the token `folded` lies.

    For a joined token it is the beginning, `quangǀt` of `quangǀtriǀ`, so that the file of an unfinished
    word is known from its first letter on.

    >>> bucket_key("quangǀtriǀ")
    'quangǀt'
    """
    left, _, right = folded.partition(SEPARATOR)
    return f"{left}{SEPARATOR}{right[:1]}" if left else folded


def hash_of(key: str) -> int:
    """FNV-1a of `key` in UTF-8, 32 bits: cheap and the same in both languages.

    >>> hash_of("quang")
    1380952021
    """
    value = 0x811C9DC5
    for byte in key.encode():
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return value
