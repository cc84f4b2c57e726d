"""A page that moved leads on by itself, without JavaScript, from a host and from a disk; a gone one stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.visitor import KINDS, Visitor
from tests.built_site import MINI, build

pytestmark = pytest.mark.browser


def test_a_moved_page_forwards(visitor: Visitor, site: str) -> None:
    visitor.without_javascript()
    visitor.open(f"{site}2023/12/11/98/")
    visitor.wait(lambda: visitor.chromium.current_url.startswith(site + KINDS["article"]))
    visitor.wait(lambda: "Bắc Giang" in visitor.text("h1"))


def test_a_moved_page_forwards_from_a_disk(visitor: Visitor, tmp_path: Path) -> None:
    output = tmp_path / "bản sao #1 100%"
    assert build(MINI / "in", output).code == 0
    visitor.open((output / "2023" / "12" / "28" / "3" / "index.html").as_uri())
    target = (output / "2024" / "01" / "02" / "1" / "index.html").as_uri()
    visitor.wait(lambda: visitor.chromium.current_url == target)
    assert visitor.text("h1") == "Bắc Giang: Tin vắn"


def test_a_gone_page_says_what_was_there(visitor: Visitor, site: str) -> None:
    visitor.open(site + KINDS["gone"])
    text = visitor.text("main").replace("\xa0", " ")
    for said in ("Nhan đề của bài bị gỡ", "Bài 97", "số ra ngày 11/12/2023", "12/12/2023", "toà soạn"):
        assert said in text
