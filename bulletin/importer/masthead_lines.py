"""Which lines can stand in the head of an issue: what is printed there, and what is text gone astray."""

from __future__ import annotations

import re

from bulletin.importer.trailer import has_back_link

# Longer lines and full sentences are no part of a masthead: they must not vanish in it.
_LONGEST = 100
# A name that nobody knows is this long at most; behind the date, where articles begin, it is a few words.
_MOST_WORDS = 12
_MOST_WORDS_AFTER_DATE = 5
_ENDS = (".", ";", "…", ",", "!", "?")
# Lines of a head, whole: what the bulletin is, its day, number and year, who makes it, where, for whom.
_FURNITURE = re.compile(
    r"""(?:
      (?:\W|\d|(?:ngày|tháng|năm|số|ra|phát|hành|đến|và|thứ|hai|ba|tư|sáu|bảy|chủ|nhật|hà|nội|tp|hcm)\b)+
    | số\s*:?\s*\d[\w/.-]* | trang\s+\d+[\s/]*\d* | \W?phát\s+hành\s*:?\s*(?:ngày|hàng|vào|từ|các|\d).*
    | \((?:phát\s+hành|lưu\s+hành|số|tài\s+liệu|ban\s+hành)\b.*\)
    | (?:bản\s+tin|điểm\s+báo|điểm\s+tin|mục\s+lục|nội\s+dung|lưu\s+hành\s+nội\s+bộ)(?:\s+[^\W\d_]+){0,8}[,:]?
      (?:\s+\(?\d[\d/.\s-]*\)?)?
    | (?:về\s+)?cải\s+cách\s+(?:thủ\s+tục\s+)?hành\s+chính(?:\s+nhà\s+nước)?
    | (?:địa\s+chỉ|điện\s+thoại|đt|tel|fax|e-?mail|website|web|chịu\s+trách\s+nhiệm[\w\s]*|biên\s+tập
      |thực\s+hiện|phụ\s+trách|tổng\s+biên\s+tập|giấy\s+phép[\w\s]*|kính\s+gửi|nơi\s+nhận
      |(?:người|đơn\s+vị)\s+(?:thực\s+hiện|tổng\s+hợp|biên\s+tập|biên\s+soạn|phụ\s+trách))\s*:.*
    | bộ\s+nội\s+vụ | vụ\s+cải\s+cách\s+hành\s+chính | văn\s+phòng\s+(?:bộ|chính\s+phủ)
    | trung\s+tâm\s+thông\s+tin
    | sở\s+nội\s+vụ(?:\s+[^\W\d_]+){0,4} | cộng\s+h(?:òa|oà)\s+xã\s+hội.* | độc\s+lập\s*[-–].*
    | (?:trong|hôm|báo\s+chí|sau\s+đây|một\s+số)\s.*\b(?:báo|tin|phản\s+ánh|nội\s+dung|vấn\s+đề)\b.*:
    )""",
    re.IGNORECASE | re.VERBOSE,
)
# Names of offices in capitals may be longer: those in small letters would be the beginning of a sentence.
_OFFICE = re.compile(r"(?:BỘ|VỤ|CỤC|SỞ|BAN|VĂN PHÒNG|TRUNG TÂM|VIỆN|UBND|ỦY BAN|TỈNH|THÀNH PHỐ|BÁO)\s")
# What a line of text has and a name has not: signs of speech, shares and sums, numbers.
_OF_TEXT = re.compile(r"[“”\"«»%?!()]|:\s|,\s|\d")


def is_furniture(text: str) -> bool:
    """Whether the line `text` is one that heads of issues have, beyond doubt."""
    if has_back_link(text) or len(text) > _LONGEST or text.endswith((".", ";", "…")):
        return False
    return bool(_FURNITURE.fullmatch(text) or (text.isupper() and _OFFICE.match(text)))


def is_text(text: str, after_date: bool) -> bool:
    """Whether the line `text` cannot be one of a masthead: it belongs to an article, or nowhere."""
    if is_furniture(text):
        return False
    if len(text) > _LONGEST or text.endswith(_ENDS) or has_back_link(text) or _OF_TEXT.search(text):
        return True
    return len(text.split()) > (_MOST_WORDS_AFTER_DATE if after_date else _MOST_WORDS)
