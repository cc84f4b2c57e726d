"""On paper an issue is the bulletin: a head on each page, sections and titles, and nothing to click."""

from __future__ import annotations

import base64

import pypdfium2
import pytest

from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser


def _printed(visitor: Visitor, address: str) -> list[str]:
    visitor.open(address)
    pdf = visitor.chromium.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
    with pypdfium2.PdfDocument(base64.b64decode(pdf["data"])) as document:
        return [page.get_textpage().get_text_range() for page in document]


def test_each_page_of_an_issue_says_of_which_and_none_is_a_footer_alone(visitor: Visitor, site: str) -> None:
    pages = _printed(visitor, f"{site}2023/12/11/")
    assert len(pages) > 3
    for number, text in enumerate(pages, start=1):
        assert "Số ra ngày 11/12/2023" in text and str(number) in text.split()
        assert "Trang chủ" not in text and "Bản quyền" not in text and "Về đầu trang" not in text
    assert "CẢI CÁCH HÀNH CHÍNH" in pages[0] and "Mục lục" in pages[0]
    # The articles begin behind the contents list, on a page of their own.
    assert "Plo.vn" not in pages[0] and "Plo.vn" in pages[1]


def test_a_printed_article_says_its_issue_and_number(visitor: Visitor, site: str) -> None:
    (text,) = _printed(visitor, f"{site}2023/12/11/5/")
    assert "Số ra ngày 11/12/2023, bài 5" in text and "/2023/12/11/5/" in text
    assert "Chép địa chỉ" not in text and "Trích dẫn" not in text
