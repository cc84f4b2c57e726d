"""The search page in Firefox, over HTTP and under the strict policy: typed, clicked, gone back from."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.bench.search.server import SearchServer
from tests.browser.firefox import ARROW_DOWN, ENTER, Firefox

pytestmark = pytest.mark.browser

_PATHS = "() => [...document.querySelectorAll('#tim-ket-qua a')].map((link) => link.pathname.slice(1))"
_MARKED = "(within) => [...document.querySelectorAll(within + ' mark')].map((mark) => mark.textContent)"
_STATUS = "() => document.getElementById('tim-trang-thai').textContent"
_SETTLED = """() => {
  const list = document.getElementById("tim-ket-qua");
  const status = document.getElementById("tim-trang-thai").textContent;
  return list.dataset.asked === document.getElementById("tim-q").value
    && list.getAttribute("aria-busy") !== "true" && !status.startsWith("Đang");
}"""


@pytest.fixture(scope="module")
def _firefox() -> Iterator[Firefox]:
    with Firefox() as firefox:
        yield firefox


@pytest.fixture
def firefox(_firefox: Firefox, server: SearchServer) -> Firefox:
    """Firefox on the search page, with nothing said so far."""
    _firefox.open(f"{server.address}tim-kiem/")
    _firefox.complaints()
    _firefox.requests()
    return _firefox


def search(firefox: Firefox, text: str) -> list[str]:
    """The articles found for `text` once it is typed, best first."""
    firefox.click("#tim-q")
    firefox.select_all()
    firefox.type(text)
    firefox.wait(lambda: firefox.run(_SETTLED))
    return list(firefox.run(_PATHS))


def test_the_vectors_hold(_firefox: Firefox, server: SearchServer) -> None:
    _firefox.open(f"{server.address}vectors.html")
    _firefox.wait(lambda: _firefox.run("() => document.title") != "waiting")
    told = _firefox.run("() => document.title + document.body.textContent")
    assert "failed" not in told, told


@pytest.mark.parametrize(
    "typed", ["Quảng Trị", "quang tri", "QUẢNG TRỊ", "Qua\u0309ng Tri\u0323", '"quảng trị"', "quang tr"]
)
def test_every_way_to_type_finds_the_article(firefox: Firefox, server: SearchServer, typed: str) -> None:
    assert search(firefox, typed)[0] == "2023/12/11/6/"
    assert "quảng trị" in {mark.lower() for mark in firefox.run(_MARKED, "#tim-ket-qua")}
    assert [address for address in firefox.requests() if not address.startswith(server.address)] == []
    assert firefox.complaints() == []


def test_keys_lead_to_the_words_on_the_article_and_the_way_back(firefox: Firefox) -> None:
    found = search(firefox, "quang tri")
    firefox.type(ARROW_DOWN + ENTER)
    firefox.wait(lambda: "/2023/12/11/6/" in firefox.address)
    assert "#p" in firefox.address
    firefox.wait(lambda: firefox.run(_MARKED, ".body"))
    assert set(firefox.run(_MARKED, ".body")) == {"Quảng Trị"}
    firefox.back()
    firefox.wait(lambda: "tim-kiem" in firefox.address)
    firefox.wait(lambda: firefox.run(_PATHS) == found)
    assert firefox.complaints() == []


def test_a_facet_is_in_the_address_and_goes_with_the_way_back(firefox: Firefox) -> None:
    everywhere = search(firefox, "thủ tục")
    firefox.type(ENTER)
    firefox.run(
        "() => { const field = document.querySelector('[name=tinh]'); field.value = 'quang-tri';"
        "field.dispatchEvent(new Event('change', { bubbles: true })); }"
    )
    firefox.wait(lambda: firefox.run(_PATHS) == ["2023/12/11/6/"])
    assert "tinh=quang-tri" in firefox.address
    firefox.back()
    firefox.wait(lambda: firefox.run(_PATHS) == everywhere)
    assert "tinh" not in firefox.address.partition("?")[2]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("?!… --", "Hãy nhập"),
        ("👍", "Hãy nhập"),
        ("<img src=x onerror=alert(1)>", "Không có bài nào"),
        ("привет мир", "Không tìm thấy"),
    ],
)
def test_bad_input_gets_a_calm_message(firefox: Firefox, typed: str, says: str) -> None:
    firefox.click("#tim-q")
    firefox.type(typed + ENTER)
    firefox.wait(lambda: str(firefox.run(_STATUS)).startswith(says))
    assert firefox.complaints() == []


@pytest.mark.parametrize("how", ["missing", "broken"])
def test_without_its_worker_the_page_searches_by_itself(
    firefox: Firefox, server: SearchServer, how: str
) -> None:
    getattr(server, how).add("search/worker.js")
    firefox.open(f"{server.address}tim-kiem/")
    assert search(firefox, "quang tri")[0] == "2023/12/11/6/"
    loaded = firefox.run("() => performance.getEntriesByType('resource').map((entry) => entry.name)")
    assert f"{server.address}theme/js/search/search.js" in loaded, "a worker was there after all"
