"""The shipped archive as a site: links resolve, text is whole, nothing is asked of another host."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import pytest

from bulletin.archive import content_folder
from bulletin.text.letters import without_spaces
from tests.built_site import ROOT, build, tree

_VOID = {"meta", "link", "input", "br", "hr", "img", "source", "wbr", "col"}
_TYPOGRAPHY = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "—": "-", "–": "-", "…": ".", "\xa0": " "}
)


class PageReader(HTMLParser):
    """Collects ids, references and the visible text of the element `article` or `main`."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.references: list[tuple[str, str]] = []
        self.text: list[str] = []
        self.open: list[str] = []
        self.headings: list[int] = []
        self.styles: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _VOID:
            self.open.append(tag)
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        for name, value in attrs:
            if name == "style":
                self.styles.append(value or "")
            if name == "id":
                self.ids.append(value or "")
            if name in ("href", "src", "action", "srcset"):
                self.references.append((tag, value or ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open[-1] == tag, f"</{tag}> closes <{self.open[-1:]}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.text.append(data)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("site") / "output"
    run = build(ROOT / "content", output)
    assert run.code == 0, run.err
    return output


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, PageReader]:
    return {
        name: PageReader(data.decode("utf-8"))
        for name, data in tree(site, "search", "theme").items()
        if name.endswith(".html")
    }


def _internal(pages: dict[str, PageReader]) -> Iterator[tuple[str, str, str]]:
    for name, page in pages.items():
        for _, reference in page.references:
            if not urlsplit(reference).scheme:
                yield name, *urldefrag(reference)


def test_every_internal_link_resolves(site: Path, pages: dict[str, PageReader]) -> None:
    broken = []
    for name, target, fragment in _internal(pages):
        start = site if name == "404.html" and target.startswith("/") else (site / name).parent
        path = (start / unquote(urlsplit(target).path).lstrip("/" if start == site else "")).resolve()
        file = path / "index.html" if path.is_dir() else path
        own = site / name if not target else file
        if not own.is_file():
            broken.append((name, target))
        elif fragment and fragment not in pages[own.relative_to(site).as_posix()].ids:
            broken.append((name, f"{target}#{fragment}"))
    assert broken == []


def test_no_page_loads_anything_from_another_host(pages: dict[str, PageReader]) -> None:
    foreign = [
        (name, tag, reference)
        for name, page in pages.items()
        for tag, reference in page.references
        if tag != "a" and urlsplit(reference).netloc
    ]
    assert foreign == []


def test_no_page_has_a_style_of_its_own_which_its_policy_refuses(pages: dict[str, PageReader]) -> None:
    assert [name for name, page in pages.items() if page.styles] == []


def test_ids_are_unique_and_elements_close_in_order(pages: dict[str, PageReader]) -> None:
    for name, page in pages.items():
        assert len(page.ids) == len(set(page.ids)), name
        assert page.open == [], name


def test_headings_begin_with_one_h1_and_skip_no_level(pages: dict[str, PageReader]) -> None:
    for name, page in pages.items():
        assert page.headings.count(1) == 1, name
        steps = zip(page.headings, page.headings[1:], strict=False)
        assert all(after <= before + 1 for before, after in steps), (name, page.headings)


def test_no_letter_of_an_article_is_changed_on_its_pages(site: Path, pages: dict[str, PageReader]) -> None:
    """Typography may change quotes, dashes and dots; every letter and digit of the source must be there."""
    content = content_folder.load(ROOT / "content")
    for stored in content.archive.articles:
        article = stored.article
        body = content_folder.read_body(ROOT / "content", stored.path, stored.digest)
        words = [
            article.title,
            *re.split(r"\n+|(?<!\w)\d+\.\s|\|", re.sub(r"[*\\]|^- |---", "", body, flags=re.M)),
        ]
        for name in (
            f"{article.date:%Y/%m/%d}/{article.number}/index.html",
            f"{article.date:%Y/%m/%d}/index.html",
        ):
            shown = _letters("".join(pages[name].text))
            missing = [part for part in words if _letters(part) not in shown]
            assert missing == [], name


def _letters(text: str) -> str:
    return re.sub(r"[^\w]", "", without_spaces(text.translate(_TYPOGRAPHY)))


def test_all_provinces_old_and_new_have_a_page(pages: dict[str, PageReader]) -> None:
    registries = content_folder.load(ROOT / "content").archive.registries
    assert sum(not province.is_new for province in registries.provinces) == 63
    assert sum(not province.is_old for province in registries.provinces) == 34
    for province in registries.provinces:
        assert f"tinh-thanh/{province.slug}/index.html" in pages
