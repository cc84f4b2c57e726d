"""The `Key: value` header of a content file: its values with their lines, and what is wrong with them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bulletin.content.model import Finding

_LINE = re.compile(r"([A-Za-z][A-Za-z_]*):(?: (.*)|)$")
_BLANK_LINE = re.compile(r"(?:\A|\n)[^\S\n]*(?:\n|\Z)")
# Editors in a browser write the header between two such lines.
_FENCE = re.compile(r"---[^\S\n]*$")
_FENCED = re.compile(r"---[^\S\n]*\n(?s:.*?)\n---[^\S\n]*(?:\n|\Z)")
_ESCAPED = re.compile(r'\\(["\\])')


@dataclass(frozen=True, slots=True)
class Header:
    """A header taken apart: value and line (from 1) of each key, and the body with its first line."""

    values: Mapping[str, str]
    lines: Mapping[str, int]
    body: str
    body_line: int


def split_header(text: str, path: str, known: Collection[str]) -> tuple[Header, list[Finding]]:
    """Take the file `text` apart. A blank line ends the header, or a second `---` where it begins with one.

    Returns the header with the `known` keys, and a finding for each line that is none, each
    unknown key (with the nearest known one) and each key that stands twice.
    """
    values: dict[str, str] = {}
    lines: dict[str, int] = {}
    findings: list[Finding] = []
    head, body = _split(text)
    is_fenced = _FENCED.match(text) is not None
    for number, line in enumerate(head.split("\n"), start=1):
        if is_fenced and (_FENCE.match(line) or not line.strip()):
            continue
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
            values[name], lines[name] = _unquoted(value) if is_fenced else value, number
    return Header(values, lines, body, text.count("\n", 0, len(text) - len(body)) + 1), findings


def body_of(text: str) -> str:
    """The body of the file `text` alone, without reading its header."""
    return _split(text)[1].strip("\n")


def _split(text: str) -> tuple[str, str]:
    """The lines of the header and what follows them."""
    end = _FENCED.match(text) or _BLANK_LINE.search(text)
    return (text[: end.end()].rstrip(), text[end.end() :]) if end else (text, "")


def _unquoted(value: str) -> str:
    """`value` without the quotation marks that YAML needs where it has a colon."""
    if len(value) > 1 and value[0] == value[-1] == '"':
        return _ESCAPED.sub(r"\1", value[1:-1])
    if len(value) > 1 and value[0] == value[-1] == "'":
        return value[1:-1].replace("''", "'")
    return value
