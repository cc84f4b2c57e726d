"""Light or dark, the size of text and keys: a reader's choices hold on every page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from selenium.webdriver.support.select import Select

from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

_PAPER = "return getComputedStyle(document.body).backgroundColor"
_SIZE = "return parseFloat(getComputedStyle(document.documentElement).fontSize)"


@pytest.fixture
def reader(visitor: Visitor, site: str) -> Iterator[Visitor]:
    visitor.open(f"{site}2023/12/11/5/")
    yield visitor
    visitor.run("localStorage.clear()")


def _choose(reader: Visitor, number: int, value: str) -> None:
    Select(reader.see(".looks select")[number]).select_by_value(value)


def test_a_choice_of_colours_and_size_holds_on_other_pages(reader: Visitor, site: str) -> None:
    reader.scheme("light")
    light, usual = reader.run(_PAPER), reader.run(_SIZE)
    _choose(reader, 0, "dark")
    _choose(reader, 1, "large")
    dark = reader.run(_PAPER)
    assert dark != light and reader.run(_SIZE) > usual
    reader.open(f"{site}lich/")
    assert reader.run(_PAPER) == dark and reader.run(_SIZE) > usual
    reader.scheme("dark")
    _choose(reader, 0, "light")
    assert reader.run(_PAPER) == light
    assert reader.complaints() == []


def test_the_choice_stands_before_the_page_does(reader: Visitor, site: str) -> None:
    """What sets it is in the head, before the styles, and waits for nothing: no page is painted before."""
    reader.open(f"{site}lich/")
    first = reader.run("return document.head.querySelector('script[src], link[rel=stylesheet]').outerHTML")
    assert "site.js" in first and "defer" not in first and "async" not in first


def test_keys_lead_on_and_can_be_turned_off(reader: Visitor, site: str) -> None:
    reader.press("j")
    reader.wait(lambda: reader.chromium.current_url.endswith("/2023/12/11/6/"))
    reader.press("k")
    reader.wait(lambda: reader.chromium.current_url.endswith("/2023/12/11/5/"))
    reader.first(".looks select")
    _choose(reader, 2, "off")
    reader.run("document.activeElement.blur()")
    reader.press("j")
    assert reader.chromium.current_url.endswith("/2023/12/11/5/")


def test_a_key_copies_the_citation_of_the_chosen_paragraph(reader: Visitor, site: str) -> None:
    reader.open(f"{site}2023/12/11/5/#p2")
    rights = ["clipboardReadWrite", "clipboardSanitizedWrite"]
    allowed = {"origin": site.rstrip("/"), "permissions": rights}
    reader.chromium.execute_cdp_cmd("Browser.grantPermissions", allowed)
    reader.press("c")
    reader.wait(lambda: reader.text(".told") == "Đã chép trích dẫn Kiểu Việt Nam, đoạn 2")
    read = "navigator.clipboard.readText().then(arguments[arguments.length - 1])"
    assert "bài 5, đoạn 2." in reader.chromium.execute_async_script(read)


def test_keys_are_letters_where_one_types(reader: Visitor, site: str) -> None:
    field = reader.first("#site-search-q")
    field.send_keys("jk")
    assert field.get_attribute("value") == "jk"
    assert reader.chromium.current_url.endswith("/2023/12/11/5/")
