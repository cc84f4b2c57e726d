"""Words with the articles they stand in, as they travel to the page, which makes an index chunk of them.

Two parts, the first with its length in bytes (four bytes, big-endian) before it:

* the words in the order of their folded form, one a line: a letter for how many characters it shares with the
  word before (`!` for none, `"` for one …), then the rest of it;
* for each word the number of its articles and then the articles, as numbers of seven bits a byte, the lowest
  first: twice the step from the article before, plus 1 where a byte for the weight follows.

That is a third of the size of the engine's own form, of which six bytes a place are always the same.
`theme/static/js/search/postings.js` is the other side.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import takewhile

from bulletin.search.index_chunk import Place
from bulletin.search.index_text import TABLE, fold_token

_USUAL: int = TABLE["weights"]["body"]
_FIRST_LETTER = ord("!")
_MOST_SHARED = 90
_LENGTH_BYTES = 4


def encode(words: Mapping[str, Sequence[Place]]) -> bytes:
    """The bytes of `words`: each token, marks and all, with its places sorted by article."""
    lines: list[str] = []
    numbers = bytearray()
    before = ""
    for word in in_order(words):
        shared = min(_shared(before, word), _MOST_SHARED)
        lines.append(f"{chr(_FIRST_LETTER + shared)}{word[shared:]}\n")
        numbers += _places(words[word])
        before = word
    text = "".join(lines).encode()
    return len(text).to_bytes(_LENGTH_BYTES, "big") + text + bytes(numbers)


def halves(data: bytes) -> tuple[bytes, bytes]:
    """The two parts of what `encode` gave: the words and the numbers."""
    end = _LENGTH_BYTES + int.from_bytes(data[:_LENGTH_BYTES], "big")
    return data[_LENGTH_BYTES:end], data[end:]


def decode(data: bytes) -> dict[str, list[Place]]:
    """What `encode` was given. Raises ValueError for bytes that it did not make."""
    text, rest = halves(data)
    lines, numbers = text.decode().splitlines(), _Numbers(rest)
    words: dict[str, list[Place]] = {}
    before = ""
    try:
        for line in lines:
            before = before[: ord(line[0]) - _FIRST_LETTER] + line[1:]
            places: list[Place] = []
            last = 0
            for _ in range(next(numbers)):
                step = next(numbers)
                last += step >> 1
                places.append((last, next(numbers.bytes) if step & 1 else _USUAL))
            words[before] = places
    except (StopIteration, IndexError):
        raise ValueError("postings end too soon") from None
    return words


def in_order(words: Iterable[str]) -> list[str]:
    """`words` as they stand in the file: forms of one folded word together."""
    return sorted(words, key=lambda word: (fold_token(word), word))


def _shared(before: str, word: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, word, strict=False)))


def _places(places: Sequence[Place]) -> bytes:
    parts = [_number(len(places))]
    last = 0
    for page, weight in places:
        parts.append(_number(page - last << 1) if weight == _USUAL else _weighted(page - last, weight))
        last = page
    return b"".join(parts)


class _Numbers:
    """The numbers of seven bits a byte in `data`, one by one; `bytes` gives the next byte as it is."""

    def __init__(self, data: bytes) -> None:
        self.bytes = iter(data)

    def __next__(self) -> int:
        value = shift = 0
        while True:
            byte = next(self.bytes)
            value |= (byte & 127) << shift
            if byte < 128:
                return value
            shift += 7


@cache
def _weighted(step: int, weight: int) -> bytes:
    return _number(step << 1 | 1) + bytes((weight,))


@cache
def _number(value: int) -> bytes:
    low, rest = value & 127, value >> 7
    return bytes((low | 128,)) + _number(rest) if rest else bytes((low,))
