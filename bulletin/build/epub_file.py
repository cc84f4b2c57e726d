"""Packs the files of a book into an EPUB: a ZIP that begins with its kind, and knows no clock."""

from __future__ import annotations

import html.entities
import io
import re
import zipfile
from collections.abc import Iterable

_KIND = "application/epub+zip"
# No clock stands in what is packed; a ZIP knows no earlier day.
_DAY = (1980, 1, 1, 0, 0, 0)
_VOID = re.compile(r"<(br|hr|img)\b([^<>]*?)\s*/?>")
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)(\w+);")


def epub(files: Iterable[tuple[str, str]]) -> bytes:
    """The EPUB that has `files`, each a name and a text, in their order.

    >>> zipfile.ZipFile(io.BytesIO(epub([("EPUB/nav.xhtml", "<nav/>")]))).namelist()
    ['mimetype', 'EPUB/nav.xhtml']
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as book:
        # Programs tell by its first bytes what it is, so these are not compressed.
        book.writestr(_entry("mimetype"), _KIND, zipfile.ZIP_STORED)
        for name, text in files:
            book.writestr(_entry(name), text, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def as_xml(markup: str) -> str:
    """The HTML of a page of ours as XML: empty elements closed, and letters for the names that XML lacks.

    >>> as_xml("một&nbsp;cửa &amp; <br>")
    'một\xa0cửa &amp; <br/>'
    """
    closed = _VOID.sub(r"<\1\2/>", markup)
    return _NAMED.sub(lambda name: chr(html.entities.name2codepoint[name[1]]), closed)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _DAY)
    # What a Python of Windows would enter otherwise.
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    return entry
