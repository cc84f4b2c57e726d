"""Who is named in a trailer, and what is none: an address of an author is for ever."""

import pytest

from bulletin.ledger.author_addresses import new_authors
from bulletin.ledger.author_names import author_names, named


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("PGS, TS Nguyễn Văn An", ("PGS, TS Nguyễn Văn An",)),
        ("Nguyễn Văn An, PGS, TS", ("Nguyễn Văn An, PGS, TS",)),
        ("GS.TS Trần Bình - ThS Lê Hoa", ("GS.TS Trần Bình", "ThS Lê Hoa")),
        ("Nguyễn An - Ảnh: Trần Bình", ("Nguyễn An",)),
        ("Nguyễn An; ảnh: Trần Bình, Lê Hoa", ("Nguyễn An",)),
        ("Nguyễn An, ảnh Trần Bình", ("Nguyễn An",)),
        ("Minh An (ảnh), Hải Hà", ("Hải Hà",)),
        ("Ảnh Trần Bình", ()),
        ("Đức Minh (Theo Vnexpress)", ("Đức Minh",)),
        ("Bình Minh (t/h)", ("Bình Minh",)),
        ("Nguyễn An/VOV", ("Nguyễn An",)),
        ("Minh An - Đồ họa: Bình", ("Minh An",)),
        ("Ảnh: Lan - Bài: Hoa", ("Hoa",)),
        ("Bài và ảnh: Minh An", ("Minh An",)),
        ("Tin - ảnh: Minh An, Hải Hà", ("Minh An", "Hải Hà")),
        ("Minh An, Hải Hà và Thu Trang", ("Minh An", "Hải Hà", "Thu Trang")),
        ("Vụ Tổ chức và Cán bộ", ()),
        ("Minh An và PV", ("Minh An",)),
        ("Minh An cùng Hải Hà và nhóm PV", ("Minh An", "Hải Hà")),
        ("PGS, TS Nguyễn An và TS, LS Lê Bình", ("PGS, TS Nguyễn An", "TS, LS Lê Bình")),
        ("Thủy Tiên (", ()),
        ("thứ Hai", ()),
        ("Còn nữa", ()),
        ("Sở Nội vụ Hà Nội", ()),
        ("Đài PT-TH Quảng Ninh", ()),
        ("Phóng viên TTXVN tại Hà Nội", ()),
        ("Người dân", ()),
        ("lược dịch Minh Anh", ()),
        ("Minh An ghi", ()),
        # Names that begin as those of offices do.
        ("Ban Mai, Đài Trang, Công Luận", ("Ban Mai", "Đài Trang", "Công Luận")),
        ("Nguyễn An (Sở Nội vụ, Hà Nội), Lan", ("Nguyễn An (Sở Nội vụ, Hà Nội)", "Lan")),
        ("Minh An thực hiện", ("Minh An",)),
        ("TS. Nguyễn Văn A (ghi)", ("TS. Nguyễn Văn A (ghi)",)),
        ("PV", ()),
        ("Nhóm phóng viên/Lan", ("Lan",)),
        ("Theo Minh An", ()),
        ("hoàng lan", ("hoàng lan",)),
        ("Trần Thị Ảnh", ("Trần Thị Ảnh",)),
        ("V.T.H", ("V.T.H",)),
    ],
)
def test_names(printed: str, names: tuple[str, ...]) -> None:
    assert author_names(printed) == names


@pytest.mark.parametrize(
    "printed",
    [
        "vanphong@co-quan.vn",
        "theo báo 24h",
        "kể lại của một người dân ở xã",
        "TTXVN",
        "VTV24",
        "Báo Nhân Dân",
    ],
)
def test_what_is_no_name_has_none_and_is_told(printed: str) -> None:
    assert named(printed).names == ()
    assert named(printed).unclear == ((printed,) if not printed.startswith("theo") else ())


def test_a_name_has_eight_words_and_eighty_letters_at_most() -> None:
    eight = "Lan " * 7 + "Hoa"
    assert named(eight).names == (eight,)
    assert named(f"{eight} Mai").names == ()
    eighty = "Lan " + "A" * 76
    assert named(eighty).names == (eighty,)
    assert named(f"{eighty}A").names == ()


def test_no_author_gets_a_folder_that_windows_cannot_have() -> None:
    given = [row.address for row in new_authors((), ["Con", "Aux", "Côn", "Minh An"])]
    assert given == ["/tac-gia/con-2/", "/tac-gia/aux-2/", "/tac-gia/con-3/", "/tac-gia/minh-an/"]
