"""A page that was opened before a publication goes on searching after it, from a real server."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from selenium.webdriver.common.keys import Keys

from tests.browser.visitor import Visitor
from tests.built_site import ROOT
from tests.nginx import nginx
from tests.test_publish import add_issue, invoke

pytestmark = pytest.mark.browser


def _search(visitor: Visitor, words: str) -> list[str]:
    """Type `words` into the open page; the paths of what is found."""
    field = visitor.first("#tim-q")
    field.clear()
    field.send_keys(words, Keys.ENTER)
    answered = (
        "const list = document.getElementById('tim-ket-qua');"
        "return list.dataset.asked === arguments[0] && list.getAttribute('aria-busy') === 'false'"
    )
    visitor.wait(lambda: visitor.run(answered, words))
    return list(visitor.run("return [...document.querySelectorAll('#tim-ket-qua a')].map((a) => a.pathname)"))


def test_an_open_page_searches_after_a_publication(visitor: Visitor, tmp_path: Path) -> None:
    content = Path(shutil.copytree(ROOT / "content", tmp_path / "content"))
    public = tmp_path / "public"
    words = ("--content", content, "--output", tmp_path / "output", "--to", f"{public}/")
    assert invoke("publish", *words).code == 0
    before = json.loads((public / "search" / "manifest.json").read_bytes())
    with nginx(tmp_path, public) as server:
        visitor.open(f"{server.address}tim-kiem/")
        newest = _search(visitor, "bac giang")[0]
        add_issue(content, "2025-07-03")
        assert invoke("record", "--content", content).code == 0
        assert invoke("publish", *words).code == 0
        after = json.loads((public / "search" / "manifest.json").read_bytes())
        names = {bundle["name"] for bundle in after["bundles"]}
        # What the open page reads from now on is no longer part of the site's search.
        assert before["bundles"][0]["name"] not in names
        assert before["syllables"] != after["syllables"]
        found = _search(visitor, "hanh chinh")
        assert len(found) > 3
        assert newest in _search(visitor, "bac giang")
        assert visitor.complaints() == []
        # A page that is opened now finds the new day.
        visitor.open(f"{server.address}tim-kiem/")
        assert "/2025/07/03/1/" in " ".join(_search(visitor, "khai truong cong dich vu"))
