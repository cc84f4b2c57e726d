"""Where the walk over an .odt is: what is open, how text is printed here, and what becomes of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from bulletin.importer.readers.flow.account import Account
from bulletin.importer.readers.flow.content import ASIDE, Block, FlowParagraph, FlowTable, LeftBehind
from bulletin.importer.readers.flow.pieces import Piece
from bulletin.importer.readers.flow.report import Seen
from bulletin.importer.readers.flow.symbols import coding
from bulletin.importer.readers.odf.lists import Counted, Lists
from bulletin.importer.readers.odf.styles import OdfLook, OdfStyles
from bulletin.importer.source import Disposition

# How deep tables and boxes may stand in each other.
DEEPEST = 40
_SPACES = re.compile(r"[ \t\r\n]+")


@dataclass(slots=True)
class OdfState:
    """Where the walk is: what is open, how text is printed here, and what becomes of it."""

    styles: OdfStyles
    lists: Lists
    account: Account
    seen: Seen = field(default_factory=Seen)
    fate: Disposition = Disposition.TEXT
    content: list[Block] = field(default_factory=list)
    notes: dict[tuple[str, str], list[Block]] = field(default_factory=dict)
    paragraph: FlowParagraph | None = None
    table: FlowTable | None = None
    look: OdfLook = field(default_factory=OdfLook)
    counted: Counted | None = None
    level: int = -1
    mark: tuple[bool, int | None] = (False, None)
    depth: int = 0

    @contextmanager
    def under(self, fate: Disposition) -> Iterator[None]:
        """What is read meanwhile has that fate, unless it has one already."""
        before = self.fate
        self.fate = fate if before is Disposition.TEXT else before
        yield
        self.fate = before

    @contextmanager
    def inside(self, content: list[Block]) -> Iterator[None]:
        """Blocks read meanwhile go into `content`, and stand in no list."""
        before = self.content, self.paragraph, self.table, self.look, self.counted, self.level, self.mark
        self.content, self.paragraph, self.table, self.look = content, None, None, OdfLook()
        self.counted, self.level, self.mark = None, -1, (False, None)
        self.depth += 1
        yield
        self.depth -= 1
        self.content, self.paragraph, self.table, self.look, self.counted, self.level, self.mark = before

    def read(self, text: str | None) -> None:
        """Take the characters between two tags."""
        if text:
            shown = self.fate is not Disposition.TEXT or self.paragraph is not None
            self.account.take(text, self.fate if shown else Disposition.MARKUP)
            if self.paragraph is not None and self.fate in ASIDE and text.strip():
                self.paragraph.aside.add(self.fate)
            self.put(_SPACES.sub(" ", text))

    def put(self, text: str) -> None:
        """Add `text` to the paragraph, printed as here, if anything is printed here."""
        if self.fate is Disposition.TEXT and self.paragraph is not None:
            self.paragraph.pieces.append(
                Piece(text, coding(self.look.font), self.look.caps, self.look.raised)
            )

    def leave(self, code: str, what: str) -> None:
        """Note that something printed here is no text and stays behind."""
        if self.fate is Disposition.TEXT:
            if self.paragraph is None:
                self.content.append(FlowParagraph(left=[LeftBehind(code, what)]))
            else:
                self.paragraph.left.append(LeftBehind(code, what))
