"""Where the walk over a page is: what is open, how text is printed here, and what becomes of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from bulletin.importer.readers.flow.account import Account
from bulletin.importer.readers.flow.content import ASIDE, Block, FlowParagraph, LeftBehind
from bulletin.importer.readers.flow.pieces import LINE_END, Piece
from bulletin.importer.readers.flow.report import Seen
from bulletin.importer.readers.flow.symbols import coding
from bulletin.importer.readers.web.marks import Counter
from bulletin.importer.readers.web.styles import StyleSheet, WebLook
from bulletin.importer.source import Disposition

_SPACES = re.compile(r"[ \t\r\n\f]+")


@dataclass(slots=True)
class WebState:
    """Where the walk is: what is open, how text is printed here, and what becomes of it."""

    sheet: StyleSheet
    account: Account
    seen: Seen = field(default_factory=Seen)
    content: list[Block] = field(default_factory=list)
    notes: dict[tuple[str, str], list[Block]] = field(default_factory=dict)
    paragraph: FlowParagraph | None = None
    fate: Disposition = Disposition.TEXT
    look: WebLook = field(default_factory=WebLook)
    lists: tuple[Counter, ...] = ()
    mark: tuple[str, int] = ("", 0)
    outline: int | None = None
    keeps_lines: bool = False

    @contextmanager
    def inside(self, content: list[Block]) -> Iterator[None]:
        """Blocks read meanwhile go into `content`, and stand in no list."""
        before = self.content, self.paragraph, self.lists, self.mark, self.outline
        self.content, self.paragraph, self.lists, self.mark, self.outline = content, None, (), ("", 0), None
        yield
        self.content, self.paragraph, self.lists, self.mark, self.outline = before

    @contextmanager
    def printed(self, fate: Disposition, look: WebLook) -> Iterator[None]:
        """Text read meanwhile has that look, and that fate unless it has one already."""
        before = self.fate, self.look
        self.look = look
        if self.fate is Disposition.TEXT:
            self.fate = Disposition.HIDDEN if look.hidden and fate is Disposition.TEXT else fate
        yield
        self.fate, self.look = before

    def read(self, text: str) -> None:
        """Take a text of the page."""
        self.account.take(text, self.fate)
        if self.fate is not Disposition.TEXT:
            if self.paragraph is not None and self.fate in ASIDE and text.strip():
                self.paragraph.aside.add(self.fate)
            return
        shown = text.replace("\r\n", "\n") if self.keeps_lines else _SPACES.sub(" ", text)
        if self.paragraph is not None or shown.strip():
            font = coding(self.look.font)
            for at, line in enumerate(shown.split(LINE_END)):
                if at:
                    self.open().pieces.append(Piece(LINE_END))
                self.open().pieces.append(Piece(line, font, self.look.capitals, self.look.raised))

    def open(self) -> FlowParagraph:
        """The paragraph that is open, a new one where none is: the first of a list item has its mark."""
        if self.paragraph is None:
            mark, level = self.mark
            self.paragraph = FlowParagraph(mark, level, self.outline)
            self.content.append(self.paragraph)
            self.mark = ("", 0)
        return self.paragraph

    def leave(self, code: str, what: str) -> None:
        """Note that something printed here is no text and stays behind."""
        if self.fate is Disposition.TEXT:
            self.open().left.append(LeftBehind(code, what))
