"""Wherever it is copied to: at the root of a host or below a path, known addresses and unknown ones."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from selenium.webdriver.common.keys import Keys

from tests.browser.visitor import KINDS, Visitor

pytestmark = pytest.mark.browser

_LINKS = (
    "return [...document.querySelectorAll('[href], [src], [action]')].map((e) =>"
    " new URL(['href', 'src', 'action'].map((n) => e.getAttribute(n)).find((a) => a !== null),"
    " e.baseURI).href)"
)


@pytest.mark.parametrize(
    "path", ["khong-co", "2023/12/11/99/", "2031/01/02/3/4/5.html", "tinh-thanh/khong-co/"]
)
def test_an_unknown_address_gets_our_page_with_its_styles_and_ways_out(
    visitor: Visitor, site: str, path: str
) -> None:
    visitor.open(site + path)
    assert visitor.text("h1") == "Không tìm thấy trang"
    complaints = visitor.complaints()
    assert len(complaints) == 1 and "404" in complaints[0] and path in complaints[0]
    assert visitor.run("return getComputedStyle(document.body).marginTop") == "0px"
    visitor.first("main a[href$='lich/']").click()
    visitor.wait(lambda: visitor.chromium.current_url == f"{site}lich/")


@pytest.mark.parametrize("kind", KINDS)
def test_below_a_path_everything_stays_below_it(visitor: Visitor, site_below: str, kind: str) -> None:
    visitor.open(site_below + KINDS[kind])
    assert visitor.complaints() == []
    assert [address for address in visitor.requests() if not address.startswith(site_below)] == []
    host = urlsplit(site_below).netloc
    own = [link for link in visitor.run(_LINKS) if urlsplit(link).netloc == host]
    assert own
    assert [link for link in own if not link.startswith(site_below)] == []


def test_below_a_path_an_unknown_address_leads_back_to_the_site(visitor: Visitor, site_below: str) -> None:
    visitor.open(f"{site_below}2023/12/11/99/")
    assert visitor.text("h1") == "Không tìm thấy trang"
    assert len(visitor.complaints()) == 1
    visitor.first("main a[href$='lich/']").click()
    visitor.wait(lambda: visitor.chromium.current_url == f"{site_below}lich/")


def test_below_a_path_the_search_finds(visitor: Visitor, site_below: str) -> None:
    visitor.open(f"{site_below}tim-kiem/")
    visitor.first("#tim-q").send_keys("bac giang", Keys.ENTER)
    visitor.wait(visitor.found)
    # In one step: what is typed is answered again at Enter, so that an element at hand may be gone.
    visitor.run("document.querySelector('#tim-ket-qua a').click()")
    visitor.wait(lambda: visitor.chromium.current_url.startswith(f"{site_below}20"))
    assert visitor.complaints() == []
