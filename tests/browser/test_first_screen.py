"""On a telephone of 360 × 740 the first screen has what one came for."""

from __future__ import annotations

import pytest

from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

_TOP = "return document.querySelector(arguments[0]).getBoundingClientRect().top"


@pytest.mark.parametrize(
    ("address", "selector"),
    [("", ".card-title"), ("2023/12/11/5/", ".body p"), ("tinh-thanh/bac-giang/", ".card-title")],
)
def test_the_first_words_stand_in_the_upper_half(
    visitor: Visitor, site: str, address: str, selector: str
) -> None:
    visitor.width(360)
    visitor.open(site + address)
    assert visitor.run(_TOP, selector) <= 360
    assert visitor.run("return document.querySelector('.site-nav').clientHeight") <= 48


def test_the_search_opens_where_it_is_touched(visitor: Visitor, site: str) -> None:
    visitor.width(360)
    visitor.open(f"{site}2023/12/11/5/")
    field, button = visitor.first("#site-search-q"), visitor.first(".site-search button")
    assert field.size["width"] >= 44 and field.size["height"] >= 24 and not button.is_displayed()
    top = visitor.run(_TOP, ".body p")
    field.click()
    assert field.size["width"] > 200 and button.is_displayed()
    assert visitor.run(_TOP, ".body p") == top
    field.send_keys("bac giang")
    button.click()
    visitor.wait(lambda: visitor.chromium.current_url.startswith(f"{site}tim-kiem/?q=bac"))


def test_an_abbreviation_is_explained_where_it_is_touched(visitor: Visitor, site: str) -> None:
    visitor.width(360)
    visitor.open(f"{site}2023/12/11/5/")
    explained = visitor.first(".body abbr")
    long = "return getComputedStyle(arguments[0], '::after').content"
    assert visitor.run(long, explained) == "none"
    explained.click()
    assert visitor.run(long, explained) == f'"{explained.get_attribute("title")}"'
    assert visitor.run("return document.documentElement.scrollWidth") <= 360


def test_a_paragraph_is_cited_by_touching_its_number(visitor: Visitor, site: str) -> None:
    visitor.width(360)
    visitor.open(f"{site}2023/12/11/5/")
    first, second = visitor.see(".paragraph-link")[:2]
    assert first.size["width"] >= 16 and first.size["height"] >= 24
    second.click()
    visitor.wait(lambda: visitor.chromium.current_url.endswith("#p2"))
    visitor.wait(lambda: "bài 5, đoạn 2." in visitor.run(_CITATIONS)[0])
    assert all("/2023/12/11/5/#p2" in one or "http" not in one for one in visitor.run(_CITATIONS))
    visitor.run("location.hash = ''")
    visitor.wait(lambda: "đoạn" not in visitor.run(_CITATIONS)[0])


_CITATIONS = "return [...document.querySelectorAll('.cite dd')].map((form) => form.textContent)"


def test_the_way_to_the_citations_is_short_and_opens_them_without_javascript(
    visitor: Visitor, site: str
) -> None:
    visitor.without_javascript()
    visitor.open(f"{site}2023/12/11/5/")
    assert visitor.run("return document.querySelector('.cite').open") is False
    visitor.first(".hand-on a[href='#trich-dan']").click()
    visitor.wait(lambda: visitor.run("return document.querySelector('.cite').open"))


def test_an_article_loads_the_search_only_for_who_comes_from_it(visitor: Visitor, site: str) -> None:
    for query, wanted in (("", False), ("?tim=Bắc+Giang", True)):
        visitor.forget()
        visitor.open(f"{site}2023/12/11/5/{query}")
        if wanted:
            visitor.wait(lambda: visitor.see("mark"))
        assert any("/js/search/" in address for address in visitor.requests()) is wanted
