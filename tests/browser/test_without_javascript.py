"""With JavaScript off every page has its text, and the search page leads on."""

from __future__ import annotations

import pytest

from bulletin.archive import content_folder
from tests.browser.visitor import KINDS, Visitor
from tests.built_site import ROOT

pytestmark = pytest.mark.browser

# Asked from outside the page, so that it is answered with scripts off, too.
_BUTTON = "Chép địa chỉ\n"
_TEXT = "return document.querySelector('main').innerText"


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_shows_the_same_text(visitor: Visitor, site: str, kind: str) -> None:
    visitor.open(site + KINDS[kind])
    with_it = visitor.run(_TEXT)
    visitor.without_javascript()
    visitor.open(site + KINDS[kind])
    without = visitor.run(_TEXT)
    if kind == "search":
        assert "cần JavaScript" in without
    else:
        # What scripts add to a page may be more, never the text itself.
        assert len(without.split()) > 20
        assert without == with_it.replace(_BUTTON, "")


def test_an_article_is_there_in_full(visitor: Visitor, site: str) -> None:
    visitor.without_javascript()
    visitor.open(site + KINDS["article"])
    article = next(
        one
        for one in content_folder.load(ROOT / "content").archive.articles
        if one.article.id == "2023-12-11/5"
    )
    last = content_folder.read_body(ROOT / "content", article.path, article.digest).split()[-3:]
    assert " ".join(last).rstrip(".") in visitor.text("article").replace("\xa0", " ")


def test_the_search_page_leads_on(visitor: Visitor, site: str) -> None:
    visitor.without_javascript()
    visitor.open(f"{site}tim-kiem/?q=bac+giang")
    visitor.first("main a[href$='tinh-thanh/']").click()
    visitor.wait(lambda: visitor.chromium.current_url == f"{site}tinh-thanh/")
    visitor.first(".units a[href$='/bac-giang/']").click()
    visitor.wait(lambda: visitor.chromium.current_url == f"{site}tinh-thanh/bac-giang/")
    visitor.first("main .card-title a").click()
    visitor.wait(lambda: "/20" in visitor.chromium.current_url)
    assert visitor.text("h1")
