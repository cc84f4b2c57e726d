"""A table in place of the contents list: numbered or not, with or without sources, sections across it."""

import pytest

from bulletin.content.registry import Registries
from bulletin.importer import document, parse
from bulletin.importer.source import BlockKind, Disposition, Form, Held, Source, SourceBlock
from bulletin.text.letters import without_spaces

FIRST, SECOND = "CHỦ TRƯƠNG CẢI CÁCH", "CẢI CÁCH ĐỊA PHƯƠNG"
BODY = [
    FIRST, "Bỏ ba loại giấy xác nhận", "Một. (Plo.vn 4/3, Minh An)", "261 thủ tục được đơn giản hóa",
    "Hai. (Plo.vn 4/3, Minh An)", SECOND, "Hà Nội: Chợ phiên nhận hồ sơ", "Ba. (Plo.vn 4/3, Minh An)",
]  # fmt: skip
TITLES = (BODY[1], BODY[3], BODY[6])


def source_of(table: list[tuple[str, ...]]) -> Source:
    """A document with `table` in place of its contents list."""
    head = ["THỨ BA", "Phát hành: 05/03/2024"]
    texts = [(text, ()) for text in head] + [("\t".join(row), row) for row in table] + [(t, ()) for t in BODY]
    blocks = tuple(
        SourceBlock(
            BlockKind.ROW if cells else BlockKind.PARAGRAPH,
            text,
            f"paragraph {number}",
            cells=cells,
            table=int(bool(cells)),
        )
        for number, (text, cells) in enumerate(texts, start=1)
    )
    total = sum(len(without_spaces(block.text)) for block in blocks)
    return Source("a.docx", "0", Form.DOCX, blocks, Held(total, {Disposition.TEXT: total}))


@pytest.mark.parametrize(
    "table",
    [
        [("STT", "Tiêu đề", "Nguồn", "Trang"), (FIRST, "", "", ""), ("1", TITLES[0], "Plo.vn", "1"),
         ("2", TITLES[1], "Plo.vn", "2"), (SECOND, "", "", ""), ("3", TITLES[2], "Plo.vn", "3")],
        [("TT", "Tin, bài", "Trang"), (FIRST, "", "1"), ("1.", TITLES[0], "1"), ("2.", TITLES[1], "2"),
         (SECOND, "", "3"), ("1.", TITLES[2], "3")],
        [(FIRST, ""), ("1", TITLES[0]), ("2", TITLES[1]), (SECOND, ""), ("3", TITLES[2])],
        [(FIRST, "1"), (TITLES[0], "1"), (TITLES[1], "2"), (SECOND, "3"), (TITLES[2], "trang 3")],
        [("Mục", "Bài", "Nguồn", "Trang"), (FIRST, f"1. {TITLES[0]}", "Plo.vn", "1"),
         ("", f"2. {TITLES[1]}", "Plo.vn", "2"), (SECOND, f"3. {TITLES[2]}", "Plo.vn", "3")],
        [(FIRST, "1", TITLES[0], "1"), ("", "2", TITLES[1], "2"), (SECOND, "3", TITLES[2], "3")],
    ],
    ids=["number-source-page", "numbers-begin-anew", "no-pages", "no-numbers", "sections-beside",
         "sections-beside-numbers"],
)  # fmt: skip
def test_articles_are_those_of_the_table(table: list[tuple[str, ...]], registries: Registries) -> None:
    issue = parse.parse(document.of(source_of(table)), registries)
    assert issue.sections == (FIRST, SECOND)
    assert [draft.article.title for draft in issue.drafts] == list(TITLES)
    assert [draft.article.number for draft in issue.drafts] == [1, 2, 3]
    assert [draft.article.contents_title for draft in issue.drafts] == [None] * 3
    assert [draft.body for draft in issue.drafts] == ["Một.", "Hai.", "Ba."]
