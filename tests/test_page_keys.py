"""What stands in many pages is compared by its key: each field is in it, or is said to follow from it."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest

from bulletin.pages import cards, whole_issue
from bulletin.pages.key import Keyed

LINK = cards.Link("Bắc Giang", "tinh-thanh/bac-giang/")
CARD = cards.Card(
    title="Một cửa",
    path="2024/01/02/1/",
    date=date(2024, 1, 2),
    number=1,
    section=LINK,
    sources=(LINK,),
    source_dates=(date(2024, 1, 1),),
    source_page="3",
    authors=(LINK,),
    provinces=(LINK,),
    topics=(LINK,),
    lead="Một.",
    is_digest=False,
    digest="12ab",
)
BODY = whole_issue.Body("articles/2024/2024-01-02/01-mot-cua.md", "12ab")
VALUES = [LINK, CARD, BODY, whole_issue.FullArticle(CARD, BODY, "Một", "(Plo.vn 1/1)", "Chủ trương")]


def test_each_kind_of_value_with_a_key_is_tried() -> None:
    # By name, as a dataclass with slots is another class than the one it was written as.
    assert {type(value).__name__ for value in VALUES} == {kind.__name__ for kind in Keyed.__subclasses__()}


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_a_field_is_in_the_key_or_listed_as_derived(value: Any) -> None:
    for field in fields(value):
        other = replace(value, **{field.name: _another(getattr(value, field.name))})
        assert (other.key == value.key) is (field.name in value.DERIVED), field.name
        assert repr(value) == value.key


def _another(value: object) -> object:
    if isinstance(value, cards.Card):
        return replace(value, digest="34cd")
    return ("another",) if isinstance(value, tuple) else "another"
