"""The zips: complete, without a dead link, the same bytes each time, small; and the page that offers them."""

from __future__ import annotations

import hashlib
import json
import posixpath
import re
import shutil
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

from bulletin.archive import content_folder
from bulletin.content.model import BulletinError
from bulletin.offline.copy_zip import pack, write_zip
from bulletin.offline.engine_script import engine_script
from bulletin.pages import copies
from bulletin.search import engine
from tests.built_site import ROOT, build, settings_with
from tests.offline.made_copies import Made, make, unzipped

# Builds whole sites, or waits: make quick leaves it out.
pytestmark = pytest.mark.slow

# What an article costs in the zip: the page of its issue, and its part of the index. See docs/offline.md.
_MOST_BYTES_AN_ARTICLE = 3_000


class _Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self.inline: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src", "action"):
                self.links.append(value or "")
            elif name == "id":
                self.anchors.add(value or "")
            elif name == "style" or name.startswith("on"):
                self.inline.append(name)
        own = dict(attrs)
        is_data = own.get("type") == "application/ld+json"
        if tag == "style" or (tag == "script" and not own.get("src") and not is_data):
            self.inline.append(tag)


def pages(copy: Path) -> dict[Path, _Page]:
    return {path: _Page(path.read_text(encoding="utf-8")) for path in sorted(copy.rglob("*.html"))}


@pytest.mark.parametrize("name", ["whole", "year"])
def test_every_link_leads_to_a_file_and_an_anchor_that_are_there(
    name: str, request: pytest.FixtureRequest
) -> None:
    copy: Path = request.getfixturevalue(name)
    found = {path.relative_to(copy).as_posix(): page for path, page in pages(copy).items()}
    files = {path.relative_to(copy).as_posix() for path in copy.rglob("*") if path.is_file()}
    dead = []
    for name, page in found.items():
        for link in page.links:
            if link.startswith(("https://", "mailto:")):
                continue
            way, _, fragment = link.partition("#")
            way = unquote(way.partition("?")[0])
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), way)) if way else name
            if target not in files or (fragment and fragment not in found[target].anchors):
                dead.append((name, link))
    assert dead == []
    assert len(found) > 30


def test_a_strict_policy_stands_on_every_page_and_nothing_breaks_it(whole: Path) -> None:
    for path, page in pages(whole).items():
        policy = path.read_text(encoding="utf-8").partition('http-equiv="Content-Security-Policy" content="')[
            2
        ]
        assert policy.startswith(
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'"
        ), path
        assert "unsafe-inline" not in policy.partition('"')[0]
        assert page.inline == [], path


def test_every_article_is_in_the_copy_in_full(made: Made, whole: Path, year: Path) -> None:
    archive = content_folder.load(made.content).archive
    for stored in archive.articles:
        article = stored.article
        for copy in (whole, year) if article.date.year == 2023 else (whole,):
            page = (copy / f"{article.date:%Y/%m/%d}" / "index.html").read_text(encoding="utf-8")
            assert f'<article id="bai-{article.number}"' in page
            assert f"https://diem-bao.example/{article.date:%Y/%m/%d}/{article.number}/" in page
    assert not list(year.glob("2024"))
    assert "2024" not in {path.name for path in year.iterdir()}


def test_the_sums_are_right_and_name_every_file(whole: Path) -> None:
    lines = (line.split("  ") for line in (whole / "SHA256SUMS").read_text().splitlines())
    sums = {name: digest for digest, name in lines}
    files = {path.relative_to(whole).as_posix(): path for path in whole.rglob("*") if path.is_file()}
    assert sums == {
        name: hashlib.sha256(path.read_bytes()).hexdigest()
        for name, path in files.items()
        if name != "SHA256SUMS"
    }


def test_the_zip_is_sound_and_the_same_when_made_again(made: Made, tmp_path: Path) -> None:
    make(made, tmp_path)
    for file in ("diem-bao-toan-bo.zip", "diem-bao-2023.zip", "diem-bao-2024.zip"):
        assert (tmp_path / file).read_bytes() == (made.copies / file).read_bytes()
        with zipfile.ZipFile(tmp_path / file) as archive:
            assert archive.testzip() is None
            names = archive.namelist()
        assert names == sorted(names)
        assert {name.split("/")[0] for name in names} == {file.removesuffix(".zip")}
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        path.name for path in made.copies.iterdir()
    )


def test_names_with_letters_are_utf_8(tmp_path: Path) -> None:
    member = pack("thư mục/đổi tên.html", b"<p>" * 100, tmp_path)
    write_zip(tmp_path / "a.zip", [member], "bản sao", lambda: None)
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert archive.read("bản sao/thư mục/đổi tên.html") == b"<p>" * 100


def test_an_article_costs_few_bytes(made: Made) -> None:
    """Pages and index alone: what does not grow with the archive would hide it here."""
    with zipfile.ZipFile(made.copies / "diem-bao-toan-bo.zip") as archive:
        grows = [
            one
            for one in archive.infolist()
            if re.search(r"/(\d{4}/\d\d/\d\d/index\.html|search/[0-9a-f]{16}/.*)$", one.filename)
        ]
    size = sum(one.compress_size + 76 + 2 * len(one.filename.encode()) for one in grows)
    assert size / len(content_folder.load(made.content).archive.articles) < _MOST_BYTES_AN_ARTICLE


def test_the_page_about_the_copy_says_what_it_holds(year: Path) -> None:
    page = (year / "ve-ban-sao" / "index.html").read_text(encoding="utf-8")
    for words in ("Năm 2023", "từ số ra ngày", "15/12/2023", "SHA256SUMS", "https://diem-bao.example/"):
        assert words in page


