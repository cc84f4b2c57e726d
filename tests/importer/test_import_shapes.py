"""One bulletin printed in many ways is the same three articles, and nothing is in doubt that is not."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bulletin.content.model import BulletinError
from bulletin.content.registry import Registries
from bulletin.importer import document, parse
from bulletin.importer.parse import IssueDraft
from bulletin.importer.readers import text
from bulletin.importer.source import BlockKind

FIRST, SECOND = "CHỦ TRƯƠNG CẢI CÁCH", "CẢI CÁCH ĐỊA PHƯƠNG"
HEAD = "Năm 2024\n\nTHỨ BA\n\nPhát hành: 05/03/2024\n\n"
NAME = "Bản tin\n\nĐiểm báo\n\nCẢI CÁCH HÀNH CHÍNH\n\n"
ONE, TWO, THREE = "Một bài về thủ tục", "Hai bài về hồ sơ", "Hà Nội: Ba bài về phường"
LIST = f"{FIRST}\t1\n1. {ONE}\t1\n2. {TWO}\t2\n{SECOND}\t3\n3. {THREE}\t3\n\n"
BODY = "Hội nghị sáng nay bàn về việc rút ngắn thời gian giải quyết hồ sơ."
END = " (Plo.vn 4/3, Minh An) [Về đầu trang](#)\n\n"
WHOLE = (
    HEAD
    + NAME
    + LIST
    + f"{FIRST}\n\n{ONE}\n\n{BODY}{END}{TWO}\n\n{BODY}{END}{SECOND}\n\n{THREE}\n\n{BODY}{END}"
)

Shape = Callable[[str], str]


def with_head(head: str) -> Shape:
    return lambda whole: whole.replace(HEAD, f"{head}\n\n")


SHAPES: dict[str, Shape] = {
    "as it is": lambda whole: whole,
    "sections in small letters in the body": lambda whole: whole.replace(
        f"{FIRST}\n\n", "Chủ trương cải cách\n\n"
    ),
    "sections in small letters": lambda whole: whole.replace(FIRST, "Chủ trương cải cách").replace(
        SECOND, "Cải cách địa phương"
    ),
    "a section's name wraps in the body": lambda whole: whole.replace(
        f"{FIRST}\n\n", "CHỦ TRƯƠNG\nCẢI CÁCH\n\n"
    ),
    "a section's name wraps in the list": lambda whole: whole.replace(
        f"{FIRST}\t1", "CHỦ TRƯƠNG\nCẢI CÁCH\t1"
    ),
    "a title wraps": lambda whole: whole.replace(f"{THREE}\n", "Hà Nội: Ba bài\nvề phường\n"),
    "a title wraps in the list": lambda whole: whole.replace(f"{THREE}\t", "Hà Nội: Ba bài\nvề phường\t"),
    "pages behind one space": lambda whole: whole.replace("\t", " "),
    "pages behind dots": lambda whole: whole.replace("\t", ". . . . . . "),
    "one tab lost": lambda whole: whole.replace(f"{TWO}\t2", f"{TWO} 2"),
    "no pages": lambda whole: whole.replace("\t1", "").replace("\t2", "").replace("\t3", ""),
    "numbers in the body": lambda whole: whole.replace(f"\n{ONE}\n", f"\n1. {ONE}\n"),
    "numbers that go on in the body": lambda whole: whole.replace(f"\n{THREE}\n", f"\n7) {THREE}\n"),
}
HEADS = [
    "Thứ 3 ngày 5/3/2024", "THỨ BA (05/3/2024)", "Số 45 - Thứ Ba, ngày 05 tháng 3 năm 2024",
    "Phát hành Thứ Ba, 05/03/2024", "Phát hành: Thứ Ba ngày 05/03/2024",
    "THỨ BA          Phát hành: 05/03/2024",
    "Năm 2024 | THỨ BA | Phát hành: 05/03/2024", "Năm 2024\tTHỨ BA\tPhát hành: 05/03/2024",
    "THỨ BA\n\nĐIỂM BÁO NGÀY 05/03/2024", "BỘ NỘI VỤ\n\nVỤ CẢI CÁCH HÀNH CHÍNH\n\nThứ Ba, 05-03-2024",
]  # fmt: skip


def read(whole: str, registries: Registries) -> IssueDraft:
    return parse.parse(document.of(text.read(whole.encode(), "a.txt")), registries)


def assert_is_the_same(issue: IssueDraft) -> None:
    assert [(d.article.number, d.article.title, d.body) for d in issue.drafts] == [
        (number, title, BODY) for number, title in enumerate((ONE, TWO, THREE), start=1)
    ]
    assert [d.article.section for d in issue.drafts] == ["Chủ trương cải cách"] * 2 + ["Cải cách địa phương"]
    assert str(issue.date) == "2024-03-05"
    assert [str(doubt) for doubt in issue.doubts] == []


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_shapes(shape: Shape, registries: Registries) -> None:
    assert_is_the_same(read(shape(WHOLE), registries))


@pytest.mark.parametrize("head", HEADS)
def test_heads(head: str, registries: Registries) -> None:
    issue = read(with_head(head)(WHOLE), registries)
    assert_is_the_same(issue)
    assert (issue.masthead.weekday or "").casefold() in ("thứ ba", "thứ 3")


@pytest.mark.parametrize(
    "title",
    ["261 thủ tục được đơn giản hóa", "10.000 hồ sơ trực tuyến", "100% hồ sơ đúng hạn", "2024: Năm dữ liệu",
     "1. 000 việc", "Giải quyết 1.250 hồ sơ", "Về " + ", ".join(f"việc {n}" for n in range(90))],
)  # fmt: skip
def test_titles(title: str, registries: Registries) -> None:
    for number in ("", "2. "):
        whole = WHOLE.replace(TWO, title).replace(f"\n\n{title}\n", f"\n\n{number}{title}\n")
        assert [draft.article.title for draft in read(whole, registries).drafts] == [ONE, title, THREE]


@pytest.mark.parametrize(
    "stray",
    ["“Chúng tôi phản đối”, ông nói", "Tỷ lệ hài lòng: 97,5%", "Ngày 5 tháng 3, người dân nộp hồ sơ",
     "Số hồ sơ là 120", "Thứ trưởng cho biết, việc này đã xong",
     "Sở Nội vụ tiếp nhận 120 hồ sơ của người dân trong ngày",
     "Người dân nói: “Không”", "Đoạn mở đầu (VTV 10/12, Lan)[Về đầu trang](#)",
     "Năm 2023 có 1.200 hồ sơ trễ"],
)  # fmt: skip
def test_text_in_the_masthead_is_refused(stray: str, registries: Registries) -> None:
    with pytest.raises(BulletinError, match="text that belongs to no article"):
        read(WHOLE.replace(NAME, f"{stray}\n\n{NAME}"), registries)


@pytest.mark.parametrize("headline", ["Một bài khác", "Vì sao hồ sơ trễ?", "“Đừng bắt dân chờ!”"])
def test_an_article_that_the_list_has_not_is_refused(headline: str, registries: Registries) -> None:
    for end in (END, " (Plo.vn 4/3, Minh An)\n\n"):
        other = f"{ONE}\n\n{BODY}{end}{headline}\n\n{BODY}{END}{TWO}"
        with pytest.raises(BulletinError, match=r"text that belongs to no article|not in the contents list"):
            read(WHOLE.replace(f"{ONE}\n\n{BODY}{END}{TWO}", other), registries)


@pytest.mark.parametrize("line", ["Cải cách địa phương", SECOND, "Bản tin", "THỨ BA", "Điểm báo"])
def test_a_line_of_an_article_stays_in_it_and_is_told(line: str, registries: Registries) -> None:
    for within in (f"{BODY}\n\n{line}\n\nChữ nữa.", f"{BODY}\n\n{line}\n\nChữ.\n\n{line}\n\nChữ nữa."):
        issue = read(WHOLE.replace(f"{ONE}\n\n{BODY}", f"{ONE}\n\n{within}"), registries)
        assert issue.drafts[0].body == within
        assert {doubt.code for doubt in issue.doubts} == {"running"}


def test_a_number_alone_is_text_where_it_is_no_line_of_a_plain_text(registries: Registries) -> None:
    source = text.read(WHOLE.replace(BODY, f"{BODY}\n\nNăm\n\n12\n\nhồ sơ.", 1).encode(), "a.txt")
    with pytest.raises(BulletinError, match="belongs to no article"):
        parse.parse(document.of(source), registries)
    of_word = replace(source, blocks=tuple(replace(one, kind=BlockKind.PARAGRAPH) for one in source.blocks))
    issue = parse.parse(document.of(of_word), registries)
    assert issue.drafts[0].body == f"{BODY}\n\nNăm\n\n12\n\nhồ sơ."
