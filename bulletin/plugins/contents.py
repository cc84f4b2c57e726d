"""Articles and pages of the archive as Pelican's own objects, each list made when somebody looks into it."""

from __future__ import annotations

import html
from collections import UserList
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, time
from functools import cached_property
from typing import Any

from pelican.contents import Article, Author, Category, Page, Tag

from bulletin.ledger import addresses
from bulletin.pages.cards import Card, Link


class Lazy(UserList[Any]):
    """A list that `make` gives when somebody looks into it; `size` is its length if that is known."""

    def __init__(
        self, make: Callable[[], Sequence[Any]] | Sequence[Any] = (), size: int | None = None
    ) -> None:
        self._make, self._size = make, size

    @cached_property
    def data(self) -> list[Any]:  # type: ignore[override]
        """What is in the list."""
        return list(self._make() if callable(self._make) else self._make)

    @property
    def is_made(self) -> bool:
        """Whether somebody has looked."""
        return "data" in self.__dict__

    def __len__(self) -> int:
        return len(self.data) if self.is_made or self._size is None else self._size


class _LazyBody:
    """Content whose HTML is rendered when it is asked for, at the address that the archive gives it."""

    def __init__(self, body: Callable[[], str], address: str, known: dict[str, Any], **of: Any) -> None:
        self._body, self._html = body, ""
        known = known | {"url": address, "save_as": addresses.file_of(address)}
        super().__init__(None, known, **of)  # type: ignore[call-arg]

    @property
    def _content(self) -> str:
        if not self._html:
            self._html = self._body()
        return self._html

    @_content.setter
    def _content(self, text: str | None) -> None:
        self._html = text or ""


class PelicanArticle(_LazyBody, Article):
    """An article of the archive."""


class ArchivePage(_LazyBody, Page):
    """A page that editors wrote."""


class _Named:
    """A name with the address of its page in the archive, empty where it has none."""

    # Pelican computes these from settings, anew at each use.
    url = save_as = page_name = ""

    def __init__(self, link: Link, settings: Mapping[str, Any]) -> None:
        super().__init__(link.text, settings)  # type: ignore[call-arg]
        self.url = link.path or ""
        self.save_as = addresses.file_of(self.url) if self.url else ""
        self.page_name = self.url.rstrip("/")
        if self.url:
            self.slug = self.page_name.rpartition("/")[2]


class ArchiveCategory(_Named, Category):
    """A section."""


class ArchiveTag(_Named, Tag):
    """A province."""


class ArchiveAuthor(_Named, Author):
    """An author."""


def metadata_of(card: Card, slug: str, settings: Mapping[str, Any]) -> dict[str, Any]:
    """What Pelican would have read in the header of an article: section as category, provinces as tags."""
    known = {
        "title": card.title,
        "date": datetime.combine(card.date, time()),
        "slug": slug,
        "summary": html.escape(card.lead, quote=False),
        "category": ArchiveCategory(card.section, settings),
        "tags": [ArchiveTag(link, settings) for link in card.provinces],
        "sources": [link.text for link in card.sources],
    }
    if card.authors:
        known["authors"] = [ArchiveAuthor(link, settings) for link in card.authors]
    return known
