"""Who is named in a printed author, and what stands beside the names: photographs, titles, what one did."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

# Marks between two names; what stands in brackets is not taken apart. «và» stands between two names, too.
_BETWEEN = re.compile(r"\s[-–—]\s|\s&\s|[;,/]")
_AND = re.compile(r"\s+(?:và|cùng)\s+", re.IGNORECASE)
# Academic degrees and titles of honour as the press prints them before a name, some with a comma between.
_TITLE = re.compile(
    r"(?:(?:PGS|GS|TS|TSKH|ThS|CN|KS|KTS|BS|BSCK|DS|LS|NCS|CVCC|NGND|NGƯT|NSND|NSƯT|TTND|TTƯT|"
    r"Phó giáo sư|Giáo sư|Tiến sĩ|Tiến sỹ|Thạc sĩ|Thạc sỹ|Cử nhân|Kỹ sư|Kiến trúc sư|Bác sĩ|Bác sỹ|Dược sĩ|"
    r"Luật sư|Luật gia|Nhà báo|Nhà văn|Nhà thơ|Đại tướng|Thượng tướng|Trung tướng|Thiếu tướng|Đại tá|"
    r"Thượng tá|Trung tá|Thiếu tá|Đại úy|Thượng úy|Trung úy|Thiếu úy)"
    r"(?![^\W\d_])[.\s]*(?:khoa học)?[.\s-]*)+",
    re.IGNORECASE,
)
_PICTURES = r"(?:ảnh|hình|hình ảnh|video|clip|đồ h(?:ọa|oạ)|đồ thị|infographic|minh h(?:ọa|oạ)|tranh|biểu đồ)"
_TEXT = r"(?:bài viết|bài|tin|nội dung|lời|text|thực hiện|tác giả)"
_AND_SIGN = r"\s*(?:,|;|/|&|-|–|\+|và)\s*"
# «Bài và ảnh: Minh An» wrote, too; «Ảnh: Minh An» did not, nor do those who follow, up to «Bài:».
_WROTE = re.compile(
    rf"^(?:{_PICTURES}{_AND_SIGN})*{_TEXT}(?:{_AND_SIGN}(?:{_PICTURES}|{_TEXT}))*\s*:\s*", re.IGNORECASE
)
_WROTE_TOO = re.compile(
    rf"(?<!\w)(?:(?:{_PICTURES}|{_TEXT}){_AND_SIGN})*{_TEXT}{_AND_SIGN}(?:{_PICTURES}|{_TEXT})\s*:\s*",
    re.IGNORECASE,
)
_ONLY_PICTURES = re.compile(
    rf"(?i:{_PICTURES}(?:{_AND_SIGN}{_PICTURES})*)\s*(?::|$)|"
    r"(?:[Ảả]nh|hình|[Vv]ideo|[Cc]lip|[Đđ]ồ họa|minh họa)\s"
)
# What is said of a name behind it. «(ghi)» stays a part of the name: archives have addresses with it.
_DID = re.compile(
    r"\s+\(?(?:thực hiện|tổng hợp|biên soạn|biên tập|lược ghi|lược dịch|biên dịch|dịch|lược thuật|t/h)\)?$"
    r"|\s+\((?:theo|nguồn:?)\s[^()]*\)$",
    re.IGNORECASE,
)
_PICTURES_BY = re.compile(rf"\s+\({_PICTURES}\)$", re.IGNORECASE)
_NOBODY = re.compile(
    r"(?:(?:nhóm|tổ|các)\s+)?(?:P\.?V|BTV|CTV|BBT|phóng viên|biên tập viên|cộng tác viên|ban biên tập)"
    r"(?:\s+(?:thường trú|tổng hợp|nhóm))?\.?|(?:thực hiện|tổng hợp|biên soạn|biên tập|lược ghi|dịch|ghi)|"
    r"theo(?:\s.*)?|nguồn(?:\s.*|:.*)?",
    re.IGNORECASE,
)
_NO_NAME = re.compile(r"[\d@:\\<>=]|www|\.vn\b|\.com\b", re.IGNORECASE)
# Behind a name and a comma these say what one is: «TS Lê Văn A, Viện trưởng …».
_OFFICE = re.compile(
    r"(?:nguyên|phó|trưởng|quyền|tổng|viện trưởng|vụ trưởng|cục trưởng|bộ trưởng|thứ trưởng|hiệu trưởng|"
    r"chánh|giám đốc|chủ tịch|chủ nhiệm|giảng viên|chuyên gia|chuyên viên|đại biểu|ủy viên|thành viên|ban|bộ|"
    r"sở|vụ|cục|viện|học viện|trường|đại học|hội|văn phòng|trung tâm|khoa|ubnd|công ty)\s",
    re.IGNORECASE,
)
# Agencies and newspapers, in place of a name or beside it; initials have dots between.
_NEWSROOM = re.compile(
    r"[A-ZĐ]{3,9}\d{0,2}|"
    r"(?:Báo|Tạp chí|Thông tấn xã|Đài (?:Phát thanh|Truyền hình|Tiếng nói)|Cổng thông tin)\s.*"
)
# What begins the name of an office, a newsroom or of readers, where words in lower case or initials follow.
_BODY = re.compile(
    r"(?:Sở|Bộ|Ban|Cục|Tổng|Chi|Vụ|Viện|Học|Đài|Cổng|UBND|HĐND|Ủy|Uỷ|Tòa|Toà|Trung|Văn|Phòng|Công|Đảng|Tỉnh|Thành|"
    r"Huyện|Quận|Hội|Đoàn|Trường|Đại|Kho|Thanh|Người|Bạn|Nhóm|Tổ|Nhiều|Các|Phóng|Biên|Cộng)\s"
)
_INITIALS = re.compile(r"[A-ZĐ]{2}")
_WORD = re.compile(r"[^\W\d_]+")
_MOST_WORDS = 8
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Named:
    """A printed author taken apart: `names` of people, `others` that are known to be none, `unclear` ones.

    Only a name gets a page, as the address of a page is given for ever.
    """

    names: tuple[str, ...]
    others: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()


@lru_cache(maxsize=1 << 16)
def named(printed: str) -> Named:
    """Who is named in the author `printed` in a trailer, each once, as printed and in that order.

    >>> named("PGS, TS Nguyễn Văn An và Hải Hà - Ảnh: Trần Bình")
    Named(names=('PGS, TS Nguyễn Văn An', 'Hải Hà'), others=('Ảnh: Trần Bình',), unclear=())
    """
    names: list[str] = []
    others: list[str] = []
    unclear: list[str] = []
    pictures = False
    for piece in _with_titles(_pieces(_WROTE_TOO.sub("; Bài: ", printed))):
        wrote = _WROTE.match(piece)
        pictures = not wrote and (pictures or bool(_ONLY_PICTURES.match(piece)))
        name = _DID.sub("", piece[wrote.end() :] if wrote else piece).strip()
        if pictures or _PICTURES_BY.search(name) or _NOBODY.fullmatch(name):
            others.append(piece)
            continue
        parts = _apart(name)
        for part in parts:
            if _NOBODY.fullmatch(part):
                others.append(part)
            elif _is_name(part) and not (names and _OFFICE.match(part)) and not _NEWSROOM.fullmatch(part):
                names.append(part)
            elif part:
                unclear.append(part if len(parts) > 1 else piece)
    return Named(tuple(dict.fromkeys(names)), tuple(others), tuple(unclear))


def author_names(printed: str) -> tuple[str, ...]:
    """The names in the author `printed` in a trailer, each once, as printed and in that order.

    >>> author_names("ThS. Lê Văn An - Ảnh: Minh Hà")
    ('ThS. Lê Văn An',)
    """
    return named(printed).names


def _pieces(printed: str) -> list[str]:
    """The pieces of `printed` between marks such as `;`; a mark in brackets parts nothing."""
    pieces: list[str] = []
    at = depth = counted = 0
    for mark in _BETWEEN.finditer(printed):
        before = printed[counted : mark.start()]
        depth += before.count("(") - before.count(")")
        counted = mark.start()
        if depth <= 0:
            pieces.append(printed[at : mark.start()].strip())
            at = mark.end()
    pieces.append(printed[at:].strip())
    return [piece for piece in pieces if piece]


def _with_titles(pieces: list[str]) -> list[str]:
    """The pieces; one that is a title alone is joined to the name behind it, or else to the one before.

    So is a title behind «và»: `TS An và TS, LS Bình`.
    """
    whole: list[str] = []
    titles: list[str] = []
    for piece in (part for each in pieces for part in _before_title(each)):
        if _TITLE.fullmatch(piece):
            titles.append(piece)
        else:
            whole.append(", ".join([*titles, piece]))
            titles = []
    if titles and whole:
        whole[-1] = ", ".join([whole[-1], *titles])
    return whole or ([", ".join(titles)] if titles else [])


def _before_title(piece: str) -> list[str]:
    """The piece; in two where it ends with «và» and a title."""
    parts = _AND.split(piece)
    if len(parts) > 1 and _TITLE.fullmatch(parts[-1]):
        return [piece[: -len(parts[-1])].rsplit(None, 1)[0], parts[-1]]
    return [piece]


def _apart(name: str) -> list[str]:
    """What stands on either side of «và», where that is names and «PV»: «Minh An và Hải Hà»."""
    parts = _AND.split(name)
    return parts if all(_has_capitals(part) or _NOBODY.fullmatch(part) for part in parts) else [name]


def _has_capitals(name: str) -> bool:
    words = _WORD.findall(_TITLE.sub("", name, count=1) or name)
    return bool(words) and all(word[0].isupper() for word in words)


def _is_name(piece: str) -> bool:
    """Whether `piece` can be what somebody is called: mostly words with capitals, no number, no office."""
    bare = piece.split("(")[0]
    words = _WORD.findall(bare)
    capitals = [word[0].isupper() for word in _WORD.findall(_TITLE.sub("", bare, count=1) or bare)]
    # «thứ Hai», «Còn nữa», «lược dịch Minh An»; but «minh an» may be a name.
    mixed = any(capitals) and not all(capitals)
    odd = mixed and (len(capitals) < 3 or not (capitals[0] and capitals[-1]) or _BODY.match(bare))
    return (
        0 < len(words) <= _MOST_WORDS
        and len(piece) <= _LONGEST
        and not odd
        and (2 * sum(word[0].isupper() for word in words) >= len(words) or len(words) <= 2)
        and not (_BODY.match(bare) and _INITIALS.search(bare))
        and piece.count("(") == piece.count(")")
        and not _NO_NAME.search(piece)
        and not _TITLE.fullmatch(piece)
    )
