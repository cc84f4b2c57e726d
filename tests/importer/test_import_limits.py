"""Each limit of the importer, on both sides: the last that is taken, and the first that is not."""

from __future__ import annotations

import pytest

from bulletin.content.model import BulletinError
from bulletin.content.registry import Registries, Section
from bulletin.importer import document, masthead_lines, parse
from bulletin.importer.readers import text
from bulletin.importer.titles import ALIKE, SAME, SAME_BUT_NUMBER, likeness
from bulletin.ledger.author_names import named
from tests.importer.made_up import LINK, bulletin_of

REGISTRIES = Registries((), (Section("chu-truong-cai-cach", "Chủ trương cải cách"),), ())
HEAD = "THỨ BA\n\nPhát hành: 05/03/2024\n\nCẢI CÁCH HÀNH CHÍNH\n\nCHỦ TRƯƠNG CẢI CÁCH\t1\n"


def parsed(raw: str) -> parse.IssueDraft:
    return parse.parse(document.of(text.read(raw.encode(), "a.txt")), REGISTRIES)


def filled(length: int, begin: str = "Người dân nộp hồ sơ") -> str:
    """A text of `length` letters that ends in a word."""
    words = f"{begin} {'qua mạng ở nhà ' * (length // 10)}"[:length]
    return words[:-3].rstrip() + "g" * (length - len(words[:-3].rstrip()))


def one_article(title: str, body: str = "Một đoạn văn về thủ tục hành chính.") -> str:
    return f"{HEAD}1. {title}\t1\n\nCHỦ TRƯƠNG CẢI CÁCH\n\n{title}\n\n{body}\n\n(Plo.vn 4/3, Minh An){LINK}\n"


def test_an_issue_has_four_hundred_articles_at_most() -> None:
    assert len(parsed(bulletin_of(*["Một đoạn văn."] * 400)).drafts) == 400
    with pytest.raises(BulletinError, match="401 articles, and an issue 400 at most"):
        parsed(bulletin_of(*["Một đoạn văn."] * 401))


def test_a_title_has_a_thousand_letters_at_most() -> None:
    assert len(parsed(one_article(filled(1_000))).drafts[0].article.title) == 1_000
    with pytest.raises(BulletinError, match="has 1,001 letters; a title has 1,000 at most"):
        parsed(one_article(filled(1_001)))


def test_a_line_behind_a_trailer_is_a_headline_up_to_two_hundred_letters() -> None:
    body = "Một đoạn văn. (Plo.vn 4/3, Minh An)\n\n{}\n\nMột đoạn văn khác."
    with pytest.raises(BulletinError, match="begins an article that is not in the contents list"):
        parsed(one_article("Bài thử về thủ tục", body.format(filled(200))))
    assert parsed(one_article("Bài thử về thủ tục", body.format(filled(201)))).drafts


@pytest.mark.parametrize(
    ("words", "after_date", "is_text"),
    [(12, False, False), (13, False, True), (5, True, False), (6, True, True)],
)
def test_an_unknown_line_of_a_head_is_text_by_its_words(words: int, after_date: bool, is_text: bool) -> None:
    assert masthead_lines.is_text(" ".join(["chữ"] * words), after_date) is is_text


def test_a_line_of_a_head_has_a_hundred_letters_at_most() -> None:
    long = "Vụ Cải cách hành chính của nhiều nơi khác"
    assert not masthead_lines.is_text(f"{long}{'h' * (100 - len(long))}", after_date=False)
    assert masthead_lines.is_text(f"{long}{'h' * (101 - len(long))}", after_date=False)


def test_a_name_of_an_author_has_eight_words_and_eighty_letters_at_most() -> None:
    eight = "Nguyễn Thị Minh Khai Hoàng Ngọc Bảo Anh"
    assert named(eight).names == (eight,)
    assert named(f"{eight} Thư").names == ()
    assert named(f"Minh {'A' * 75}").names == (f"Minh {'A' * 75}",)
    assert named(f"Minh {'A' * 76}").names == ()


def test_a_line_is_like_a_title_by_its_letters() -> None:
    listed = "Rút ngắn thời gian cấp đổi thẻ căn cước"
    assert likeness(listed, listed) == SAME == 1.0
    assert likeness(listed, f"3. {listed}") == SAME_BUT_NUMBER
    # Never as good as the same title, whatever it is like.
    assert ALIKE < likeness(listed, f"{listed} công dân") < SAME_BUT_NUMBER < SAME
    assert likeness("Tin vắn", "Tin ngắn") == 0.0
    # Of a hundred letters more than eighty have to be the same.
    assert likeness("a" * 81 + "b" * 19, "a" * 81 + "c" * 19) == 0.81
    assert likeness("a" * 80 + "b" * 20, "a" * 80 + "c" * 20) == 0.0
