"""The reader of .odt: golden cases, files that are none, and damage at random.

`UPDATE_GOLDEN=1 pytest tests/importer/readers` writes the golden files anew: look at the diff.
"""

import os
from pathlib import Path

import pytest

from bulletin.content.model import BulletinError
from bulletin.importer.readers import forms, odt
from bulletin.importer.source import Disposition
from tests.importer.readers.mutate import mutants
from tests.importer.readers.odt_file import MIMETYPE, odt_file, of_folder, part
from tests.importer.readers.shown import shown
from tests.importer.readers.test_docx_cases import in_blocks
from tests.importer.readers.word_file import zipped

CASES = Path(__file__).resolve().parent / "cases" / "odt"
DEEP = 5_000


@pytest.mark.parametrize("name", sorted(path.name for path in CASES.iterdir()))
def test_case(name: str) -> None:
    try:
        source = odt.read(of_folder(CASES / name / "in"), f"{name}.odt")
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


LOCKED = (
    '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<m:file-entry m:full-path="content.xml"><m:encryption-data/></m:file-entry></m:manifest>'
)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"PK and no more", "is damaged: its end is missing or broken"),
        (b"%PDF", "is no OpenDocument text"),
        (zipped({"mimetype": MIMETYPE.replace("text", "spreadsheet")}), "is a spreadsheet"),
        (zipped({"mimetype": MIMETYPE}), "is no OpenDocument text, or has lost its content"),
        (zipped({"content.xml": "<a>"}), "is damaged at content.xml"),
        (zipped({"content.xml": "x", "META-INF/manifest.xml": LOCKED}), "is locked with a password"),
        (zipped({"content.xml": "<!DOCTYPE a><a/>"}), "has a document type or entities at content.xml"),
        (zipped({"content.xml": part("content", "")}), "has no text"),
    ],
)
def test_what_is_none_is_refused_in_one_line(data: bytes, told: str) -> None:
    with pytest.raises(BulletinError) as refused:
        odt.read(data, "x.odt")
    assert str(refused.value).startswith(f"x.odt: {told}")
    assert "; ask the sender" in str(refused.value) and "\n" not in str(refused.value)


def test_a_package_whose_first_part_is_damaged_is_refused_in_one_line() -> None:
    data = bytearray(zipped({"mimetype": f"{MIMETYPE}{' ' * 99}", "content.xml": part("content", "")}))
    begin = data.index(b"mimetype") + len("mimetype")
    data[begin : begin + 12] = b"\xff" * 12
    with pytest.raises(BulletinError, match=r"^x\.odt: .*; ask the sender"):
        forms.read(bytes(data), "x.odt")


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("<text:section>", "</text:section>"),
        ("<text:list><text:list-item>", "</text:list-item></text:list>"),
        (
            "<table:table><table:table-row><table:table-cell>",
            "</table:table-cell></table:table-row></table:table>",
        ),
        ("<text:p><draw:frame><draw:text-box>", "</draw:text-box></draw:frame></text:p>"),
    ],
)
def test_elements_as_deep_as_one_likes_are_read(before: str, behind: str) -> None:
    source = odt.read(odt_file(before * DEEP + "<text:p>chữ</text:p>" + behind * DEEP), "x.odt")
    assert [block.text for block in source.blocks] == ["chữ"]
    assert source.held.missing == 0


def test_damage_at_random_is_refused_or_read_without_a_gap() -> None:
    documents = [of_folder(path / "in") for path in sorted(CASES.iterdir())]
    for mutant in mutants(documents, 300, seed=3):
        try:
            source = odt.read(mutant, "x.odt")
        except BulletinError as error:
            assert str(error).startswith("x.odt: ") and "\n" not in str(error)
        else:
            assert source.held.missing == 0
            assert in_blocks(source) == source.held.counts.get(Disposition.TEXT, 0) + source.held.added
