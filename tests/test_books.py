"""EPUBs of issues and of months: whole, well-formed, of the site's own articles and of no others."""

from __future__ import annotations

import io
import posixpath
import shutil
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from bulletin.archive.record_addresses import record
from bulletin.build.epub_file import epub
from tests.built_site import MINI, build, settings_with

URL = "https://a.example/kho"
XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
ISSUE = "2023/12/28/ban-tin-2023-12-28.epub"
MONTH = "2023/12/ban-tin-2023-12.epub"
# Has all that HTML and XML write otherwise: a line break, a table, signs, links into the site.
LATE = """Title: Một & hai: “ba” < bốn
Date: 2023-12-29
Number: 1
Section: Chủ trương cải cách
Source: Tin Thử
Slug: 2023-12-29-1

Dòng một{two}
dòng hai, xem [bài một](/2023/12/28/1/) và [đoạn sau](#p2).

| Cột | Số |
| --- | --: |
| a & b | 1 |
"""


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    content = Path(shutil.copytree(MINI / "in", tmp_path_factory.mktemp("books") / "content"))
    late = content / "articles" / "2023" / "2023-12-29" / "01-mot-hai.md"
    late.parent.mkdir()
    late.write_text(LATE.format(two="  "), encoding="utf-8")
    record(content)
    return content


@pytest.fixture(scope="module")
def site(content: Path) -> Path:
    return _built(content)


def _built(content: Path) -> Path:
    output = content.parent / "output"
    run = build(content, output, "-s", str(settings_with(content.parent, SITEURL=URL, WITH_SEARCH=False)))
    assert run.code == 0, run.err
    return output


def _books(site: Path) -> dict[str, zipfile.ZipFile]:
    return {path.relative_to(site).as_posix(): zipfile.ZipFile(path) for path in sorted(site.rglob("*.epub"))}


def _page(book: zipfile.ZipFile, name: str) -> ElementTree.Element:
    return ElementTree.fromstring(book.read(f"EPUB/{name}"))


def test_each_issue_has_a_book_and_each_month_that_is_over_and_has_several(site: Path) -> None:
    days = ("2023/12/28", "2023/12/29", "2024/01/02", "2025/07/02")
    assert _books(site).keys() == {*(f"{day}/ban-tin-{day.replace('/', '-')}.epub" for day in days), MONTH}


def test_its_first_bytes_say_what_it_is(site: Path) -> None:
    for name in _books(site):
        data = (site / name).read_bytes()
        assert data[30:58] == b"mimetypeapplication/epub+zip", name


def test_every_file_is_in_the_manifest_and_every_link_has_its_end(site: Path) -> None:
    for name, book in _books(site).items():
        package = _page(book, "package.opf")
        listed = {item.attrib["href"] for item in package.iter(f"{OPF}item")}
        inside = {member.removeprefix("EPUB/") for member in book.namelist() if member.startswith("EPUB/")}
        assert listed | {"package.opf"} == inside, name
        pages = {file: _page(book, file) for file in listed if file.endswith(".xhtml")}
        places = {
            file: [one.get("id") for one in page.iter() if one.get("id")] for file, page in pages.items()
        }
        for file, page in pages.items():
            assert len(places[file]) == len(set(places[file])), (name, file)
            for link in page.iter(f"{XHTML}a"):
                target = link.attrib["href"]
                if not target.startswith("https:"):
                    to, _, place = target.partition("#")
                    assert not place or place in places[to or file], (name, file, target)
                    assert posixpath.basename(to or file) in listed


def test_a_month_has_its_issues_in_order_and_each_article_once(site: Path) -> None:
    book = _books(site)[MONTH]
    titles = [
        "".join(one.itertext())
        for day in ("2023-12-28", "2023-12-29")
        for one in _page(book, f"{day}.xhtml").iter(f"{XHTML}h3")
    ]
    assert [title.replace("\xa0", " ") for title in titles] == [
        "1. Quy định mới về “một cửa” & dịch vụ công <trực tuyến>",
        "2. Bắc Giang: Tin vắn",
        "1. Một & hai: “ba” < bốn",
    ]
    assert _page(book, "package.opf").findtext(f".//{DC}identifier") == f"{URL}/2023/12/"
    contents = ["".join(link.itertext()) for link in _page(book, "nav.xhtml").iter(f"{XHTML}a")]
    assert [one for one in contents if one in titles] == titles


def test_links_into_the_site_lead_there_from_an_e_reader(site: Path) -> None:
    page = _page(_books(site)["2023/12/29/ban-tin-2023-12-29.epub"], "2023-12-29.xhtml")
    targets = {link.attrib["href"] for link in page.iter(f"{XHTML}a")}
    assert {f"{URL}/2023/12/28/1/", f"{URL}/2023/12/29/1/", "#b1-p2"} <= targets
    assert all(target.startswith((f"{URL}/", "#")) for target in targets)


def test_the_pages_offer_what_there_is(site: Path) -> None:
    for name in (ISSUE, MONTH):
        page = (site / name).with_name("index.html").read_text(encoding="utf-8")
        assert f'{Path(name).name}" type="application/epub+zip"' in page
    newest = (site / "2025" / "07" / "index.html").read_text(encoding="utf-8")
    assert "application/epub+zip" not in newest


def test_a_correction_makes_its_books_anew_and_no_others_and_a_take_down_leaves_nothing(
    content: Path, site: Path
) -> None:
    before = {name: (site / name).stat().st_mtime_ns for name in _books(site)}
    article = content / "articles" / "2023" / "2023-12-28" / "01-quy-dinh-moi.md"
    article.write_text(article.read_text(encoding="utf-8") + "\nCâu chỉ có ở đây.\n", encoding="utf-8")
    _built(content)
    changed = {name for name, time in before.items() if (site / name).stat().st_mtime_ns != time}
    assert changed == {ISSUE, MONTH}
    article.unlink()
    with (content / "registry" / "permalinks.tsv").open("a", encoding="utf-8") as ledger:
        ledger.write("/2023/12/28/1/\tgone: thử\n")
    _built(content)
    texts = [book.read(name) for book in _books(site).values() for name in book.namelist()]
    assert texts and not [text for text in texts if "Câu chỉ có ở đây".encode() in text]


def test_no_clock_and_no_system_stands_in_a_book() -> None:
    packed = zipfile.ZipFile(io.BytesIO(epub([("EPUB/nav.xhtml", "<nav/>")])))
    assert {(one.date_time, one.create_system) for one in packed.infolist()} == {((1980, 1, 1, 0, 0, 0), 3)}
