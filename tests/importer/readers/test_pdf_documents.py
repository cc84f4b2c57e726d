"""The reader of PDFs on whole documents: a real issue, made-up ones, and files that are none."""

import json
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from bulletin.content import registry_file
from bulletin.content.model import BulletinError
from bulletin.importer import document, parse
from bulletin.importer.parse import IssueDraft
from bulletin.importer.readers import pdf, text
from bulletin.importer.source import Source
from bulletin.text.letters import squeeze, without_spaces
from tests.importer.readers.second_engine import differing_pages

ROOT = Path(__file__).resolve().parents[3]
SHARED = ROOT.parent / "shared"
DOCUMENTS = SHARED / "cases" / "documents"

pytestmark = pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="needs ../shared")


def read(path: Path) -> Source:
    return pdf.read(path.read_bytes(), path.name)


def issue(source: Source) -> IssueDraft:
    return parse.parse(document.of(source), registry_file.load(ROOT / "content" / "registry"))


def paragraphs(draft: IssueDraft) -> list[list[str]]:
    """For each article its title and its paragraphs, without spaces and marks of Markdown."""
    return [
        [without_spaces(each.article.title)]
        + [without_spaces(re.sub(r"[\\*_]", "", printed)) for printed in each.body.strip().split("\n\n")]
        for each in draft.drafts
    ]


def test_the_issue_as_pdf_gives_the_articles_of_its_text() -> None:
    bulletins = SHARED / "bulletins"
    of_text = issue(text.read((bulletins / "2023-12-11.txt").read_bytes(), "2023-12-11.txt"))
    of_pdf = issue(read(bulletins / "2023-12-11.pdf"))
    assert paragraphs(of_pdf) == paragraphs(of_text)
    for one, other in zip(of_pdf.drafts, of_text.drafts, strict=True):
        assert (one.article.sources, one.article.author) == (other.article.sources, other.article.author)
    assert of_pdf.date == of_text.date


@pytest.mark.parametrize("name", ["07-running-lines-hyphens"])
def test_a_document_has_the_paragraphs_that_it_prints(name: str) -> None:
    expected = json.loads((DOCUMENTS / f"{name}.expected.json").read_text(encoding="utf-8"))
    source = read(DOCUMENTS / f"{name}.pdf")
    wanted = [[each["title"], *each["text"]] for each in expected["articles"]]
    assert paragraphs(issue(source)) == [[*map(without_spaces, texts)] for texts in wanted]
    whole = squeeze(" ".join(block.text for block in source.blocks))
    assert [said for said in expected["must_not_contain"] if said in whole] == []


def documents() -> Sequence[Path]:
    return [SHARED / "bulletins" / "2023-12-11.pdf", DOCUMENTS / "07-running-lines-hyphens.pdf"]


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.stem)
def test_each_page_has_the_letters_that_another_engine_sees(path: Path) -> None:
    assert differing_pages(path.read_bytes()) == []


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("8M-glyphs", "unpacks to more than 24 MB"),
        ("cyclic-pages", "is a PDF that is damaged at page 1"),
        ("giant-page", "has no text"),
        ("half-scan", "pages 2–4 are pictures without text"),
        ("locked", "is a PDF locked with a password"),
        ("no-tounicode", "is a PDF whose fonts do not say which letters they draw"),
        ("truncated", "is a damaged PDF"),
    ],
)
def test_a_hostile_file_is_refused_in_one_line(name: str, told: str) -> None:
    with pytest.raises(BulletinError) as refused:
        read(DOCUMENTS / "hostile" / f"{name}.pdf")
    assert str(refused.value).startswith(f"{name}.pdf: {told}")
    assert "ask the sender" in str(refused.value) and "\n" not in str(refused.value)
