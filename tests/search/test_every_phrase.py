"""Whatever four syllables stand side by side in an article, typed in any of six ways: the index leads to it.

The reader of the index is told once more here, in Python, as `bundle.js` and `rank.js` of the theme do it;
`test_synthetic_archive.py` asks those themselves.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bulletin.search import index_text, tiers
from bulletin.search.bundle_files import BundleWriter, index_parts, tables
from bulletin.search.documents import Facts, IndexedArticle, IndexedParagraph, weights_of
from bulletin.search.equivalents import Equivalents
from bulletin.search.index_text import bucket_key, fold, fold_token, hash_of, joined, syllables
from bulletin.search.postings import decode
from bulletin.search.tiers import Tiers
from tests.bench.search.queries import WAYS

_FACTS = Facts(date(2023, 12, 11), 1, "tin-tuc", ("plo.vn",), (), (), ("Plo.vn",), ())
# Few words, so that they meet; old and new placement, đ, letters with two marks, digits.
_VOCABULARY = """
hoà hòa hoa hóa thuỷ thủy quý quy đắk lắk dak Đường ĐỀ nghị Nghị quảng trị trì tri 2023 15 NQ oẹ ưu ươn TTHC
xã xa uỷ ủy khoẻ khỏe toà nhà nha
"""
_WORDS = st.sampled_from(_VOCABULARY.split())
_GAPS = st.sampled_from([" ", " ", " ", "-", ", ", ". ", "/", " – ", "  ", " (", "’ "])
_TEXTS = st.lists(st.tuples(_WORDS, _GAPS), min_size=4, max_size=9).map(
    lambda pairs: "".join(word + gap for word, gap in pairs)
)
_ARTICLES = st.lists(st.tuples(_TEXTS, st.lists(_TEXTS, min_size=1, max_size=2)), min_size=1, max_size=8)


@given(articles=_ARTICLES, shares=st.sampled_from([(0.12, 0.004), (0.5, 0.3), (2, 0.4), (2, 2)]))
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    derandomize=True,
)
def test_every_phrase_of_four_syllables_is_found(
    monkeypatch: pytest.MonkeyPatch,
    articles: list[tuple[str, list[str]]],
    shares: tuple[float, float],
) -> None:
    monkeypatch.setattr(tiers, "_THREE_TIERS", 1)
    monkeypatch.setattr(tiers, "_FREQUENT", shares[0] * len(articles))
    monkeypatch.setattr(tiers, "_COMMON", shares[1])
    index = Index([_document(title, texts) for title, texts in articles])
    for number, (title, texts) in enumerate(articles):
        for phrase in sorted({phrase for text in (title, *texts) for phrase in _phrases(text)}):
            for way, typed in WAYS.items():
                assert number in index.with_phrase(typed(phrase)), f"{phrase!r} {way}: {typed(phrase)!r}"


class Index:
    """The files of a bundle, asked as the page asks them."""

    def __init__(self, documents: list[IndexedArticle]) -> None:
        writer = BundleWriter()
        for document in documents:
            writer.add(document)
        places = Tiers(writer.postings, len(documents))
        self.parts = index_parts(places, workers=1)
        table = dict(tables(places, [one.facts for one in documents], writer.lengths, {}))["articles.bin"]
        self.head = places.files
        self.frequent = json.loads(gzip.decompress(table))["frequent"]
        self.read = cache(self._read)

    def with_phrase(self, typed: str) -> set[int]:
        """The articles with all pairs of a quoted phrase."""
        pairs = [joined(left, right) for left, right in pairwise(syllables(typed))]
        return set.intersection(*map(self._with_token, pairs))

    def _with_token(self, token: str) -> set[int]:
        folded = fold_token(token)
        found = self._matching(self._common(folded), token)
        if not found and self.head["rare"]:
            found = self._matching(self.read("r", hash_of(bucket_key(folded)) % self.head["rare"]), token)
        return found

    def _common(self, folded: str) -> Mapping[str, list[int]]:
        if folded in self.frequent:
            return self.read("f", self.frequent.index(folded))
        files = self.head["common"]
        return self.read("c", hash_of(bucket_key(folded)) % files) if files else {}

    def _read(self, tier: str, number: int) -> Mapping[str, list[int]]:
        words = decode(gzip.decompress(self.parts[f"{tier}/{number}"]))
        return {word: [article for article, _ in places] for word, places in words.items()}

    def _matching(self, words: Mapping[str, list[int]], token: str) -> set[int]:
        same = (places for form, places in words.items() if _is_looked_for(token, form))
        return {article for places in same for article in places}


def _is_looked_for(token: str, form: str) -> bool:
    if fold_token(token) != fold_token(form):
        return False
    as_typed = len(token) == len(form) and all(
        a == b or (a == "d" and b == "đ") for a, b in zip(token, form, strict=True)
    )
    return token == fold_token(token) or as_typed


def _document(title: str, texts: list[str]) -> IndexedArticle:
    paragraphs = tuple(IndexedParagraph(number, text) for number, text in enumerate(texts, start=1))
    weights = weights_of(title, None, texts, Equivalents(()))
    return IndexedArticle(_FACTS, title, None, paragraphs, weights, length=100)


def _phrases(text: str) -> Iterator[str]:
    words = list(index_text._SYLLABLE.finditer(text))
    for first, last in zip(words, words[3:], strict=False):
        yield text[first.start() : last.end()]


def test_the_reader_told_here_misses_what_is_not_there() -> None:
    index = Index([_document("Sở Nội vụ tỉnh Quảng Trị", ["một hai ba bốn"])])
    assert index.with_phrase("noi vu tinh quang") == {0}
    assert index.with_phrase("nội vụ tĩnh quảng") == set()
    assert index.with_phrase("tinh quang tri mot") == set()
    assert fold("Đắk".lower()) == "dak"
