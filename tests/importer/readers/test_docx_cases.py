"""Golden cases of the reader of .docx: `cases/docx/<name>/in/` are parts, `golden/source.txt` what is read.

`UPDATE_GOLDEN=1 pytest tests/importer/readers` writes the golden files anew: look at the diff.
"""

import os
from pathlib import Path

import pytest

from bulletin.content.model import BulletinError
from bulletin.importer.readers import docx
from bulletin.importer.source import Disposition, Source
from bulletin.text.letters import without_spaces
from tests.importer.readers.shown import shown
from tests.importer.readers.word_file import of_folder

CASES = Path(__file__).resolve().parent / "cases" / "docx"


@pytest.mark.parametrize("name", sorted(path.name for path in CASES.iterdir()))
def test_case(name: str) -> None:
    try:
        source = docx.read(of_folder(CASES / name / "in"), f"{name}.docx")
    except BulletinError as error:
        came_out = f"refused: {error}\n"
    else:
        came_out = shown(source)
        assert source.held.missing == 0
        assert in_blocks(source) == source.held.counts[Disposition.TEXT] + source.held.added
    golden = CASES / name / "golden" / "source.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(came_out, encoding="utf-8")
    assert came_out == golden.read_text(encoding="utf-8")


def in_blocks(source: Source) -> int:
    """How many characters the blocks have, white space aside, as `document.of` counts them."""
    return sum(len(without_spaces(f"{block.mark}{block.text}")) for block in source.blocks)
