"""Files made to break a reader, or broken on the way: refused in one line, or read without a gap."""

import io
import zipfile
from pathlib import Path

import pytest

from bulletin.content.model import BulletinError
from bulletin.importer.readers import docx
from bulletin.importer.source import Disposition, Source
from tests.importer.readers.mutate import mutants
from tests.importer.readers.test_docx_cases import CASES, in_blocks
from tests.importer.readers.word_file import (
    CONTENT_TYPES,
    of_folder,
    paragraph,
    part,
    relations,
    word_file,
    zipped,
)

DEEP = 5_000


def read(data: bytes) -> Source:
    return docx.read(data, "x.docx")


def refusal(data: bytes) -> str:
    with pytest.raises(BulletinError) as refused:
        read(data)
    return str(refused.value).removeprefix("x.docx: ")


def parts() -> dict[str, str | bytes]:
    return {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": relations("rId1 officeDocument word/document.xml"),
        "word/document.xml": part("document", paragraph("chữ")),
    }


def test_a_small_file_that_unpacks_to_gigabytes_is_refused_unread() -> None:
    file = io.BytesIO(zipped(parts()))
    with zipfile.ZipFile(file, "a") as archive:
        picture = zipfile.ZipInfo("word/media/image1.png")
        archive.writestr(picture, b"")
        picture.file_size = 1_200_000_000
    assert refusal(file.getvalue()).startswith(
        "unpacks to 1,200 MB, more than a bulletin can be; ask the sender"
    )


def test_xml_that_unpacks_to_more_than_a_bulletin_is_refused() -> None:
    long = parts() | {"word/document.xml": part("document", paragraph("chữ") + " " * 70_000_000)}
    assert refusal(zipped(long)).startswith("unpacks to 70 MB")


def test_a_size_in_the_directory_that_is_a_lie_is_not_believed() -> None:
    data = zipped(parts())
    entry = data.rindex(b"PK\x01\x02")
    lie = data[: entry + 24] + (10).to_bytes(4, "little") + data[entry + 28 :]
    assert refusal(lie) == "is damaged at word/document.xml; ask the sender to send it again"


def test_more_elements_than_memory_takes_are_refused() -> None:
    long = parts() | {"word/document.xml": part("document", "<w:p/>" * 700_000)}
    assert refusal(zipped(long)).startswith("is too long at word/document.xml; ask the sender")


@pytest.mark.parametrize(
    ("first", "second"),
    [("word/document.xml", "WORD/Document.xml"), ("word/document.xml", "word\\document.xml")],
)
def test_two_parts_of_one_name_are_refused_however_it_is_written(first: str, second: str) -> None:
    assert refusal(zipped(parts() | {second: "<x/>"})).startswith(
        f"has two parts named {first}; ask the sender"
    )


def test_a_locked_entry_is_a_locked_file() -> None:
    data = zipped(parts())
    entry = data.rindex(b"PK\x01\x02")
    locked = data[: entry + 8] + b"\x01\x00" + data[entry + 10 :]
    assert refusal(locked) == "is locked with a password; ask the sender for it without one"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "is no Word file"),
        (b"Ph\xc3\xa1t h\xc3\xa0nh", "is no Word file"),
        (b"PK\x03\x04 and no more", "is damaged: its end is missing or broken"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
            "is an old Word file under the name of a new one",
        ),
    ],
)
def test_what_is_no_package_is_refused(data: bytes, told: str) -> None:
    assert refusal(data).startswith(f"{told}; ask the sender")


def test_a_file_that_was_cut_off_is_refused_wherever_the_cut_is() -> None:
    data = word_file({"document": paragraph("chữ")})
    for end in range(4, len(data), 7):
        assert "ask the sender" in refusal(data[:end])


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
        ("<w:p><w:r><w:pict><w:txbxContent>", "</w:txbxContent></w:pict></w:r></w:p>"),
        ("<mc:AlternateContent><mc:Choice>", "</mc:Choice></mc:AlternateContent>"),
        ("<w:p><w:ins><w:r>", "</w:r></w:ins></w:p>"),
    ],
)
def test_elements_as_deep_as_one_likes_are_read(before: str, behind: str) -> None:
    source = read(word_file({"document": before * DEEP + paragraph("chữ") + behind * DEEP}))
    assert [block.text for block in source.blocks] == ["chữ"]
    assert source.held.missing == 0


def test_fields_as_deep_as_one_likes_are_read() -> None:
    signs = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    inner = (signs[0] + signs[1]) * DEEP + "<w:r><w:t>chữ</w:t></w:r>" + signs[2] * DEEP
    assert [block.text for block in read(word_file({"document": f"<w:p>{inner}</w:p>"})).blocks] == ["chữ"]


def test_damage_at_random_is_refused_or_read_without_a_gap() -> None:
    """`python -m tests.importer.readers.fuzz 2000` does more of it."""
    documents = [of_folder(CASES / name / "in") for name in sound_cases()]
    for mutant in mutants(documents, 400, seed=12):
        try:
            source = read(mutant)
        except BulletinError as error:
            assert str(error).startswith("x.docx: ") and "\n" not in str(error)
        else:
            assert source.held.missing == 0
            assert in_blocks(source) == source.held.counts.get(Disposition.TEXT, 0) + source.held.added


def sound_cases() -> list[str]:
    return sorted(path.name for path in CASES.iterdir() if not path.name.startswith("refused"))


def test_nothing_is_fetched_and_no_file_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    data = word_file(
        {"document": paragraph("chữ") + '<w:altChunk r:id="rId9"/>'},
        links="rId9 aFChunk file:///etc/passwd External\nrId8 image http://127.0.0.1:9/x.png External",
    )

    def opened(*arguments: object) -> None:
        raise AssertionError(arguments)

    monkeypatch.setattr("socket.socket.connect", opened)
    monkeypatch.setattr("builtins.open", opened)
    monkeypatch.setattr(Path, "open", opened)
    assert [block.text for block in read(data).blocks] == ["chữ"]