def test_the_download_page_lists_the_copies_and_the_site_has_them(made: Made, tmp_path: Path) -> None:
    settings = settings_with(tmp_path, COPIES_PATH=str(made.copies))
    output = tmp_path / "output"
    run = build(made.content, output, "-s", str(settings))
    assert run.code == 0, run.err
    page = (output / "tai-ve" / "index.html").read_text(encoding="utf-8")
    listed = json.loads((made.copies / copies.LISTING).read_text())["copies"]
    assert [one["file"] for one in listed] == [
        "diem-bao-toan-bo.zip",
        "diem-bao-2024.zip",
        "diem-bao-2023.zip",
    ]
    for one in listed:
        assert f'href="../ban-sao/{one["file"]}"' in page
        assert one["sha256"] in page
        assert (output / "ban-sao" / one["file"]).read_bytes() == (made.copies / one["file"]).read_bytes()
    again = build(made.content, output, "-s", str(settings))
    assert ": 0 rendered, 0 written, 0 removed" in again.out
    # A copy that is gone is offered no more.
    fewer = Path(shutil.copytree(made.copies, tmp_path / "dist"))
    (fewer / "diem-bao-2023.zip").unlink()
    run = build(made.content, output, "-s", str(settings_with(tmp_path, COPIES_PATH=str(fewer))))
    assert run.code == 0, run.err
    assert "diem-bao-2023" not in (output / "tai-ve" / "index.html").read_text(encoding="utf-8")
    assert not (output / "ban-sao" / "diem-bao-2023.zip").exists()


def test_the_list_of_copies_names_no_folder_of_this_machine_and_may_be_moved(
    made: Made, tmp_path: Path
) -> None:
    listing = (made.copies / copies.LISTING).read_text(encoding="utf-8")
    assert str(made.copies.parent) not in listing and str(Path.home()) not in listing
    shutil.copytree(made.copies.parent, tmp_path / "moved", ignore=shutil.ignore_patterns("site"))
    moved = tmp_path / "moved" / made.copies.name
    withheld = json.loads(listing)["withheld"]
    there = tmp_path / "moved" / made.content.name
    assert copies.load(moved, there, withheld) == copies.load(made.copies, made.content, withheld) != ()


def test_copies_of_another_archive_are_not_offered(made: Made, tmp_path: Path) -> None:
    settings = settings_with(tmp_path, COPIES_PATH=str(made.copies))
    run = build(ROOT / "tests" / "mini_site" / "in", tmp_path / "output", "-s", str(settings))
    assert run.code == 0, run.err
    assert "Hiện chưa có bản sao nào" in (tmp_path / "output" / "tai-ve" / "index.html").read_text()
    assert not (tmp_path / "output" / "ban-sao").exists()


def test_what_was_taken_down_is_offered_in_no_copy(made: Made, tmp_path: Path) -> None:
    content = Path(shutil.copytree(made.content, tmp_path / "content"))
    site, dist = tmp_path / "output", tmp_path / "dist"
    settings = settings_with(tmp_path, COPIES_PATH=str(dist))
    assert build(content, site, "-s", str(settings)).code == 0
    make(Made(content, site, dist), dist)
    assert build(content, site, "-s", str(settings)).code == 0
    assert len(list((site / "ban-sao").iterdir())) == 3
    ledger = content / "registry" / "permalinks.tsv"
    with ledger.open("a", encoding="utf-8") as rows:
        rows.write("/2023/12/15/3/\tgone: theo yêu cầu của tác giả\n")
    run = build(content, site, "-s", str(settings))
    assert run.code == 0, run.err
    assert not (site / "ban-sao").exists()
    assert "Hiện chưa có bản sao nào" in (site / "tai-ve" / "index.html").read_text(encoding="utf-8")
    make(Made(content, site, dist), dist)
    copy = unzipped(dist / "diem-bao-2023.zip", tmp_path / "unzipped")
    page = (copy / "2023" / "12" / "15" / "index.html").read_text(encoding="utf-8")
    assert '<article id="bai-2"' in page and '<article id="bai-3"' not in page


def test_a_site_of_other_content_is_refused(made: Made, tmp_path: Path) -> None:
    site = Path(shutil.copytree(made.site, tmp_path / "site"))
    manifest = json.loads((site / "search" / "manifest.json").read_bytes())
    for entries, fault in (
        (manifest["bundles"][1:], "has other articles than the content; build the site again"),
        ([{**one, "name": "0" * 16} for one in manifest["bundles"]], "damaged"),
        (None, "build the site first"),
    ):
        (site / "search" / "manifest.json").write_text(json.dumps({**manifest, "bundles": entries}))
        if entries is None:
            (site / "search" / "manifest.json").unlink()
        with pytest.raises(BulletinError, match=fault):
            make(Made(made.content, site, tmp_path), tmp_path / "dist")
        assert not list((tmp_path / "dist").iterdir())


def test_another_pagefind_is_refused_where_it_could_not_run_from_a_disk() -> None:
    shipped = engine.load()
    assert engine_script("search/engine", shipped.glue, shipped.wasm)
    for glue, wasm, fault in (
        (shipped.glue.replace("wasm_bindgen;\n", "other;\n"), shipped.wasm, "do not end"),
        (shipped.glue.replace("let wasm", "import.meta.url;let wasm"), shipped.wasm, "only modules may"),
        (shipped.glue.replace("let wasm", "/*đ*/let wasm"), shipped.wasm, "ASCII"),
        (shipped.glue.replace("new WebAssembly.Module", "fetch"), shipped.wasm, "initSync"),
        (shipped.glue, b"\x1f\x8b", "WebAssembly"),
    ):
        with pytest.raises(BulletinError, match=fault) as error:
            engine_script("search/engine", glue, wasm)
        assert "\n" not in str(error.value)
