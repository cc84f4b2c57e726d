"""What a reader sees of the HTML of a body: lines with list marks, cells, and the anchors they stand in."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

_HEADINGS = {f"h{level}" for level in range(1, 7)}
_BLOCKS = _HEADINGS | {"p", "li", "ul", "ol", "tr", "pre", "hr", "blockquote", "table"}
_VOID = {"br", "hr", "img"}


@dataclass(slots=True)
class ShownLine:
    """A line: the number of the anchor `p3` it stands in, the mark before it (`•`, `2.`), its texts.

    There is one text, or one for each cell of a row. Spaces are as in the HTML; a line may be empty.
    """

    anchor: int | None
    mark: str = ""
    texts: list[str] = field(default_factory=lambda: [""])
    is_row: bool = False


def shown_lines(html: str, link_marks: tuple[str, str] = ("", "")) -> list[ShownLine]:
    """The lines of `html`, which our Markdown made; `link_marks` are put before and behind what is a link."""
    reader = _Reader(link_marks)
    reader.feed(html)
    reader.close()
    return reader.lines


class _Reader(HTMLParser):
    def __init__(self, link_marks: tuple[str, str]) -> None:
        super().__init__(convert_charrefs=True)
        self.lines = [ShownLine(None)]
        self._link_begins, self._link_ends = link_marks
        self._anchors: list[int | None] = []
        self._numbers: list[int | None] = []
        self._behind_mark = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        anchor = values.get("id") or ""
        own = int(anchor[1:]) if anchor[:1] == "p" and anchor[1:].isdecimal() else None
        if tag not in _VOID:
            self._anchors.append(own or self._anchor)
        # The first paragraph of a list entry stands behind its mark.
        if tag == "br" or (tag in _BLOCKS and not self._behind_mark):
            self._begin()
        if tag in ("ul", "ol"):
            self._numbers.append(int(values.get("start") or 1) if tag == "ol" else None)
        elif tag == "li" and self._numbers:
            number = self._numbers[-1]
            self._begin("•" if number is None else f"{number}.")
            self._numbers[-1] = None if number is None else number + 1
            self._behind_mark = True
        elif tag in ("td", "th"):
            line = self.lines[-1]
            if line.is_row:
                line.texts.append("")
            line.is_row = True
        elif tag == "a":
            self.lines[-1].texts[-1] += self._link_begins

    def handle_endtag(self, tag: str) -> None:
        if tag in ("ul", "ol"):
            self._numbers.pop()
        if tag == "a":
            self.lines[-1].texts[-1] += self._link_ends
        if self._anchors:
            self._anchors.pop()
        if tag in _BLOCKS:
            self._begin()

    def handle_data(self, data: str) -> None:
        if data.strip():
            self._behind_mark = False
        self.lines[-1].texts[-1] += data

    @property
    def _anchor(self) -> int | None:
        return self._anchors[-1] if self._anchors else None

    def _begin(self, mark: str = "") -> None:
        self.lines.append(ShownLine(self._anchor, mark))
