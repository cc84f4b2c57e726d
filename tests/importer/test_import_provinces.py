"""The traps of `shared/data/province_traps.json`, and the rule in its order."""

import json
from datetime import date
from pathlib import Path

import pytest

from bulletin.content.model import Certainty
from bulletin.content.registry import Registries
from bulletin.importer.provinces import ProvinceFinder

DAY = date(2023, 12, 11)


def test_traps(bulletins: Path, registries: Registries) -> None:
    finder = ProvinceFinder(registries, DAY)
    traps = json.loads((bulletins.parent / "data" / "province_traps.json").read_text(encoding="utf-8"))
    found = {trap["text"]: [province.code for province in finder.mentioned(trap["text"])] for trap in traps}
    assert found == {trap["text"]: trap["codes"] for trap in traps}


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("Hà Nội, TP.HCM: Làm việc ngày nghỉ", ["Hà Nội", "TP. Hồ Chí Minh"]),
        ("Hà Nội và Huế: Hai nơi", []),
        ("TT-Huế: Đẩy mạnh", ["Thừa Thiên Huế"]),
        ("BR-VT: Cắt giảm", ["Bà Rịa - Vũng Tàu"]),
        ("BẮC GIANG: Cắt giảm", ["Bắc Giang"]),
        ("HÀ NỘI, ĐÀ NẴNG VÀ NGHỆ AN: CÙNG LÀM", ["Hà Nội", "Đà Nẵng", "Nghệ An"]),
        ("\u00d0ồng Tháp: Bỏ giấy tờ", ["Đồng Tháp"]),
        ("Tỉnh Bắc Giang: Cắt giảm", ["Bắc Giang"]),
        ("Bộ Nội vụ: Năm tới", []),
        ("Hòa bình: khát vọng chung", []),
        ("Hà Nội, Bộ Nội vụ: Ký kết", []),
    ],
)
def test_prefix(title: str, names: list[str], registries: Registries) -> None:
    assert [province.name for province in ProvinceFinder(registries, DAY).of_prefix(title)] == names


def test_rule_in_order(registries: Registries) -> None:
    finder = ProvinceFinder(registries, DAY)
    body = ["Tỉnh Bắc Giang đi trước.", "Bắc Giang khen.", "Bắc Giang thưởng, Hà Nội học theo."]
    assert finder.find("Hà Nội: Việc hay", body, True).certainty is Certainty.TITLE_PREFIX
    assert finder.find("Việc hay ở Quảng Nam", body, True).certainty is Certainty.TITLE
    by_body = finder.find("Việc hay", body, True)
    assert ([p.name for p in by_body.found], by_body.certainty) == (["Bắc Giang"], Certainty.BODY)
    assert finder.find("Việc hay", body, False).found == ()
    assert finder.find("Việc hay", ["Mở đầu.", *body], True).found == ()
    assert finder.find("Việc hay", [*body, "Hà Nội cũng làm."], True).found == ()


def test_units_of_the_day(registries: Registries) -> None:
    title = "Huế: Đẩy mạnh cải cách"
    assert ProvinceFinder(registries, DAY).of_prefix(title) == ()
    new = ProvinceFinder(registries, date(2025, 7, 1)).of_prefix(title)
    assert [province.slug for province in new] == ["hue-2025"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Thị trường Đà Nẵng khởi sắc", ["Đà Nẵng"]),
        ("Môi trường Hà Nội, công trường Bắc Ninh", ["Hà Nội", "Bắc Ninh"]),
        ("Trường Hà Nội mở cửa", []),
        ("trên địa bàn tỉnh Nghệ An", ["Nghệ An"]),
        ("trên địa bàn thành phố Đà Nẵng", ["Đà Nẵng"]),
        ("Đáp ứng nhu cầu Hà Nội", ["Hà Nội"]),
        ("người dân \u00d0ồng Tháp", ["Đồng Tháp"]),
        ("BỎ GIẤY TỜ Ở HÀ NỘI", ["Hà Nội"]),
        ("TỈNH QUẢNG NGÃI LÀM GƯƠNG", ["Quảng Ngãi"]),
        ("TRƯỜNG ĐẠI HỌC ĐÀ NẴNG, XÃ HÀ NỘI, ÔNG NGUYỄN HÀ NAM", []),
        ("HÒA BÌNH CHO MỌI NGƯỜI", []),
        ("CHUYỆN Ở HÒA BÌNH", ["Hòa Bình"]),
    ],
)
def test_names_in_a_text(text: str, names: list[str], registries: Registries) -> None:
    assert [province.name for province in ProvinceFinder(registries, DAY).mentioned(text)] == names
