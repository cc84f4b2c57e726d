"""A page that moved leads on by itself, without JavaScript; a gone one stays."""

from __future__ import annotations

import pytest

from tests.browser.visitor import KINDS, Visitor

pytestmark = pytest.mark.browser


def test_a_moved_page_forwards(visitor: Visitor, site: str) -> None:
    visitor.without_javascript()
    visitor.open(f"{site}2023/12/11/98/")
    visitor.wait(lambda: visitor.chromium.current_url.startswith(site + KINDS["article"]))
    visitor.wait(lambda: "Bắc Giang" in visitor.text("h1"))


def test_a_gone_page_says_what_was_there(visitor: Visitor, site: str) -> None:
    visitor.open(site + KINDS["gone"])
    text = visitor.text("main").replace("\xa0", " ")
    for said in ("Nhan đề của bài bị gỡ", "Bài 97", "số ra ngày 11/12/2023", "12/12/2023", "toà soạn"):
        assert said in text
