"""What the desk calls things in Vietnamese: doubts by their codes, outcomes, places of the document."""

from __future__ import annotations

import re

from bulletin.importer.accounting import Place
from bulletin.importer.parse import IssueDraft
from bulletin.importer.source import Disposition
from bulletin.text.numbers import grouped

DOUBTS = {
    "title": "Nhan đề trong mục lục và trong bài khác nhau",
    "section": "Chuyên mục chưa có trong danh mục, hoặc không có bài",
    "province": "Xem lại tỉnh, thành phố của bài",
    "trailer": "Dòng nguồn có chữ lạ hoặc ngày lạ",
    "no-trailer": "Bài không có dòng nguồn",
    "no-author": "Dòng nguồn không ghi tác giả",
    "no-source-date": "Dòng nguồn không ghi ngày",
    "no-link": "Thiếu «Về đầu trang»: bài kết thúc ở đây chăng?",
    "no-text": "Nhan đề không có bài",
    "masthead": "Dòng lạ ở đầu bản tin",
    "running": "Dòng của bài trùng với đầu bản tin hoặc mục lục",
    "date": "Ngày của bản tin lạ",
    "author": "Tên tác giả lạ",
    "picture": "Ảnh không được đưa vào",
    "spelling": "Chữ không thể là tiếng Việt",
    "lost-letters": "Chữ bị mất",
    "check": "Trang sẽ không dựng được vì chỗ này",
    "cut": "Đoạn dài bị ngắt",
    "weekday": "Thứ và ngày không khớp",
    "no-weekday": "Không ghi thứ",
    "year": "Năm không khớp",
}
OTHER_DOUBT = "Văn bản có chỗ bị bỏ hoặc đổi"
OUTCOMES = {
    "created": "bài mới",
    "updated": "cập nhật",
    "unchanged": "như cũ",
    "conflict": "xung đột",
    "kept as edited": "giữ bản đã sửa",
    "removed": "bị gỡ",
}
# The header of an article as the report names it.
HEADER = {
    "Section": "Chuyên mục",
    "Source": "Nguồn",
    "Source date": "Ngày của nguồn",
    "Author": "Tác giả",
    "Provinces": "Tỉnh, thành phố",
    "Title in the list": "Nhan đề trong mục lục",
    "Trailer": "Dòng nguồn",
}
KEYS = {
    "Title": "Nhan đề",
    "Section": "Chuyên mục",
    "Source": "Nguồn",
    "Source_date": "Ngày của nguồn",
    "Source_page": "Trang của nguồn",
    "Author": "Tác giả",
    "Tags": "Tỉnh, thành phố",
}
# The registries, by what their names are for.
LISTS = {"source": "báo (nguồn)", "section": "chuyên mục", "province": "tỉnh, thành phố"}
# The signs between two names, where a field takes several.
SEVERAL = {"Source": ";", "Author": ",;", "Tags": ","}

# The words of a place, one for a page or for several.
PLACES = {
    "paragraph": "đoạn",
    "page": "trang",
    "line": "dòng",
    "table": "bảng",
    "row": "hàng",
    "note": "chú thích",
    "footnote": "chú thích",
}
_PLACE = re.compile(rf"\b(?:{'|'.join(PLACES)})s?\b")
JOINS = {"goes on in ": "nối với", "goes on from ": "nối tiếp"}
TEXT_PLACES = {
    Place.MASTHEAD: "ở đầu bản tin",
    Place.CONTENTS: "ở mục lục",
    Place.SECTION: "ở tên chuyên mục",
    Place.TITLE: "ở nhan đề",
    Place.BODY: "ở thân bài",
    Place.TRAILER: "ở dòng nguồn",
}
# Marks of the file's own, such as field codes, are no text that anybody wrote.
LEFT_OUT = {
    Disposition.DELETED: "đã xóa có theo dõi",
    Disposition.MOVED: "đã chuyển đi chỗ khác",
    Disposition.HIDDEN: "chữ ẩn",
    Disposition.COMMENT: "của lời bình",
    Disposition.HEADER: "ở đầu trang",
    Disposition.FOOTER: "ở chân trang",
    Disposition.DUPLICATE: "bản thứ hai của cùng một khung",
    Disposition.UNUSED_NOTE: "của chú thích không được dẫn",
    Disposition.RUNNING_LINE: "của dòng lặp lại ở mỗi trang",
    Disposition.PAGE_NUMBER: "của số trang",
    Disposition.OUTSIDE_PAGE: "nằm ngoài trang",
    Disposition.TURNED: "của chữ xoay",
}


def doubt(code: str) -> str:
    """What a doubt is called.

    >>> doubt("no-author")
    'Dòng nguồn không ghi tác giả'
    """
    return DOUBTS.get(code, OTHER_DOUBT)


def day(iso: str) -> str:
    """A day as it is printed.

    >>> day("2023-12-11")
    '11/12/2023'
    """
    return "/".join(reversed(iso.split("-")))


def where(place: str) -> str:
    """A place of the document, as the importer names it.

    >>> where("table 2, row 3")
    'bảng 2, hàng 3'
    """
    return _PLACE.sub(lambda found: PLACES[found.group().removesuffix("s")], place)


def said(message: str) -> str:
    """What is said of a line that a page break cut; any other message as it is.

    >>> said("goes on in paragraph 85")
    'nối với đoạn 85'
    """
    for begin, name in JOINS.items():
        if message.startswith(begin):
            return f"{name} {where(message.removeprefix(begin))}"
    return message


def accounts(issue: IssueDraft) -> str:
    """Both ledgers in one sentence: where the characters of the document are, spaces aside."""
    placed = issue.accounting.counts.items()
    parts = ", ".join(f"{grouped(count)} {TEXT_PLACES[place]}" for place, count in placed if count)
    held = issue.document.source.held
    left = [
        f"{grouped(count)} {LEFT_OUT[what]}"
        for what, count in held.counts.items()
        if count and what in LEFT_OUT
    ]
    aside = f" Không lấy: {', '.join(left)}." if left else ""
    return f"Không mất chữ nào: cả {grouped(issue.accounting.total)} ký tự đều có chỗ ({parts}).{aside}"
