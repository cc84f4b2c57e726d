"""Lines of the body that the masthead or the contents list has, too: running lines, or an article's words?"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bulletin.importer.document import Line, LineNumber
from bulletin.importer.doubt import Doubt
from bulletin.importer.trailer import has_back_link
from bulletin.text.letters import match_key

_ENDED = re.compile(r"""[.!?…:;”"»)\]’'*]$""")


@dataclass(frozen=True, slots=True)
class Running:
    """The numbers of the lines that are left out as running lines, and what is to be looked at."""

    left_out: frozenset[LineNumber]
    doubts: tuple[Doubt, ...]


def running(lines: Sequence[Line], known: Collection[str], number: int | None) -> Running:
    """Which `lines` between two headings are running lines; `known` are keys of lines that could be.

    `number` is that of the article that the lines belong to; None for those above the first one.
    Between articles, and in the middle of a sentence, such a line is none of the text. Anywhere else it may
    be a heading that an article has: it stays where it is, and a person looks at it.
    """
    left: list[LineNumber] = []
    doubts: list[Doubt] = []
    ended = number is None
    for at, line in enumerate(lines):
        if match_key(line.text) in known:
            leaves = ended or _cuts(lines[:at], lines[at + 1 :])
            what = "is left out as a running line" if leaves else "stays in the text"
            message = f"«{line.text}» stands in the masthead or the contents list, too; it {what}"
            doubts.append(Doubt("running", message, line.number, number))
            if leaves:
                left.append(line.number)
        ended = ended or has_back_link(line.text)
    return Running(frozenset(left), tuple(doubts))


def _cuts(before: Sequence[Line], after: Sequence[Line]) -> bool:
    """Whether a sentence goes on from the last line `before` to the first one `after`."""
    if not before or not after:
        return False
    return not _ENDED.search(before[-1].text) and after[0].text[0].islower()
