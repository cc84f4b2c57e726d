"""Which paragraphs a page break cut: on both sides of each line that is drawn between them."""

from __future__ import annotations

import pytest

from bulletin.importer.blocks import Block, PrintedKind
from bulletin.importer.document import LineNumber
from bulletin.importer.joins import is_cut, may_be_cut

PARAGRAPH, BULLET, NUMBERED, TABLE = (
    PrintedKind.PARAGRAPH,
    PrintedKind.BULLET,
    PrintedKind.NUMBERED,
    PrintedKind.TABLE,
)


def block(text: str, line: int, kind: PrintedKind = PARAGRAPH) -> Block:
    number = LineNumber(line, f"line {line}")
    return Block(kind, text, number, number)


def so_long(length: int, end: str, begin: str = "") -> str:
    """A text of `length` characters that begins and ends so."""
    filled = f"{begin}Hồ sơ nộp qua mạng một nhiều, người dân đỡ phải đi lại, cán bộ đỡ phải nhập lại số"
    kept = filled[: length - len(end) - 1].rstrip()
    return f"{kept.ljust(length - len(end) - 1, 'x')} {end}"


@pytest.mark.parametrize(
    ("before", "kind", "after", "cut"),
    [
        # A figure goes on with a paragraph, not with a heading.
        (so_long(80, "huyện"), PARAGRAPH, "12 xã đã làm xong.", True),
        (so_long(79, "huyện"), PARAGRAPH, "12 xã đã làm xong.", False),
        # So does the second half of a name.
        (so_long(80, "xã Quang"), PARAGRAPH, "Lãng. Mô hình này được nhân rộng.", True),
        (so_long(79, "xã Quang"), PARAGRAPH, "Lãng. Mô hình này được nhân rộng.", False),
        (so_long(80, "ông Minh"), PARAGRAPH, "Đức, trưởng phòng.", True),
        (so_long(79, "ông Minh"), PARAGRAPH, "Đức, trưởng phòng.", False),
        # An item of a list that ends in no open word is whole unless it is long.
        (so_long(80, "xong", "- "), BULLET, "trong cả năm nay.", True),
        (so_long(79, "xong", "- "), BULLET, "trong cả năm nay.", False),
        (so_long(80, "xong", "3. "), NUMBERED, "trong cả năm nay.", True),
        (so_long(40, "của", "- "), BULLET, "người dân trong cả năm nay.", True),
        # Two short lines are verse; one that ends in an open word is cut however short.
        (so_long(50, "xong"), PARAGRAPH, "trong năm.", True),
        (so_long(49, "xong"), PARAGRAPH, "trong năm.", False),
        (so_long(20, "xong"), PARAGRAPH, so_long(50, "xong.", "trong "), True),
        (so_long(20, "xong"), PARAGRAPH, so_long(49, "xong.", "trong "), False),
        (so_long(20, "của"), PARAGRAPH, "người dân.", True),
        (so_long(20, "nay,"), PARAGRAPH, "người dân.", True),
        # What ended has ended; what begins with a mark begins; a table is none.
        (so_long(90, "xong."), PARAGRAPH, "trong năm.", False),
        (so_long(90, "xong"), PARAGRAPH, "a) trong năm.", False),
        (so_long(90, "xong"), TABLE, "trong năm.", False),
    ],
)
def test_a_paragraph_is_cut_where_both_sides_say_so(
    before: str, kind: PrintedKind, after: str, cut: bool
) -> None:
    assert is_cut(block(before, 1, kind), block(after, 3)) is cut


def test_lines_without_a_blank_line_between_them_are_not_joined() -> None:
    assert not is_cut(block(so_long(90, "của"), 1), block("người dân.", 2))


def test_a_list_without_marks_behind_a_colon_is_none() -> None:
    first, second = block(so_long(60, "xong", "đã "), 3), block("đang làm tiếp việc ấy", 5)
    assert is_cut(first, second, block("Các việc", 1))
    assert not is_cut(first, second, block("Các việc:", 1))


@pytest.mark.parametrize(("length", "told"), [(80, True), (79, False)])
def test_a_long_paragraph_without_an_end_is_told(length: int, told: bool) -> None:
    after = block("Một đoạn khác.", 3)
    assert may_be_cut(block(so_long(length, "xong"), 1), after) is told
    assert not may_be_cut(block(so_long(length, "xong."), 1), after)
