"""Cards and links: all that a page may know of another article or of an entry of a registry."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from bulletin import addresses
from bulletin.archive import Archive, StoredArticle
from bulletin.model import Article, Kind
from bulletin.registry import Province


@dataclass(frozen=True, slots=True)
class Link:
    """A name with the address of its page; `path` is None for a name that has no page."""

    text: str
    path: str | None


@dataclass(frozen=True, slots=True)
class Card:
    """An article as other pages show it. Paths are relative to the site's root."""

    title: str
    path: str
    date: datetime.date
    number: int
    section: Link
    sources: tuple[Link, ...]
    source_dates: tuple[datetime.date, ...]
    source_page: str | None
    authors: tuple[Link, ...]
    provinces: tuple[Link, ...]
    lead: str
    is_digest: bool
    digest: str

    def __repr__(self) -> str:
        return f"Card({self.digest})"


CardOf = Callable[[StoredArticle], Card]


def article_link(article: Article) -> Link:
    """The link to the page of `article`, with its title."""
    return Link(article.title, addresses.article(article.date, article.number))


def province_path(province: Province) -> str:
    """The address of the page of `province`."""
    return f"{addresses.PROVINCES}{province.slug}/"


def card_of(archive: Archive, stored: StoredArticle) -> Card:
    """The card of an article of `archive`."""
    article = stored.article
    section = archive.section(article)
    fields: dict[str, Any] = dict(
        title=article.title,
        path=addresses.article(article.date, article.number),
        date=article.date,
        number=article.number,
        section=Link(section.name, f"{addresses.SECTIONS}{section.slug}/")
        if section
        else Link(article.section, None),
        sources=tuple(
            Link(printed, f"{addresses.SOURCES}{source.id}/" if source else None)
            for printed, source in archive.sources(article)
        ),
        source_dates=article.source_dates,
        source_page=article.source_page,
        authors=tuple(Link(name, address.removeprefix("/")) for name, address in archive.authors(article)),
        provinces=tuple(Link(p.name, province_path(p)) for p in archive.provinces(article)),
        lead=stored.lead,
        is_digest=article.kind is Kind.DIGEST,
    )
    # A card stands in many pages: its digest stands for it wherever inputs are compared.
    digest = hashlib.blake2b(repr(fields).encode(), digest_size=16).hexdigest()
    return Card(**fields, digest=digest)


def neighbours(links: Sequence[Link], index: int) -> tuple[Link | None, Link | None]:
    """The links before and after `index`, None at either end."""
    return links[index - 1] if index else None, links[index + 1] if index + 1 < len(links) else None
