"""Lists and tables as most editors show them, where Python-Markdown asks for a blank line or four spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_ITEM = re.compile(r"( *)((?:[-+*]|\d{1,9}\.) +)(?=\S)")
# What begins a list in the middle of a paragraph: a bullet or the number 1 (CommonMark 0.31, section 5.2).
_BEGINS_LIST = re.compile(r" {0,3}(?:[-+*]|1\.) +\S")
_DELIMITER = re.compile(r" {0,3}\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?\s*$|^ {0,3}\|\s*:?-+:?\s*\|\s*$")
_RULE = re.compile(r" {0,3}(?:(?:- *){3,}|(?:\* *){3,})$")
_NESTED = 4


def parted(lines: Sequence[str]) -> list[str]:
    """The `lines` of a body with a blank line before each list and table, and nested items by four spaces.

    >>> parted(["Ba việc:", "- một", "  - hai"])
    ['Ba việc:', '', '- một', '    - hai']
    """
    return list(_with_blank_lines(list(_with_four_spaces(lines))))


def _with_four_spaces(lines: Sequence[str]) -> Iterator[str]:
    """Items and what belongs to them, moved in by four spaces a level."""
    # Where the text of each open item begins, from the outermost to the innermost.
    texts: list[int] = []
    blank_before = False
    for line in lines:
        item = None if _RULE.match(line) else _ITEM.match(line)
        indent = len(line) - len(line.lstrip(" "))
        if not line.strip():
            blank_before = True
            yield line
            continue
        if item:
            texts = _around(texts, indent)
            yield " " * (_NESTED * len(texts)) + line[indent:] if texts or indent < _NESTED else line
            texts.append(item.end())
        else:
            if blank_before:
                texts = _around(texts, indent)
            short = blank_before and texts and indent < _NESTED * len(texts)
            yield " " * (_NESTED * len(texts)) + line[indent:] if short else line
        blank_before = False


def _around(texts: list[int], indent: int) -> list[int]:
    """The open items that a line with this `indent` lies in."""
    return [text for text in texts if text <= indent]


def _with_blank_lines(lines: list[str]) -> Iterator[str]:
    # Whether a list goes on, and whether the lines since the last blank one begin with an item of it.
    in_list = from_item = False
    for number, line in enumerate(lines):
        before = lines[number - 1] if number else ""
        is_item = bool(_ITEM.match(line)) and not _RULE.match(line)
        if not line.strip():
            in_list = in_list and number + 1 < len(lines) and lines[number + 1].startswith(" ")
        elif not before.strip():
            from_item = is_item
        elif _begins_table(lines, number) or (
            not from_item if in_list and is_item else is_item and not in_list and _BEGINS_LIST.match(line)
        ):
            yield ""
            from_item = is_item
        in_list = in_list or (is_item and bool(from_item))
        yield line


def _begins_table(lines: list[str], number: int) -> bool:
    """Whether line `number` is the head of a table and stands right behind a line that is none of it."""
    after = lines[number + 1] if number + 1 < len(lines) else ""
    return "|" in lines[number] and "|" not in lines[number - 1] and bool(_DELIMITER.match(after))
