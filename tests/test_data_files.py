"""The data of a built site, read as a researcher would, and the guard against formulas undone."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.archive import content_folder
from bulletin.pages import data_files
from bulletin.pages.data_row import BYTE_ORDER_MARK, COLUMNS, GUARDED, DataRow, csv_text, jsonl_text
from bulletin.pages.site import Site
from bulletin.pages.site_plan import site_groups
from bulletin.text.body_text import body_text
from bulletin.text.letters import without_spaces
from bulletin.text.markdown import BodyRenderer, plain_text
from tests.built_site import MINI, ROOT, build, settings_with

ROW = DataRow(
    id="2023-12-11/5",
    url="https://a.example/2023/12/11/5/",
    date="2023-12-11",
    number=5,
    title="Nhan đề",
    section="Chuyên mục",
    source=("Plo.vn", "Báo lạ"),
    source_id=("plo.vn", ""),
    source_date=(),
    authors=(),
    provinces_old=(),
    provinces_new=(),
    kind="article",
    extent="full",
    corrected=("2024-01-05 Sửa tên đơn vị",),
    text="Một.\nHai.",
)
# A carriage return is refused by `check`; all other letters may stand in a text.
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\x00")) | st.from_regex(
    r"\A'{0,3}[=+@\t-].*\Z"
)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("data") / "output"
    run = build(MINI / "in", output, "-s", str(settings_with(output.parent, SITEURL="https://a.example")))
    assert run.code == 0, run.err
    return output / "data"


def test_packed_data_are_the_same_in_less_room(data: Path, tmp_path: Path) -> None:
    settings = settings_with(tmp_path, SITEURL="https://a.example", DATA_GZIP=True, WITH_SEARCH=False)
    run = build(MINI / "in", tmp_path / "output", "-s", str(settings))
    assert run.code == 0, run.err
    packed = tmp_path / "output" / "data"
    tables = {path.name: path.read_bytes() for path in data.iterdir() if path.suffix in (".csv", ".jsonl")}
    assert {f"{name}.gz" for name in tables} == {path.name for path in packed.glob("*.gz")}
    for name, table in tables.items():
        assert gzip.decompress((packed / f"{name}.gz").read_bytes()) == table
        assert not (packed / name).exists()
    page = (packed / "index.html").read_text("utf-8")
    assert 'href="articles-2023.csv.gz"' in page and "giải nén" in page
    assert "/data/articles-2023.csv /data/" in re.sub(
        r" +", " ", (tmp_path / "output/_redirects").read_text()
    )


def _csv(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def _jsonl(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_the_files_are_those_of_each_year_and_of_all(data: Path) -> None:
    names = ["articles", "articles-2023", "articles-2024", "articles-2025"]
    wanted = [f"{name}.{form}" for name in names for form in ("csv", "jsonl")]
    assert sorted(path.name for path in data.iterdir()) == sorted([*wanted, "index.html", "issues.json"])
    for form, read in (("csv", _csv), ("jsonl", _jsonl)):
        years = [row for name in names[1:] for row in read(data / f"{name}.{form}")]
        assert years == read(data / f"articles.{form}")


def test_a_row_has_all_that_the_bulletin_says(data: Path) -> None:
    row, *_ = _jsonl(data / "articles.jsonl")
    assert row == {
        "id": "2023-12-28/1",
        "url": "https://a.example/2023/12/28/1/",
        "date": "2023-12-28",
        "number": 1,
        "title": 'Quy định mới về "một cửa" & dịch vụ công <trực tuyến>',
        "section": "Chủ trương cải cách",
        "source": ["Baomau.example", "Tin Thử"],
        "source_id": row["source_id"],
        "source_date": ["2023-12-27"],
        "authors": ["Thanh Mai", "Thành Mai"],
        "provinces_old": [],
        "provinces_new": [],
        "kind": "article",
        "extent": "full",
        "text": row["text"],
        "corrected": [],
    }
    assert str(row["text"]).startswith('Đoạn đầu có "ngoặc kép" và 1.234 hồ sơ -- đạt 98,7%... Còn lại ')
    assert str(row["text"]).endswith(
        "Các việc chính, xem cả bảng:\n• Rút ngắn thời gian;\n• Bỏ giấy tờ.\n1. Bước một.\n2. Bước hai.\n"
        "Đơn vị | Hồ sơ\nSở A | 120"
    )


def test_provinces_are_named_as_they_were_and_as_they_are(data: Path) -> None:
    provinces = [(row["provinces_old"], row["provinces_new"]) for row in _csv(data / "articles.csv")]
    assert provinces == [
        ("", ""),
        ("Bắc Giang; Bắc Ninh", "Bắc Ninh"),
        ("Bắc Giang", "Bắc Ninh"),
        ("", "Bắc Ninh"),
    ]


def test_csv_and_jsonl_hold_the_same(data: Path) -> None:
    for row, same in zip(_csv(data / "articles.csv"), _jsonl(data / "articles.jsonl"), strict=True):
        assert row == {k: "; ".join(v) if isinstance(v, list) else str(v) for k, v in same.items()}


def test_issues_name_their_articles(data: Path) -> None:
    issues = json.loads((data / "issues.json").read_text(encoding="utf-8"))
    assert [issue["articles"] for issue in issues] == [
        ["2023-12-28/1", "2023-12-28/2"],
        ["2024-01-02/1"],
        ["2025-07-02/1"],
    ]
    assert [issue["date_from"] for issue in issues] == [None, "2023-12-30", None]


def test_the_page_explains_every_column_and_links_every_file(data: Path) -> None:
    page = (data / "index.html").read_text(encoding="utf-8")
    assert re.findall(r'<th scope="row"><code>(\w+)</code>', page) == list(COLUMNS)
    linked = set(re.findall(r'<td><a href="([^"]+)">', page))
    assert linked == {path.name for path in data.iterdir()} - {"index.html"}


def test_csv_begins_with_the_mark_that_excel_needs() -> None:
    data = csv_text([ROW]).encode()
    assert data.startswith(b"\xef\xbb\xbfid,url,")
    row = 'Plo.vn; Báo lạ,plo.vn; ,,,,,article,full,"Một.\nHai.",2024-01-05 Sửa tên đơn vị\r\n'
    assert data.endswith(row.encode())


@given(TEXTS)
def test_no_cell_is_a_formula_and_every_text_is_got_back(text: str) -> None:
    read = csv.DictReader(io.StringIO(csv_text([replace(ROW, title=text)]), newline=""))
    cell = next(read)["title"]
    assert not cell.startswith(("=", "+", "-", "@", "\t"))
    assert (cell[1:] if GUARDED.match(cell) else cell) == text


@given(TEXTS)
def test_a_json_line_is_one_line_with_the_text_unchanged(text: str) -> None:
    lines = jsonl_text([replace(ROW, text=text)] * 2)
    assert [json.loads(line)["text"] for line in lines.splitlines()] == [text, text]


def test_the_mark_is_there_once() -> None:
    assert csv_text([]).count(BYTE_ORDER_MARK) == 1


def test_plain_text_of_the_shipped_archive_has_every_letter() -> None:
    """What stands between the tags is all there; list numbers, bullets and bars are added to it."""
    renderer = BodyRenderer()
    for stored in content_folder.load(ROOT / "content").archive.articles:
        body = content_folder.read_body(ROOT / "content", stored.path, stored.digest)
        shown = re.sub(r"^(\d+\.|•) |[|•]", "", body_text(body, renderer), flags=re.MULTILINE)
        wanted = re.sub(r"[|•]", "", plain_text(renderer.parse_all(body)))
        assert without_spaces(shown) == without_spaces(wanted), stored.path


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("Một.\n\nHai.", "Một.\nHai."),
        ("3. Ba.\n\n4. Bốn.", "3. Ba.\n4. Bốn."),
        ("1. Một.\n\n    Thêm.\n\n2. Hai.", "1. Một.\nThêm.\n2. Hai."),
        ("- a\n    - b\n- c", "• a\n• b\n• c"),
        ("**Đậm** và *nghiêng*: 5 \\* 6 &amp; 7", "Đậm và nghiêng: 5 * 6 & 7"),
        ("| A | B |\n|---|---|\n| 1 |  |\n|  | 2 |", "A | B\n1 |\n| 2"),
        ("Xem <https://a.example/?b=1&c=2>.", "Xem https://a.example/?b=1&c=2."),
        ("Năm 2023.\n\n5,3 điểm", "Năm 2023.\n5,3 điểm"),
    ],
)
def test_plain_text_of_a_body(body: str, text: str) -> None:
    assert body_text(body, BodyRenderer()) == text


def test_the_file_of_all_that_years_took_the_place_of_leads_to_the_page_about_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    archive = content_folder.load(MINI / "in").archive
    site = Site("Tên", "", "https://a.example", None)

    def written() -> dict[str, str]:
        pages = (page for group in site_groups(archive, (), site) for page in group.pages())
        return {page.path: page.view.text(site, None) if page.path == "_redirects" else "" for page in pages}

    whole = ("data/articles.csv", "data/articles.jsonl")
    assert {*whole} <= written().keys()
    monkeypatch.setattr(data_files, "WHOLE_UP_TO", len(archive.articles) - 1)
    pages = written()
    assert not {*whole} & pages.keys()
    assert {f"/{file} /data/ 301" for file in whole} <= set(pages["_redirects"].splitlines())
