"""Suggestions below a search field: what they are, by keys and by pointer, and that nothing needs them."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from bulletin.search.titles import beginning
from tests.bench.search.server import SearchServer
from tests.search.test_search_page import console, wait

pytestmark = pytest.mark.browser

_SHOWN = "return [...document.querySelectorAll('.suggestions:not([hidden]) .suggestion-label')]"


class Field:
    """The search field of a page, with what is suggested below it."""

    def __init__(self, browser: Chrome, server: SearchServer, path: str = "2023/12/11/") -> None:
        self.browser = browser
        browser.get(f"{server.address}{path}")
        self.field = browser.find_element(By.NAME, "q")

    @property
    def shown(self) -> list[str]:
        return list(self.browser.execute_script(f"{_SHOWN}.map((one) => one.textContent)"))

    def suggests(self, text: str, label: str) -> None:
        self.field.clear()
        self.field.send_keys(text)
        wait(lambda: label in self.shown)


def test_places_newspapers_authors_abbreviations_and_titles_are_suggested(
    browser: Chrome, server: SearchServer
) -> None:
    field = Field(browser, server)
    field.suggests("quang t", "Quảng Trị")
    assert "Quảng Trị: Cắt giảm đơn giản hóa 20% thủ tục hành chính" in field.shown
    field.suggests("plo", "Báo Pháp luật TP. Hồ Chí Minh")
    field.suggests("khánh l", "Khánh Linh")
    field.suggests("cch", "CCHC: cải cách hành chính")
    assert len(field.shown) <= 8
    assert console(browser) == []


def test_keys_choose_a_name_which_is_searched_for(browser: Chrome, server: SearchServer) -> None:
    field = Field(browser, server)
    field.suggests("khánh l", "Khánh Linh")
    assert field.field.get_attribute("aria-expanded") == "true"
    field.field.send_keys(Keys.ARROW_DOWN)
    chosen = field.field.get_attribute("aria-activedescendant")
    assert browser.find_element(By.ID, str(chosen)).text.startswith("Khánh Linh")
    field.field.send_keys(Keys.ENTER)
    wait(lambda: "/tim-kiem/?q=Kh%C3%A1nh+Linh" in browser.current_url)


def test_a_press_on_a_title_leads_to_its_article(browser: Chrome, server: SearchServer) -> None:
    field = Field(browser, server, "")
    field.suggests("rut ngan", "Rút ngắn thời gian cấp đổi thẻ Căn cước không quá 7 ngày")
    browser.find_element(By.CSS_SELECTOR, ".suggestions li").click()
    wait(lambda: browser.current_url.endswith("/2023/12/11/2/"))


def test_escape_closes_and_enter_searches_as_ever(browser: Chrome, server: SearchServer) -> None:
    field = Field(browser, server)
    field.suggests("quang", "Quảng Trị")
    field.field.send_keys(Keys.ESCAPE)
    assert field.shown == []
    field.field.send_keys(Keys.ENTER)
    wait(lambda: "/tim-kiem/?q=quang" in browser.current_url)


def test_on_the_search_page_names_alone_are_suggested(browser: Chrome, server: SearchServer) -> None:
    field = Field(browser, server, "tim-kiem/")
    field.suggests("quang", "Quảng Trị")
    assert not [label for label in field.shown if ":" in label]
    field.field.send_keys(Keys.ARROW_DOWN, Keys.ENTER)
    wait(lambda: "tinh=" in browser.current_url)


@pytest.mark.parametrize("lost", ["suggestions.js", "names-"])
def test_without_suggestions_enter_searches(browser: Chrome, server: SearchServer, lost: str) -> None:
    server.missing.add(lost)
    field = Field(browser, server)
    field.field.send_keys("thủ tục", Keys.ENTER)
    wait(lambda: "/tim-kiem/?q=" in browser.current_url)
    console(browser)


def test_titles_lie_in_small_files_by_their_beginnings(searched_site: Path) -> None:
    folder = searched_site / "search"
    manifest = json.loads((folder / "manifest.json").read_bytes())
    assert (folder / manifest["names"]).stat().st_size < 25_000
    for key, name in manifest["titles"].items():
        titles = json.loads(gzip.decompress((folder / name).read_bytes()))
        assert {beginning(title) for title, _ in titles} == {key}
        assert all((searched_site / path / "index.html").is_file() for _, path in titles)
    assert "qu" in manifest["titles"]
