"""Paragraphs and tables as walked to the blocks of a `Source`: numbers counted, kinds told, notes behind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from bulletin.importer.readers.flow import tables
from bulletin.importer.readers.flow.account import Account
from bulletin.importer.readers.flow.content import (
    Block,
    FlowParagraph,
    FlowTable,
    NoteSign,
    OuterLink,
    TextBox,
)
from bulletin.importer.readers.flow.links import hidden_address
from bulletin.importer.readers.flow.notes import Notes
from bulletin.importer.readers.flow.number_formats import BULLET
from bulletin.importer.readers.flow.pieces import Piece, lines_of, text_of
from bulletin.importer.readers.flow.symbols import without_bullet
from bulletin.importer.source import BlockKind, Disposition, Note, SourceBlock
from bulletin.text.letters import squeeze

# The head of an issue is short lines; what stands behind these is no head any more.
_LONGEST_HEAD = 15
_LONGEST_HEAD_LINE = 200
_LONGEST_TITLE = 400
_WORDS = 6


@dataclass(frozen=True, slots=True)
class _Printed:
    """A paragraph as printed: its mark, its lines, and the notes that it refers to."""

    mark: str
    lines: tuple[str, ...]
    notes: tuple[NoteSign, ...]


class Builder:
    """Makes blocks of what was walked, in the order of reading.

    `next_mark` counts a list one further, by list and level, and gives what is printed there.
    `blocks`, `left` (what to tell the editor) and `aside` (beside which blocks something was left out) are
    what has been made so far.
    """

    def __init__(self, next_mark: Callable[[str, int], str], account: Account, notes: Notes) -> None:
        self.blocks: list[SourceBlock] = []
        self.left: list[Note] = []
        self.aside: dict[Disposition, list[str]] = {}
        self._next_mark = next_mark
        self._account = account
        self._notes = notes
        self._paragraphs = 0
        self._tables = 0
        self._heading = ""

    def add(self, content: Sequence[Block]) -> None:
        """Make blocks of `content`, behind those made before."""
        for block in content:
            if isinstance(block, FlowTable):
                self._add_table(block)
            else:
                self._add_paragraph(block)

    def _add_paragraph(self, paragraph: FlowParagraph) -> None:
        for box in _boxes(paragraph, above=True):
            self.add(box.content)
        read = self._read(paragraph)
        if read.lines:
            is_heading = paragraph.outline is not None
            kind = BlockKind.HEADING if is_heading else BlockKind.ITEM if read.mark else BlockKind.PARAGRAPH
            level = paragraph.outline or (paragraph.level if kind is BlockKind.ITEM else 0)
            self._append(SourceBlock(kind, read.lines[0], "", mark=read.mark, level=level))
            for line in read.lines[1:]:
                self._append(SourceBlock(BlockKind.PARAGRAPH, line, ""))
            self._heading = read.lines[0] if is_heading else self._heading
        self._tell_left(paragraph)
        self._add_notes(read.notes)
        for box in _boxes(paragraph, above=False):
            self.add(box.content)

    def _append(self, block: SourceBlock) -> None:
        self._paragraphs += 1
        self.blocks.append(replace(block, where=f"paragraph {self._paragraphs}"))

    def _add_table(self, table: FlowTable) -> None:
        at_head = len(self.blocks) < _LONGEST_HEAD and all(
            len(block.text) < _LONGEST_HEAD_LINE for block in self.blocks
        )
        if tables.is_layout(table, at_head):
            for row in table.rows:
                for cell in row.cells:
                    self.add(cell.content)
            return
        self._tables += 1
        columns = tables.width(table)
        notes: list[NoteSign] = []
        for count, row in enumerate(table.rows, start=1):
            cells = tuple(
                squeeze(" ".join(self._texts(cell.content, notes, with_numbers=not cell.goes_on)))
                for cell in tables.grid(row, columns)
            )
            if any(cells):
                where = f"table {self._tables}, row {count}"
                text = "\t".join(cells)
                self.blocks.append(SourceBlock(BlockKind.ROW, text, where, cells=cells, table=self._tables))
        self._add_notes(notes)

    def _texts(
        self, content: Sequence[Block], notes: list[NoteSign], with_numbers: bool = True
    ) -> Iterator[str]:
        """All texts of `content`, marks before them, for one line; the notes they refer to go to `notes`.

        A number that stands alone is printed: so are rows of a table numbered.
        """
        for block in content:
            if isinstance(block, FlowTable):
                for row in block.rows:
                    for cell in row.cells:
                        yield from self._texts(cell.content, notes)
            elif with_numbers or block.pieces or block.boxes:
                read = self._read(block, number_alone=with_numbers)
                notes += read.notes
                yield from (read.mark, *read.lines)
                self._tell_left(block)
                for box in _boxes(block, above=True) + _boxes(block, above=False):
                    yield from self._texts(box.content, notes)

    def _read(self, paragraph: FlowParagraph, number_alone: bool = False) -> _Printed:
        """The paragraph as printed; its list counts one further, also where nothing else is printed."""
        notes = tuple(piece for piece in paragraph.pieces if isinstance(piece, NoteSign))
        is_heading = paragraph.outline is not None
        in_title = is_heading or (not number_alone and _may_be_title(paragraph))
        read = text_of([*self._pieces(paragraph, with_marks=not in_title)], self._account)
        lines = lines_of(read.text, in_one=is_heading)
        mark = ""
        if paragraph.list_id:
            mark = self._next_mark(paragraph.list_id, paragraph.level)
            mark = mark.upper() if paragraph.capitals else mark
        if (is_heading and mark == BULLET) or not (lines or (number_alone and mark != BULLET)):
            mark = ""
        self._account.add(mark)
        bare = without_bullet(lines[0]) if lines and not mark else None
        if bare:
            # The mark stands for the bullet, one character for one; a heading goes without.
            lines, mark = (bare, *lines[1:]), "" if is_heading else BULLET
            self._account.move(1 if is_heading else 0, Disposition.MARKUP)
        if read.unknown:
            codes = ", ".join(sorted({f"U+{ord(sign):04X}" for sign in read.unknown}))
            self._tell("sign", f"signs that nothing is known of left out: {codes}")
        return _Printed(mark, lines, notes)

    def _pieces(self, paragraph: FlowParagraph, with_marks: bool) -> Iterator[Piece]:
        """The pieces of the paragraph, the marks of notes among them."""
        for piece in paragraph.pieces:
            if isinstance(piece, Piece):
                yield piece
            elif (mark := self._notes.mark(piece)) and with_marks and not piece.own_sign:
                self._account.add(f"[{mark}]")
                yield Piece(f"[{mark}]")

    def _add_notes(self, signs: Sequence[NoteSign]) -> None:
        waiting = list(signs)
        for sign in waiting:
            # A note in a note joins the others at their end.
            text = squeeze(" ".join(self._texts(self._notes.take(sign), waiting)))
            mark = self._notes.mark(sign)
            if sign.own_sign:
                mark = text[: len(text) - len(text.lstrip("*†‡§¶#"))].strip()
                text = text[len(mark) :].strip()
            elif text:
                self._account.add(mark)
            if text or (mark and sign.own_sign):
                self.blocks.append(SourceBlock(BlockKind.NOTE, text, f"note {mark}".strip(), mark=mark))

    def _tell_left(self, paragraph: FlowParagraph) -> None:
        for link in paragraph.links:
            words = squeeze(_shown(paragraph, link))
            address = hidden_address(words, link.address)
            if address:
                self._tell("link", f"the address behind «{words}»: {address}")
        for fate in paragraph.aside:
            self.aside.setdefault(fate, []).append(self._place())
        for left in paragraph.left:
            self._tell(left.code, f"{left.what} left out")

    def _place(self) -> str:
        return self.blocks[-1].where if self.blocks else ""

    def _tell(self, code: str, message: str) -> None:
        before = self.blocks[-1].text if self.blocks else ""
        words = " ".join(before[:_LONGEST_HEAD_LINE].split()[:_WORDS])
        where = [
            self._place(),
            f"under «{self._heading}»" if self._heading else "",
            f"after «{words} …»" if words and before != self._heading else "",
        ]
        told = ", ".join(filter(None, where)) or "at the beginning"
        self.left.append(Note(code, message, told, places=(self._place(),)))


def _may_be_title(paragraph: FlowParagraph) -> bool:
    """Whether a paragraph with a note at its end reads like a title: no list, no end of a sentence."""
    text = paragraph.raw.strip()
    at_end = bool(paragraph.pieces) and isinstance(paragraph.pieces[-1], NoteSign)
    return at_end and not paragraph.list_id and text[-1:].isalnum() and len(text) < _LONGEST_TITLE


def _shown(paragraph: FlowParagraph, link: OuterLink) -> str:
    """The words that show a link, as they are without counting them again."""
    shown = (piece for piece in paragraph.pieces[link.start : link.end] if isinstance(piece, Piece))
    return text_of([*shown], Account()).text


def _boxes(paragraph: FlowParagraph, above: bool) -> list[TextBox]:
    """The boxes above the paragraph or behind it, the upper ones first."""
    return sorted((box for box in paragraph.boxes if box.above is above), key=lambda box: box.down)
