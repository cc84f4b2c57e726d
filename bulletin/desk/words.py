"""What the desk calls things in Vietnamese: doubts by their codes, outcomes, places of the document."""

from __future__ import annotations

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


def doubt(code: str) -> str:
    """What a doubt is called.

    >>> doubt("no-author")
    'Dòng nguồn không ghi tác giả'
    """
    return DOUBTS.get(code, OTHER_DOUBT)
