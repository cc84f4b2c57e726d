"""A ZIM has the files of the copy that it is made of, under their names, and libzim finds it whole."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pytest
from libzim.reader import Archive

from bulletin.commands import zim_file
from bulletin.content.model import BulletinError
from bulletin.pages.copies import Copy
from bulletin.pages.site import Site

OF = Copy("diem-bao-2024.zip", 2024, date(2024, 1, 2), date(2024, 1, 3), 2, 18, 1, "")
PAGES = {
    "index.html": '<!doctype html><title>Điểm báo &amp; kho</title><a href="2024/index.html">2024</a>',
    "2024/index.html": "<!doctype html><title>Năm 2024</title>cải cách hành chính",
    "theme/site.css": "body { color: red }",
    "SHA256SUMS": "0  index.html\n",
}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    with zipfile.ZipFile(tmp_path / OF.file, "w") as packed:
        for name, text in PAGES.items():
            packed.writestr(f"diem-bao-2024/{name}", text)
    return tmp_path / OF.file


def test_the_zim_holds_the_copy(copy: Path, tmp_path: Path) -> None:
    site = Site("Bản tin Điểm báo Cải cách hành chính", "Kho lưu trữ", "", "vi")
    target = tmp_path / "a.zim"
    zim_file.write_zim(copy, OF, site, target)
    archive = Archive(target)
    assert archive.check()
    for name, text in PAGES.items():
        assert archive.has_entry_by_path(name) == (name != "SHA256SUMS")
        if name != "SHA256SUMS":
            assert bytes(archive.get_entry_by_path(name).get_item().content).decode() == text
    assert archive.main_entry.get_item().path == "index.html"
    assert archive.get_entry_by_path("index.html").title == "Điểm báo & kho"
    assert archive.get_metadata("Date") == b"2024-01-03"
    assert archive.get_metadata("Language") == b"vie"
    assert bytes(archive.get_illustration_item(48).content) == zim_file.icon()
    assert [path.name for path in tmp_path.iterdir() if "zim" in path.name] == ["a.zim"]


def test_without_a_copy_it_says_what_to_type(content: Path, tmp_path: Path) -> None:
    with pytest.raises(BulletinError, match="type: invoke offline"):
        zim_file.make(content, {"COPIES_PATH": str(tmp_path)})
