"""The report as a page: every line, join, doubt and omission where it is, and nothing is fetched."""

import re
from html import unescape
from pathlib import Path

import pytest

from bulletin.importer import command
from tests.importer.made_up import bulletin_of
from tests.importer.readers.word_file import paragraph, word_file

LONG = "Sáng nay cán bộ bộ phận một cửa đã nhận hơn một trăm hồ sơ của người dân ở các thôn thuộc xã"
BODY = f"{LONG}\n\nvùng cao. Mọi hồ sơ đều có <b>phiếu</b> hẹn.\n\nCải cách hành chính\n\nHết."


@pytest.fixture
def page(tmp_path: Path, project: Path) -> str:
    (tmp_path / "a.txt").write_text(bulletin_of(BODY, "Hai."), encoding="utf-8")
    wishes = command.Wishes(dry_run=True, report=tmp_path / "out.html", project_content=project)
    assert command.run([tmp_path / "a.txt"], tmp_path / "content", wishes) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "out.html"]
    return (tmp_path / "out.html").read_text(encoding="utf-8")


def test_each_line_stands_in_it_and_nothing_is_markup(page: str) -> None:
    shown = unescape(re.sub(r"<[^>]+>", "", page))
    for line in filter(None, (" ".join(line.split()) for line in bulletin_of(BODY, "Hai.").splitlines())):
        assert line in shown
    assert "<b>" not in page


def test_joins_and_doubts_are_marked_where_they_are(page: str) -> None:
    assert (
        page.count("⤶ goes on in ") == page.count("⤶ goes on from ") == page.count('<mark class="join"') == 1
    )
    doubt = re.search(r'<a href="#(l\d+)">[^<]*«Cải cách hành chính»', page)
    assert doubt is not None
    line = page[page.index(f'id="{doubt[1]}"') :]
    assert line.index("said doubt") < line.index("</div>")


def test_what_a_word_file_held_back_is_marked_where_it_was(tmp_path: Path, project: Path) -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẨN</w:t></w:r>"
    deleted = "<w:del><w:r><w:delText>BỎ</w:delText></w:r></w:del>"
    lines = [line for line in bulletin_of("Một.", "Hai.").splitlines() if line.strip()]
    text = "".join(paragraph(line).replace("\t", "</w:t><w:tab/><w:t>") for line in lines)
    for words, added in (("Một.", hidden), ("Hai.", hidden + deleted)):
        at = text.rindex(words)
        end = text.index("</w:p>", at)
        text = text[:end] + added + text[end:]
    (tmp_path / "a.docx").write_bytes(word_file({"document": text}))
    wishes = command.Wishes(dry_run=True, report=tmp_path / "out.html", project_content=project)
    assert command.run([tmp_path / "a.docx"], tmp_path / "content", wishes) == 0
    page = (tmp_path / "out.html").read_text(encoding="utf-8")
    marked = re.findall(r'<div class="line.*?</div>', page, re.DOTALL)
    assert [each for each in marked if "hidden text left out" in each] == [
        each for each in marked if "Một." in each or "Hai." in each
    ]
    (tracked,) = (each for each in marked if "deletions left out" in each)
    assert "Hai." in tracked and "BỎ" not in page and "ẨN" not in page


def test_it_is_one_file_that_asks_nobody(page: str) -> None:
    assert "default-src 'none'" in page
    assert not re.search(r"<(?:script|link|img|iframe)|\bon\w+=|url\(", page)


def test_a_report_never_lies_over_another_file(
    tmp_path: Path, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = tmp_path / "a.txt"
    document.write_text(bulletin_of("Một."), encoding="utf-8")
    wishes = command.Wishes(report=document, project_content=project)
    assert command.run([document], tmp_path / "content", wishes) == 1
    assert capsys.readouterr().err == f"--report {document}: name a file that ends in .html\n"
    assert document.read_text(encoding="utf-8") == bulletin_of("Một.")


def test_a_report_is_of_one_document(
    tmp_path: Path, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(bulletin_of("Một."), encoding="utf-8")
    wishes = command.Wishes(report=tmp_path / "out.html", project_content=project)
    assert command.run([tmp_path / "a.txt", tmp_path / "b.txt"], tmp_path / "content", wishes) == 1
    assert capsys.readouterr().err == "--report is for one document; name it alone\n"
