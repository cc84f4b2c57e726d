"""Automatic numbers of a .docx, as printed: `3.`, `2.1`, `a)`, and `-` for any bullet."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from bulletin.importer.readers.flow.number_formats import BULLET, padded, printed
from bulletin.importer.readers.flow.xml_tree import child, number
from bulletin.importer.readers.word.xml import switch, value

_PLACE = re.compile(r"%([1-9])")
_DEEPEST = 8
# A list links to a style that links to a list; more links than this are a circle.
_MOST_LINKS = 8
# What Wingdings and its like have instead of letters: no number is made of them.
_PRIVATE = re.compile("[\ue000-\uf8ff]")


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list: `restart` is the level, from 1, after which it begins anew; 0 for never."""

    start: int = 1
    kind: str = "decimal"
    example: str = ""
    text: str = ""
    restart: int | None = None
    style: str | None = None
    legal: bool = False
    hidden: bool = False
    capitals: bool = False


@dataclass(slots=True)
class _Sequence:
    """An abstract list with its counters: all lists that are made of it count on together."""

    levels: dict[int, _Level]
    reached: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class _List:
    """A list as paragraphs name it: its sequence, what it has otherwise, whether it has begun."""

    sequence: _Sequence
    levels: dict[int, _Level]
    starts: dict[int, int]
    begun: bool = False


class Numbering:
    """The lists of a numbering part, which may be missing, and how far each has counted.

    `list_of` gives the list that a numbering style stands for.
    """

    def __init__(self, part: Element | None, list_of: Callable[[str], int | None]) -> None:
        self._lists: dict[str, _List] = {}
        abstract = {
            element.get("w:abstractNumId", ""): element
            for element in (part if part is not None else ())
            if element.tag == "w:abstractNum"
        }
        sequences = {key: _Sequence(_levels(element)) for key, element in abstract.items()}
        lists = [element for element in (part if part is not None else ()) if element.tag == "w:num"]
        of_list = {number(each.get("w:numId")): value(each, "w:abstractNumId") or "" for each in lists}
        for element in lists:
            key = value(element, "w:abstractNumId") or ""
            for _ in range(_MOST_LINKS):
                link = value(abstract.get(key), "w:numStyleLink")
                if link is None:
                    break
                key = of_list.get(list_of(link), "")
            list_id = number(element.get("w:numId"))
            if list_id is not None and key in sequences:
                self._lists.setdefault(str(list_id), _list(element, sequences[key]))

    def level_of(self, list_id: int | None, style_id: str | None) -> int:
        """The level of that list which belongs to the paragraph style `style_id`; 0 where none does."""
        known = self._lists.get(str(list_id))
        levels = known.levels if known else {}
        return next((at for at, each in levels.items() if style_id and each.style == style_id), 0)

    def next_mark(self, list_id: str, level: int) -> str:
        """Count one further in that list and level, and give what is printed: `-` for a bullet.

        Empty where the list or level is unknown, or prints nothing.
        """
        known = self._lists.get(list_id)
        if known is None or level not in known.levels:
            return ""
        reached = known.sequence.reached
        if not known.begun:
            known.begun = True
            for at in known.starts:
                reached.pop(at, None)
        reached[level] = reached[level] + 1 if level in reached else known.levels[level].start
        for deeper in [at for at in reached if at > level]:
            restart = known.levels[deeper].restart if deeper in known.levels else None
            if restart is None or level < restart:
                del reached[deeper]
        return self._printed(known, level)

    def _printed(self, known: _List, level: int) -> str:
        own = known.levels[level]
        if own.hidden:
            return ""
        if own.kind == "bullet":
            return BULLET

        def at_place(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            each = known.levels.get(at, _Level())
            count = known.sequence.reached.get(at, each.start)
            if own.legal and each.kind != "decimalZero":
                return str(count)
            return padded(count, each.example) if each.example else printed(count, each.kind)

        mark = _PRIVATE.sub("", _PLACE.sub(at_place, own.text)).strip()
        return mark.upper() if own.capitals else mark


def _list(element: Element, sequence: _Sequence) -> _List:
    """The list that a `w:num` says: the levels of its sequence, with those it says otherwise."""
    levels, starts = dict(sequence.levels), {}
    for override in element:
        at = number(override.get("w:ilvl"))
        if override.tag != "w:lvlOverride" or at is None or not 0 <= at <= _DEEPEST:
            continue
        own = child(override, "w:lvl")
        if own is not None:
            levels[at] = _level(own)
        start = number(value(override, "w:startOverride"))
        if start is not None:
            starts[at] = start
    for at, start in starts.items():
        if at in levels:
            levels[at] = replace(levels[at], start=start)
    return _List(sequence, levels, starts)


def _levels(element: Element) -> dict[int, _Level]:
    found: dict[int, _Level] = {}
    for each in element:
        at = number(each.get("w:ilvl"))
        if each.tag == "w:lvl" and at is not None and 0 <= at <= _DEEPEST:
            found.setdefault(at, _level(each))
    return found


def _level(element: Element) -> _Level:
    # A custom format stands in an alternative, before the plain one for old programs.
    kinds = list(element.iter("w:numFmt"))
    kind = kinds[0].get("w:val", "decimal") if kinds else "decimal"
    start, look = number(value(element, "w:start")), child(element, "w:rPr")
    return _Level(
        start=0 if start is None else start,
        kind=kind,
        example=kinds[0].get("w:format", "") if kind == "custom" else "",
        text=value(element, "w:lvlText") or "",
        restart=number(value(element, "w:lvlRestart")),
        style=value(element, "w:pStyle"),
        legal=bool(switch(element, "w:isLgl")),
        hidden=bool(switch(look, "w:vanish")),
        capitals=bool(switch(look, "w:caps")),
    )
