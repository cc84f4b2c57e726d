"""What of a content folder has a permanent address: the rows that the ledger has, or has to be given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from bulletin.archive.archive import StoredArticle
from bulletin.content.model import Article, StaticPage
from bulletin.content.registry import Newspaper, Registries
from bulletin.ledger import addresses
from bulletin.ledger.author_addresses import author_names, new_authors
from bulletin.ledger.ledger_file import Row
from bulletin.text.letters import squeeze


def issue_row(article: Article) -> Row:
    """The address of the issue of `article`."""
    return Row(f"/{addresses.issue(article.date)}", "issue", article.date.isoformat())


def article_row(article: Article) -> Row:
    """The address of `article`."""
    return Row(f"/{addresses.article(article.date, article.number)}", "article", squeeze(article.title))


def calendar_rows(days: Iterable[date]) -> Iterator[Row]:
    """The addresses of the years and months of the issues of `days`, each year before its months."""
    months = sorted({(day.year, day.month) for day in days})
    for year, of_year in groupby(months, lambda month: month[0]):
        yield Row(f"/{addresses.year(year)}", "year", f"{year:04d}")
        for _, month in of_year:
            yield Row(f"/{addresses.month(year, month)}", "month", f"{year:04d}-{month:02d}")


def source_row(source: Newspaper) -> Row:
    """The address of a newspaper; it has a page once an article cites it, and keeps that once published."""
    return Row(f"/{addresses.SOURCES}{source.id}/", "source", squeeze(source.name))


def listed_rows(registries: Registries) -> Iterator[Row]:
    """The addresses of all sections, provinces and topics."""
    for section in registries.sections:
        yield Row(f"/{addresses.SECTIONS}{section.slug}/", "section", squeeze(section.name))
    for province in registries.provinces:
        yield Row(f"/{addresses.PROVINCES}{province.slug}/", "province", squeeze(province.name))
    for topic in registries.topics:
        yield Row(f"/{addresses.TOPICS}{topic.slug}/", "topic", squeeze(topic.name))


def page_row(page: StaticPage) -> Row:
    """The address of a page that editors wrote."""
    return Row(f"/{page.slug}/", "page", squeeze(page.title))


def named_authors(articles: Iterable[StoredArticle]) -> set[str]:
    """The names of the authors of `articles`, as printed."""
    return {
        name for printed in {one.article.author for one in articles} for name in author_names(printed or "")
    }


def cited_sources(articles: Iterable[StoredArticle], registries: Registries) -> set[str]:
    """The ids of the registered newspapers that `articles` cite."""
    printed = {name for names in {one.article.sources for one in articles} for name in names}
    return {source.id for name in printed if (source := registries.source(name)) is not None}


def missing_rows(rows: Sequence[Row], articles: Iterable[Article]) -> tuple[Row, ...]:
    """The rows that `articles` need and the ledger lacks: issues and articles in order, then authors."""
    given = {row.address for row in rows}
    missing: dict[str, Row] = {}
    names: list[str] = []
    for article in articles:
        for row in (issue_row(article), article_row(article)):
            if row.address not in given:
                missing.setdefault(row.address, row)
        names += author_names(article.author) if article.author else ()
    return (*missing.values(), *new_authors([*rows, *missing.values()], names))
