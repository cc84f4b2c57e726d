"""Keys: short texts by which values that stand in many pages are compared."""

from __future__ import annotations

from typing import ClassVar


class Keyed:
    """Base of a frozen dataclass (`repr=False`) with a key, which the inputs of a page have in its place.

    The key says whatever pages may show of the value. A field that is not in it follows from what is, and is
    named in `DERIVED`.
    """

    __slots__ = ()
    DERIVED: ClassVar[frozenset[str]] = frozenset()

    @property
    def key(self) -> str:
        """The text that is another one whenever a page could be another one."""
        raise NotImplementedError

    def __repr__(self) -> str:
        return self.key
