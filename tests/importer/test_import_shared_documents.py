"""The awkward documents of ../shared, each held against what a person read in it, paragraph by paragraph."""

import json
import re
from pathlib import Path

import pytest

from bulletin.content.model import BulletinError
from bulletin.content.registry import Registries
from bulletin.importer import document, markdown, parse
from bulletin.importer.parse import IssueDraft
from bulletin.importer.readers import forms
from bulletin.text.letters import nfc, without_spaces
from bulletin.text.markdown import BodyRenderer

_NOTE_MARK = re.compile(r"\[(?:\d+|[ivx]+)\]")


@pytest.fixture(scope="module")
def cases(bulletins: Path) -> Path:
    folder = bulletins.parent / "cases" / "documents"
    if not folder.is_dir():
        pytest.skip(f"no awkward documents at {folder}")
    return folder


def read(path: Path, registries: Registries) -> IssueDraft:
    return parse.parse(document.of(forms.read(path.read_bytes(), path.name)), registries)


def paragraphs_of(body: str) -> list[str]:
    """The paragraphs of a body in Markdown without spaces, marks of notes and escapes."""
    renderer = BodyRenderer()
    shown = (markdown.visible_text(part, renderer) for part in body.split("\n\n"))
    return [without_spaces(_NOTE_MARK.sub("", nfc(part))) for part in shown]


@pytest.mark.parametrize(
    ("name", "share"),
    [
        ("01-tracked-changes.docx", 1.0),
        ("03-toc-field-split-runs.docx", 1.0),
        ("05-footnotes-hidden.docx", 1.0),
        ("07-running-lines-hyphens.pdf", 0.98),
        ("09-tcvn3.docx", 1.0),
    ],
)
def test_document(name: str, share: float, cases: Path, registries: Registries) -> None:
    expected = json.loads((cases / name).with_suffix(".expected.json").read_text(encoding="utf-8"))
    issue = read(cases / name, registries)
    assert str(issue.date) == expected["date"]
    assert list(issue.sections) == expected["sections"]
    assert [draft.article.title for draft in issue.drafts] == [each["title"] for each in expected["articles"]]
    found = wanted = 0
    for draft, article in zip(issue.drafts, expected["articles"], strict=True):
        assert list(draft.article.sources) == [article["source"]]
        assert [str(day) for day in draft.article.source_dates] == [article["source_date"]]
        assert draft.article.author == article["author"]
        assert list(draft.article.provinces) == article["provinces"]
        paragraphs = paragraphs_of(draft.body)
        wanted += len(article["text"])
        found += sum(without_spaces(nfc(text)) in paragraphs for text in article["text"])
    assert found >= share * wanted
    bodies = "\n".join(draft.body for draft in issue.drafts)
    for words in expected.get("must_not_contain", ()):
        assert words not in bodies
    for words in expected.get("must_contain_once", ()):
        assert bodies.count(words) == 1
    told = " ".join(doubt.message for doubt in issue.doubts)
    for words in expected.get("must_report", ()):
        for word in re.findall(r"tracked|comment|hidden text|«[^»]+»", words):
            assert word in told


@pytest.mark.parametrize(
    "name", ["01-wrapped-lines", "05-tab-lost", "06-date-beside-weekday", "07-page-numbers", "08-cp1258"]
)
def test_text_in_another_shape_is_the_same(name: str, cases: Path, registries: Registries) -> None:
    control = read(cases / "text" / "00-control.txt", registries)
    issue = read(cases / "text" / f"{name}.txt", registries)
    assert [draft.article for draft in issue.drafts] == [draft.article for draft in control.drafts]
    assert [draft.body for draft in issue.drafts] == [draft.body for draft in control.drafts]


@pytest.mark.parametrize("name", ["02-question-marks", "03-replacement-signs"])
def test_text_that_lost_letters_is_refused(name: str, cases: Path, registries: Registries) -> None:
    with pytest.raises(BulletinError, match="has lost letters"):
        read(cases / "text" / f"{name}.txt", registries)
