"""Lets frozen dataclasses with slots be pickled by their values alone: half the time of their default."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any, cast


class Compact:
    """Base of a frozen dataclass with two slots or more, of which a build state holds tens of thousands."""

    __slots__ = ()

    def __reduce__(self) -> tuple[Any, ...]:
        kind = type(self)
        return kind, _values_of(cast(Hashable, kind))(self)


@cache
def _values_of(kind: Hashable) -> Callable[[Compact], tuple[Any, ...]]:
    first, *others = (field.name for field in fields(kind))  # type: ignore[arg-type]
    return attrgetter(first, *others)
