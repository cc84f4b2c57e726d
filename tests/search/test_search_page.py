"""The search page in a real browser, with what a reader does: typing, keys, choices, the way back."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.select import Select

from tests.bench.search.server import SearchServer
from tests.fuzz import search_files

pytestmark = pytest.mark.browser


_IS_ASKED = """
const asked = new URLSearchParams(location.search).get("q") ?? "";
return asked === document.getElementById("tim-q").value.trim();
"""


class Page:
    """The search page as a reader sees it."""

    def __init__(self, browser: Chrome, server: SearchServer, query: str = "") -> None:
        self.browser = browser
        # What a page of a test before still said.
        console(browser)
        browser.get(f"{server.address}tim-kiem/{query}")

    def type(self, text: str, *keys: str) -> None:
        field = self.browser.find_element(By.ID, "tim-q")
        field.clear()
        field.send_keys(text, *keys)
        # The page asks a moment after the last key, and has the question in its address from then on.
        wait(lambda: self.browser.execute_script(_IS_ASKED))
        self.settle()

    def settle(self) -> None:
        wait(lambda: self.status and not self.status.startswith("Đang") and not self.is_busy)

    @property
    def is_busy(self) -> bool:
        return self.browser.find_element(By.ID, "tim-ket-qua").get_attribute("aria-busy") == "true"

    @property
    def status(self) -> str:
        return self.browser.find_element(By.ID, "tim-trang-thai").text

    @property
    def paths(self) -> list[str]:
        # In one go: the list may be written anew between two questions.
        found = self.browser.execute_script(
            "return [...document.querySelectorAll('#tim-ket-qua a')].map((one) => one.pathname.slice(1))"
        )
        return list(found)

    @property
    def marked(self) -> list[str]:
        found = self.browser.execute_script(
            "return [...document.querySelectorAll('#tim-ket-qua mark')].map((one) => one.textContent)"
        )
        return [str(text).lower() for text in found]

    def select(self, name: str) -> Select:
        return Select(self.browser.find_element(By.NAME, name))


def wait(done: Callable[[], Any], seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "waited for too long"
        time.sleep(0.02)


def console(browser: Chrome) -> list[str]:
    return [str(entry["message"]) for entry in browser.get_log("browser")]


def test_the_vectors_hold_in_the_browser(browser: Chrome, server: SearchServer) -> None:
    browser.get(f"{server.address}vectors.html")
    wait(lambda: browser.title != "waiting")
    assert "failed" not in browser.title, browser.find_element(By.TAG_NAME, "body").text


@pytest.mark.parametrize(
    "typed",
    ["Quảng Trị", "quang tri", "QUẢNG TRỊ", "Qua\u0309ng Tri\u0323", "quảng trị"],
)
def test_every_way_to_type_finds_the_same_articles(browser: Chrome, server: SearchServer, typed: str) -> None:
    page = Page(browser, server)
    page.type(typed)
    assert page.paths[0] == "2023/12/11/6/"
    assert set(page.marked) == {"quảng trị"} or set(page.marked) <= {"quảng trị", "quảng trị quảng trị"}
    assert console(browser) == []


def test_abbreviations_work_both_ways(browser: Chrome, server: SearchServer) -> None:
    page = Page(browser, server)
    page.type("CCHC", Keys.ENTER)
    short = set(page.paths)
    assert "cải cách hành chính" in page.marked
    page.type("cải cách hành chính", Keys.ENTER)
    assert short <= set(page.paths)
    page.type("TP.HCM", Keys.ENTER)
    found = set(page.paths)
    page.type("thành phố Hồ Chí Minh", Keys.ENTER)
    assert found and set(page.paths) == found


def test_the_last_syllable_may_be_unfinished(browser: Chrome, server: SearchServer) -> None:
    page = Page(browser, server)
    page.type("quang tr")
    assert page.paths[0] == "2023/12/11/6/"


def test_quotation_marks_mean_the_very_phrase(browser: Chrome, server: SearchServer) -> None:
    page = Page(browser, server)
    page.type('"hành chính thủ tục"', Keys.ENTER)
    assert page.status.startswith("Không tìm thấy")
    page.type('"thủ tục hành chính"', Keys.ENTER)
    assert page.paths
    assert all("thủ tục hành chính" in mark for mark in page.marked)


def test_it_is_said_when_no_article_has_all_words(browser: Chrome, server: SearchServer) -> None:
    page = Page(browser, server)
    page.type("quảng trị xyzxyz", Keys.ENTER)
    assert page.status.startswith("Không có bài nào có đủ các từ")
    assert "2023/12/11/6/" in page.paths


def test_facets_dates_and_order_live_in_the_address_and_come_back(
    browser: Chrome, server: SearchServer
) -> None:
    page = Page(browser, server)
    page.type("thủ tục", Keys.ENTER)
    everywhere = len(page.paths)
    page.select("tinh").select_by_value("quang-tri")
    wait(lambda: "tinh=quang-tri" in browser.current_url)
    page.settle()
    assert page.paths == ["2023/12/11/6/"]
    browser.back()
    wait(lambda: "tinh" not in browser.current_url and len(page.paths) == everywhere)
    page = Page(browser, server, "?q=th%E1%BB%A7+t%E1%BB%A5c&tinh=quang-tri&thu-tu=ngay")
    page.settle()
    assert page.paths == ["2023/12/11/6/"]
    assert page.select("tinh").first_selected_option.get_attribute("value") == "quang-tri"


def test_choices_are_counted_once_the_reader_comes_near(browser: Chrome, server: SearchServer) -> None:
    page = Page(browser, server)
    page.type("thủ tục", Keys.ENTER)
    everywhere = page.paths
    columns = ("/sources.bin", "/provinces.bin", "/authors.bin")

    def loaded() -> set[str]:
        return {column for name, _ in server.sent.requests for column in columns if name.endswith(column)}

    def choices() -> list[str]:
        return [option.text for option in page.select("tinh").options]

    wait(lambda: "Quảng Trị, đến 6/2025" in choices())
    assert loaded() == set()
    browser.find_element(By.NAME, "muc").send_keys(Keys.TAB)
    wait(lambda: "Quảng Trị, đến 6/2025 (1)" in choices())
    assert loaded() == set(columns[:2])
    assert page.paths == everywhere and "Hà Giang" not in " ".join(choices())


def test_the_order_by_date_is_over_the_whole_archive(browser: Chrome, server: SearchServer) -> None:
    page = Page(browser, server, "?q=th%E1%BB%A7+t%E1%BB%A5c&thu-tu=ngay")
    page.settle()
    days = [
        str(element.get_attribute("datetime"))
        for element in browser.find_elements(By.CSS_SELECTOR, "#tim-ket-qua time")
    ]
    assert len(days) > 3
    assert days == sorted(days, reverse=True)


def test_an_old_province_brings_the_new_one_when_asked(browser: Chrome, server: SearchServer) -> None:
    page = Page(browser, server, "?tinh=binh-duong")
    page.settle()
    assert page.paths == []
    page = Page(browser, server, "?tinh=binh-duong&gop=1")
    page.settle()
    assert "2025/07/02/2/" in page.paths
    assert browser.find_element(By.NAME, "gop").is_displayed()


_MARKS = """
const [query, text, done] = arguments;
const modules = ["excerpt", "query"].map((name) => import(`/theme/js/search/${name}.js`));
Promise.all(modules).then(([{ Marker }, { parseQuery }]) => {
  const names = [["tp hcm", "tphcm", "thành phố hồ chí minh"], ["tthc", "thủ tục hành chính"]];
  const segments = new Marker(parseQuery(query, false), [], names).whole(text);
  done(segments.filter((one) => one.marked).map((one) => one.text));
});
"""


@pytest.mark.parametrize(
    ("query", "text", "marked"),
    [
        ("Hồ Chí Minh", "TP.HCM giải quyết hồ sơ trong ngày", ["TP.HCM"]),
        ("ho chi minh", "TPHCM giải quyết hồ sơ", ["TPHCM"]),
        ("TPHCM", "Thành phố Hồ Chí Minh có hồ sơ", ["Thành phố Hồ Chí Minh"]),
        ("hành chính", "Bỏ 20 TTHC, hành khách", ["TTHC"]),
        # Where the words themselves stand, nothing else is marked.
        ("Hồ Chí Minh", "Đường Hồ Chí Minh ở TP.HCM", ["Hồ Chí Minh"]),
        ("minh", "TP.HCM", []),
    ],
)
def test_what_was_found_through_another_form_is_marked_and_no_syllable_of_another_word(
    browser: Chrome, server: SearchServer, query: str, text: str, marked: list[str]
) -> None:
    browser.get(server.address)
    assert browser.execute_async_script(_MARKS, query, text) == marked


def test_keys_lead_to_a_result_whose_page_has_the_words_marked(browser: Chrome, server: SearchServer) -> None:
    page = Page(browser, server)
    page.type("quang tri")
    browser.switch_to.active_element.send_keys(Keys.ARROW_DOWN)
    browser.switch_to.active_element.send_keys(Keys.ENTER)
    wait(lambda: "/2023/12/11/6/" in browser.current_url)
    assert "#p" in browser.current_url
    wait(lambda: browser.find_elements(By.CSS_SELECTOR, ".body mark"))
    assert {mark.text for mark in browser.find_elements(By.CSS_SELECTOR, ".body mark")} == {"Quảng Trị"}
    browser.back()
    wait(lambda: "tim-kiem" in browser.current_url and browser.find_elements(By.ID, "tim-trang-thai"))
    page.settle()
    assert page.paths[0] == "2023/12/11/6/"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", ""),
        ("   ", ""),
        ("?!… --", "Hãy nhập"),
        ("👍👍", "Hãy nhập"),
        ("<img src=x onerror=alert(1)>", "Không có bài nào"),
        ("привет мир", "Không tìm thấy"),
        ("漢字かな", "Không tìm thấy"),
        ("the quick brown fox", "Không"),
        ('"', "Hãy nhập"),
        ("a" * 10_000, "Không tìm thấy"),
    ],
    ids=lambda value: value[:12],
)
def test_bad_input_gets_a_calm_message(browser: Chrome, server: SearchServer, typed: str, says: str) -> None:
    page = Page(browser, server)
    browser.execute_script(
        "const q = document.getElementById('tim-q'); q.removeAttribute('maxlength'); q.value = arguments[0];"
        "q.form.requestSubmit();",
        typed,
    )
    wait(lambda: not page.is_busy and not page.status.startswith("Đang"))
    assert page.status.startswith(says)
    assert console(browser) == []


def test_titles_and_excerpts_never_become_html(browser: Chrome, server: SearchServer) -> None:
    page = Page(browser, server)
    page.type("thủ tục", Keys.ENTER)
    allowed = {"li", "article", "p", "span", "time", "h2", "a", "mark"}
    names = browser.execute_script(
        "return [...document.querySelectorAll('#tim-ket-qua *')].map((one) => one.localName)"
    )
    assert set(names) <= allowed


@pytest.mark.parametrize("how", ["missing", "broken"])
def test_a_lost_bundle_is_told_and_the_rest_is_found(browser: Chrome, server: SearchServer, how: str) -> None:
    import json

    folder = Path(server.RequestHandlerClass.keywords["directory"])  # type: ignore[attr-defined]
    bundles = json.loads((folder / "search" / "manifest.json").read_bytes())["bundles"]
    getattr(server, how).add(bundles[-1]["name"])
    page = Page(browser, server)
    page.type("thủ tục", Keys.ENTER)
    assert page.paths
    warning = browser.find_element(By.ID, "tim-canh-bao").text
    assert warning.startswith("Chưa đọc được dữ liệu của:")
    console(browser)


@pytest.mark.parametrize("how", ["missing", "broken"])
@pytest.mark.parametrize("part", ["/articles.bin", "/c/", "/t/", "syllables-"])
def test_a_lost_file_gets_a_calm_message(browser: Chrome, server: SearchServer, how: str, part: str) -> None:
    getattr(server, how).add(part)
    page = Page(browser, server)
    page.type("thủ tục", Keys.ENTER)
    warning = browser.find_element(By.ID, "tim-canh-bao").text
    if part == "/t/":
        assert page.paths and "số ra ngày" in browser.find_element(By.ID, "tim-ket-qua").text
    elif part != "syllables-":
        assert page.paths == [] and page.status.startswith("Chưa tìm thấy")
    if part == "syllables-":
        assert page.paths and not warning
        return
    assert warning.startswith("Chưa đọc được dữ liệu của:")
    server.missing.clear()
    server.broken.clear()
    browser.find_element(By.ID, "tim-lai").click()
    wait(lambda: page.paths and not browser.find_element(By.ID, "tim-canh-bao").text)
    assert [message for message in console(browser) if "Uncaught" in message] == []


@pytest.mark.parametrize("how", ["missing", "broken"])
def test_without_its_worker_the_page_searches_by_itself(
    browser: Chrome, server: SearchServer, how: str
) -> None:
    getattr(server, how).add("search/worker.js")
    page = Page(browser, server)
    page.type("quang tri")
    assert page.paths[0] == "2023/12/11/6/"
    page.type("thủ tục", Keys.ENTER)
    assert len(page.paths) > 1
    assert [message for message in console(browser) if "worker.js" not in message] == []


def test_where_there_are_no_workers_the_page_searches_by_itself(
    browser: Chrome, server: SearchServer
) -> None:
    source = {"source": "delete globalThis.Worker"}
    script = browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", source)
    try:
        page = Page(browser, server)
        page.type("quang tri")
        assert page.paths[0] == "2023/12/11/6/"
        assert console(browser) == []
    finally:
        browser.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", script)


def test_lost_code_is_told_and_can_be_tried_again(browser: Chrome, server: SearchServer) -> None:
    server.missing.add("search/search.js")
    page = Page(browser, server)
    page.type("thủ tục", Keys.ENTER)
    assert page.status.startswith("Không tải được")
    assert [message for message in console(browser) if "Uncaught" in message] == []
    server.missing.clear()
    browser.find_element(By.ID, "tim-lai").click()
    wait(lambda: page.paths)


def test_a_damaged_file_never_leaves_the_reader_alone(searched_site: Path) -> None:
    counts, wrong = search_files.damage_files(searched_site, 12, 2_000, search_files.QUICK)
    assert wrong == []
    assert counts["search page says so"] > 3


@pytest.mark.parametrize("lost", ["manifest.json", "names-"])
def test_a_lost_start_is_told_and_can_be_tried_again(
    browser: Chrome, server: SearchServer, lost: str
) -> None:
    server.missing.add(lost)
    page = Page(browser, server)
    page.type("thủ tục", Keys.ENTER)
    assert page.status.startswith("Không tải được")
    server.missing.clear()
    browser.find_element(By.ID, "tim-lai").click()
    wait(lambda: page.paths)
    console(browser)


def test_filters_are_taken_off_at_once_and_told_on_paper(browser: Chrome, server: SearchServer) -> None:
    page = Page(browser, server, "?q=th%E1%BB%A7+t%E1%BB%A5c&nam=2023")
    page.settle()
    browser.execute_script("dispatchEvent(new Event('beforeprint'))")
    told = browser.find_element(By.ID, "tim-hoi").get_attribute("textContent") or ""
    assert told.startswith("Tìm “thủ tục”; Năm: 2023. http") and "nam=2023" in told
    browser.find_element(By.ID, "tim-xoa").click()
    page.settle()
    assert "nam=" not in browser.current_url and "q=" in browser.current_url
    assert not browser.find_element(By.ID, "tim-xoa").is_displayed()


def test_going_back_restores_the_place_in_the_results(browser: Chrome, server: SearchServer) -> None:
    page = Page(browser, server, "?q=th%E1%BB%A7+t%E1%BB%A5c&trang=2")
    page.settle()
    browser.execute_script("scrollTo({top: 900, behavior: 'instant'})")
    # Elsewhere, and back to a page that was not kept whole.
    browser.execute_script("addEventListener('unload', () => {}); location.href = '../lich/'")
    wait(lambda: "/lich/" in browser.current_url)
    browser.back()
    page.settle()
    wait(lambda: browser.execute_script("return scrollY") == 900)
