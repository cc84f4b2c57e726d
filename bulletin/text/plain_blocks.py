"""Blocks of a body so simple that they need no parser: what Python-Markdown gives for them, and their text.

Nearly all blocks of a press article are paragraphs of one line; the rest are mostly short lists and tables
whose entries and cells are text alone. Each costs some 10 µs here and 1 ms there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from bulletin.text.letters import has_any

# What reaches from one block into others: link definitions, more than one blank line, indentation.
_ELSEWHERE = ("]:", "\n\n\n")
_CONTROLS = ("\r", "\x02", "\x03")
_INDENTED = re.compile(r"\n[^\S\n]")
# What a rule reacts to inside a line.
_SIGNS = tuple("\\`*_[]<>&|\t")
# How text begins, and no list.
_BEGINNING = re.compile(r"(?!\d+[.)])(?:[^\W_]|[“‘„(])")
_BULLET, _NUMBER = "- ", re.compile(r"\d+\. ")
_DELIMITER = re.compile(r"\| ---(?: \| ---)* \|\Z")


class PlainBlock(NamedTuple):
    """A block of the Markdown text `source`, or several that have to be read together.

    `kind` is the element: `p`, `ul`, `ol` or `table`, whose `rows` have the texts of the paragraph, the
    entries or the cells; or `""` for what only a parser can tell.
    """

    kind: str
    rows: Sequence[Sequence[str]]
    source: str

    @property
    def anchors(self) -> int:
        """How many anchors the element has: each entry of a list has its own."""
        return len(self.rows) if self.kind in ("ul", "ol") else 1

    def html(self, anchor: int) -> str:
        """The HTML of a part with a kind; its first anchor is `p{anchor}`."""
        if self.kind == "p":
            return f'<p id="p{anchor}">{self.source}</p>'
        if self.kind == "table":
            head, *body = self.rows
            rows = [
                *_row(head, "th"),
                "</thead>",
                "<tbody>",
                *(tag for row in body for tag in _row(row, "td")),
            ]
            return "\n".join([f'<table id="p{anchor}">', "<thead>", *rows, "</tbody>", "</table>"])
        items = (f'<li id="p{n}">{entry}</li>' for n, (entry,) in enumerate(self.rows, start=anchor))
        return "\n".join([f"<{self.kind}>", *items, f"</{self.kind}>"])

    def lines(self) -> list[str]:
        """The text of a part with a kind: entries behind `1. ` or `• `, cells parted by `|`."""
        if self.kind == "ol":
            return [f"{n}. {entry}" for n, (entry,) in enumerate(self.rows, start=1)]
        if self.kind == "ul":
            return [f"• {entry}" for (entry,) in self.rows]
        return [" | ".join(row) for row in self.rows]


def parts_of(body: str) -> list[PlainBlock]:
    """The Markdown text `body` in parts that say nothing of each other."""
    blocks = body.strip("\n").split("\n\n")
    # Nearly all bodies are such paragraphs alone, so that is looked for first, and at once.
    if all(map(_is_line, blocks)) and not has_any(body, _SIGNS) and not has_any(body, _CONTROLS):
        return [PlainBlock("p", ((block,),), block) for block in blocks]
    if body[:1].isspace() or has_any(body, _ELSEWHERE + _CONTROLS) or _INDENTED.search(body):
        return [PlainBlock("", (), body)]
    parts: list[PlainBlock] = []
    for plain, run in groupby(blocks, _is_plain):
        together = list(run)
        if plain:
            parts += [PlainBlock("p", ((block,),), block) for block in together]
        else:
            # Lists that follow each other are one, so a block between plain ones is by itself.
            simple = _simple(together[0]) if len(together) == 1 else None
            parts.append(simple or PlainBlock("", (), "\n\n".join(together)))
    return parts


def _is_plain(block: str) -> bool:
    # A paragraph of one line that is its own text: no rule reacts to anything in it.
    return _is_line(block) and not has_any(block, _SIGNS)


def _is_line(block: str) -> bool:
    return "\n" not in block and not block[-1:].isspace() and _BEGINNING.match(block) is not None


def _simple(block: str) -> PlainBlock | None:
    """The list or table of plain texts that `block` is, if it is one."""
    lines = block.split("\n")
    if block.startswith("| "):
        return _table(lines, block)
    if block.startswith(_BULLET):
        kind, entries = "ul", [line[2:] if line.startswith(_BULLET) else "" for line in lines]
    elif block.startswith("1. "):
        marks = [_NUMBER.match(line) for line in lines]
        kind, entries = "ol", [line[m.end() :] if m else "" for line, m in zip(lines, marks, strict=True)]
    else:
        return None
    return PlainBlock(kind, [(entry,) for entry in entries], block) if all(map(_is_plain, entries)) else None


def _table(lines: list[str], block: str) -> PlainBlock | None:
    rows = [line[2:-2].split(" | ") for line in lines if line.startswith("| ") and line.endswith(" |")]
    if len(lines) < 3 or len(rows) < len(lines) or not _DELIMITER.match(lines[1]):
        return None
    delimiter = rows.pop(1)
    if any(len(row) != len(delimiter) or not all(map(_is_plain, row)) for row in rows):
        return None
    return PlainBlock("table", rows, block)


def _row(cells: Sequence[str], tag: str) -> list[str]:
    return ["<tr>", *(f"<{tag}>{cell}</{tag}>" for cell in cells), "</tr>"]
