"""Paragraphs, entries, tables and notes of all pages as the blocks of a `Source`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from bulletin.importer.readers.flow.account import Account, letters
from bulletin.importer.readers.flow.symbols import Coding, as_unicode, without_bullet, without_private
from bulletin.importer.readers.printed.addresses import bracketed
from bulletin.importer.readers.printed.leaders import ListedTitle
from bulletin.importer.readers.printed.line_ends import joined
from bulletin.importer.readers.printed.notes import Footnote, refers_to, with_plain_mark
from bulletin.importer.readers.printed.paragraphs import PrintedParagraph
from bulletin.importer.readers.printed.rows import PrintedRow
from bulletin.importer.readers.printed.table import PrintedTable
from bulletin.importer.source import BlockKind, Disposition, Note, SourceBlock
from bulletin.text.letters import nfc, squeeze

_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_DASH = re.compile(r"^-\s+(?=\S)")
_LARGER = 1.06
_LONGEST_HEADING = 300
_MOST_HEADING_LINES = 4


@dataclass(slots=True)
class Writer:
    """Makes blocks, one after the other, and keeps the account of their characters.

    `signs` are private-use characters that nothing is known of and that were left out.
    """

    account: Account
    body_size: float
    body_bold: bool
    blocks: list[SourceBlock] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    signs: set[str] = field(default_factory=set)
    _tables: int = 0
    _bullets: list[float] = field(default_factory=list)

    def add_paragraph(self, paragraph: PrintedParagraph) -> None:
        """A paragraph, a heading, or a line of a list."""
        plain = self._text(joined(row.text for row in paragraph.lines))
        text, new = bracketed(plain, [row.text for row in paragraph.lines[:-1]])
        self.account.add(new)
        where = f"page {paragraph.pages[0]}"
        bare = without_bullet(text)
        bare = bare if bare is not None else _bare_of_o(text, paragraph.first)
        dash = _DASH.match(text) if bare is None else None
        if bare is None and dash:
            bare = text[dash.end() :]
        if bare is not None:
            level = self._level(paragraph.first)
            self.blocks.append(SourceBlock(BlockKind.ITEM, bare, where, mark="-", level=level))
            return
        self._bullets.clear()
        if text:
            kind = BlockKind.HEADING if self._is_heading(paragraph, text) else BlockKind.PARAGRAPH
            level = 0 if kind is BlockKind.PARAGRAPH or paragraph.first.size > _LARGER * self.body_size else 1
            self.blocks.append(SourceBlock(kind, text, where, level=level))

    def add_entry(self, entry: ListedTitle, page: int) -> None:
        """A title of the contents list."""
        text = "\t".join(self._text(part) for part in entry.text.split("\t"))
        self.blocks.append(SourceBlock(BlockKind.PARAGRAPH, text, f"page {page}"))

    def add_table(self, table: PrintedTable, page: int) -> None:
        """The rows of a table; a doubt where no ruled lines told them."""
        last = self.blocks[-1] if self.blocks else None
        goes_on = last is not None and last.kind is BlockKind.ROW and page == _page(last) + 1
        if not (goes_on and last and len(last.cells) == len(table.rows[0])):
            self._tables += 1
        first = ""
        for texts in table.cells():
            cells = tuple(self._text(text) for text in texts)
            first = first or " ".join(filter(None, cells))[:60]
            if any(cells):
                self.blocks.append(
                    SourceBlock(
                        BlockKind.ROW, "\t".join(cells), f"page {page}", cells=cells, table=self._tables
                    )
                )
        if not table.clear:
            message = f"«{first} …» was taken for a table that has no ruled lines; compare its cells"
            self.notes.append(Note("table", message, f"page {page}"))

    def add_notes(self, footnotes: Sequence[Footnote]) -> None:
        """The notes of all pages, each behind the block that refers to it, else at the end of its page."""
        for footnote in footnotes:
            text = self._text(footnote.text)
            at = self._reference(footnote)
            if at is not None:
                block = self.blocks[at]
                marked, new = with_plain_mark(block.text, footnote.mark)
                self.account.add(new)
                cells = tuple(marked.split("\t")) if block.cells else ()
                self.blocks[at] = replace(block, text=marked, cells=cells)
            else:
                here = (i for i, block in enumerate(self.blocks) if _page(block) <= footnote.page)
                at = max(here, default=-1)
                message = (
                    f"nothing refers to the note «{footnote.mark} {text[:40]} …»; it stands at the page's end"
                )
                self.notes.append(Note("unused-note", message, f"page {footnote.page}"))
            # What is printed of a mark besides its figures is its own: the brackets of «[1]».
            self.account.move(letters(footnote.printed) - letters(footnote.mark), Disposition.MARKUP)
            while at + 1 < len(self.blocks) and self.blocks[at + 1].kind is BlockKind.NOTE:
                at += 1
            note = SourceBlock(BlockKind.NOTE, text, f"page {footnote.page}", mark=footnote.mark)
            self.blocks.insert(at + 1, note)

    def _reference(self, footnote: Footnote) -> int | None:
        """The block that refers to the note: on its page, or one that began on the page before."""
        for page in (footnote.page, footnote.page - 1):
            for at, block in enumerate(self.blocks):
                here = _page(block) == page and block.kind is not BlockKind.NOTE
                if here and refers_to(block.text, footnote.mark):
                    return at
        return None

    def _text(self, text: str) -> str:
        """`text` in NFC without signs that are none; what changes goes to the account."""
        shown = as_unicode(text, Coding.UNICODE)
        shown, unknown = without_private(shown)
        bare = nfc(squeeze(_INVISIBLE.sub("", shown)))
        self.account.move(len(_INVISIBLE.findall(shown)), Disposition.INVISIBLE)
        self.account.move(len(unknown), Disposition.MARKUP)
        self.signs.update(unknown)
        # A mark that no letter takes is a character by itself.
        self.account.add("x" * (len(bare.replace(" ", "")) - letters(bare)))
        return bare

    def _is_heading(self, paragraph: PrintedParagraph, text: str) -> bool:
        if len(paragraph.lines) > _MOST_HEADING_LINES or len(text) > _LONGEST_HEADING:
            return False
        if not any(map(str.isalpha, text)):
            return False
        larger = all(row.size > _LARGER * self.body_size for row in paragraph.lines)
        bold = all(row.bold for row in paragraph.lines) and not self.body_bold
        return larger or bold

    def _level(self, row: PrintedRow) -> int:
        """How deep an item is nested, by how far in it begins among those right before it."""
        while self._bullets and row.x0 < self._bullets[-1] - 0.5 * row.size:
            self._bullets.pop()
        if not self._bullets or row.x0 > self._bullets[-1] + 0.8 * row.size:
            self._bullets.append(row.x0)
        return len(self._bullets) - 1


def _bare_of_o(text: str, row: PrintedRow) -> str | None:
    """The text behind an `o` that stands for a bullet, set off by a tab; programs write it as a letter."""
    if text.startswith("o ") and row.gaps and row.gaps[0][1] - row.gaps[0][0] > 0.6 * row.size:
        return text[2:]
    return None


def _page(block: SourceBlock) -> int:
    return int(block.where.removeprefix("page "))


def pieces_of(rows: Sequence[PrintedRow]) -> Iterator[PrintedRow]:
    """Rows with those cut that hold several things: a weekday to the left and a date to the right."""
    for at, row in enumerate(rows):
        beside = [*rows[max(at - 1, 0) : at], *rows[at + 1 : at + 2]]
        yield from [row] if any(_is_drawn_out(row, other) for other in beside) else row.pieces()


def _is_drawn_out(row: PrintedRow, other: PrintedRow) -> bool:
    """Whether a line is one of several that are drawn out to one edge: its blanks are wide for that."""
    near = abs(row.y - other.y) < 2 * row.size and abs(row.size - other.size) < 1
    return near and abs(row.x1 - other.x1) < 0.08 * row.size and len(other.pieces()) == 1
