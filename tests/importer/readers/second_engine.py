"""Pages read by another engine, pdfminer.six: the letters and marks of each, to hold the reader to."""

import io
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Any

from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar, LTContainer

from bulletin.importer.readers.printed import engine


def differing_pages(data: bytes) -> list[str]:
    """For each page on which the two engines differ: its number, and what each has that the other has not."""
    told = []
    theirs = [_letters(_drawn(page)) for page in extract_pages(io.BytesIO(data), laparams=None)]
    for sheet, other in zip(engine.sheets(data, "x.pdf"), theirs, strict=True):
        ours = _letters(
            glyph.text for glyph in (*sheet.glyphs, *sheet.turned, *sheet.outside, *sheet.clipped)
        )
        if ours != other:
            told.append(f"{sheet.where}: ours {dict(ours - other)}, theirs {dict(other - ours)}")
    return told


def _letters(texts: Iterator[str]) -> Counter[str]:
    return Counter(
        sign for text in texts for sign in unicodedata.normalize("NFKD", text) if not sign.isspace()
    )


def _drawn(part: LTContainer[Any]) -> Iterator[str]:
    for each in part:
        if isinstance(each, LTChar):
            yield each.get_text()
        elif isinstance(each, LTContainer):
            yield from _drawn(each)
