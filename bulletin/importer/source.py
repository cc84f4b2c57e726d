"""What each reader gives: a document as blocks, the account of all that it held, and what to tell the editor.

A reader knows one form of file. The parser knows none: it sees blocks alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Form(StrEnum):
    """The forms of files that can be read, by their bytes; the value is how a report names one."""

    TEXT = "text"
    DOCX = "Word document"
    DOC = "old Word document"
    ODT = "OpenDocument text"
    RTF = "RTF document"
    HTML = "web page"
    MAIL = "mail"
    PDF = "PDF"


class BlockKind(StrEnum):
    """What a block is as printed. Plain text knows no kinds: there all is `LINE`, and the parser guesses."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    NOTE = "note"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class SourceBlock:
    """One block of a document, in the order of reading.

    `text` is in NFC, with the tabs that the document has and without the mark. `mark` is what is
    printed before it: `-`, `3.` or `a)` of an item, `2.` of a heading that numbers itself, `1` of a
    note. `level` counts from 0: how deep an item is nested. `cells` are the texts of a row, which
    `text` has parted by tabs; rows of one table have one `table`, counted from 1. A note stands
    right behind the block that refers to it. `where` is for people: `page 3`, `paragraph 12`. `line` is the
    number of a line of text, so that blank lines between are known; 0 in every other form.
    """

    kind: BlockKind
    text: str
    where: str
    mark: str = ""
    level: int = 0
    cells: tuple[str, ...] = ()
    table: int = 0
    line: int = 0


class Disposition(StrEnum):
    """What became of a character of the document; the value is how a report names it."""

    TEXT = "text"
    DELETED = "tracked deletion"
    MOVED = "moved away"
    HIDDEN = "hidden text"
    COMMENT = "comment"
    HEADER = "header"
    FOOTER = "footer"
    DUPLICATE = "second copy"
    UNUSED_NOTE = "note that nothing refers to"
    FIELD_CODE = "field code"
    RUNNING_LINE = "running line"
    PAGE_NUMBER = "page number"
    OUTSIDE_PAGE = "outside the page"
    MARKUP = "markup"
    INVISIBLE = "invisible character"
    MARK = "accent drawn by itself"
    TURNED = "text that is turned"


@dataclass(frozen=True, slots=True)
class Held:
    """The first of two ledgers: where each character of the document went, white space aside.

    `counts` adds up to `total`, which is counted from the bytes without the walk that made the
    blocks. `added` is how many characters the blocks have that no text of the document has: numbers
    that Word counts by itself.
    """

    total: int
    counts: Mapping[Disposition, int]
    added: int = 0

    @property
    def missing(self) -> int:
        """How many characters are in no disposition; 0 unless a reader is at fault."""
        return self.total - sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Note:
    """One sentence for the report: a code such as `hidden`, what was left out or changed, and where.

    A note is a doubt, to be looked at, unless `calm`: running lines, page numbers and field codes. `where` is
    for people; `places` are the blocks that it is about, each as its `where` says.
    """

    code: str
    message: str
    where: str = ""
    calm: bool = False
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A document as read: its file name, the SHA-256 of its bytes, its form, and what it holds.

    `decoder` names how a text was decoded where it was not UTF-8: `windows-1258`, `TCVN3`.
    """

    name: str
    sha256: str
    form: Form
    blocks: tuple[SourceBlock, ...]
    held: Held
    notes: tuple[Note, ...] = ()
    decoder: str = ""
