"""A PDF written from scratch, small and whole, for the tests: letters where they are asked for.

Its two fonts draw boxes; they say which letters these are, and how wide.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

from tests.importer.readers.box_font import box_font

_NARROW = set("iljtfrI.,:;'!|()[]/ -\u0301\u0300\u0303\u0309\u0323")
_WIDE = set("mwMWĐƠƯ—")
FONTS = ("Chu-Thuong", "Chu-Dam-Bold")


def width(text: str, size: float) -> float:
    """How wide `text` is, in points: three widths of letters, marks none."""
    return size * sum(_letter_width(sign) for sign in text)


def _letter_width(sign: str) -> float:
    base = unicodedata.normalize("NFD", sign)[0]
    if unicodedata.combining(base):
        return 0.0
    return 0.3 if base in _NARROW else 0.85 if base in _WIDE else 0.55


def _box(sign: str) -> tuple[int, int, int, int, int]:
    """The box of a letter: a mark's lies over the letter before, a space's is empty."""
    advance = round(1000 * _letter_width(sign))
    if unicodedata.combining(sign):
        return (0, -400, 750, -150, 900)
    return (advance, 0, 0, 0, 0) if sign.isspace() else (advance, 30, 0, advance - 30, 700)


@dataclass
class PdfPage:
    """One page: its size in points and the operators that draw on it."""

    width: float
    height: float
    operators: list[str] = field(default_factory=list)
    turned: int = 0


class PdfFile:
    """A PDF that is being written. `names_letters` is whether its fonts say which letters they draw."""

    def __init__(self, names_letters: bool = True) -> None:
        self.pages: list[PdfPage] = []
        self._codes: dict[str, int] = {}
        self._names_letters = names_letters

    def page(self, page_width: float = 595, page_height: float = 842) -> None:
        """Begin a page."""
        self.pages.append(PdfPage(page_width, page_height))

    def text(
        self, x: float, y: float, text: str, size: float = 12, bold: bool = False, before: str = ""
    ) -> None:
        """Draw `text` from `x` on the baseline `y`; `before` are operators such as `3 Tr`."""
        shown = "".join(f"{self._code(sign):04x}" for sign in text)
        font = f"/F{int(bold)} {size:g} Tf"
        self.draw(f"BT {before} {font} 1 0 0 1 {x:.3f} {y:.3f} Tm <{shown}> Tj 0 Tr ET")

    def turned_text(self, matrix: str, text: str, size: float) -> None:
        """Draw `text` by a text matrix: `0.7 0.7 -0.7 0.7 100 100` is aslant."""
        shown = "".join(f"{self._code(sign):04x}" for sign in text)
        self.draw(f"BT /F0 {size:g} Tf {matrix} Tm <{shown}> Tj ET")

    def rule(self, left: float, bottom: float, right: float, top: float) -> None:
        """Draw a ruled line, or fill an area."""
        self.draw(f"{left:.2f} {bottom:.2f} {right - left:.2f} {top - bottom:.2f} re f")

    def picture(self, left: float, bottom: float, right: float, top: float) -> None:
        """Draw a picture."""
        place = f"{right - left:.2f} 0 0 {top - bottom:.2f} {left:.2f} {bottom:.2f} cm"
        image = "BI /W 1 /H 1 /BPC 8 /CS /G /F /AHx ID 80> EI"
        self.draw(f"q {place} {image} Q")

    def draw(self, operators: str) -> None:
        """Draw on the last page whatever the operators say."""
        self.pages[-1].operators.append(operators)

    def _code(self, sign: str) -> int:
        return self._codes.setdefault(sign, len(self._codes) + 1)

    def data(self) -> bytes:
        """The file."""
        objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
        fonts = " ".join(f"/F{at} {3 + 5 * at} 0 R" for at in range(len(FONTS)))
        for at, name in enumerate(FONTS):
            objects += self._font(name, 3 + 5 * at)
        kids = []
        for page in self.pages:
            content = "\n".join(page.operators)
            objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
            box = f"/MediaBox [0 0 {page.width:g} {page.height:g}] /Rotate {page.turned}"
            resources = f"/Resources << /Font << {fonts} >> >>"
            objects.append(f"<< /Type /Page /Parent 2 0 R {box} {resources} /Contents {len(objects)} 0 R >>")
            kids.append(f"{len(objects)} 0 R")
        objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>"
        return _assembled(objects)

    def _font(self, name: str, number: int) -> list[str]:
        widths = " ".join(f"{code} [{_letter_width(sign) * 1000:g}]" for sign, code in self._codes.items())
        names = "\n".join(
            f"<{code:04x}> <{sign.encode('utf-16-be').hex()}>" for sign, code in self._codes.items()
        )
        to_unicode = (
            "/CIDInit /ProcSet findresource begin begincmap\n/CMapName /X def /CMapType 2 def\n"
            f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{len(self._codes)} beginbfchar\n"
            f"{names}\nendbfchar\nendcmap end"
        )
        program = box_font([_box(sign) for sign in self._codes]).hex()
        told = f"/ToUnicode {number + 3} 0 R" if self._names_letters else ""
        return [
            f"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H "
            f"/DescendantFonts [{number + 1} 0 R] {told} >>",
            f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /FontDescriptor {number + 2} 0 R "
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
            f"/CIDToGIDMap /Identity /DW 550 /W [{widths}] >>",
            f"<< /Type /FontDescriptor /FontName /{name} /Flags 4 /ItalicAngle 0 /Ascent 900 /Descent -200 "
            f"/CapHeight 700 /StemV 80 /FontBBox [-500 -300 1000 1000] /FontFile2 {number + 4} 0 R >>",
            f"<< /Length {len(to_unicode)} >>\nstream\n{to_unicode}\nendstream",
            f"<< /Length {len(program) + 1} /Filter /ASCIIHexDecode >>\nstream\n{program}>\nendstream",
        ]


def _assembled(objects: list[str]) -> bytes:
    data = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n".encode("ascii")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    end += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + end.encode("ascii")
