"""The proof that no word is lost: each character stands in exactly one place, or is unplaced."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bulletin.content.model import BulletinError
from bulletin.importer.document import Document, LineNumber, shown
from bulletin.text.letters import without_spaces


class Place(StrEnum):
    """Where a character of the document ended up."""

    MASTHEAD = "masthead"
    CONTENTS = "contents list"
    SECTION = "section"
    TITLE = "title"
    BODY = "body"
    TRAILER = "trailer"


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a line that has its place: characters `start` to `end` (excluded) of its text."""

    line: LineNumber
    start: int
    end: int
    place: Place


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Text that has no place: its line and the first words."""

    line: LineNumber
    words: str
    characters: int


@dataclass(frozen=True, slots=True)
class Accounting:
    """How many characters (no spaces) stand where; `total` is the whole document's."""

    counts: dict[Place, int]
    unplaced: tuple[Unplaced, ...]
    total: int


def account(document: Document, spans: Iterable[Span]) -> Accounting:
    """Count the characters of `document` by place, and find those that have none.

    Raises BulletinError where two spans overlap or the sum is not the document's: a fault of the importer.
    """
    by_line: dict[int, list[Span]] = defaultdict(list)
    for span in spans:
        by_line[span.line].append(span)
    counts = dict.fromkeys(Place, 0)
    unplaced: list[Unplaced] = []
    for line in document.lines:
        at = 0
        for span in sorted(by_line.pop(line.number, []), key=lambda s: (s.start, s.end)):
            if span.start < at or span.end > len(line.text):
                raise BulletinError(f"{document.name}: {line.number} is counted twice: report this fault")
            unplaced += _unplaced(line.number, line.text[at : span.start])
            counts[span.place] += len(without_spaces(line.text[span.start : span.end]))
            at = span.end
        unplaced += _unplaced(line.number, line.text[at:])
    total = document.characters
    if by_line or sum(counts.values()) + sum(each.characters for each in unplaced) != total:
        raise BulletinError(f"{document.name}: the characters do not add up to {total}: report this fault")
    return Accounting(counts, tuple(unplaced), total)


def refuse_unplaced(accounting: Accounting, name: str) -> None:
    """Raise BulletinError, with lines and first words, where text of the document `name` has no place."""
    if accounting.unplaced:
        shown = "; ".join(f"{each.line} «{each.words}»" for each in accounting.unplaced[:5])
        more = len(accounting.unplaced) - 5
        raise BulletinError(
            f"{name}: text that belongs to no article of the contents list: {shown}"
            + (f" and {more} more lines" if more > 0 else "")
            + "; add its article to the contents list, or delete the line"
        )


def _unplaced(line: LineNumber, text: str) -> list[Unplaced]:
    bare = without_spaces(text)
    if not bare:
        return []
    words = text.split()
    return [Unplaced(line, shown(" ".join(words[:8]) + (" …" if len(words) > 8 else "")), len(bare))]
