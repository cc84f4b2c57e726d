"""The lines of a plain text with what stands around them: number, indentation, blank lines, page breaks."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

_LINE_END = re.compile(r"\r\n|\r|\n")
_TAB = 4


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line that is not blank: its number from 1, its text without indentation, tabs and wide spaces kept.

    `indent` is in columns; `blanks` counts the blank lines right above; `new_page` says that a page
    break (U+000C) stands between this line and the one before. `spaced` says that a space ended it.
    """

    number: int
    text: str
    indent: int = 0
    blanks: int = 0
    new_page: bool = False
    spaced: bool = False

    def after_gap(self, blanks: int, new_page: bool) -> TextLine:
        """This line, when lines above it were taken out: their blank lines and page breaks stay."""
        return replace(self, blanks=self.blanks + blanks, new_page=self.new_page or new_page)


def lines_of(text: str) -> list[TextLine]:
    """The lines of `text` that are not blank, in order."""
    lines: list[TextLine] = []
    blanks, new_page = 0, False
    for number, whole in enumerate(_LINE_END.split(text), start=1):
        for at, piece in enumerate(whole.split("\f")):
            new_page = new_page or at > 0
            bare = piece.strip()
            if not bare:
                blanks += at == 0
                continue
            before = piece[: len(piece) - len(piece.lstrip())]
            lines.append(
                TextLine(
                    number=number,
                    text=bare,
                    indent=len(before.expandtabs(_TAB)),
                    blanks=blanks,
                    new_page=new_page,
                    spaced=piece != piece.rstrip(),
                )
            )
            blanks, new_page = 0, False
    return lines
