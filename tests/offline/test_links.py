"""Every link of a page becomes one that works from a disk."""

from __future__ import annotations

import pytest

from bulletin.offline.links import Links
from bulletin.offline.readable import readable

FILES = {
    "index.html",
    "2023/12/11/index.html",
    "2023/index.html",
    "tim-kiem/index.html",
    "tac-gia/trang/1/index.html",
    "ve-ban-sao/index.html",
    "theme/css/site.css",
}
MOVED = {"2023/12/11/5/": "2023/12/11/#bai-5", "tac-gia/le-an/": "tac-gia/trang/1/#le-an"}
PAGE = "2023/12/11/"


def links(online: str = "https://a.example/kho") -> Links:
    return Links(FILES, MOVED, online, "ve-ban-sao/")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("../../../", "../../../index.html"),
        ("../../../2023/", "../../index.html"),
        ("../../../2023/12/11/5/", "#bai-5"),
        ("../../../2023/12/11/5/#p3", "#b5-p3"),
        ("../../../2023/12/11/#bai-2", "#bai-2"),
        ("../../../tac-gia/le-an/", "../../../tac-gia/trang/1/index.html#le-an"),
        ("../../../tim-kiem/?q=a&amp;nam=2023#x", "../../../tim-kiem/index.html?q=a&amp;nam=2023#x"),
        ("../../../theme/css/site.css", "../../../theme/css/site.css"),
        ("../../../data/", "https://a.example/kho/data/"),
        ("#noi-dung", "#noi-dung"),
        ("https://b.example/x/", "https://b.example/x/"),
        ("mailto:a@b.example", "mailto:a@b.example"),
    ],
)
def test_a_link_leads_to_a_file(before: str, after: str) -> None:
    html = links().from_disk(f'<a class="x" href="{before}">…</a>', PAGE)
    assert html == f'<a class="x" href="{after}">…</a>'


def test_without_an_address_the_copy_speaks_for_itself() -> None:
    html = links(online="").from_disk('<a href="../../../data/">', PAGE)
    assert html == '<a href="../../../ve-ban-sao/index.html">'


def test_only_attributes_of_tags_are_links() -> None:
    html = (
        '<p>Gõ href="../x/", &lt;a href="../y/"&gt;</p><form action="../../../tim-kiem/" data-href="../z/">'
    )
    assert links().from_disk(html, PAGE) == html.replace("tim-kiem/", "tim-kiem/index.html")


def test_a_readable_page_is_the_same_page() -> None:
    html = "<!doctype html>\n<p>`a` ${b} \\u0041 `</p>\n"
    script = readable(html, "2023/12/11/")
    assert script.startswith('<!--\nofflineCopy("2023/12/11/", String.raw`-->\n<!doctype html>\n')
    inside = script.split("String.raw`", 1)[1].rsplit("`);", 1)[0]
    assert "`" not in inside and "${" not in inside
    assert "&#96;a&#96; &#36;{b} \\u0041 &#96;" in inside
    assert script.endswith("<!--`);\n//-->\n")
