"""One issue in every form that an office program saves: the same article files, byte for byte."""

import os
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest

from bulletin.importer import command

pytestmark = pytest.mark.slow


def articles(document: Path, content: Path) -> dict[str, bytes]:
    """The article files that importing `document` into the new folder `content` makes, by their paths."""
    assert command.run([document], content) == 0
    folder = content / "articles"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.md")}


def test_articles_of_every_form_are_those_of_the_text(bulletins: Path, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None and not os.environ.get("CI"):
        pytest.skip("no soffice here to save the document in other forms")
    assert office is not None, "CI is to have LibreOffice"
    expected = articles(bulletins / "2023-12-11.txt", tmp_path / "txt")
    assert len(expected) == 11
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    for form in ("odt", "rtf", "doc"):
        saved = ["--headless", "--convert-to", form, "--outdir", tmp_path, bulletins / "2023-12-11.docx"]
        subprocess.run([office, profile, *map(str, saved)], check=True, capture_output=True, timeout=120)
        assert articles(tmp_path / f"2023-12-11.{form}", tmp_path / form) == expected, form
    text = (bulletins / "2023-12-11.txt").read_text(encoding="utf-8")
    for encoding in ("utf-8-sig", "utf-16", "utf-16-le", "cp1258"):
        # windows-1258 has the tones as marks of their own, and no dash of every kind.
        document = tmp_path / f"{encoding}.txt"
        document.write_bytes(_encoded(text, encoding))
        assert articles(document, tmp_path / encoding) == expected, encoding


def _encoded(text: str, encoding: str) -> bytes:
    if encoding != "cp1258":
        return text.encode(encoding)
    return b"".join(_in_windows_1258(letter) for letter in text)


def _in_windows_1258(letter: str) -> bytes:
    """`letter` as Windows writes it: the vowel whole, its tone behind it."""
    for normal in (letter, unicodedata.normalize("NFD", letter)):
        tones = "".join(mark for mark in normal if mark in "\u0300\u0301\u0303\u0309\u0323")
        vowel = unicodedata.normalize("NFC", "".join(mark for mark in normal if mark not in tones))
        try:
            return (vowel + tones).encode("cp1258")
        except UnicodeEncodeError:
            continue
    raise AssertionError(f"windows-1258 has no {letter!r}")
