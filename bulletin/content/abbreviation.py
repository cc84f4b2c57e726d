"""Abbreviations with what they stand for, and which of them a text has."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_CAPITALS = re.compile(r"(?<![^\W_])[A-ZĐ][A-ZĐ.&-]*[A-ZĐ](?![^\W_])")


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short form and its long ones, the usual one first."""

    short: str
    long: tuple[str, ...]


def shorts_in(text: str, known: Iterable[Abbreviation]) -> tuple[str, ...]:
    """The short forms of `known` that stand in `text` as words, in the order of `known`.

    >>> shorts_in("UBND tỉnh và TTHC, không phải ubnd", [Abbreviation("UBND", ("ủy ban nhân dân",))])
    ('UBND',)
    """
    present = set(_CAPITALS.findall(text))
    return tuple(one.short for one in known if one.short in present)
