"""What the walk over a part gives: paragraphs and tables in order, each still in pieces."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from bulletin.importer.readers.flow.pieces import Piece
from bulletin.importer.source import Disposition


@dataclass(frozen=True, slots=True)
class NoteSign:
    """A reference to a note, `footnote` or `endnote`; `own_sign` where the paragraph has its sign as text.

    `mark` is what is printed for it, where the document says it.
    """

    kind: str
    note_id: str
    own_sign: bool = False
    mark: str = ""


@dataclass(frozen=True, slots=True)
class OuterLink:
    """A link to an address outside: the pieces that show it, from `start` up to `end` (excluded)."""

    start: int
    end: int
    address: str


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """What is no text and stays behind: a code for the report, and what it is."""

    code: str
    what: str


@dataclass(slots=True)
class TextBox:
    """A text box: whether it stands above the paragraph it is anchored in, and how far down (EMU)."""

    above: bool
    down: int
    content: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class FlowParagraph:
    """A paragraph: its list and level, its outline level, its pieces, and what hangs on it.

    `capitals`: its number is printed in capitals, as its text is.

    `aside` says what was left out within it: deleted, moved or hidden text, comments.

    `runs_on`: its end was deleted, moved away or hidden, or it is a large first letter, so the next
    paragraph goes on with it.
    """

    list_id: str = ""
    level: int = 0
    outline: int | None = None
    capitals: bool = False
    pieces: list[Piece | NoteSign] = field(default_factory=list)
    runs_on: bool = False
    boxes: list[TextBox] = field(default_factory=list)
    links: list[OuterLink] = field(default_factory=list)
    left: list[LeftBehind] = field(default_factory=list)
    aside: set[Disposition] = field(default_factory=set)

    @property
    def raw(self) -> str:
        """Its characters as the file has them."""
        return "".join(piece.text for piece in self.pieces if isinstance(piece, Piece))


@dataclass(slots=True)
class Cell:
    """A cell: what it holds, how many columns it takes, whether it goes on with the cell above."""

    content: list[Block] = field(default_factory=list)
    span: int = 1
    goes_on: bool = False


@dataclass(slots=True)
class TableRow:
    """A row: its cells, and how many columns are left empty before and behind them."""

    cells: list[Cell] = field(default_factory=list)
    before: int = 0
    behind: int = 0


@dataclass(slots=True)
class FlowTable:
    """A table: its rows."""

    rows: list[TableRow] = field(default_factory=list)


# What an editor is told the place of.
ASIDE = (Disposition.DELETED, Disposition.MOVED, Disposition.HIDDEN, Disposition.COMMENT)
Block: TypeAlias = FlowParagraph | FlowTable
