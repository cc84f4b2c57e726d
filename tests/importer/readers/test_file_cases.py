"""Golden cases of files of all forms: `cases/files/<name>/in/` has one, `golden/source.txt` what is read.

`UPDATE_GOLDEN=1 pytest tests/importer/readers` writes the golden files anew: look at the diff.
"""

import os
from pathlib import Path

import pytest

from bulletin.content.model import BulletinError
from bulletin.importer import document
from bulletin.importer.readers import forms
from tests.importer.readers.shown import shown

CASES = Path(__file__).resolve().parent / "cases" / "files"


@pytest.mark.parametrize("name", sorted(path.name for path in CASES.iterdir()))
def test_case(name: str) -> None:
    (file,) = (CASES / name / "in").iterdir()
    try:
        source = forms.read(file.read_bytes(), file.name)
    except BulletinError as error:
        came_out = f"refused: {error}\n"
    else:
        # The first of the two ledgers is held against the blocks where they become a document.
        document.of(source)
        came_out = f"{source.form}, decoded as {source.decoder or 'UTF-8'}\n\n{shown(source)}"
    golden = CASES / name / "golden" / "source.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(came_out, encoding="utf-8")
    assert came_out == golden.read_text(encoding="utf-8")
