"""Files that people write: each fault is one line with file, line and code, and none is a traceback."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from bulletin.content import registry_file
from bulletin.content.model import BulletinError
from bulletin.search import equivalents
from tests.built_site import ROOT

SHIPPED = ROOT / "content" / "registry"
FAULT = r"^registry(/[a-z]+\.toml:\d+)?: [a-z0-9-]+ \S[^\n]*$"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "registry"))


def load(folder: Path) -> None:
    equivalents.load(folder, registry_file.load(folder).provinces)


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("sections", 'slug = "chu-truong-cai-cach"', 'slug = "../../../evil"', "bad-slug"),
        ("sections", 'slug = "chu-truong-cai-cach"', 'slug = "/etc"', "bad-slug"),
        ("sections", 'slug = "chu-truong-cai-cach"', 'slug = "a/b"', "bad-slug"),
        ("sections", 'slug = "chu-truong-cai-cach"', 'slug = "a..b"', "bad-slug"),
        ("sections", 'slug = "chu-truong-cai-cach"', 'slug = "con"', "bad-slug"),
        ("sections", 'slug = "chu-truong-cai-cach"', 'slug = "nul.txt"', "bad-slug"),
        ("sections", 'slug = "chu-truong-cai-cach"', 'slug = "Chủ-trương"', "bad-slug"),
        ("sections", 'slug = "chu-truong-cai-cach"', 'slug = "cai-cach-bo-nganh"', "slug-twice"),
        ("sections", 'slug = "chu-truong-cai-cach"', "slug = 5", "bad-slug"),
        ("sections", 'slug = "chu-truong-cai-cach"', 'slug = ""', "bad-slug"),
        ("sections", 'name = "Chủ trương cải cách"', 'name = "a\\nb"', "bad-name"),
        ("sections", 'aliases = ["Chủ trưởng cải cách"]', 'aliases = "Chủ trưởng cải cách"', "bad-aliases"),
        ("sections", 'aliases = ["Chủ trưởng cải cách"]', "aliases = [1]", "bad-aliases"),
        ("sections", "\nlocal = true", '\nlocal = "yes"', "bad-local"),
        ("sections", "[[section]]", "[section]", "no-toml"),
        ("sources", 'id = "plo.vn"', 'id = "../plo.vn"', "bad-id"),
        ("sources", 'url = "https://plo.vn/"', 'url = "javascript:alert(1)"', "bad-url"),
        ("sources", 'url = "https://plo.vn/"', 'url = "https://plo.vn/\\"onclick=x"', "bad-url"),
        ("sources", 'url = "https://plo.vn/"', 'url = "file:///etc/passwd"', "bad-url"),
        ("sources", 'extent = "full"', 'extent = "some"', "bad-extent"),
        ("provinces", 'slug = "ha-noi"', 'slug = "../ha-noi"', "bad-slug"),
        ("provinces", "to = 2025-06-30", 'to = "2025-06-30"', "bad-to"),
        ("provinces", "to = 2025-06-30", "to = 2025-06-30T00:00:00", "bad-to"),
        ("provinces", "blocked = [", "blocked = [[1], ", "bad-blocked"),
        ("abbreviations", 'short = "BHXH"', "short = 3", "bad-short"),
        ("abbreviations", 'long = ["bảo hiểm xã hội"]', 'long = "bảo hiểm xã hội"', "bad-long"),
        ("abbreviations", 'short = "BHXH"\n', "", "missing-key"),
    ],
)
def test_a_fault_is_told_with_its_line(folder: Path, file: str, old: str, new: str, said: str) -> None:
    path = folder / f"{file}.toml"
    before = path.read_text(encoding="utf-8")
    assert old in before
    path.write_text(before.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BulletinError, match=FAULT) as fault:
        load(folder)
    assert f" {said} " in str(fault.value)
    if said not in ("no-toml", "missing-key", "slug-twice"):
        line = before[: before.index(old)].count("\n") + 1 + old.startswith("\n")
        assert f"{file}.toml:{line}:" in str(fault.value)


def test_a_byte_order_mark_is_read_over(folder: Path) -> None:
    for path in folder.glob("*.toml"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    load(folder)


def test_no_mutation_gives_anything_but_one_line(folder: Path) -> None:
    dice = random.Random(20261127)
    files = sorted(folder.glob("*.toml"))
    originals = {path: path.read_bytes() for path in files}
    pieces = [
        b'"',
        b"[",
        b"]",
        b"=",
        b"\n",
        b"[[x]]",
        b"{",
        b"\x00",
        b"\xff",
        b"1",
        b"'''",
        b"\xef\xbb\xbf",
        b"inf",
    ]
    for _ in range(40):
        path = dice.choice(files)
        data = bytearray(originals[path])
        for _ in range(dice.randint(1, 3)):
            at = dice.randrange(min(len(data), 6000))
            data[at : at + dice.randint(0, 12)] = dice.choice(pieces)
        path.write_bytes(data)
        try:
            load(folder)
        except BulletinError as fault:
            assert "\n" not in str(fault)
        path.write_bytes(originals[path])
