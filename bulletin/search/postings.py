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

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import chain, takewhile
from typing import Any

from bulletin.search.index_chunk import Place
from bulletin.search.index_text import TABLE

_USUAL: int = TABLE["weights"]["body"]
_FIRST_LETTER = ord("!")
_MOST_SHARED = 90
_LENGTH_BYTES = 4


@dataclass(slots=True)
class _Postings:
    """The articles of one token: the first and its weight, and the steps behind it as they are written."""

    first: int
    weight: int
    last: int
    count: int = 1
    steps: bytearray = field(default_factory=bytearray)

    def close(self, count: int, last: int, steps: bytes) -> None:
        """Set how many articles there are; `steps` lead from the first to the article `last`."""
        self.count = count
        self.last = last
        self.steps += steps


class Postings:
    """Tokens with the articles they stand in, encoded as they come, since the index of a year is large."""

    def __init__(self) -> None:
        self._of: dict[str, _Postings] = {}

    def __getstate__(self) -> tuple[Any, ...]:
        # As columns: it travels between processes, and a value for each token would take as long as indexing.
        places = self._of.values()
        numbers = [(one.first, one.weight, one.last, one.count, len(one.steps)) for one in places]
        steps = b"".join([one.steps for one in places])
        return "\n".join(self._of), array("I", chain.from_iterable(numbers)).tobytes(), steps

    def __setstate__(self, state: tuple[str, bytes, bytes]) -> None:
        tokens, packed, steps = state
        numbers = iter(array("I", packed))
        self._of = {}
        at = 0
        columns = zip(*[numbers] * 5, strict=True)
        for token, (first, weight, last, count, size) in zip(
            tokens.split("\n") if tokens else (), columns, strict=True
        ):
            self._of[token] = _Postings(first, weight, last, count, bytearray(steps[at : at + size]))
            at += size

    def __iter__(self) -> Iterator[str]:
        return iter(self._of)

    def add(self, article: int, weights: Mapping[str, int]) -> None:
        """Take the tokens of `article`, whose number is greater than all before, each with its weight."""
        known = self._of.get
        for token, weight in weights.items():
            places = known(token)
            if places is None:
                self._of[token] = _Postings(article, weight, article)
            else:
                places.steps += _step(article - places.last, weight)
                places.last = article
                places.count += 1

    def append(self, later: Postings, by: int = 0) -> None:
        """Take over the postings `later` of articles that all come later; `by` is added to their numbers.

        This changes `later`: whoever still needs it gives a copy.
        """
        for token, places in later._of.items():
            places.first += by
            places.last += by
            before = self._of.setdefault(token, places)
            if before is not places:
                before.steps += _step(places.first - before.last, places.weight)
                before.steps += places.steps
                before.last = places.last
                before.count += places.count

    def copy(self) -> Postings:
        """A copy, to give to `append`, while these stay as they are."""
        same = Postings()
        same._of = {token: replace(places, steps=places.steps[:]) for token, places in self._of.items()}
        return same

    def unite(self, others: Postings) -> None:
        """Take over tokens that are not here yet."""
        self._of |= others._of

    def count(self, token: str) -> int:
        """In how many articles `token` stands."""
        places = self._of.get(token)
        return places.count if places else 0

    def encode(self, tokens: Iterable[str]) -> bytes:
        """The bytes of `tokens`, marks and all, which come in the order of their folded forms."""
        lines: list[str] = []
        numbers = bytearray()
        before = ""
        for token in tokens:
            shared = min(_shared(before, token), _MOST_SHARED)
            lines.append(f"{chr(_FIRST_LETTER + shared)}{token[shared:]}\n")
            places = self._of[token]
            numbers += _number(places.count)
            numbers += _step(places.first, places.weight)
            numbers += places.steps
            before = token
        text = "".join(lines).encode()
        return len(text).to_bytes(_LENGTH_BYTES, "big") + text + bytes(numbers)


def halves(data: bytes) -> tuple[bytes, bytes]:
    r"""The two parts of what `Postings.encode` gave: the words and the numbers.

    >>> halves(b"\x00\x00\x00\x05!tri\n\x02\x0a\x06")
    (b'!tri\n', b'\x02\n\x06')
    """
    end = _LENGTH_BYTES + int.from_bytes(data[:_LENGTH_BYTES], "big")
    return data[_LENGTH_BYTES:end], data[end:]


def decode(data: bytes) -> dict[str, list[Place]]:
    r"""The tokens and places that `Postings.encode` wrote. Raises ValueError for bytes of another origin.

    >>> decode(b"\x00\x00\x00\x05!tri\n\x02\x0a\x06")
    {'tri': [(5, 24), (8, 24)]}
    """
    text, numbers = halves(data)
    words: dict[str, list[Place]] = {}
    at = 0
    try:
        for token in _tokens(text):
            count, at = _number_at(numbers, at)
            places: list[Place] = []
            article = 0
            for _ in range(count):
                step, at = _number_at(numbers, at)
                article += step >> 1
                weight = _USUAL
                if step & 1:
                    weight = numbers[at]
                    at += 1
                places.append((article, weight))
            words[token] = places
    except IndexError:
        raise ValueError("postings end too soon") from None
    return words


def split(data: bytes, starts: Sequence[int]) -> list[Postings]:
    r"""What `Postings.encode` wrote, cut before each of the articles `starts`, which begin with 0.

    The articles of each piece are numbered from its start on. Raises ValueError for bytes of another origin.

    >>> pieces = split(b"\x00\x00\x00\x05!tri\n\x02\x0a\x06", (0, 6))
    >>> [decode(piece.encode(piece)) for piece in pieces]
    [{'tri': [(5, 24)]}, {'tri': [(2, 24)]}]
    """
    text, numbers = halves(data)
    pieces = [Postings() for _ in starts]
    ends = [*starts[1:], 1 << 62]
    at = 0
    try:
        for token in _tokens(text):
            count, at = _number_at(numbers, at)
            article, piece, end = 0, -1, 0
            begun, taken = 0, 0
            places: _Postings | None = None
            # Millions of times for a bundle of ten years, so nothing is called here without need.
            for place in range(count):
                start = at
                step = numbers[at]
                if step > 127:
                    step, at = _number_at(numbers, at)
                else:
                    at += 1
                last = article
                article += step >> 1
                weight = _USUAL
                if step & 1:
                    weight = numbers[at]
                    at += 1
                if article >= end:
                    if places is not None:
                        places.close(place - begun, last - starts[piece], numbers[taken:start])
                    piece = next(number for number in range(piece + 1, len(ends)) if article < ends[number])
                    end, begun, taken = ends[piece], place, at
                    first = article - starts[piece]
                    places = pieces[piece]._of[token] = _Postings(first, weight, first)
            if places is not None:
                places.close(count - begun, article - starts[piece], numbers[taken:at])
    except IndexError:
        raise ValueError("postings end too soon") from None
    return pieces


def _number_at(numbers: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = numbers[at]
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, at
        shift += 7


def _shared(before: str, word: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, word, strict=False)))


def _tokens(text: bytes) -> Iterator[str]:
    before = ""
    for line in text.decode().splitlines():
        before = before[: ord(line[0]) - _FIRST_LETTER] + line[1:]
        yield before


@cache
def _step(step: int, weight: int) -> bytes:
    return _number(step << 1) if weight == _USUAL else _number(step << 1 | 1) + bytes((weight,))


@cache
def _number(value: int) -> bytes:
    if value < 0:
        raise ValueError("articles come in the order of their numbers")
    low, rest = value & 127, value >> 7
    return bytes((low | 128,)) + _number(rest) if rest else bytes((low,))
