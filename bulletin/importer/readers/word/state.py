"""Where the walk over a .docx is: what is open, how text is printed here, and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from bulletin.importer.readers.flow.account import Account
from bulletin.importer.readers.flow.content import (
    ASIDE,
    Block,
    FlowParagraph,
    FlowTable,
    LeftBehind,
    NoteSign,
    TableRow,
)
from bulletin.importer.readers.flow.pieces import Piece
from bulletin.importer.readers.flow.place import Depth
from bulletin.importer.readers.flow.report import Seen
from bulletin.importer.readers.flow.symbols import Coding, coding
from bulletin.importer.readers.word.fields import Fields
from bulletin.importer.readers.word.numbering import Numbering
from bulletin.importer.readers.word.package import Relation
from bulletin.importer.readers.word.styles import RunFormat, WordLook, WordStyle, WordStyles
from bulletin.importer.source import Disposition

# Tables and boxes inside each other beyond this are read as if what is inside had no frame.
DEEPEST = 40


@dataclass(slots=True)
class WordState:
    """The walk's state over one part, or one note; blocks go into `content`."""

    styles: WordStyles
    numbering: Numbering
    account: Account
    relations: Mapping[str, Relation]
    fields: Fields
    seen: Seen
    fate: Disposition = Disposition.TEXT
    content: list[Block] = field(default_factory=list)
    paragraph: FlowParagraph | None = None
    table: FlowTable | None = None
    row: TableRow | None = None
    style: WordStyle = field(default_factory=WordStyle)
    look: WordLook = field(default_factory=WordLook)
    raised: str = ""
    table_format: RunFormat = field(default_factory=RunFormat)
    place: Depth = field(default_factory=Depth)
    depth: int = 0
    first_page: bool = True
    in_object: bool = False
    copies: set[Element] = field(default_factory=set)
    depth_of_copies: int = 0
    references: list[NoteSign] = field(default_factory=list)

    @property
    def shown(self) -> bool:
        """Whether what is read here is printed."""
        return self.fate is Disposition.TEXT and not self.fields.in_code

    @contextmanager
    def under(self, fate: Disposition) -> Iterator[None]:
        """What is read meanwhile has that fate, unless it has one already."""
        before = self.fate
        if before is Disposition.TEXT:
            self.fate = fate
        yield
        self.fate = before

    @contextmanager
    def inside(self, content: list[Block]) -> Iterator[None]:
        """Blocks read meanwhile go into `content`."""
        before = self.content, self.paragraph, self.table, self.row, self.look
        self.content, self.paragraph, self.table, self.row = content, None, None, None
        yield
        self.content, self.paragraph, self.table, self.row, self.look = before

    def open_paragraph(self) -> FlowParagraph:
        """The paragraph that is read; a new one where text stands in none."""
        if self.paragraph is None:
            self.paragraph = FlowParagraph()
            self.append(self.paragraph)
        return self.paragraph

    def append(self, block: Block) -> None:
        """Put a block behind those before; a paragraph goes on with the one before if that runs on."""
        if self.fate is not Disposition.TEXT:
            return
        before = self.content[-1] if self.content else None
        if isinstance(block, FlowParagraph) and isinstance(before, FlowParagraph) and before.runs_on:
            self.content.pop()
            block.pieces, block.boxes = before.pieces, before.boxes
            block.links, block.left, block.aside = before.links, before.left, before.aside
        self.content.append(block)

    def take(self, text: str, fate: Disposition) -> None:
        """Account for a text of that fate; the paragraph knows what was left out of it."""
        self.account.take(text, fate)
        if self.paragraph is not None and fate in ASIDE and text.strip():
            self.paragraph.aside.add(fate)

    def put(self, text: str, font_coding: Coding | None = None) -> None:
        """Add `text` to the paragraph, printed as here, if anything is printed here."""
        if self.shown and text:
            font = self.look.low if text.isascii() else self.look.high
            piece = Piece(text, font_coding or coding(font), self.look.caps, self.look.raised or self.raised)
            self.open_paragraph().pieces.append(piece)

    def put_added(self, text: str) -> None:
        """Add `text` that no text element of the document has."""
        if self.shown:
            self.account.add(text)
            self.put(text, Coding.UNICODE)

    def leave(self, code: str, what: str) -> None:
        """Note that something printed here is no text and stays behind."""
        if self.shown:
            self.open_paragraph().left.append(LeftBehind(code, what))
