"""The Markdown of a body as plain text: every word and list number, a block a line, no typography."""

from __future__ import annotations

from html.parser import HTMLParser

from bulletin.text.letters import has_any, squeeze
from bulletin.text.markdown import BodyRenderer
from bulletin.text.plain_blocks import parts_of

_HEADINGS = {f"h{level}" for level in range(1, 7)}
_BLOCKS = _HEADINGS | {"p", "li", "ul", "ol", "tr", "pre", "hr", "blockquote", "table"}

# Without any of these, what is between the words of a line is one space.
_UNEVEN = ("  ", *(sign for sign in map(chr, range(0x3001)) if sign.isspace() and sign not in " \n"))


class _Reader(HTMLParser):
    """Collects the lines that a reader of the HTML would see."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines = [""]
        self._numbers: list[int | None] = []
        self._behind_marker = False
        self._cells = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # The first paragraph of a list entry stands behind its number.
        if tag in _BLOCKS and not self._behind_marker:
            self.lines.append("")
        if tag in ("ul", "ol"):
            start = int(dict(attrs).get("start") or 1)
            self._numbers.append(start if tag == "ol" else None)
        elif tag == "li" and self._numbers:
            number = self._numbers[-1]
            self.lines.append("• " if number is None else f"{number}. ")
            self._numbers[-1] = None if number is None else number + 1
            self._behind_marker = True
        elif tag == "tr":
            self._cells = 0
        elif tag in ("td", "th"):
            self.lines[-1] += " | " if self._cells else ""
            self._cells += 1
        elif tag == "br":
            self.lines.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("ul", "ol"):
            self._numbers.pop()
        if tag in _BLOCKS:
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        if data.strip():
            self._behind_marker = False
        self.lines[-1] += data


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
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.lines
