"""The index of a bundle in three tiers of small parts, each word at a place that can be worked out.

A reader's query fetches one part a word and bundle. A word that stands in many articles has a part of its own
in the tier `f`, as whatever lay beside it would be fetched with most queries; the table of articles lists
these words. For the others the hash of their `bucket_key` decides: common words lie in the tier `c`, the many
rare ones in the tier `r`, whose parts are fetched only where the others have nothing. Parts are about as
large in a bundle of ten years as in one of a month, so what a query reads hardly grows with the archive. Some
of them together are a file (`packs.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from bulletin.search.index_text import SEPARATOR, bucket_key, fold_token, hash_of
from bulletin.search.postings import Postings

# From this number of articles on a bundle has three tiers; below, all words are common.
_THREE_TIERS = 500
# The number of articles that makes a word frequent, and the part of all that makes it at least common.
_FREQUENT = 600
_COMMON = 0.004
# In many articles a syllable that only one has is more often a slip than a word.
_TWICE = 2
# About how much of the index a part holds, in bytes before it is compressed.
_PART = {"common": 700, "rare": 1_100}
_SMALL_PART = 500

HASHED = ("common", "rare")
RARE = "r"

# A part by its name, such as `c/12`, with the tokens that it holds.
Named = tuple[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class KeptIndex:
    """What stays as it is of an older index: all but the words of its parts `replaced`, such as `c/12`.

    `files` and `sizes` are by tier; `sizes` and `syllables` (see `Tiers.syllables`) are those of the words
    that stay. `frequent` are the words with parts of their own, with how many places each has.
    """

    frequent: Mapping[str, int]
    replaced: frozenset[str]
    files: Mapping[str, int]
    sizes: Mapping[str, int]
    syllables: Mapping[str, int]

    def before(self, frequent: Iterable[str]) -> Mapping[str, int]:
        """The parts that stay by their names, with their numbers before; `frequent` are those of now."""
        return dict(self._before(frequent))

    def _before(self, frequent: Iterable[str]) -> Iterator[tuple[str, int]]:
        number = {word: index for index, word in enumerate(frequent)}
        for before, word in enumerate(self.frequent):
            if f"f/{before}" not in self.replaced:
                yield f"f/{number[word]}", before
        for tier in HASHED:
            for index in range(self.files[tier]):
                name = f"{tier[0]}/{index}"
                if name not in self.replaced:
                    yield name, index


@dataclass(slots=True)
class Tiers:
    """Where each word of `postings` lies in the index of a bundle of `articles` articles."""

    postings: Postings
    articles: int
    kept: KeptIndex | None = None
    sizes: dict[str, int] = field(init=False)
    # Tokens in order, not by their words: there are a million in ten years.
    _tokens: dict[str, list[str]] = field(init=False)

    def __post_init__(self) -> None:
        self._tokens = {"frequent": [], "common": [], "rare": []}
        self.sizes = {tier: self.kept.sizes[tier] if self.kept else 0 for tier in HASHED}
        for _, forms in folded_words(self.postings):
            places = sum(map(self.postings.count, forms))
            tier = _tier(places, self.articles)
            self._tokens[tier] += forms
            if tier in self.sizes:
                self.sizes[tier] += size_of(places, forms)

    @property
    def files(self) -> dict[str, int]:
        """How many parts the tiers have that are found by a hash."""
        each = _PART if self.articles >= _THREE_TIERS else {"common": _SMALL_PART, "rare": 1}
        return {tier: _rounded(-(-self.sizes[tier] // each[tier])) for tier in HASHED}

    @property
    def fits(self) -> bool:
        """Whether what is kept has as many parts, so that its words lie where they are looked for."""
        return self.kept is None or self.kept.files == self.files

    @property
    def frequent(self) -> dict[str, int]:
        """The words with parts of their own in the order of their numbers, with how many places each has."""
        kept = self.kept
        found = {
            word: places
            for number, (word, places) in enumerate(kept.frequent.items() if kept else ())
            if kept and f"f/{number}" not in kept.replaced
        }
        for word, forms in groupby(self._tokens["frequent"], fold_token):
            found[word] = sum(map(self.postings.count, forms))
        return dict(sorted(found.items()))

    @property
    def syllables(self) -> dict[str, int]:
        """The folded syllables with how many places each has; in a large bundle those of two at least."""
        found: dict[str, int] = {}
        for tokens in self._tokens.values():
            for token in tokens:
                if token.startswith(SEPARATOR):
                    syllable = fold_token(token)[1:-1]
                    found[syllable] = found.get(syllable, 0) + self.postings.count(token)
        least = _TWICE if self.articles >= _THREE_TIERS else 1
        often = {one: count for one, count in found.items() if count >= least}
        return dict(sorted(({**self.kept.syllables, **often} if self.kept else often).items()))

    def named(self) -> list[Named]:
        """The parts to write, with their tokens in order."""
        number = {word: index for index, word in enumerate(self.frequent)}
        frequent = groupby(self._tokens["frequent"], fold_token)
        named: list[Named] = [(f"f/{number[word]}", list(forms)) for word, forms in frequent]
        for tier, count in self.files.items():
            names = (f"{tier[0]}/{index}" for index in range(count))
            buckets: dict[str, list[str]] = {
                name: [] for name in names if self.kept is None or name in self.kept.replaced
            }
            for token in self._tokens[tier]:
                buckets[f"{tier[0]}/{hash_of(bucket_key(fold_token(token))) % count}"].append(token)
            named += buckets.items()
        return named


def folded_words(tokens: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """The folded words in their order, each with its tokens, the same but for marks, in theirs.

    >>> list(folded_words(["ǀtríǀ", "ǀtrịǀ"]))
    [('ǀtriǀ', ['ǀtríǀ', 'ǀtrịǀ'])]
    """
    for word, forms in groupby(sorted(sorted(tokens), key=fold_token), fold_token):
        yield word, list(forms)


def size_of(places: int, forms: Sequence[str]) -> int:
    """About how many bytes a word takes in a part before that is compressed.

    >>> size_of(10, ["ǀtrịǀ"])
    16
    """
    return places + sum(4 + len(form) // 2 for form in forms)


def _tier(places: int, articles: int) -> str:
    if articles < _THREE_TIERS:
        return "common"
    return "frequent" if places >= _FREQUENT else "common" if places >= _COMMON * articles else "rare"


def _rounded(parts: int) -> int:
    """`parts`, or up to an eighth more: a corrected article seldom changes it, and so moves few words."""
    step = 1 << max(0, parts.bit_length() - 4)
    return -(-parts // step) * step
