"""Plain text: encodings give the same lines, wrapped lines the same paragraphs, and all has its place."""

from __future__ import annotations

import codecs
import contextlib
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.content.model import BulletinError
from bulletin.content.registry import Registries
from bulletin.importer import document, parse
from bulletin.importer.readers import old_encodings, text
from bulletin.importer.source import Disposition, Source
from bulletin.text.letters import without_spaces
from tests.importer.readers.test_old_encodings import as_windows_1258

NAMES = ("2023-12-11.txt", "2024-01-02.txt")
# 75 of the 79 paragraphs are to be as they were.
MOST_LOST = 4


def lines_of(source: Source) -> list[str]:
    return [block.text for block in source.blocks]


def as_tcvn3(whole: str) -> bytes:
    codes = {letter: chr(code) for code, letter in old_encodings._FROM_TCVN3.items()}
    small = {letter: code for letter, code in codes.items() if letter.islower() or letter in "ĂÂÊÔƠƯĐ"}
    return "".join(small.get(sign, small.get(sign.lower(), sign)) for sign in whole).encode("cp1252")


def as_vni(whole: str) -> bytes:
    codes = {letter: printed for printed, letter in sorted(old_encodings._FROM_VNI.items(), reverse=True)}
    return "".join(codes.get(sign, sign) for sign in whole).encode("cp1252")


EXACT: dict[str, Callable[[str], bytes]] = {
    "UTF-8 with mark": lambda whole: codecs.BOM_UTF8 + whole.encode(),
    "UTF-16 with mark": lambda whole: whole.encode("utf-16"),
    "UTF-16 LE": lambda whole: whole.encode("utf-16-le"),
    "UTF-16 BE": lambda whole: whole.encode("utf-16-be"),
    "windows-1258": as_windows_1258,
    "VNI": as_vni,
    "UTF-8 twice": lambda whole: whole.encode().decode("latin-1").encode(),
    "VNI in UTF-8": lambda whole: as_vni(whole).decode("cp1252").encode(),
    "CRLF": lambda whole: whole.replace("\n", "\r\n").encode(),
}


@pytest.mark.parametrize("encoding", EXACT)
@pytest.mark.parametrize("name", NAMES)
def test_each_encoding_gives_the_lines_of_utf_8(name: str, encoding: str, bulletins: Path) -> None:
    whole = (bulletins / name).read_text(encoding="utf-8")
    expected = lines_of(text.read(whole.encode(), name))
    assert lines_of(text.read(EXACT[encoding](whole), name)) == expected


@pytest.mark.parametrize("name", NAMES)
def test_tcvn3_gives_the_lines_of_utf_8_but_for_capitals_of_names(name: str, bulletins: Path) -> None:
    whole = (bulletins / name).read_text(encoding="utf-8")
    expected = lines_of(text.read(whole.encode(), name))
    read = text.read(as_tcvn3(whole), name)
    assert read.decoder == "TCVN3"
    assert [line.casefold() for line in lines_of(read)] == [line.casefold() for line in expected]
    assert sum(one != other for one, other in zip(lines_of(read), expected, strict=True)) <= 3


@pytest.mark.parametrize("name", NAMES)
def test_a_text_without_blank_lines_gives_the_same_articles(
    name: str, bulletins: Path, registries: Registries
) -> None:
    whole = (bulletins / name).read_text(encoding="utf-8")
    dense = "\n".join(line for line in whole.split("\n") if line.strip())

    def articles(data: str) -> list[tuple[str, str]]:
        issue = parse.parse(document.of(text.read(data.encode(), name)), registries)
        return [(draft.article.title, draft.body) for draft in issue.drafts]

    assert articles(dense) == articles(whole)


def wrapped(whole: str, width: int, blank_lines: bool) -> str:
    lines = whole.split("\n") if blank_lines else [line for line in whole.split("\n") if line.strip()]
    return "\n".join("\n".join(textwrap.wrap(line, width, break_on_hyphens=False) or [""]) for line in lines)


@pytest.mark.parametrize("blank_lines", [True, False], ids=["blank lines", "none"])
@pytest.mark.parametrize("width", [48, 72, 80, 120])
def test_wrapped_lines_become_their_paragraphs_or_are_refused(
    width: int, blank_lines: bool, bulletins: Path
) -> None:
    whole = (bulletins / NAMES[0]).read_text(encoding="utf-8").replace("\t", " ")
    paragraphs = {
        without_spaces(line) for line in lines_of(text.read(whole.encode(), "a")) if len(line) > 150
    }
    try:
        read = text.read(wrapped(whole, width, blank_lines).encode(), "a.txt")
    except BulletinError as error:
        assert not blank_lines
        assert "nothing tells where paragraphs end" in str(error)
    else:
        found = {without_spaces(line) for line in lines_of(read)}
        assert len(paragraphs - found) <= MOST_LOST
        assert "wrapped" in {note.code for note in read.notes}


@given(st.text(max_size=300) | st.text(alphabet="aĐờ 1.-•\uf0b7\t\n\f|ﬁ\u00ad/()", max_size=300))
def test_each_character_has_its_place(whole: str) -> None:
    try:
        read = text.read(whole.encode("utf-8", "replace"), "a.txt")
    except BulletinError:
        return
    in_blocks = sum(len(without_spaces(block.text)) for block in read.blocks)
    assert read.held.missing == 0
    assert in_blocks == read.held.counts.get(Disposition.TEXT, 0) + read.held.added
    numbers = [block.line for block in read.blocks]
    assert numbers == sorted(set(numbers))


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_in_one_line(data: bytes) -> None:
    try:
        text.read(data, "a.txt")
    except BulletinError as error:
        assert "\n" not in str(error)


@pytest.mark.parametrize("sign", [*" .-?(\t1a_…)áơ\"'#|/:@\u00a0\uf0b7\f\u00ad"])
def test_no_line_takes_longer_than_it_is_long(sign: str) -> None:
    begins = ("1. Tiêu đề ", "- ", "(a ", "Về đầu trang ")
    whole = "\n".join(f"{begin}{sign * 15_000}x" for begin in begins) + "\nmột hai ba\n" * 5
    start = time.process_time()
    with contextlib.suppress(BulletinError):
        text.read(whole.encode(), "a.txt")
    assert time.process_time() - start < 2


def test_an_accent_behind_an_invisible_sign_has_its_place() -> None:
    source = text.read("Sáng nay, cơ quan m\u200b\u0301ở thêm hai dịch vụ công.\n".encode(), "a.txt")
    document.of(source)
    assert source.held.missing == 0
