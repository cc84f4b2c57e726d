"""The gate «is it Vietnamese?»: what it lets pass, doubts and refuses, and where exactly it turns."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.content.model import BulletinError
from bulletin.importer import gate
from bulletin.text import syllables

SENTENCE = "người dân nộp hồ sơ thuê kho bãi không còn phải xin giấy xác nhận của cấp xã "
POSSIBLE = SENTENCE.split()


def body(possible: int, impossible: int, different: int = 12) -> str:
    """Made-up text with so many words that can be and that cannot, the latter of `different` kinds."""
    wrong = [f"{'bcdghklmnprst'[kind]}ơng" for kind in range(different)]
    words = [POSSIBLE[at % len(POSSIBLE)] for at in range(possible)]
    return " ".join(words + [wrong[at % different] for at in range(impossible)])


def codes(text: str) -> list[str]:
    return [note.code for note in gate.examine([text], "a.txt")]


def test_a_tenth_is_doubted_and_a_word_more_is_refused() -> None:
    assert codes(body(900, 100)) == ["spelling"]
    with pytest.raises(BulletinError, match=r"^a\.txt: cannot be read as Vietnamese: 10%"):
        gate.examine([body(899, 101)], "a.txt")


def test_a_hundredth_passes_and_a_word_more_is_doubted() -> None:
    assert codes(body(990, 10)) == []
    assert codes(body(989, 11)) == ["spelling"]


def test_a_whole_document_is_refused_over_three_tenths() -> None:
    gate.refuse_garbled([body(700, 300)], "a.txt")
    with pytest.raises(BulletinError, match="30% of its words"):
        gate.refuse_garbled([body(699, 301)], "a.txt")


def test_nine_foreign_words_are_not_refused_however_often_they_stand() -> None:
    assert codes(body(100, 400, different=9)) == ["spelling"]


def test_two_foreign_words_are_not_doubted_however_often_they_stand() -> None:
    assert codes(body(100, 20, different=2)) == []


def test_one_lost_letter_is_doubted_and_two_are_refused() -> None:
    text = SENTENCE * 10
    assert codes(text.replace("giấy", "gi\ufffdy", 1)) == ["lost-letters"]
    with pytest.raises(
        BulletinError,
        match="has lost letters: «gi\ufffdy», «n\ufffdp»; they cannot be guessed: ask the sender",
    ):
        gate.examine([text.replace("giấy", "gi\ufffdy", 1).replace("nộp", "n\ufffdp", 1)], "a.txt")


def test_two_lost_letters_in_two_thousand_words_are_doubted_and_three_refused() -> None:
    text = body(2000, 0)
    assert codes(text.replace("nộp", "n\ufffdp", 1).replace("giấy", "gi\ufffdy", 1)) == ["lost-letters"]
    with pytest.raises(BulletinError, match="lost letters"):
        gate.examine([text.replace("nộp", "n\ufffdp", 2).replace("giấy", "gi\ufffdy", 1)], "a.txt")


def test_a_lost_sign_between_words_is_doubted() -> None:
    assert codes(SENTENCE + "\ufffd") == ["lost-letters"]


@pytest.mark.parametrize("damage", ["?", "\ufffd", "\uf0a1", "\x90"])
def test_letters_lost_all_over_are_refused(damage: str) -> None:
    with pytest.raises(BulletinError, match="lost letters"):
        gate.examine([(SENTENCE * 3).replace("ô", damage).replace("ấ", damage)], "a.txt")


def test_one_letter_for_another_is_doubted() -> None:
    assert codes(SENTENCE.replace("ô", "ơ") * 3 + "công thông đông".replace("ô", "ơ")) == ["spelling"]


@pytest.mark.parametrize(
    "text",
    [
        SENTENCE.encode("utf-8").decode("cp1252", "replace"),
        SENTENCE.encode("utf-8").decode("latin-1"),
        "ng­êi d©n nép hå s¬ thuª kho b·i kh«ng cßn ph¶i xin giÊy x¸c nhËn cña cÊp x·",
        "ngöôøi daân noäp hoà sô thueâ kho baõi khoâng coøn phaûi xin giaáy xaùc nhaän cuûa caáp xaõ",
        "nguoi dan nop ho so thue kho bai khong con phai xin giay xac nhan cua cap xa nuoc duong viec "
        "trong mot thoi gian dai duoc biet den nhieu hon",
        "the quick brown fox jumps over the lazy dog and then goes back to sleep under the tree",
    ],
    ids=["utf-8 as 1252", "utf-8 as Latin-1", "TCVN3", "VNI", "no marks", "English"],
)
def test_what_is_no_vietnamese_is_refused(text: str) -> None:
    with pytest.raises(BulletinError):
        gate.examine([text], "a.txt")


@pytest.mark.parametrize(
    "text",
    [
        "Hòa bình, hoà bình; thuỷ lợi, thủy lợi; quý, quốc, quít; gìn giữ, giếng, giặt gịa, nghiêng nghiêng",
        "khuỷu tay, ngoằn ngoèo, khúc khuỷu, huênh hoang, nguệch ngoạc, huỳnh huỵch, loong coong, xoong",
        "tốc độ 40 km/h, diện tích 40 m², 12 kg, 3 km²; ôtô, taxi, video, website",
        "iPhone, eTax, e-mail tới vucchc@moha.gov.vn, xem https://dichvucong.gov.vn/p/home/dvc?x=abc",
        "“Thế à?”, ông hỏi (sao?). Rồi sao nữa?Và thôi.",
        "ﬁ là hai chữ, cà phê ﬁn",
        "UBND TP.HCM, GRDP, Xin-ga-po, Singapore, Washington, Bộ TN&MT",
        "",
    ],
)
def test_what_newspapers_print_passes(text: str) -> None:
    assert codes(text) == []


def test_the_issue_passes_in_each_form_and_fails_in_each_damage(bulletins: Path) -> None:
    seed = (bulletins / "2023-12-11.txt").read_text(encoding="utf-8")
    assert gate.weigh([seed]).impossible.total() == 0
    assert gate.DOUBTED < gate.weigh([seed.replace("ô", "ơ")]).share < gate.REFUSED


@given(st.text(max_size=200))
def test_any_text_gives_an_answer(text: str) -> None:
    spelling = gate.weigh([text])
    assert 0 <= spelling.share <= 1
    assert spelling.words >= spelling.impossible.total()


@given(st.sampled_from(sorted(syllables._SYLLABLES)), st.sampled_from(["", *syllables._TONES]))
def test_a_syllable_has_one_tone_at_most(bare: str, tone: str) -> None:
    assert not syllables.is_possible(bare + "\u0301\u0300")
    if not bare.endswith(("c", "ch", "p", "t")):
        assert syllables.is_possible(bare + tone)
