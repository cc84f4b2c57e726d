"""What the shipped archive answers: the very modules of the page in Node, all questions in one run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bulletin.archive import content_folder
from bulletin.machine.children import cores
from bulletin.search.build import SearchOptions, build_search
from tests.bench.search import in_node
from tests.bench.search.in_node import Answered

CONTENT = Path(__file__).parents[2] / "content"

CARDS, QUANG_TRI, BAC_GIANG = "2023/12/11/2/", "2023/12/11/6/", "2023/12/11/5/"
DAY = [f"2023/12/11/{number}/" for number in range(1, 12)]

ASKED: dict[str, dict[str, Any]] = {
    text: {"text": text}
    for text in (
        "đổi thẻ căn cước mất bao lâu",
        "làm sao đổi thẻ căn cước",
        "cair cachs hanhf chinhs",
        "kho6ng qua1 7 nga2y",
        "caicachhanhchinh",
        "quang t ri cat giam",
        "quangtri cat giam",
        "rut ngna thoi gian cap",
        "rut ngan thoi gain cap doi",
        "11/12/2023",
        "ngày 11 tháng 12 năm 2023",
        "thủ tục tháng 12/2023",
        "bắc giang 2023",
        "quang nam 2023",
        "quảng trị 2023",
        "quảng trị",
        "báo Hà Nội mới",
        "hanoimoi thẻ bảo hiểm",
        "Khánh Linh",
        "rut ngan ho so hai duong",
        "thủ tục -quảng -bộ",
        '"thủ tục hành chính" -quảng',
        "căn cước OR biên chế",
        "tiêu đề: căn cước",
        "tác giả: Công Tâm",
        "nguồn: plo.vn",
        '"thủ tục hành chính"',
        "zzzqqq",
        "1/1/1999",
        "Estonia",
        "bác sỹ",
        "TTHC",
    )
}
ASKED["reversed"] = {"text": "thủ tục", "filters": {"tu": "2023-12-31", "den": "2023-12-01"}}
ASKED["in order"] = {"text": "thủ tục", "filters": {"tu": "2023-12-01", "den": "2023-12-31"}}
ASKED["newest"] = {"text": "", "order": "date", "shown": 40, "filters": {"nam": "2023"}}
ASKED["not a filter"] = {"text": "bắc giang 2023", "without": ["tinh", "nam"]}
ASKED['"thủ tục hành chính"']["columns"] = ["provinces"]
ASKED["as typed"] = {"text": "caicachhanhchinh", "asTyped": True}
ASKED["of Quảng Trị"] = {"text": '"thủ tục hành chính"', "filters": {"tinh": "quang-tri"}}


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Answered]:
    site = tmp_path_factory.mktemp("site")
    build_search(content_folder.load(CONTENT).archive, CONTENT, site, SearchOptions(workers=cores()))
    return dict(zip(ASKED, in_node.ask(site, list(ASKED.values())), strict=True))


@pytest.mark.parametrize("text", ["đổi thẻ căn cước mất bao lâu", "làm sao đổi thẻ căn cước"])
def test_idle_words_of_a_question_hide_nothing(answers: dict[str, Answered], text: str) -> None:
    assert answers[text].paths[0] == CARDS
    assert answers[text].idle


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("cair cachs hanhf chinhs", "cải cách hành chính"),
        ("kho6ng qua1 7 nga2y", "không quá 7 ngày"),
        ("caicachhanhchinh", "cải cách hành chính"),
        ("quang t ri cat giam", "quảng trị cắt giảm"),
        ("quangtri cat giam", "quảng trị cắt giảm"),
        ("rut ngna thoi gian cap", "rút ngắn thời gian cấp"),
        ("rut ngan thoi gain cap doi", "rút ngắn thời gian cấp đổi"),
    ],
)
def test_what_nobody_understood_is_mended_and_shown(
    answers: dict[str, Answered], text: str, meant: str
) -> None:
    assert (answers[text].mended, answers[text].instead) == (meant, True)
    assert answers[text].whole > 0


def test_nothing_is_mended_where_the_reader_wants_what_was_typed(answers: dict[str, Answered]) -> None:
    assert answers["as typed"].mended == ""
    assert answers["as typed"].total == 0


@pytest.mark.parametrize("text", ["11/12/2023", "ngày 11 tháng 12 năm 2023"])
def test_a_day_is_a_filter_with_its_issue_in_order(answers: dict[str, Answered], text: str) -> None:
    answer = answers[text]
    assert answer.chips == ("ngày 11/12/2023",)
    assert answer.issue == "2023-12-11"
    assert list(answer.paths) == DAY[:10] and answer.total == 11


@pytest.mark.parametrize(
    ("text", "chips", "first"),
    [
        ("thủ tục tháng 12/2023", ("tháng 12/2023",), None),
        ("bắc giang 2023", ("Bắc Giang", "năm 2023"), BAC_GIANG),
        ("quang nam 2023", ("Quảng Nam", "năm 2023"), "2023/12/11/11/"),
        # Of two units of one name the one of that time, and with no time today's, which has both.
        ("quảng trị 2023", ("Quảng Trị, đến 6/2025", "năm 2023"), QUANG_TRI),
        ("quảng trị", ("Quảng Trị, cả Quảng Bình cũ",), QUANG_TRI),
        ("báo Hà Nội mới", ("Báo Hànộimới",), "2023/12/11/4/"),
        ("hanoimoi thẻ bảo hiểm", ("Báo Hànộimới",), "2023/12/11/4/"),
        ("Khánh Linh", ("Khánh Linh",), BAC_GIANG),
    ],
)
def test_days_places_newspapers_and_authors_in_the_words_are_filters(
    answers: dict[str, Answered], text: str, chips: tuple[str, ...], first: str | None
) -> None:
    assert answers[text].chips == chips
    assert all(path.startswith("2023/12/") for path in answers[text].paths)
    assert first is None or answers[text].paths[0] == first


def test_a_filter_that_was_taken_off_stays_off(answers: dict[str, Answered]) -> None:
    assert answers["not a filter"].chips == ()


def test_a_province_that_would_leave_nothing_is_no_filter(answers: dict[str, Answered]) -> None:
    answer = answers["rut ngan ho so hai duong"]
    assert CARDS in answer.paths
    assert answer.chips == ()


def test_minus_leaves_out(answers: dict[str, Answered]) -> None:
    found = answers['"thủ tục hành chính" -quảng']
    assert found.total > 0
    assert QUANG_TRI not in found.paths and "2023/12/11/11/" not in found.paths
    assert QUANG_TRI in answers['"thủ tục hành chính"'].paths


def test_or_finds_either(answers: dict[str, Answered]) -> None:
    assert {CARDS, "2023/12/11/1/"} <= set(answers["căn cước OR biên chế"].paths)


def test_fields_look_where_they_say(answers: dict[str, Answered]) -> None:
    assert answers["tiêu đề: căn cước"].paths == (CARDS,)
    assert answers["tác giả: Công Tâm"].paths == ("2023/12/11/3/",)
    assert answers["nguồn: plo.vn"].paths == ("2023/12/11/1/",)


def test_a_reversed_range_of_days_is_turned_round(answers: dict[str, Answered]) -> None:
    assert answers["reversed"].paths == answers["in order"].paths != ()


def test_newest_first_is_one_two_three_within_a_day(answers: dict[str, Answered]) -> None:
    assert list(answers["newest"].paths) == DAY


def test_counts_of_a_quoted_phrase_and_of_its_facets_agree(answers: dict[str, Answered]) -> None:
    answer = answers['"thủ tục hành chính"']
    assert sum(answer.counts["nam"].values()) == answer.total == answer.whole
    assert answers["of Quảng Trị"].total == answer.counts["tinh"]["quang-tri"] > 0


def test_what_is_nowhere_is_not_found(answers: dict[str, Answered]) -> None:
    assert answers["zzzqqq"].total == 0
    assert answers["1/1/1999"].issue == ""


def test_spellings_and_abbreviations_stand_for_each_other(answers: dict[str, Answered]) -> None:
    assert "2021/07/16/4/" in answers["Estonia"].paths
    assert answers["TTHC"].total > 5


def test_what_an_article_lacks_is_said(answers: dict[str, Answered]) -> None:
    answer = answers["rut ngan ho so hai duong"]
    assert any(answer.missing)
