"""Related articles are earlier ones about the same, and no later article changes them."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bulletin.pages.cards import Card, Link
from bulletin.pages.related import MOST, RARE, related

HANOI, HUE = Link("Hà Nội", "tinh-thanh/ha-noi/"), Link("Huế", "tinh-thanh/hue/")


def card(day: int, title: str, *provinces: Link, number: int = 1) -> Card:
    return Card(
        title=title,
        path=f"{day}/{number}/",
        date=date(2024, 1, 1) + timedelta(day),
        number=number,
        section=Link("Tin", "chuyen-muc/tin/"),
        sources=(),
        source_dates=(),
        source_page=None,
        authors=(),
        provinces=provinces,
        topics=(),
        lead="",
        is_digest=False,
        digest=f"{day} {number} {title}",
    )


def titles(cards: list[Card]) -> list[str]:
    return [one.article.text for one in related(cards).get(cards[-1].path, ())]


def test_two_rare_pairs_are_enough_and_one_is_where_the_place_is_the_same() -> None:
    new = card(9, "Bỏ sổ hộ khẩu giấy", HANOI)
    assert titles([card(1, "Vì sao còn sổ hộ khẩu"), new]) == ["Vì sao còn sổ hộ khẩu"]
    assert titles([card(1, "Mua hộ khẩu", HANOI), new]) == ["Mua hộ khẩu"]
    assert titles([card(1, "Mua hộ khẩu", HUE), new]) == []
    assert titles([card(1, "Chuyện khác hẳn", HANOI), new]) == []


def test_the_same_issue_is_left_out() -> None:
    assert titles([card(9, "Bỏ sổ hộ khẩu", HANOI), card(9, "Bỏ sổ hộ khẩu", HANOI, number=2)]) == []


def test_what_many_titles_have_says_nothing() -> None:
    often = [card(day, f"Thủ tục hành chính {day}", HANOI) for day in range(RARE + 2)]
    assert titles([*often, card(99, "Thủ tục hành chính", HANOI)]) == []


_WORDS = st.sampled_from(["sổ", "hộ", "khẩu", "giấy", "đất", "một", "cửa"])
_TITLES = st.lists(_WORDS, min_size=2, max_size=6).map(" ".join)


@given(st.lists(st.tuples(_TITLES, st.sampled_from([(), (HANOI,), (HUE,)])), max_size=30), st.integers(0, 30))
def test_later_articles_change_nothing(those: list[tuple[str, tuple[Link, ...]]], until: int) -> None:
    cards = [card(day // 2, title, *places, number=day % 2) for day, (title, places) in enumerate(those)]
    whole, before = related(cards), related(cards[:until])
    assert before == {one.path: whole[one.path] for one in cards[:until] if one.path in whole}
    days = {one.path: one.date for one in cards}
    for path, found in whole.items():
        assert len(found) <= MOST and all(one.date < days[path] for one in found)
