"""The archive as one value: all articles in a total order, with the lists that resolve their names."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from bulletin.content.extent import Extent, unseal
from bulletin.content.model import Article
from bulletin.content.registry import Newspaper, Province, Registries, Section
from bulletin.ledger.author_addresses import author_key, author_names
from bulletin.ledger.ledger_file import Row
from bulletin.machine.compact import Compact


@dataclass(frozen=True, slots=True)
class StoredArticle(Compact):
    """An article in its file: its header, how it begins, and a digest of what is shown of it.

    `path` is relative to the content folder, `lead` is plain text, `digest` the seal of the file's
    SHA-256 and of the extent to which it is shown. `topics` are the slugs of what it is about, and
    `abbreviations` the short forms in it, by what is shown. The body is not kept: who renders it reads the
    file.
    """

    article: Article
    path: str
    lead: str
    digest: str
    topics: tuple[str, ...] = ()
    # The addresses of the site that the body links to, each with its line.
    links: tuple[tuple[str, int], ...] = ()
    abbreviations: tuple[str, ...] = ()

    @property
    def extent(self) -> Extent:
        """How much of the article is shown."""
        return unseal(self.digest)[1]


@dataclass(frozen=True, slots=True)
class Issue:
    """All that was published under one date, in the order of the numbers."""

    date: datetime.date
    articles: tuple[StoredArticle, ...]

    @property
    def date_from(self) -> datetime.date | None:
        """The first day of an issue that covers several, else None."""
        return next((a.article.date_from for a in self.articles if a.article.date_from), None)


@dataclass(frozen=True, slots=True)
class Departure:
    """An address whose page moved or is gone; `to` is the row of where it leads in the end, if anywhere."""

    row: Row
    to: Row | None

    @property
    def is_for_now(self) -> bool:
        """Whether the ledger has the address as live: the page of a list that may grow again."""
        return self.row.is_live


@dataclass(frozen=True)
class Archive:
    """Every article that is shown, sorted by date and number, and what its names mean.

    `departed` are the addresses whose pages moved or are gone, `vacant` the published ones of authors and
    sources that no article names by now, `list_pages` the pages of lists that were published, each with the
    list to which it leads once that is too short for it. An address of `author_addresses` is None where its
    page is gone.
    """

    articles: tuple[StoredArticle, ...]
    registries: Registries
    author_addresses: Mapping[str, str | None]
    departed: tuple[Departure, ...] = ()
    vacant: tuple[Row, ...] = ()
    list_pages: tuple[Departure, ...] = ()

    @cached_property
    def issues(self) -> tuple[Issue, ...]:
        """The issues, oldest first."""
        return tuple(
            Issue(day, tuple(articles)) for day, articles in groupby(self.articles, lambda a: a.article.date)
        )

    @cached_property
    def withheld(self) -> str:
        """A digest of what may not be shown: articles taken down, and extents that are not the full one.

        Where it is another than before, nothing that an earlier build made of the text may stay.
        """
        gone = [one.row.address for one in self.departed if one.row.kind == "article" and one.row.reason]
        extents = [(one.id, one.extent) for one in self.registries.sources if one.extent is not Extent.FULL]
        inputs = repr((gone, self.registries.site_extent, extents))
        return hashlib.blake2b(inputs.encode(), digest_size=16).hexdigest()

    def section(self, article: Article) -> Section | None:
        """The registered section of `article`."""
        return self.registries.section(article.section)

    def provinces(self, article: Article) -> tuple[Province, ...]:
        """The registered units of `article`, as they were on its date."""
        found = (self.registries.province(name, article.date) for name in article.provinces)
        return tuple(province for province in found if province)

    def sources(self, article: Article) -> tuple[tuple[str, Newspaper | None], ...]:
        """The sources as printed, each with its registry entry, or None for one that is not registered."""
        return tuple((printed, self.registries.source(printed)) for printed in article.sources)

    def authors(self, printed: str) -> tuple[tuple[str, str], ...]:
        """The names in the author line `printed`, each with the address that the ledger fixed for it.

        A name without a letter that an address could hold has none, and is left out; so is one whose
        page is gone.
        """
        names = author_names(printed)
        found = ((name, self.author_addresses.get(author_key(name))) for name in names)
        return tuple((name, address) for name, address in found if address is not None)


def in_order(articles: Iterable[StoredArticle]) -> tuple[StoredArticle, ...]:
    """`articles` in the order of the archive, which is total: date, number, file."""
    return tuple(sorted(articles, key=lambda a: (a.article.date, a.article.number, a.path)))
