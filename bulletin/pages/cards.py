"""Cards and links: all that a page may know of another article or of an entry of a registry."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bulletin.archive.archive import Archive, StoredArticle
from bulletin.content.model import Article, Kind
from bulletin.content.registry import Province
from bulletin.ledger import addresses
from bulletin.pages.key import Keyed


@dataclass(frozen=True, slots=True, repr=False)
class Link(Keyed):
    """A name with the address of its page; `path` is None for a name that has no page."""

    text: str
    path: str | None

    @property
    def key(self) -> str:
        """Both fields."""
        return f"Link({self.text!r}, {self.path!r})"


@dataclass(frozen=True, slots=True, repr=False)
class Card(Keyed):
    """An article as other pages show it. Paths are relative to the site's root.

    `digest` is that of the article's file and of what the names in it mean, from which all else follows.
    """

    DERIVED = frozenset(
        {
            "title",
            "path",
            "date",
            "number",
            "section",
            "sources",
            "source_dates",
            "source_page",
            "authors",
            "provinces",
            "topics",
            "lead",
            "is_digest",
        }
    )

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
    topics: tuple[Link, ...]
    lead: str
    is_digest: bool
    digest: str

    @property
    def key(self) -> str:
        """The digest, which stands for the rest."""
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


def cards_of(archive: Archive) -> dict[str, Card]:
    """The card of each article of `archive`, by the article's file."""
    names = _Names(archive)
    return {stored.path: _card(stored, names) for stored in archive.articles}


def _card(stored: StoredArticle, names: _Names) -> Card:
    article = stored.article
    section, sources = names.section(article.section), names.sources(article.sources)
    authors, provinces = names.authors(article.author), names.provinces(article)
    topics = names.topics(stored.topics)
    # A card stands in many pages: its digest stands for it wherever inputs are compared. The file says
    # the rest; only what its names mean can change without it.
    names_mean = (section.meaning, sources.meaning, authors.meaning, provinces.meaning, topics.meaning)
    meaning = "\n".join((stored.digest, *names_mean))
    return Card(
        title=article.title,
        path=addresses.article(article.date, article.number),
        date=article.date,
        number=article.number,
        section=section.links[0],
        sources=sources.links,
        source_dates=article.source_dates,
        source_page=article.source_page,
        authors=authors.links,
        provinces=provinces.links,
        topics=topics.links,
        lead=stored.lead,
        is_digest=article.kind is Kind.DIGEST,
        digest=hashlib.blake2b(meaning.encode(), digest_size=16).hexdigest(),
    )


@dataclass(frozen=True, slots=True)
class _Linked:
    """Names as links, and a text that says where they lead."""

    links: tuple[Link, ...]
    meaning: str


_NOBODY = _Linked((), "")


class _Names:
    """What the names in headers mean in one archive: few stand in many articles, and share their links."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._linked = lru_cache(maxsize=None)(_linked)
        self.section = lru_cache(maxsize=None)(self._section)
        self.sources = lru_cache(maxsize=None)(self._sources)
        self.authors = lru_cache(maxsize=None)(self._authors)
        self.topics = lru_cache(maxsize=None)(self._topics)
        self._topic_names = {topic.slug: topic.name for topic in archive.registries.topics}

    def provinces(self, article: Article) -> _Linked:
        """The units as they were on the article's date."""
        if not article.provinces:
            return _NOBODY
        found = self._archive.provinces(article)
        return self._linked(*((unit.name, province_path(unit)) for unit in found))

    def _authors(self, printed: str | None) -> _Linked:
        found = self._archive.authors(printed) if printed else ()
        return self._linked(*((name, address.removeprefix("/")) for name, address in found))

    def _topics(self, slugs: tuple[str, ...]) -> _Linked:
        return self._linked(*((self._topic_names[slug], f"{addresses.TOPICS}{slug}/") for slug in slugs))

    def _section(self, printed: str) -> _Linked:
        section = self._archive.registries.section(printed)
        to = (section.name, f"{addresses.SECTIONS}{section.slug}/") if section else (printed, None)
        return self._linked(to)

    def _sources(self, printed: tuple[str, ...]) -> _Linked:
        found = ((name, self._archive.registries.source(name)) for name in printed)
        return self._linked(*((name, f"{addresses.SOURCES}{s.id}/" if s else None) for name, s in found))


def _linked(*names: tuple[str, str | None]) -> _Linked:
    return _Linked(tuple(Link(*name) for name in names), repr(names))


def neighbours(links: Sequence[Link], index: int) -> tuple[Link | None, Link | None]:
    """The links before and after `index`, None at either end."""
    return links[index - 1] if index else None, links[index + 1] if index + 1 < len(links) else None
