"""A copy opened from a disk, in Chromium and Firefox: pages, search, nothing from any network, bad luck."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from bulletin.archive import content_folder
from tests.bench.search.server import SearchServer
from tests.offline.made_copies import Made
from tests.offline.reader import ASK, ChromiumReader, Reader, wait

pytestmark = pytest.mark.browser

_QUERIES = 200
_INSIDE = """(id) => {
  const article = document.getElementById(id).closest("article");
  return [...document.querySelectorAll("mark")].every((mark) => mark.closest("article") === article);
}"""
_MARKED = "() => [...document.querySelectorAll('article mark')].map((mark) => mark.textContent)"


def queries(content: Path) -> list[str]:
    """Pieces of titles and bodies, typed in several ways; the same for the same archive."""
    dice = random.Random(7)
    articles = content_folder.load(content).archive.articles
    asked = []
    for number in range(_QUERIES):
        stored = dice.choice(articles)
        text = stored.article.title if number % 2 else stored.lead
        words = re.findall(r"\w+", text)
        at = dice.randrange(max(1, len(words) - 3))
        piece = " ".join(words[at : at + dice.randint(1, 4)])
        if number % 3 == 1:
            plain = unicodedata.normalize("NFD", piece.replace("đ", "d").replace("Đ", "D"))
            piece = "".join(letter for letter in plain if not unicodedata.combining(letter))
        asked.append(f'"{piece}"' if number % 5 == 4 else piece)
    return asked


def told(answer: dict[str, Any]) -> tuple[str, list[str]]:
    """What an answer says that must not depend on where it was asked: how many, and which articles."""
    found = []
    for link in answer["links"]:
        match = re.search(r"/(\d{4}/\d\d/\d\d)/(?:index\.html|(\d+)/)(?:\?[^#]*)?#?(?:bai-|b)?(\d+)?", link)
        assert match, link
        found.append(f"{match.group(1)}/{match.group(2) or match.group(3)}")
    return answer["status"], found


def ask_all(reader: Reader, address: str, asked: list[str]) -> list[tuple[str, list[str]]]:
    reader.open(address)
    each = (
        f"async (all) => {{ const out = []; for (const q of all) out.push(await ({ASK})(q)); return out; }}"
    )
    parts = [asked[start : start + 25] for start in range(0, len(asked), 25)]
    return [told(answer) for part in parts for answer in reader.run(each, part)]


def test_the_same_queries_find_the_same_articles_as_on_line(
    reader: Reader, made: Made, whole: Path, server: SearchServer
) -> None:
    asked = queries(made.content)
    on_line = ask_all(reader, f"{server.address}tim-kiem/", asked)
    reader.forget()
    from_disk = ask_all(reader, (whole / "tim-kiem" / "index.html").as_uri(), asked)
    differing = [one for one in zip(asked, on_line, from_disk, strict=True) if one[1] != one[2]]
    assert differing == []
    assert sum(bool(found) for _, found in from_disk) > 0.9 * _QUERIES
    assert reader.complaints() == []
    assert [address for address in reader.requests() if not address.startswith("file:")] == []


def test_a_page_loads_no_data_of_the_search(chromium: Reader, whole: Path) -> None:
    chromium.forget()
    for page in ("index.html", "2023/12/15/index.html", "lich/index.html", "tim-kiem/index.html"):
        chromium.open((whole / page).as_uri())
    asked = chromium.requests()
    assert len(asked) > 10
    assert [address for address in asked if "/search/" in address or not address.startswith("file:")] == []
    assert chromium.complaints() == []


def test_all_but_the_search_works_without_javascript(chromium: ChromiumReader, whole: Path) -> None:
    driver = chromium.driver
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        for page in ("index.html", "2023/12/15/index.html#bai-3", "lich/index.html", "tac-gia/index.html"):
            chromium.open((whole / page.partition("#")[0]).as_uri() + page[page.find("#") :] * ("#" in page))
            assert len(driver.find_element("css selector", "main").text) > 100
            assert driver.find_elements("css selector", 'a[href$="ve-ban-sao/index.html"]')
        chromium.open((whole / "tim-kiem" / "index.html").as_uri())
        assert "cần JavaScript" in driver.find_element("css selector", "main").text
        chromium.open((whole / "2023/12/15/index.html").as_uri())
        driver.find_element("css selector", "#bai-3 summary").send_keys("\n")
        assert "@article" in driver.find_element("css selector", "#bai-3 .cite").text
    finally:
        driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_a_result_opens_the_article_with_its_words_marked(reader: Reader, whole: Path) -> None:
    reader.open((whole / "tim-kiem" / "index.html").as_uri())
    answer = reader.run(ASK, "thu tuc hanh chinh")
    assert {mark.lower() for mark in answer["marked"]} & {"thủ tục hành chính", "thủ tục", "tthc"}
    link = next(one for one in answer["links"] if "#b" in one)
    reader.open(link)
    wait(lambda: reader.run(_MARKED))
    target = link.partition("#")[2]
    assert reader.run("(id) => document.getElementById(id)?.closest('article') !== null", target)
    assert reader.run(_INSIDE, target)
    assert reader.complaints() == []


def test_facets_order_and_address_work_from_disk(reader: Reader, whole: Path) -> None:
    page = (whole / "tim-kiem" / "index.html").as_uri()
    reader.open(f"{page}?q=h%C3%A0nh+ch%C3%ADnh&nam=2024&thu-tu=ngay")
    days = """() => [...document.querySelectorAll('#tim-ket-qua time')].map((one) => one.dateTime)"""
    wait(lambda: reader.run("() => document.getElementById('tim-trang-thai').textContent.startsWith('Có')"))
    found = reader.run(days)
    assert found == sorted(found, reverse=True)
    assert {day[:4] for day in found} == {"2024"}
    options = "() => [...document.querySelectorAll('[name=nam] option')].map((one) => one.value)"
    wait(lambda: {"2023", "2024"} <= set(reader.run(options)))
    reader.run(
        "() => { const field = document.querySelector('[name=nam]'); field.value = '2023';"
        "field.dispatchEvent(new Event('change', { bubbles: true })); }"
    )
    wait(lambda: {day[:4] for day in reader.run(days)} == {"2023"})
    assert "nam=2023" in reader.run("() => location.search")
    assert reader.complaints() == []


def test_a_field_suggests_from_disk(reader: Reader, whole: Path) -> None:
    reader.open((whole / "index.html").as_uri())
    reader.run(
        "() => { const field = document.querySelector('[name=q]'); field.focus(); field.value = 'quang t';"
        "field.dispatchEvent(new Event('input', { bubbles: true })); }"
    )
    shown = "() => [...document.querySelectorAll('.suggestions li')].map((one) => one.textContent)"
    wait(lambda: any("Quảng Trị" in one for one in reader.run(shown)))
    assert reader.complaints() == []


def test_the_calendar_opens_a_day_by_the_search(reader: Reader, whole: Path) -> None:
    reader.forget()
    reader.open((whole / "lich" / "index.html").as_uri())
    newest = reader.run(
        "() => { const form = document.querySelector('.jump'), field = form.elements[0];"
        " field.value = field.max; form.requestSubmit(); return field.max; }"
    )
    issue = "() => document.querySelector('.search-issue')?.href ?? ''"
    wait(lambda: reader.run(issue).endswith(f"/{newest.replace('-', '/')}/index.html"))
    assert reader.complaints() == []


def test_a_year_finds_only_its_own(reader: Reader, year: Path) -> None:
    reader.open((year / "tim-kiem" / "index.html").as_uri())
    status, found = told(reader.run(ASK, "hành chính"))
    assert status.startswith("Có")
    assert {article[:4] for article in found} == {"2023"}


def test_the_reader_sees_how_the_search_reads_each_article(chromium: Reader, made: Made, whole: Path) -> None:
    """The texts that results are ranked and shown by are those of the site, typography aside."""
    from bulletin.search import documents, equivalents
    from bulletin.text.markdown import BodyRenderer

    archive = content_folder.load(made.content).archive
    phrases = equivalents.load(made.content / "registry", archive.registries.provinces)
    renderer = BodyRenderer()
    script = (Path(__file__).parents[2] / "theme/offline/js/article_text.js").read_text(encoding="utf-8")
    chromium.open("data:text/html,")
    chromium.run(f"() => {{ {script.replace('export function', 'window.textOf = function')} }}")
    for stored in archive.articles[::5]:
        article = stored.article
        body = content_folder.read_body(made.content, stored.path, stored.digest)
        document = documents.document(archive, stored, body, renderer, phrases)
        page = (whole / f"{article.date:%Y/%m/%d}" / "index.html").read_text(encoding="utf-8")
        text = chromium.run("(html, number) => window.textOf(html, number)", page, article.number)
        assert _words(text["title"]) == _words(document.title)
        assert [(anchor, _words(one)) for anchor, one in text["paragraphs"]] == [
            (one.anchor, _words(one.text)) for one in document.paragraphs
        ]
        assert _words(" ".join(text["sources"])) == _words(" ".join(document.facts.shown_sources))
        assert _words(" ".join(text["provinces"])) == _words(" ".join(document.facts.shown_provinces))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


@pytest.mark.parametrize(
    ("missing", "says"),
    [
        ("search", "search/"),
        ("search/names.js", "search/names.js"),
        ("theme/js/search.js", "theme/js/search.js"),
        ("2023", "/12/2023"),
    ],
)
def test_a_half_unzipped_copy_says_what_is_missing(
    reader: Reader, damaged: Path, missing: str, says: str
) -> None:
    target = damaged / missing
    shutil.rmtree(target) if target.is_dir() else target.unlink()
    reader.open((damaged / "tim-kiem" / "index.html").as_uri() + "?nam=2023")
    if missing.startswith("theme"):
        shown = reader.run("() => document.getElementById('tim-trang-thai').textContent")
    else:
        answer = reader.run(ASK, "hành chính")
        shown = answer["status"] + answer["warning"]
        assert bool(answer["links"]) == (missing == "2023")
    assert says in shown
    assert "giải nén" in shown


def test_a_damaged_pack_is_told_with_its_days(reader: Reader, damaged: Path) -> None:
    for pack in damaged.glob("search/*/c*.js"):
        pack.write_bytes(pack.read_bytes()[:-200])
    reader.open((damaged / "tim-kiem" / "index.html").as_uri())
    answer = reader.run(ASK, "hành chính")
    assert "hỏng" in answer["warning"]
    assert "2023" in answer["warning"] and "2024" in answer["warning"]


def test_a_long_path_that_nobody_may_write_to(reader: Reader, whole: Path, tmp_path: Path) -> None:
    folder = tmp_path
    while len(str(folder)) < 225:
        folder = folder / "thư mục rất dài"[: 225 - len(str(folder))].strip()
    copy = Path(shutil.copytree(whole, folder / "đổi tên"))
    assert len(str(copy / "tim-kiem" / "index.html")) > 240
    with read_only(copy):
        with pytest.raises(OSError):
            (copy / "new").write_text("")
        reader.open((copy / "tim-kiem" / "index.html").as_uri())
        assert told(reader.run(ASK, "hành chính"))[1]
        assert reader.complaints() == []


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """`folder` as on a disk that nobody can write to; root can write wherever there is no such disk."""
    if os.geteuid():
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)
        try:
            yield
        finally:
            for path in (folder, *folder.rglob("*")):
                path.chmod(0o755)
        return
    if subprocess.run(["mount", "--bind", folder, folder], check=False).returncode:
        pytest.skip("root may not mount here, so there is no disk that it cannot write to")
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", folder], check=True)
        yield
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)
