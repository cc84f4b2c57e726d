"""The `Key: value` header of a content file: its values with their lines, and what is wrong with them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bulletin.content.model import Finding

_LINE = re.compile(r"([A-Za-z][A-Za-z_]*):(?: (.*)|)$")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")


@dataclass(frozen=True, slots=True)
class Header:
    """A header taken apart: value and line (from 1) of each key, and the body with its first line."""

    values: Mapping[str, str]
    lines: Mapping[str, int]
    body: str
    body_line: int


def split_header(text: str, path: str, known: Collection[str]) -> tuple[Header, list[Finding]]:
    """Take the file `text` apart; a blank line ends the header.

    Returns the header with the `known` keys, and a finding for each line that is none, each
    unknown key (with the nearest known one) and each key that stands twice.
    """
    values: dict[str, str] = {}
    lines: dict[str, int] = {}
    findings: list[Finding] = []
    position, number = 0, 0
    for number, line in enumerate(text.split("\n"), start=1):
        position += len(line) + 1
        if not line.strip():
            break
        match = _LINE.match(line)
        if not match:
            message = f"{line[:60]!r} is no header line «Key: value»; a blank line ends the header"
            findings.append(Finding(path, number, "bad-header", message))
            continue
        name, value = match.group(1), (match.group(2) or "").strip()
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            hint = f"did you mean {near[0]}?" if near else f"known keys: {', '.join(known)}"
            findings.append(Finding(path, number, "unknown-key", f"{name} is not one of ours; {hint}"))
        elif name in values:
            message = f"{name} stands on line {lines[name]} already; keep one"
            findings.append(Finding(path, number, "key-twice", message))
        else:
            values[name], lines[name] = value, number
    return Header(values, lines, text[position:], number + 1), findings


def body_of(text: str) -> str:
    """The body of the file `text` alone, without reading its header."""
    return _BLANK_LINE.split(text, maxsplit=1)[-1].strip("\n")
