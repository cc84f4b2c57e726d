"""The reader of .docx on whole documents: a real issue, made-up ones, and files that are none."""

import json
from pathlib import Path

import pytest

from bulletin.content.model import BulletinError
from bulletin.importer import command
from bulletin.importer.readers import docx
from bulletin.importer.source import BlockKind, Disposition
from bulletin.text.letters import squeeze, without_spaces
from tests.importer.readers.as_lines import as_text
from tests.importer.readers.test_docx_cases import in_blocks

SHARED = Path(__file__).resolve().parents[4] / "shared"
DOCUMENTS = SHARED / "cases" / "documents"
NAMES = ["01-tracked-changes", "03-toc-field-split-runs", "05-footnotes-hidden", "09-tcvn3"]

pytestmark = pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="needs ../shared")


def test_the_issue_as_docx_gives_the_article_files_of_its_text(tmp_path: Path) -> None:
    bulletins = SHARED / "bulletins"
    source = docx.read((bulletins / "2023-12-11.docx").read_bytes(), "2023-12-11.docx")
    (tmp_path / "2023-12-11.txt").write_bytes(as_text(source))
    assert command.run([bulletins / "2023-12-11.txt"], tmp_path / "of_text") == 0
    assert command.run([tmp_path / "2023-12-11.txt"], tmp_path / "of_docx") == 0
    assert articles(tmp_path / "of_docx") == articles(tmp_path / "of_text")


@pytest.mark.parametrize("name", NAMES)
def test_a_document_has_the_paragraphs_that_it_prints(name: str) -> None:
    expected = json.loads((DOCUMENTS / f"{name}.expected.json").read_text(encoding="utf-8"))
    source = docx.read((DOCUMENTS / f"{name}.docx").read_bytes(), f"{name}.docx")
    printed = [without_spaces(block.text) for block in source.blocks]
    titles = [block.text for block in source.blocks if block.kind is BlockKind.HEADING and block.level == 1]
    assert [title.partition(". ")[2] for title in titles] == [each["title"] for each in expected["articles"]]
    for article in expected["articles"]:
        for text in article["text"]:
            # The trailer stands behind the last paragraph, the mark of a note after any sentence.
            pieces = without_spaces(text)
            assert any(pieces in line or pieces in _without_marks(line) for line in printed), text
    whole = squeeze(" ".join(block.text for block in source.blocks))
    assert [text for text in expected.get("must_not_contain", ()) if text in whole] == []
    assert [whole.count(text) for text in expected.get("must_contain_once", ())] == [1] * len(
        expected.get("must_contain_once", ())
    )
    report = "\n".join(note.message for note in source.notes)
    assert [told for told in expected.get("must_report", ()) if told not in report] == []
    assert source.held.missing == 0
    assert in_blocks(source) == source.held.counts[Disposition.TEXT] + source.held.added


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("corrupt", "is damaged at word/document.xml"),
        ("encrypted", "is a Word file locked with a password"),
        ("entities", "has a document type or entities at word/document.xml"),
        ("external-entity", "has a document type or entities at word/document.xml"),
        ("two-document-xml", "has two parts named word/document.xml"),
        ("xlsx-renamed", "is an Excel file"),
    ],
)
def test_a_hostile_file_is_refused_in_one_line(name: str, told: str) -> None:
    with pytest.raises(BulletinError) as refused:
        docx.read((DOCUMENTS / "hostile" / f"{name}.docx").read_bytes(), f"{name}.docx")
    assert str(refused.value).startswith(f"{name}.docx: {told}")
    assert "ask the sender" in str(refused.value) and "\n" not in str(refused.value)


@pytest.mark.parametrize("name", ["nested-sdt", "nested-tables", "remote", "style-cycle"])
def test_a_file_that_nests_or_links_is_read_as_printed(name: str) -> None:
    source = docx.read((DOCUMENTS / "hostile" / f"{name}.docx").read_bytes(), f"{name}.docx")
    assert [block.text for block in source.blocks] in (["x"], ["Xin chào"])


def articles(content: Path) -> dict[str, bytes]:
    folder = content / "articles"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.md"))}


def _without_marks(line: str) -> str:
    for mark in ("[1]", "[2]", "[i]"):
        line = line.replace(mark, "")
    return line
