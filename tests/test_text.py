"""Vietnamese strings: tone placement, folding, match keys, slugs, short forms."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.text.letters import (
    fold,
    match_key,
    new_tone_placement,
    nfc,
    slugify,
    squeeze,
    without_spaces,
)
from bulletin.text.short_forms import explain


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Hoà Bình", "Hòa Bình"),
        ("hoá", "hóa"),
        ("HOÀ", "HÒA"),
        ("khoẻ", "khỏe"),
        ("uỷ ban", "ủy ban"),
        ("thuỷ lợi", "thủy lợi"),
        ("Tuy Hoà", "Tuy Hòa"),
        ("quý", "quý"),
        ("Quỳnh", "Quỳnh"),
        ("hoàn", "hoàn"),
        ("hoạch", "hoạch"),
    ],
)
def test_tone_mark_moves_only_at_the_end_of_an_open_syllable(old: str, new: str) -> None:
    assert new_tone_placement(old) == new
    assert new_tone_placement(unicodedata.normalize("NFD", old)) == new


@given(st.text())
def test_tone_placement_is_idempotent_and_keeps_the_folded_letters(text: str) -> None:
    once = new_tone_placement(text)
    assert new_tone_placement(once) == once
    assert fold(once) == fold(nfc(text))


@given(st.text())
def test_nothing_but_spaces_is_lost(text: str) -> None:
    assert without_spaces(squeeze(text)) == without_spaces(text)


@given(st.text())
def test_a_slug_is_safe_in_an_address(text: str) -> None:
    assert set(slugify(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert slugify(slugify(text)) == slugify(text)


def test_match_key_forgives_print_but_not_tones() -> None:
    assert match_key("TT–Huế") == match_key("TT-HUẾ")
    assert match_key("Hoà  Bình") == match_key("HÒA BÌNH")
    assert match_key("Thanh Mai") != match_key("Thành Mai")
    assert slugify("Đắk Lắk") == "dak-lak"


def test_a_short_form_is_explained_once_and_in_no_tag_link_or_longer_form() -> None:
    html = '<p id="TN"><a href="/TN/">TN</a> TNMT TN&amp;MT, TN.</p>\n<p>TN</p>'
    explained = explain(html, [("TN", "tài nguyên"), ("TN&MT", "tài nguyên & môi trường")])
    assert explained == (
        '<p id="TN"><a href="/TN/">TN</a> TNMT <abbr tabindex="0" title="tài nguyên &amp; môi trường">'
        'TN&amp;MT</abbr>, <abbr tabindex="0" title="tài nguyên">TN</abbr>.</p>\n<p>TN</p>'
    )
