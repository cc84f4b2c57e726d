"""What stands over a list of results: bars of years that filter, and the list as files to take away."""

from __future__ import annotations

import csv
import io

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

from tests.bench.search.server import SearchServer
from tests.search.test_search_page import Page, console, wait

pytestmark = pytest.mark.browser

_PHRASE = "?q=%22th%E1%BB%A7+t%E1%BB%A5c+h%C3%A0nh+ch%C3%ADnh%22"
_QUERY = "?q=th%E1%BB%A7+t%E1%BB%A5c"
_KEEP = """
globalThis.saved = null;
const make = URL.createObjectURL;
URL.createObjectURL = (blob) => {
  blob.text().then((text) => { globalThis.saved = text; });
  return make(blob);
};
HTMLAnchorElement.prototype.click = function () { globalThis.savedName = this.download; };
"""


@pytest.fixture
def page(browser: Chrome, server: SearchServer) -> Page:
    page = Page(browser, server, _QUERY)
    page.settle()
    return page


def saved(page: Page, form: str) -> str:
    page.browser.execute_script(_KEEP)
    page.browser.execute_script(f"document.querySelector('#tim-danh-sach [value={form}]').click()")
    wait(lambda: page.browser.execute_script("return globalThis.saved"))
    assert page.browser.execute_script("return globalThis.savedName") == f"ket-qua.{form}"
    return str(page.browser.execute_script("return globalThis.saved"))


def total(page: Page) -> int:
    return int("".join(letter for letter in page.status if letter.isdigit()))


def test_each_year_has_a_bar_and_a_chosen_one_filters(browser: Chrome, server: SearchServer) -> None:
    page = Page(browser, server, _PHRASE)
    page.settle()

    def bars() -> dict[str, int]:
        # In one go: the bars may be drawn anew between two questions.
        labels = page.browser.execute_script(
            "return [...document.querySelectorAll('#tim-cac-nam button')].map((one) => one.ariaLabel)"
        )
        return {label[4:8]: int(label.split()[-2]) for label in labels}

    def press(bar: str) -> None:
        page.browser.execute_script("document.querySelector(`#tim-cac-nam ${arguments[0]}`).click()", bar)

    wait(lambda: bars())
    counts = bars()
    assert sum(counts.values()) == total(page)
    press("[aria-label^='Năm 2023']")
    wait(lambda: "nam=2023" in page.browser.current_url)
    page.settle()
    assert total(page) == counts["2023"]
    assert {path[:4] for path in page.paths} == {"2023"}
    # Of other years no text has been read: they have so many at most.
    assert bars()["2023"] == counts["2023"] and bars().keys() == counts.keys()
    wait(lambda: page.browser.find_elements(By.CSS_SELECTOR, "#tim-cac-nam [aria-pressed=true]"))
    press("[aria-pressed=true]")
    wait(lambda: "nam=" not in page.browser.current_url)
    page.settle()
    assert console(page.browser) == []


def test_the_list_can_be_had_as_csv(page: Page, server: SearchServer) -> None:
    rows = list(csv.DictReader(io.StringIO(saved(page, "csv").removeprefix("\ufeff"))))
    assert len(rows) == total(page) > 10
    assert [row["url"].removeprefix(server.address) for row in rows][:10] == page.paths
    found = next(row for row in rows if row["url"].endswith("/2023/12/11/6/"))
    assert found["title"] == "Quảng Trị: Cắt giảm đơn giản hóa 20% thủ tục hành chính"
    assert (found["date"], found["number"], found["authors"]) == ("2023-12-11", "6", "Hi Hữu")
    assert page.browser.find_elements(By.CSS_SELECTOR, "#tim-ket-qua li")[10:] == []


def test_the_list_can_be_had_as_ris(page: Page, server: SearchServer) -> None:
    text = saved(page, "ris")
    assert text.count("TY  - NEWS\r\n") == text.count("ER  - \r\n") == total(page)
    assert f"UR  - {server.address}2023/12/11/6/\r\n" in text
    assert "AU  - Hi Hữu\r\n" in text


def test_a_feed_is_offered_where_one_exists_for_just_that_filter(
    browser: Chrome, server: SearchServer
) -> None:
    feed = "const one = document.querySelector('#tim-danh-sach li:last-child');"
    for query, address in (("?tinh=quang-tri", "feeds/tinh-thanh/quang-tri.atom.xml"), (_QUERY, "")):
        page = Page(browser, server, query)
        # The shipped archive knows no address of its own, so it has no feeds.
        page.browser.execute_script("document.getElementById('tim-kiem').dataset.feeds = ''")
        page.settle()
        wait(lambda: not browser.find_element(By.ID, "tim-danh-sach").get_attribute("hidden"))
        shown = browser.execute_script(f"{feed} return one.hidden ? '' : one.querySelector('a').href")
        assert str(shown).endswith(address) and bool(shown) == bool(address)
