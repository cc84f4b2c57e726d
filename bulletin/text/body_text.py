"""The Markdown of a body as plain text: every word and list number, a block a line, no typography."""

from __future__ import annotations

from bulletin.text.letters import has_any, squeeze
from bulletin.text.markdown import BodyRenderer
from bulletin.text.plain_blocks import parts_of
from bulletin.text.shown_text import shown_lines

# Without any of these, what is between the words of a line is one space.
_UNEVEN = ("  ", *(sign for sign in map(chr, range(0x3001)) if sign.isspace() and sign not in " \n"))


def body_text(body: str, renderer: BodyRenderer) -> str:
    """The text of the Markdown `body`: entries of a list begin `1. ` or `• `, cells are parted by `|`.

    A bullet is none of the signs by which a spreadsheet knows a formula.
    """
    lines: list[str] = []
    is_uneven = has_any(body, _UNEVEN)
    for part in parts_of(body):
        shown = part.lines() if part.kind else _parsed(renderer.parse_all(part.source))
        lines += filter(None, map(squeeze, shown)) if is_uneven or not part.kind else shown
    return "\n".join(lines)


def _parsed(html: str) -> list[str]:
    return [f"{line.mark} {' | '.join(line.texts)}" for line in shown_lines(html)]
