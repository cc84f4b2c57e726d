"""Cards and links: all that a page may know of another article or of an entry of a registry."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bulletin import addresses
from bulletin.archive import Archive, StoredArticle
from bulletin.model import Article, Kind
from bulletin.registry import Province


@dataclass(frozen=True, slots=True)
class Link:
    """A name with the address of its page; `path` is None for a name that has no page."""

    text: str
    path: str | None

    def __repr__(self) -> str:
        return f"Link({self.text!r}, {self.path!r})"


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

    def __hash__(self) -> int:
        return hash(self.digest)


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
    sources = [(name, f"{addresses.SOURCES}{s.id}/" if s else None) for name, s in archive.sources(article)]
    authors = [(name, address.removeprefix("/")) for name, address in archive.authors(article)]
    provinces = [(province.name, province_path(province)) for province in archive.provinces(article)]
    in_section = (
        (section.name, f"{addresses.SECTIONS}{section.slug}/") if section else (article.section, None)
    )
    # A card stands in many pages: its digest stands for it wherever inputs are compared. The file says
    # the rest; only what its names mean can change without it.
    meaning = repr((stored.digest, in_section, sources, authors, provinces))
    return Card(
        title=article.title,
        path=addresses.article(article.date, article.number),
        date=article.date,
        number=article.number,
        section=_link(*in_section),
        sources=tuple(_link(*source) for source in sources),
        source_dates=article.source_dates,
        source_page=article.source_page,
        authors=tuple(_link(*author) for author in authors),
        provinces=tuple(_link(*province) for province in provinces),
        lead=stored.lead,
        is_digest=article.kind is Kind.DIGEST,
        digest=hashlib.blake2b(meaning.encode(), digest_size=16).hexdigest(),
    )


@lru_cache(maxsize=1 << 14)
def _link(text: str, path: str | None) -> Link:
    """The same few names stand in many cards: they share their links."""
    return Link(text, path)


def neighbours(links: Sequence[Link], index: int) -> tuple[Link | None, Link | None]:
    """The links before and after `index`, None at either end."""
    return links[index - 1] if index else None, links[index + 1] if index + 1 < len(links) else None
