"""Pages out of the PDF engine: each glyph with its origin, pictures and ruled lines.

pypdfium2's raw interface is used: its ready-made text parts letters from marks that another font draws.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from bulletin.content.model import BulletinError
from bulletin.importer.readers.flow.account import letters
from bulletin.importer.readers.printed.drawn import drawn
from bulletin.importer.readers.printed.glyphs import Box, Glyph, PrintedPage
from bulletin.importer.readers.printed.letters import is_mark
from bulletin.importer.readers.printed.style import DrawnStyle, style_of
from bulletin.importer.readers.printed.turn import Turn

MOST_PAGES = 400
_MOST_GLYPHS = 1_000_000
_LARGEST_PAGE = 15_000
# How high letters stand over the baseline, in parts of the type size.
_HEIGHT = 0.7
# What the engine puts for a hyphen at a line's end.
_LINE_END_HYPHENS = ("\x02", "\ufffe")


def sheets(data: bytes, name: str) -> Iterator[PrintedPage]:
    """The pages of the PDF in `data`, one after the other.

    Raises BulletinError for a file that is locked, damaged, or too large to be a bulletin.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD or "password" in str(error):
            raise BulletinError(
                f"{name}: is a PDF locked with a password; ask the sender for one without"
            ) from None
        raise BulletinError(f"{name}: is a damaged PDF; ask the sender to send it again") from None
    try:
        pages = len(document)
        if pages > MOST_PAGES:
            raise BulletinError(f"{name}: has {pages:,} pages; ask the sender for one issue")
        if not pages:
            raise BulletinError(f"{name}: is a PDF without pages; ask the sender to send it again")
        glyphs = 0
        for index in range(pages):
            sheet = _sheet(document, index, name)
            glyphs += len(sheet.glyphs)
            if glyphs > _MOST_GLYPHS:
                raise BulletinError(f"{name}: has more than {_MOST_GLYPHS:,} characters; ask for one issue")
            yield sheet
    finally:
        document.close()


def _sheet(document: pypdfium2.PdfDocument, index: int, name: str) -> PrintedPage:
    try:
        page = document[index]
        text_page = page.get_textpage()
    except pypdfium2.PdfiumError:
        raise BulletinError(
            f"{name}: is a PDF that is damaged at page {index + 1}; ask the sender to send it again"
        ) from None
    try:
        left, bottom, right, top = page.get_cropbox()
        if (
            not all(map(math.isfinite, (left, bottom, right, top)))
            or max(right - left, top - bottom) > _LARGEST_PAGE
        ):
            raise BulletinError(
                f"{name}: page {index + 1} is larger than a page can be; ask the sender for the Word file"
            )
        count = pdfium.FPDFText_CountChars(text_page)
        if count > _MOST_GLYPHS:
            raise BulletinError(f"{name}: page {index + 1} has {count:,} characters; ask for one issue")
        found = list(_glyphs(text_page, count))
        total = _total(text_page, count)
        directions = Counter(direction for _, direction in found if direction is not None)
        quarter = directions.most_common(1)[0][0] if directions else 0
        turn = Turn(quarter, Box(left, bottom, right, top))
        inside: list[Glyph] = []
        turned: list[Glyph] = []
        outside: list[Glyph] = []
        clipped: list[Glyph] = []
        for glyph, direction in found:
            upright = turn.glyph(glyph)
            if glyph.clipped:
                clipped.append(upright)
            elif not turn.shows(upright):
                outside.append(upright)
            elif direction != quarter:
                turned.append(upright)
            else:
                inside.append(upright)
        others = drawn(page.raw, turn)
        return PrintedPage(
            number=index + 1,
            width=turn.width,
            height=turn.height,
            glyphs=tuple(inside),
            turned=tuple(turned),
            outside=tuple(outside),
            clipped=tuple(clipped),
            pictures=others.pictures,
            rules=others.rules,
            unnamed=sum(_is_unnamed(glyph.text) for glyph, _ in found),
            total=total,
            drawings=others.others,
            dots=others.dots,
        )
    finally:
        text_page.close()
        page.close()


def _glyphs(text_page: pypdfium2.PdfTextPage, count: int) -> Iterator[tuple[Glyph, int | None]]:
    """Each glyph, with the quarter turn in which it stands: 0 upright, 1 turned left; None aslant."""
    raw = text_page.raw
    x, y = ctypes.c_double(), ctypes.c_double()
    rect = pdfium.FS_RECTF()
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    styles: dict[int, DrawnStyle] = {}
    origin: tuple[float, float, int] | None = None
    for index in range(count):
        if pdfium.FPDFText_IsGenerated(raw, index) == 1:
            continue
        code = pdfium.FPDFText_GetUnicode(raw, index)
        text = chr(code) if code <= 0x10FFFF and not 0xD800 <= code < 0xE000 else "\ufffd"
        if text in _LINE_END_HYPHENS:
            text = "-"
        text_object = pdfium.FPDFText_GetTextObject(raw, index)
        address = ctypes.addressof(text_object.contents) if text_object else 0
        style = styles.get(address)
        if style is None:
            style = styles[address] = style_of(raw, index, text_object)
        pdfium.FPDFText_GetCharOrigin(raw, index, x, y)
        pdfium.FPDFText_GetLooseCharBox(raw, index, rect)
        begins = x.value
        across = rect.right - rect.left if style.direction in (0, 2, None) else rect.top - rect.bottom
        ink = None
        piece = (x.value, y.value, address) == origin
        origin = (x.value, y.value, address)
        if piece or is_mark(text):
            pdfium.FPDFText_GetCharBox(raw, index, left, right, bottom, top)
            ink = (left.value, right.value)
        if piece and style.direction == 0 and left.value > begins:
            # One glyph that stands for several letters: the engine gives each its share of the box.
            begins, across = left.value, right.value - left.value
        yield (
            Glyph(
                text,
                begins,
                begins + max(across, 0.0),
                y.value,
                style.size,
                style.bold,
                style.font,
                index,
                ink,
                style.invisible,
                style.paged,
                piece,
                _is_clipped(rect, y.value, style),
            ),
            style.direction,
        )


def _is_clipped(rect: Any, baseline: float, style: DrawnStyle) -> bool:
    """Whether most of a letter lies outside of the box within which its object is drawn."""
    if style.clip is None:
        return False
    box = Box(rect.left, rect.bottom, max(rect.right, rect.left + 0.1), max(rect.top, rect.bottom + 0.1))
    if style.direction == 0:
        box = box._replace(bottom=baseline, top=baseline + _HEIGHT * style.size)
    seen = style.clip.common(box)
    if seen.width <= 0 or seen.height <= 0:
        return True
    return seen.width * seen.height < 0.4 * box.width * box.height


def _total(text_page: pypdfium2.PdfTextPage, count: int) -> int:
    """How many characters a page has, white space aside, counted without looking where they stand."""
    raw = text_page.raw
    codes = Counter(
        pdfium.FPDFText_GetUnicode(raw, index)
        for index in range(count)
        if not pdfium.FPDFText_IsGenerated(raw, index)
    )
    return sum(
        letters(chr(code)) * times if code <= 0x10FFFF and not 0xD800 <= code < 0xE000 else times
        for code, times in codes.items()
    )


def _is_unnamed(text: str) -> bool:
    """Whether a font does not say which letter it draws; signs of symbol fonts aside."""
    code = ord(text[0])
    if text.isspace():
        return False
    return (
        code < 0x20
        or 0x7F <= code < 0xA0
        or code == 0xFFFD
        or (0xE000 <= code < 0xF900 and not 0xF020 <= code <= 0xF0FF)
    )
