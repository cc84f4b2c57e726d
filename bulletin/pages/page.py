"""A page before it is rendered, and groups of pages as pure functions of their arguments."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from bulletin import addresses


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the site; `view` is a frozen dataclass of this package and all the template gets."""

    path: str
    template: str
    view: Any

    @property
    def file(self) -> str:
        """The file that answers the address, relative to the output folder."""
        return addresses.file_of(self.path)


@dataclass(frozen=True, slots=True)
class PageGroup:
    """Pages that are made together: `make(*args)` yields them and may use nothing else.

    The arguments are cards, links and other frozen values whose `repr` says all that is in them,
    so that the inputs of the group can be told by their text. `templates` are those of its pages.
    """

    make: Callable[..., Iterator[Page]]
    args: tuple[Any, ...]
    templates: tuple[str, ...]

    @property
    def inputs(self) -> str:
        """All that the pages depend on, templates and site constants aside, as text."""
        return f"{self.make.__qualname__}{self.args!r}"

    def pages(self) -> Iterator[Page]:
        """The pages themselves."""
        return self.make(*self.args)
