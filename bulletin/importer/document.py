"""A `Source` as a `Document`: numbered lines in NFC, with their kinds where the form has any."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bulletin.content.model import BulletinError
from bulletin.importer.source import BlockKind, Disposition, Note, Source
from bulletin.text.letters import nfc, one_d, squeeze, without_spaces

_LONGEST_SHOWN = 120


class LineNumber(int):
    """The number of a line, to reckon with; printed, it is where an editor finds it: `line 12`, `page 3`."""

    where: str

    def __new__(cls, number: int, where: str) -> LineNumber:
        """The line `number` of those of a document, which lies at `where`."""
        made = super().__new__(cls, number)
        made.where = where
        return made

    def __getnewargs__(self) -> tuple[int, str]:  # type: ignore[override]
        return int(self), self.where

    def __str__(self) -> str:
        return self.where

    def __format__(self, spec: str) -> str:
        return format(self.where, spec)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a document: its number and its text, stripped, with single spaces and the printed mark.

    `wide` still has the tabs and runs of spaces that set page numbers off in a contents list. `kind` is
    `LINE` where nobody knows better; `mark`, `level`, `cells` and `table` are those of the source's block.
    """

    number: LineNumber
    text: str
    wide: str = ""
    kind: BlockKind = BlockKind.LINE
    mark: str = ""
    level: int = 0
    cells: tuple[str, ...] = ()
    table: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """A raw input file as the parser sees it: what it was read from, and its lines that are not blank."""

    source: Source
    lines: tuple[Line, ...]

    @property
    def name(self) -> str:
        """The name of the file, for messages and the report."""
        return self.source.name

    @property
    def sha256(self) -> str:
        """The hash of the file's bytes."""
        return self.source.sha256

    @property
    def notes(self) -> tuple[Note, ...]:
        """What the reader has to tell."""
        return self.source.notes

    @property
    def characters(self) -> int:
        """How many characters that are no spaces the lines have."""
        return sum(len(without_spaces(line.text)) for line in self.lines)


def shown(text: str) -> str:
    """The beginning of `text`, as much of it as a message of one line can show."""
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN].rstrip()} …"


def of(source: Source) -> Document:
    """The document in `source`.

    Raises BulletinError where it has no text, or where its own account and the characters of its blocks
    differ: a fault of the reader, by which something would be lost.
    """
    document = Document(source, tuple(_lines(source)))
    if not document.lines:
        raise BulletinError(f"{source.name}: has no text; export the bulletin again")
    held = source.held
    lost = held.missing or held.counts.get(Disposition.TEXT, 0) + held.added - document.characters
    if lost:
        raise BulletinError(
            f"{source.name}: of the {held.total} characters in it {lost} have no place: "
            "report this fault with the document"
        )
    return document


def _lines(source: Source) -> Iterator[Line]:
    for index, block in enumerate(source.blocks, start=1):
        # A block that knows no number of its own has a blank line before it: a page may have cut there.
        number = LineNumber(block.line or 2 * index, block.where)
        wide = one_d(nfc(f"{block.mark} {block.text}" if block.mark else block.text)).strip()
        text = squeeze(wide)
        if text:
            cells = tuple(squeeze(one_d(nfc(cell))) for cell in block.cells)
            mark = squeeze(nfc(block.mark))
            yield Line(number, text, wide, block.kind, mark, block.level, cells, block.table)
