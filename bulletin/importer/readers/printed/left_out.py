"""What to tell the editor of a PDF: what was left out of it, and where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from bulletin.importer.readers.flow.account import Account
from bulletin.importer.readers.printed.glyphs import Glyph, PrintedPage
from bulletin.importer.readers.printed.running import LeftOut
from bulletin.importer.readers.printed.words import rows_of
from bulletin.importer.source import Disposition, Note

_SHOWN = 80
# A chart is drawn with so many areas that are no ruled lines.
_CHART = 40
_FEW = 10


def told(
    sheets: Sequence[PrintedPage], left: Sequence[LeftOut], account: Account, signs: set[str]
) -> Iterator[Note]:
    """The notes for the report."""
    yield from _running(left)
    for sheet in sheets:
        yield from _page(sheet)
    if account.count(Disposition.DUPLICATE):
        count = account.count(Disposition.DUPLICATE)
        yield Note("duplicate", f"letters that are drawn twice, taken once: {count:,}", calm=True)
    if account.count(Disposition.INVISIBLE):
        count = account.count(Disposition.INVISIBLE)
        yield Note("invisible", f"{count} soft hyphens and zero-width characters", calm=True)
    if signs:
        codes = ", ".join(sorted(f"U+{ord(sign):04X}" for sign in signs))
        yield Note("sign", f"signs that nothing is known of left out: {codes}")


def _running(left: Sequence[LeftOut]) -> Iterator[Note]:
    texts: dict[str, int] = defaultdict(int)
    numbers = 0
    for each in left:
        if each.disposition is Disposition.PAGE_NUMBER:
            numbers += 1
        else:
            texts[each.row.text[:_SHOWN]] += 1
    if texts:
        often = sorted(texts.items(), key=lambda item: (-item[1], item[0]))
        shown = ", ".join(f"«{text}»" for text, _ in often[:3])
        more = f" and {len(often) - 3} others" if len(often) > 3 else ""
        yield Note("running", f"heads and feet of pages left out: {shown}{more}", calm=True)
    if numbers:
        yield Note("page-numbers", f"page numbers left out: {numbers}", calm=True)


def _page(sheet: PrintedPage) -> Iterator[Note]:
    if sheet.turned:
        yield Note("turned", f"text that is turned left out: «{_words(sheet.turned)}»", sheet.where)
    if any(not glyph.text.isspace() for glyph in sheet.outside):
        yield Note("outside", f"text outside the page left out: «{_words(sheet.outside)}»", sheet.where)
    clipped = sum(not glyph.text.isspace() for glyph in sheet.clipped)
    if clipped:
        # Programs draw a line that a page cuts on both pages, and show a part of it on each.
        message = f"letters outside the part of the page that is shown left out: «{_words(sheet.clipped)}»"
        yield Note("clipped", message, sheet.where, calm=clipped < _FEW)
    size = max((glyph.size for glyph in sheet.glyphs), default=12.0)
    pictures = sum(1 for box in sheet.pictures if min(box.width, box.height) > 1.5 * size)
    invisible = sum(glyph.invisible for glyph in sheet.glyphs)
    if invisible * 2 > len(sheet.glyphs) and sheet.glyphs:
        message = "is the text layer of a scan: letters may be misread; compare it, or ask for the Word file"
        yield Note("scan", message, sheet.where)
    elif pictures:
        yield Note("picture", f"{pictures} picture{'s' if pictures > 1 else ''} left out", sheet.where)
    if sheet.drawings >= _CHART:
        yield Note("chart", "a drawing or chart left out", sheet.where)


def _words(glyphs: Sequence[Glyph]) -> str:
    """What some glyphs say, in the order in which they are drawn, cut where it is long."""
    text = "".join(glyph.text for glyph in glyphs)
    if len({round(glyph.y) for glyph in glyphs}) < 4:
        text = " ".join(row.text for row in rows_of(glyphs)) or text
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]} …"
