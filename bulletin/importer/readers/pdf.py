"""A PDF: bytes in, a `Source` out. What is printed is read, by where it stands; what is left out is counted.

How it comes out, for the parser:

- A block is a paragraph as printed, put together from its lines, also over columns and pages where the
  setting tells so; what is uncertain stays cut, and `joins` may mend it.
- Headings are lines in bold or larger type. Bullets are items with the mark `-`; numbers and dashes that
  are typed stay in the text, but for a dash, which is the mark of an item.
- A line of the contents list is a paragraph with a tab before its page, one that wraps is one.
- Rows of tables have cells. Notes stand behind the block with their mark, which is `[1]` there.
- Heads, feet, page numbers, text that is turned and second drawings are left out, counted and told.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence

from bulletin.content.model import BulletinError
from bulletin.importer.readers.flow.account import Account
from bulletin.importer.readers.flow.symbols import Coding, as_unicode, coding
from bulletin.importer.readers.printed import engine
from bulletin.importer.readers.printed.blocks import Writer
from bulletin.importer.readers.printed.column import Column, measure
from bulletin.importer.readers.printed.columns import gutters_of
from bulletin.importer.readers.printed.glyphs import Glyph, PrintedPage
from bulletin.importer.readers.printed.leaders import ListedTitle
from bulletin.importer.readers.printed.left_out import told
from bulletin.importer.readers.printed.letters import as_letters
from bulletin.importer.readers.printed.notes import Footnote
from bulletin.importer.readers.printed.order import Laid, laid_on
from bulletin.importer.readers.printed.paragraphs import paragraphs_of
from bulletin.importer.readers.printed.rows import PrintedRow
from bulletin.importer.readers.printed.running import LeftOut, without_running_lines
from bulletin.importer.readers.printed.struck import struck_through
from bulletin.importer.readers.printed.unpacked import refuse_bombs
from bulletin.importer.readers.printed.unreadable import refuse_pictures, refuse_unnamed
from bulletin.importer.readers.printed.words import rows_of, with_drawn_bullets
from bulletin.importer.source import Disposition, Form, Note, Source


def read(data: bytes, name: str) -> Source:
    """The document in `data`, the bytes of a PDF; `name` is its file name, for messages and the report.

    Raises BulletinError for what is no PDF, is locked, damaged or too large, has pages that are
    pictures without text, or fonts that do not say which letters they draw. To be run in a process
    with limits: the PDF engine may end the whole process on a hostile file.
    """
    refuse_bombs(data, name)
    sheets = list(engine.sheets(data, name))
    refuse_pictures(sheets, name)
    refuse_unnamed(sheets, name)
    account = Account()
    lettered: list[list[PrintedRow]] = []
    bullets = 0
    for sheet in sheets:
        rows, drawn = with_drawn_bullets(rows_of(as_letters(_decoded(sheet.glyphs), account)), sheet.dots)
        lettered.append(rows)
        bullets += drawn
    body_size, body_bold = _body(lettered)
    split = without_running_lines(list(zip(sheets, lettered, strict=True)), body_size)
    left = [each for _, some in split for each in some]
    footnotes: list[Footnote] = []
    gutters = sorted({round(x) for rows, _ in split for x in gutters_of(rows)})
    laid = [
        each
        for sheet, (rows, _) in zip(sheets, split, strict=True)
        for each in laid_on(sheet, rows, body_size, gutters, footnotes)
    ]
    writer = Writer(account, body_size, body_bold)
    _write(laid, writer, body_size)
    _count_text(sheets, split, account)
    writer.add_notes(footnotes)
    if not writer.blocks:
        raise BulletinError(f"{name}: has no text; ask the sender for the Word file")
    _count_left(sheets, left, account)
    return Source(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        form=Form.PDF,
        blocks=tuple(writer.blocks),
        # A bullet that is drawn as a dot is a character, too.
        held=account.closed(sum(sheet.total for sheet in sheets) + bullets),
        notes=(*told(sheets, left, account, writer.signs), *_struck(sheets, split), *writer.notes),
    )


def _decoded(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The glyphs with the signs of symbol fonts as Unicode."""
    codings = {font: coding(font) for font in {glyph.font for glyph in glyphs}}
    of_signs = {font for font, each in codings.items() if each in (Coding.SYMBOL, Coding.WINGDINGS)}
    if not of_signs:
        return list(glyphs)
    return [
        glyph._replace(text=as_unicode(glyph.text, codings[glyph.font])) if glyph.font in of_signs else glyph
        for glyph in glyphs
    ]


def _body(pages: Sequence[Sequence[PrintedRow]]) -> tuple[float, bool]:
    """The size of most of the text, in points, and whether most of it is bold."""
    sizes: Counter[float] = Counter()
    bold = plain = 0
    for rows in pages:
        for row in rows:
            for word in row.words:
                sizes[round(word.size, 1)] += len(word.text)
                bold += len(word.text) * word.bold
                plain += len(word.text) * (not word.bold)
    return (sizes.most_common(1)[0][0] if sizes else 12.0), bold > plain


def _write(laid: Sequence[Laid], writer: Writer, body_size: float) -> None:
    columns = [each.thing for each in laid if isinstance(each.thing, Column)]
    measure(columns, body_size)
    run: list[Column] = []
    for each in laid:
        if isinstance(each.thing, Column):
            run.append(each.thing)
            continue
        _write_run(run, writer)
        run = []
        if isinstance(each.thing, ListedTitle):
            writer.add_entry(each.thing, each.page)
        else:
            writer.add_table(each.thing, each.page)
    _write_run(run, writer)


def _write_run(run: Sequence[Column], writer: Writer) -> None:
    for paragraph in paragraphs_of(run):
        writer.add_paragraph(paragraph)


def _struck(
    sheets: Sequence[PrintedPage], split: Sequence[tuple[Sequence[PrintedRow], Sequence[LeftOut]]]
) -> Iterator[Note]:
    for sheet, (rows, _) in zip(sheets, split, strict=True):
        yield from struck_through(sheet, rows)


def _count_text(
    sheets: Sequence[PrintedPage],
    split: Sequence[tuple[Sequence[PrintedRow], Sequence[LeftOut]]],
    account: Account,
) -> None:
    """Account for each glyph of a page that is no running line: letters took their part already."""
    for _, (rows, _) in zip(sheets, split, strict=True):
        for row in rows:
            account.take("".join(word.text for word in row.words), Disposition.TEXT)


def _count_left(sheets: Sequence[PrintedPage], left: Sequence[LeftOut], account: Account) -> None:
    for each in left:
        account.take("".join(word.text for word in each.row.words), each.disposition)
    for sheet in sheets:
        for glyph in sheet.turned:
            account.take(glyph.text, Disposition.TURNED)
        for glyph in (*sheet.outside, *sheet.clipped):
            account.take(glyph.text, Disposition.OUTSIDE_PAGE)
