"""Makes a ZIM, the file that Kiwix reads, of an offline copy: the same pages, under the same names.

`libzim` is asked for here alone: who wants no ZIM need not have it.
"""

from __future__ import annotations

import os
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

from bulletin.archive import content_folder
from bulletin.commands.preview_server import TYPES
from bulletin.content.model import BulletinError
from bulletin.pages import copies
from bulletin.pages.copies import Copy
from bulletin.pages.site import Site, site_of

_INSTALL = "libzim is needed for this and not installed; type: .venv/bin/python -m pip install libzim"
_SIDE = 48
# The red of the seal, and paper.
_RED, _PAPER = b"\x8f\x1d\x1d", b"\xfb\xfb\xf9"
# The sums are those of the zip.
_LEFT_OUT = ("SHA256SUMS",)


@dataclass(frozen=True, slots=True)
class ZimFile:
    """A file of a ZIM: where it lies, what it is called, its kind and its bytes."""

    path: str
    title: str
    kind: str
    data: bytes


def make(content: Path, settings: Mapping[str, Any]) -> list[Path]:
    """Write the ZIM of the copy of all of `content`, or, without one, of the copies of years, beside them.

    Raises BulletinError where there is no copy, or no libzim.
    """
    folder = Path(settings["COPIES_PATH"])
    listed = copies.load(folder, content, content_folder.load(content).archive.withheld)
    if not listed:
        raise BulletinError(f"{folder}: has no copy of this archive as it is now; type: invoke offline")
    chosen = [one for one in listed if one.year is None] or listed
    made = []
    for one in chosen:
        made.append((folder / one.file).with_suffix(".zim"))
        write_zim(folder / one.file, one, site_of(settings), made[-1])
    return made


def write_zim(copy: Path, of: Copy, site: Site, target: Path) -> None:
    """Write the ZIM `target` of the zip `copy`, whole or not at all.

    The same copy gives the same files in it; the ZIM itself has a random number that its format asks for.
    Raises BulletinError where libzim is missing.
    """
    try:
        from libzim.writer import Creator, Hint, Item, StringProvider
    except ImportError:
        raise BulletinError(_INSTALL) from None

    class _Entry(Item):
        def __init__(self, file: ZimFile) -> None:
            super().__init__()
            self._file = file

        def get_path(self) -> str:
            return self._file.path

        def get_title(self) -> str:
            return self._file.title

        def get_mimetype(self) -> str:
            return self._file.kind

        def get_contentprovider(self) -> StringProvider:
            return StringProvider(self._file.data)

        def get_hints(self) -> dict[Hint, int]:
            is_page = self._file.kind == "text/html"
            return {Hint.FRONT_ARTICLE: is_page, Hint.COMPRESS: self._file.kind.startswith("text/")}

    part = target.with_name(f".{target.name}.part")
    part.unlink(missing_ok=True)
    try:
        with Creator(part).config_indexing(True, "vie").set_mainpath("index.html") as creator:
            for file in files_of(copy):
                creator.add_item(_Entry(file))
            for name, value in _metadata(of, site):
                creator.add_metadata(name, value)
            creator.add_illustration(_SIDE, icon())
        os.replace(part, target)
    finally:
        part.unlink(missing_ok=True)


def files_of(copy: Path) -> Iterator[ZimFile]:
    """The files of the zip `copy`, without the folder around them, in their order."""
    with zipfile.ZipFile(copy) as packed:
        for name in packed.namelist():
            path = name.partition("/")[2]
            if path and path not in _LEFT_OUT:
                data = packed.read(name)
                kind = TYPES.get(Path(path).suffix, "application/octet-stream").partition(";")[0]
                yield ZimFile(path, _title(data) if kind == "text/html" else "", kind, data)


def icon() -> bytes:
    """A PNG of a seal, which the format asks for."""
    rows = []
    for y in range(_SIDE):
        inner = (_is_inner(x, y) for x in range(_SIDE))
        rows.append(b"\0" + b"".join(_PAPER if one else _RED for one in inner))
    head = struct.pack(">LLBBBBB", _SIDE, _SIDE, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(b"".join(rows), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in chunks)


def _is_inner(x: int, y: int) -> bool:
    """Whether a point lies on the lines of a page in the seal."""
    return 10 <= x < 38 and 10 <= y < 38 and y % 7 < 3


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">L", len(data)) + name + data + struct.pack(">L", zlib.crc32(name + data))


def _title(data: bytes) -> str:
    _, _, behind = data.partition(b"<title>")
    return unescape(behind.partition(b"</title>")[0].decode("utf-8", "replace")).strip()


def _metadata(of: Copy, site: Site) -> Iterator[tuple[str, str]]:
    yield "Name", f"diem-bao_vie_{of.year or 'all'}"
    yield "Title", site.name[:30]
    yield "Description", site.subtitle[:80] or site.name[:80]
    yield "Language", "vie"
    yield "Creator", site.name
    yield "Publisher", site.name
    # Of the content, not of the clock.
    yield "Date", of.last.isoformat()
