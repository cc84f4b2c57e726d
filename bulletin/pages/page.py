"""A page before it is rendered, and groups of pages as pure functions of their arguments."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from bulletin.ledger import addresses
from bulletin.pages.site import Site


class Bodies(Protocol):
    """Gives the body of an article, which is read only when it is asked for.

    A body is named by its file and the digest of that: BulletinError where it has another by now.
    """

    def html_elsewhere(self, path: str, digest: str, page: str) -> str:
        """The body for readers of another page than the article's `page`."""
        ...

    def plain(self, path: str, digest: str) -> str:
        """The body as plain text without typography, a block a line."""
        ...


class Written(Protocol):
    """A view that needs no template: what is data for programs writes its own file."""

    def text(self, site: Site, bodies: Bodies) -> str:
        """The whole text of the file."""
        ...


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the site; `view` is a frozen dataclass of this package and all the template gets.

    The template `list` is `list.html`; one of another kind has its full name, `feeds/atom.xml`.
    Without a template the view is a `Written` one, or a file of the site's own.
    """

    path: str
    template: str | None
    view: Any

    @property
    def file(self) -> str:
        """The file that answers the address, relative to the output folder."""
        return addresses.file_of(self.path)


@dataclass(frozen=True, slots=True)
class PageGroup:
    """Pages that are made together: `make(*args)` yields them and may use nothing else.

    The arguments are cards, links and other frozen values whose `repr` says all that is in them, or
    their key (`Keyed`), so that the inputs of the group can be told by their text. `templates` are those
    of its pages. `day` is that of the newest article shown, if any: who renders many groups does best to
    take them in this order, since groups of one time show the same cards.
    """

    make: Callable[..., Iterator[Page]]
    args: tuple[Any, ...]
    templates: tuple[str, ...]
    day: datetime.date = datetime.date.min

    @property
    def inputs(self) -> str:
        """All that the pages depend on, templates and site constants aside, as text."""
        return f"{self.make.__qualname__}{self.args!r}"

    def pages(self) -> Iterator[Page]:
        """The pages themselves."""
        return self.make(*self.args)
