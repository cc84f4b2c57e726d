"""Golden cases of the reader of PDFs: `cases/pdf/<name>/in/layout.txt` is set as `pdf_layout` says, and read.

`UPDATE_GOLDEN=1 pytest tests/importer/readers` writes the golden files anew: look at the diff.
"""

import os
from pathlib import Path

import pytest

from bulletin.content.model import BulletinError
from bulletin.importer import document
from bulletin.importer.readers import pdf
from tests.importer.readers.pdf_layout import pdf_of
from tests.importer.readers.second_engine import differing_pages
from tests.importer.readers.shown import shown

CASES = Path(__file__).resolve().parent / "cases" / "pdf"
NAMES = sorted(path.name for path in CASES.iterdir())


def made(name: str) -> bytes:
    return pdf_of((CASES / name / "in" / "layout.txt").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", NAMES)
def test_case(name: str) -> None:
    try:
        source = pdf.read(made(name), f"{name}.pdf")
    except BulletinError as error:
        came_out = f"refused: {error}\n"
    else:
        came_out = shown(source)
        # Raises where a character has no place.
        document.of(source)
    golden = CASES / name / "golden" / "source.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(came_out, encoding="utf-8")
    assert came_out == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [name for name in NAMES if name != "letters-drawn-twice"])
def test_each_page_has_the_letters_that_another_engine_sees(name: str) -> None:
    assert differing_pages(made(name)) == []
