"""How a piece of text is drawn: its size and direction, its font, and whether it is seen."""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass

import pypdfium2.raw as pdfium

from bulletin.importer.readers.printed.glyphs import Box

_INVISIBLE = 3
_BOLD = 600


@dataclass(frozen=True, slots=True)
class DrawnStyle:
    """How one text object is drawn: size and direction, font, whether it is seen, and within which box."""

    size: float
    direction: int | None
    bold: bool
    font: str
    invisible: bool
    paged: bool
    clip: Box | None = None


def style_of(raw: object, index: int, text_object: object) -> DrawnStyle:
    """The style of the character at `index` of the engine's page `raw`, which `text_object` draws."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(raw, index, matrix)
    size = pdfium.FPDFText_GetFontSize(raw, index) * math.hypot(matrix.c, matrix.d)
    angle = math.degrees(math.atan2(matrix.b, matrix.a)) if (matrix.a or matrix.b) else 0.0
    quarter = round(angle / 90)
    direction = quarter % 4 if abs(angle - 90 * quarter) < 3 else None
    font, bold = _font(text_object) if text_object else ("", False)
    mode = pdfium.FPDFTextObj_GetTextRenderMode(text_object) if text_object else 0
    # Letters drawn with their outlines besides are what programs make bold of, where a font has none.
    bold = bold or mode == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE
    return DrawnStyle(
        max(size, 0.5), direction, bold, font, mode == _INVISIBLE, _is_paged(text_object), _clip(text_object)
    )


def _clip(text_object: object) -> Box | None:
    """The box outside of which nothing of an object is seen; none where there is none."""
    if not text_object:
        return None
    path = pdfium.FPDFPageObj_GetClipPath(text_object)
    x, y = ctypes.c_float(), ctypes.c_float()
    clip: Box | None = None
    for at in range(max(pdfium.FPDFClipPath_CountPaths(path), 0)):
        points = []
        for index in range(max(pdfium.FPDFClipPath_CountPathSegments(path, at), 0)):
            pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFClipPath_GetPathSegment(path, at, index), x, y)
            points.append((x.value, y.value))
        if points:
            xs, ys = zip(*points, strict=True)
            box = Box(min(xs), min(ys), max(xs), max(ys))
            clip = box if clip is None else clip.common(box)
    return clip


def _font(text_object: object) -> tuple[str, bool]:
    """The name of an object's font, without the mark of a part of it, and whether it is a bold one."""
    font = pdfium.FPDFTextObj_GetFont(text_object)
    buffer = ctypes.create_string_buffer(256)
    length = pdfium.FPDFFont_GetBaseFontName(font, buffer, 256)
    name = buffer.value.decode("utf-8", "replace") if 0 < length <= 256 else ""
    name = name.rpartition("+")[2]
    heavy = pdfium.FPDFFont_GetWeight(font) >= _BOLD
    named = any(word in name.casefold() for word in ("bold", "black", "heavy", "demi"))
    return name, named or heavy


def _is_paged(text_object: object) -> bool:
    """Whether the PDF marks an object as belonging to the page and not to the text."""
    if not text_object:
        return False
    for at in range(pdfium.FPDFPageObj_CountMarks(text_object)):
        mark = pdfium.FPDFPageObj_GetMark(text_object, at)
        length = ctypes.c_ulong()
        buffer = (ctypes.c_ushort * 64)()
        pdfium.FPDFPageObjMark_GetName(mark, buffer, 128, length)
        if _wide(buffer, length.value) != "Artifact":
            continue
        if pdfium.FPDFPageObjMark_GetParamStringValue(mark, b"Type", buffer, 128, length):
            return _wide(buffer, length.value) == "Pagination"
    return False


def _wide(buffer: ctypes.Array[ctypes.c_ushort], length: int) -> str:
    return bytes(buffer)[: max(min(length, 128) - 2, 0)].decode("utf-16-le", "replace")
