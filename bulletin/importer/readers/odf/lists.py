"""Automatic numbers of an .odt, as printed: `3.`, `2.1`, `a)`, and `-` for any bullet."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from bulletin.importer.readers.flow.number_formats import BULLET, padded, printed
from bulletin.importer.readers.flow.xml_tree import number

_KINDS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_LEVELS = (
    "text:list-level-style-number",
    "text:list-level-style-bullet",
    "text:list-level-style-image",
    "text:outline-level-style",
)
_PLACE = re.compile(r"%(\d{1,2})%")
_PRIVATE = re.compile("[\ue000-\uf8ff]")


@dataclass(slots=True)
class Counted:
    """A list that counts: its style, and how far each level has come."""

    style: str
    reached: dict[int, int] = field(default_factory=dict)


class Lists:
    """The lists of a document; `parts` are the roots that have list styles, a later one of a name counts."""

    def __init__(self, parts: Iterable[Element]) -> None:
        self._levels: dict[tuple[str, int], Element] = {}
        self._by_id: dict[str, Counted] = {}
        self._by_style: dict[str, Counted] = {}
        self._outline = Counted("")
        for part in parts:
            for element in part.iter():
                if element.tag in ("text:list-style", "text:outline-style"):
                    name = element.get("style:name", "") if element.tag == "text:list-style" else ""
                    for each in element:
                        if each.tag in _LEVELS:
                            self._levels[name, (number(each.get("text:level")) or 1) - 1] = each

    def begun(self, element: Element) -> Counted:
        """The list `element`, outermost: a new one, or one that goes on."""
        style = element.get("text:style-name", "")
        counted = self._by_id.get(element.get("text:continue-list", "none"))
        if counted is None and element.get("text:continue-numbering") == "true":
            counted = self._by_style.get(style)
        if counted is None:
            counted = Counted(style)
        self._by_id[element.get("xml:id", "")] = self._by_style[style] = counted
        return counted

    def next_mark(self, counted: Counted, level: int, start: int | None = None) -> str:
        """Count one further, or from `start` on, and give what is printed; empty for nothing."""
        reached = counted.reached
        own = self._levels.get((counted.style, level))
        if start is not None or level not in reached:
            reached[level] = self._start(counted, level) if start is None else start
        else:
            reached[level] += 1
        for deeper in [at for at in reached if at > level]:
            del reached[deeper]
        if own is None:
            return ""
        return BULLET if own.tag in _LEVELS[1:3] else self._printed(counted, level, own)

    def heading_mark(self, element: Element, level: int) -> str:
        """What is printed before the heading `element` outside any list."""
        own = self._levels.get(("", level))
        if own is None or not own.get("style:num-format") or element.get("text:is-list-header") == "true":
            return ""
        start = number(element.get("text:start-value"))
        restarts = element.get("text:restart-numbering") == "true"
        return self.next_mark(self._outline, level, start if restarts else None)

    def _start(self, counted: Counted, level: int) -> int:
        own = self._levels.get((counted.style, level))
        start = number(own.get("text:start-value")) if own is not None else None
        return 1 if start is None else start

    def _one(self, counted: Counted, level: int) -> str:
        own = self._levels.get((counted.style, level))
        kind = own.get("style:num-format", "") if own is not None else ""
        count = counted.reached.get(level, self._start(counted, level))
        if "," in kind:
            return padded(count, kind)
        return printed(count, _KINDS.get(kind, "decimal")) if kind else ""

    def _printed(self, counted: Counted, level: int, own: Element) -> str:
        pattern = own.get("loext:num-list-format")
        if pattern is not None:
            mark = _PLACE.sub(lambda found: self._one(counted, int(found[1]) - 1), pattern)
        else:
            shown = min(max(number(own.get("text:display-levels")) or 1, 1), level + 1)
            numbers = [self._one(counted, at) for at in range(level + 1 - shown, level + 1)]
            around = own.get("style:num-prefix", ""), own.get("style:num-suffix", "")
            mark = ".".join(filter(None, numbers)).join(around) if any(numbers) else ""
        return _PRIVATE.sub("", mark).strip()
