"""Blocks of a body so simple that they need no parser, and their HTML: what Python-Markdown gives for them.

Nearly all blocks of a press article are paragraphs of one line; the rest are mostly short lists and tables
whose lines and cells are text alone. Each costs some 20 µs here and 1 ms there.
"""

from __future__ import annotations

import re

# One line without any character that a rule reacts to, which begins like text and not like a list.
_PLAIN = re.compile(r"(?!\d+[.)])(?:[^\W_]|[“‘„(])[^\n\\`*_\[\]<>&|\t]*(?<!\s)\Z")
_BULLET, _NUMBER = "- ", re.compile(r"\d+\. ")
_DELIMITER = re.compile(r"\| ---(?: \| ---)* \|\Z")


def blocks_of(body: str) -> list[str]:
    """The Markdown text `body` at its blank lines."""
    return body.strip("\n").split("\n\n")


def is_plain(block: str) -> bool:
    """Whether `block` is a paragraph of one line that is its own text: no rule reacts to anything in it."""
    return _PLAIN.match(block) is not None


def simple_block(block: str, anchor: int) -> tuple[str, int] | None:
    """The HTML of a list or table of plain texts, its first anchor `p{anchor}`, and how many anchors it has.

    None for any other block. The block must stand between plain paragraphs: lists that follow each
    other are one.
    """
    lines = block.split("\n")
    if block.startswith("| "):
        return _table(lines, anchor)
    if block.startswith(_BULLET):
        return _list(
            "<ul>", "</ul>", [line[2:] if line.startswith(_BULLET) else "" for line in lines], anchor
        )
    if block.startswith("1. "):
        marks = [_NUMBER.match(line) for line in lines]
        texts = [line[mark.end() :] if mark else "" for line, mark in zip(lines, marks, strict=True)]
        return _list("<ol>", "</ol>", texts, anchor)
    return None


def _list(opening: str, closing: str, entries: list[str], anchor: int) -> tuple[str, int] | None:
    if not all(map(is_plain, entries)):
        return None
    items = [f'<li id="p{n}">{entry}</li>' for n, entry in enumerate(entries, start=anchor)]
    return "\n".join([opening, *items, closing]), len(items)


def _table(lines: list[str], anchor: int) -> tuple[str, int] | None:
    rows = [line[2:-2].split(" | ") for line in lines if line.startswith("| ") and line.endswith(" |")]
    if len(lines) < 3 or len(rows) < len(lines) or not _DELIMITER.match(lines[1]):
        return None
    head, _, *body = rows
    if any(len(row) != len(rows[1]) or not all(map(is_plain, row)) for row in (head, *body)):
        return None
    html = [f'<table id="p{anchor}">', "<thead>", *_row(head, "th"), "</thead>", "<tbody>"]
    for row in body:
        html += _row(row, "td")
    return "\n".join([*html, "</tbody>", "</table>"]), 1


def _row(cells: list[str], tag: str) -> list[str]:
    return ["<tr>", *(f"<{tag}>{cell}</{tag}>" for cell in cells), "</tr>"]
