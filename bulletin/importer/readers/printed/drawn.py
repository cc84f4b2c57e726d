"""What a page draws besides letters: pictures, ruled lines, and other drawings."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import NamedTuple

import pypdfium2.raw as pdfium

from bulletin.importer.readers.printed.glyphs import Box
from bulletin.importer.readers.printed.turn import Turn

_MOST_OBJECTS = 200_000
# In points: a ruled line is no thicker.
_THIN = 2.5
_DOT = 10.0


class Drawings(NamedTuple):
    """Pictures, ruled lines, dots that may be bullets, and how many other drawings there are."""

    pictures: tuple[Box, ...]
    rules: tuple[Box, ...]
    dots: tuple[Box, ...]
    others: int


def drawn(page: object, turn: Turn) -> Drawings:
    """What the engine's `page` draws, turned as `turn` says."""
    dots: list[Box] = []
    pictures: list[Box] = []
    rules: list[Box] = []
    drawings = 0
    for kind, box in _objects(page):
        upright = turn.box(box)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            pictures.append(upright)
        elif kind == pdfium.FPDF_PAGEOBJ_SHADING:
            drawings += 1
        elif max(upright.width, upright.height) < _DOT and _is_round(upright):
            dots.append(upright)
        elif min(upright.width, upright.height) <= _THIN < max(upright.width, upright.height):
            rules.append(upright)
        elif upright.width > _THIN and upright.height > _THIN:
            drawings += 1
            rules += _sides(upright)
    return Drawings(tuple(pictures), tuple(rules), tuple(dots), drawings)


def _is_round(box: Box) -> bool:
    return abs(box.width - box.height) < 0.2 * max(box.width, box.height)


def _sides(box: Box) -> Iterator[Box]:
    yield Box(box.left, box.bottom, box.right, box.bottom)
    yield Box(box.left, box.top, box.right, box.top)
    yield Box(box.left, box.bottom, box.left, box.top)
    yield Box(box.right, box.bottom, box.right, box.top)


def _objects(raw: object) -> Iterator[tuple[int, Box]]:
    """Pictures, paths and shadings of a page, those within forms too, up to a limit."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    wanted = (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_SHADING)
    for at in range(min(pdfium.FPDFPage_CountObjects(raw), _MOST_OBJECTS)):
        each = pdfium.FPDFPage_GetObject(raw, at)
        kind = pdfium.FPDFPageObj_GetType(each)
        if kind in wanted and pdfium.FPDFPageObj_GetBounds(each, left, bottom, right, top):
            yield kind, Box(left.value, bottom.value, right.value, top.value)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM:
            for inner in range(min(pdfium.FPDFFormObj_CountObjects(each), _MOST_OBJECTS)):
                part = pdfium.FPDFFormObj_GetObject(each, inner)
                inner_kind = pdfium.FPDFPageObj_GetType(part)
                if inner_kind == pdfium.FPDF_PAGEOBJ_IMAGE and pdfium.FPDFPageObj_GetBounds(
                    each, left, bottom, right, top
                ):
                    yield inner_kind, Box(left.value, bottom.value, right.value, top.value)
