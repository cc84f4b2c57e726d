"""The vectors that Python and JavaScript share, from Python's side; a browser runs them from the other."""

from __future__ import annotations

import json
import pickle
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.search import cbor, index_text
from bulletin.search.index_chunk import chunk
from bulletin.search.postings import Postings, decode

VECTORS: dict[str, Any] = json.loads(Path(__file__).with_name("vectors.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("vector", VECTORS["texts"], ids=lambda vector: vector["text"][:20])
def test_a_text_is_read_as_the_vectors_say(vector: dict[str, Any]) -> None:
    syllables = index_text.syllables(vector["text"])
    assert syllables == vector["syllables"]
    assert [index_text.fold(one) for one in syllables] == vector["folded"]
    assert list(dict.fromkeys(index_text.tokens_of([syllables]))) == vector["tokens"]


@pytest.mark.parametrize("vector", VECTORS["buckets"], ids=lambda vector: vector["token"])
def test_a_token_lies_where_the_vectors_say(vector: dict[str, Any]) -> None:
    assert index_text.bucket_key(vector["token"]) == vector["key"]
    assert index_text.hash_of(vector["key"]) == vector["hash"]


def postings_of(words: dict[str, list[tuple[int, int]]], articles: range) -> Postings:
    postings = Postings()
    for article in sorted(
        {article for places in words.values() for article, _ in places if article in articles}
    ):
        postings.add(
            article,
            {word: weight for word, places in words.items() for at, weight in places if at == article},
        )
    return postings


def test_postings_that_end_too_soon_are_refused() -> None:
    data = bytes.fromhex(VECTORS["postings"][0]["bytes"])
    with pytest.raises(ValueError, match="end too soon"):
        decode(data[:-1])


def test_postings_and_chunks_are_the_bytes_of_the_vectors() -> None:
    for vector in VECTORS["postings"]:
        words = {word: [tuple(place) for place in places] for word, places in vector["words"].items()}
        # In one run or in two, the second of which comes from another process.
        for cut in (0, 1, 3, 1000):
            whole = postings_of(words, range(cut))
            whole.append(pickle.loads(pickle.dumps(postings_of(words, range(cut, 1 << 20)))))
            data = whole.encode(sorted(words, key=lambda word: (index_text.fold_token(word), word)))
            assert data.hex() == vector["bytes"]
            assert decode(data) == words
    for vector in VECTORS["chunks"]:
        entries = [
            (folded, {form: [tuple(place) for place in places] for form, places in forms.items()})
            for folded, forms in vector["words"]
        ]
        assert chunk(entries).hex() == vector["bytes"]


@pytest.mark.parametrize(
    "typed",
    [
        "Đắk Lắk",
        "ĐẮK LẮK",
        "đắk lắk",
        "\u0110a\u0306\u0301k La\u0306\u0301k",
        "Đak Lak",
        "dak lak",
        "DAK LAK",
    ],
)
def test_every_way_to_type_a_name_folds_alike(typed: str) -> None:
    assert [index_text.fold(one) for one in index_text.syllables(typed)] == ["dak", "lak"]


def test_both_placements_of_the_tone_mark_are_one_syllable() -> None:
    assert index_text.syllables("hoà thuỷ khoẻ quý") == index_text.syllables("hòa thủy khỏe quý")


@given(st.text())
def test_any_text_can_be_indexed(text: str) -> None:
    for token in index_text.tokens_of([index_text.syllables(text)]):
        assert token.endswith(index_text.SEPARATOR)
        assert index_text.fold_token(index_text.fold_token(token)) == index_text.fold_token(token)


_VALUES = st.recursive(st.integers(-(2**32), 2**32 - 1) | st.text(), st.lists)


@given(_VALUES)
def test_cbor_comes_back_as_it_went(value: cbor.Value) -> None:
    assert cbor.decode(cbor.encode(value)) == value
