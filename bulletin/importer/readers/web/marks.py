"""What is printed before an item of a list: by HTML counted, by Word written into the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bulletin.importer.readers.flow.number_formats import BULLET, printed
from bulletin.importer.readers.web.styles import declarations, points
from bulletin.importer.readers.web.tree import Element
from bulletin.text.letters import squeeze

_KINDS = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
    "decimal": "decimal", "lower-alpha": "lowerLetter", "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter", "upper-latin": "upperLetter", "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
}  # fmt: skip
_NUMBER = re.compile(r"\(?(?:[0-9]{1,3}|[A-Za-z]|[ivxIVX]{1,5})(?:\.[0-9]{1,3}){0,4}[.)]?")
_LEVEL = re.compile(r"level(\d)")
_INDENT = 36.0
_MOST = 1_000_000


class Counter:
    """Counts the items of one `<ol>`; of a `<ul>` each has a bullet."""

    def __init__(self, element: Element, declared: dict[str, str]) -> None:
        kind = declared.get("list-style-type", declared.get("list-style", "").split(" ")[0])
        self._is_bare = kind == "none"
        named = element.attributes.get("type", "")
        self._kind = _KINDS.get(kind or named, "decimal") if element.tag == "ol" else ""
        self._next = _number(element.attributes.get("start", ""), 1)

    def mark(self, item: Element) -> str:
        """What is printed before `item`, the next one; empty in a list without marks."""
        if not self._kind:
            return "" if self._is_bare else BULLET
        number = _number(item.attributes.get("value", ""), self._next)
        self._next = number + 1
        return "" if self._is_bare else f"{printed(number, self._kind)}."


def word_mark(element: Element) -> tuple[str, list[Element | str]]:
    """The mark that Word wrote before a paragraph of a list, and the parts of `element` that hold it.

    It is marked as such (`mso-list:Ignore`), or, in a «filtered» page, set off by spaces of 7 points.
    """
    written: list[Element | str] = []
    for node, is_mark, is_gap in _beginning(element):
        if is_mark:
            return _cleaned("".join(_texts(node))), [node]
        if is_gap:
            mark = "".join(text for part in written for text in _texts(part)).strip()
            is_mark = len(mark) == 1 or bool(_NUMBER.fullmatch(mark))
            return (_cleaned(mark), [*written, node]) if is_mark else ("", [])
        written.append(node)
    return "", []


def word_level(declared: dict[str, str]) -> int:
    """How deep Word nested an item, from 0: as it says, or by its indentation."""
    found = _LEVEL.search(declared.get("mso-list", ""))
    if found:
        return int(found[1]) - 1
    margin = declared.get("margin-left", (declared.get("margin", "").split() or [""])[-1])
    return max(0, round(points(margin) / _INDENT) - 1)


def _beginning(element: Element) -> Iterator[tuple[Element | str, bool, bool]]:
    """The leaves at the beginning of a paragraph, each with whether it is a mark, or the gap behind one."""
    for child in element.children:
        if isinstance(child, str):
            if child.strip(" \t\r\n"):
                yield child, False, False
            continue
        declared = declarations(child.attributes.get("style", ""))
        is_mark = declared.get("mso-list", "").startswith("ignore")
        is_gap = declared.get("font", "").startswith("7.0pt") and not "".join(child.texts()).strip()
        if is_mark or is_gap or not child.children:
            yield child, is_mark, is_gap
        else:
            yield from _beginning(child)


def _texts(node: Element | str) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    else:
        yield from node.texts()


def _cleaned(mark: str) -> str:
    """A bullet for any sign, else the mark as it is printed: `1.`, `a)`, `Điều 2.`."""
    bare = squeeze(mark)
    return BULLET if len(bare) == 1 and not bare.isdecimal() else bare


def _number(text: str, default: int) -> int:
    return int(text) if re.fullmatch(r"-?\d{1,6}", text.strip()) and abs(int(text)) < _MOST else default
