"""By keyboard alone: the skip link, all links and fields in the order of the page, the focus always seen."""

from __future__ import annotations

import pytest
from selenium.webdriver.common.keys import Keys

from tests.browser.visitor import KINDS, Visitor

pytestmark = pytest.mark.browser

_FOCUSED = """
const element = document.activeElement, style = getComputedStyle(element);
return {
  place: window.stops.indexOf(element),
  seen: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
  shown: element.getClientRects().length > 0 && style.clipPath === "none",
};
"""
_STOPS = """
window.stops = [
  ...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']"),
]
  .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.disabled);
return window.stops.length;
"""


def test_the_skip_link_comes_first_and_leads_to_the_text(visitor: Visitor, site: str) -> None:
    visitor.open(site + KINDS["article"])
    visitor.press(Keys.TAB)
    focused = visitor.chromium.switch_to.active_element
    assert focused.text == "Chuyển đến nội dung"
    assert visitor.run("return getComputedStyle(document.activeElement).clipPath") == "none"
    visitor.press(Keys.ENTER)
    visitor.wait(lambda: visitor.chromium.current_url.endswith("#noi-dung"))
    visitor.press(Keys.TAB)
    assert visitor.run("return document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("kind", ["article", "month", "list", "page", "404"])
def test_tab_goes_through_the_page_in_order_and_the_focus_is_seen(
    visitor: Visitor, site: str, kind: str
) -> None:
    visitor.open(site + KINDS[kind])
    count = visitor.run(_STOPS)
    assert count > 8
    stops = []
    for _ in range(count):
        visitor.press(Keys.TAB)
        stops.append(visitor.run(_FOCUSED))
    assert [stop["place"] for stop in stops] == list(range(count))
    assert all(stop["seen"] and stop["shown"] for stop in stops)


def test_search_from_any_page_finds_what_was_typed_without_marks(visitor: Visitor, site: str) -> None:
    visitor.open(site)
    visitor.first("#site-search-q").send_keys("bac giang", Keys.ENTER)
    # Results come in one year after the other.
    visitor.wait(lambda: f"{site}2023/12/11/5/" in visitor.found())
    assert visitor.chromium.current_url.startswith(f"{site}tim-kiem/?q=bac")
    assert visitor.complaints() == []
