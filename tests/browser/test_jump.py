"""The calendar opens the issue of a day; its month where there was none; the search where scripts are off."""

from __future__ import annotations

import pytest

from tests.browser.visitor import KINDS, Visitor

pytestmark = pytest.mark.browser


def _jump(visitor: Visitor, site: str, day: str) -> None:
    visitor.open(site + KINDS["calendar"])
    visitor.run("document.querySelector('.jump input').value = arguments[0]", day)
    visitor.first(".jump button").click()


@pytest.mark.parametrize(("day", "place"), [("2023-12-11", "2023/12/11/"), ("2023-12-16", "2023/12/")])
def test_a_day_leads_to_its_issue_or_month(visitor: Visitor, site: str, day: str, place: str) -> None:
    _jump(visitor, site, day)
    visitor.wait(lambda: visitor.chromium.current_url == site + place)


def test_without_scripts_the_day_stands_in_the_address_of_the_search(visitor: Visitor, site: str) -> None:
    visitor.without_javascript()
    _jump(visitor, site, "2023-12-11")
    visitor.wait(lambda: visitor.chromium.current_url == f"{site}tim-kiem/?q=2023-12-11")
    assert "cần JavaScript" in visitor.text("main")


def test_the_search_offers_the_issue_of_a_day(visitor: Visitor, site: str) -> None:
    visitor.open(f"{site}tim-kiem/?q=2023-12-11")
    assert visitor.first(".search-issue").get_attribute("href") == f"{site}2023/12/11/"
