"""Where the addresses lead that have no page of their own any more, and which pages stay although empty."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from bulletin.archive import site_addresses
from bulletin.archive.archive import Departure, StoredArticle
from bulletin.archive.list_pages import following, list_of
from bulletin.content.registry import Registries
from bulletin.ledger import addresses, ledger_file
from bulletin.ledger.author_addresses import author_key
from bulletin.ledger.kinds import LIST_PAGE
from bulletin.ledger.ledger_file import Row

# They go with the last of what is in them, without a line of their own.
_EMPTY = {
    "issue": "gone: các bài của số này không còn",
    "month": "gone: các số của tháng này không còn",
    "year": "gone: các số của năm này không còn",
}


def shown(articles: Iterable[StoredArticle], rows: Iterable[Row]) -> tuple[StoredArticle, ...]:
    """The `articles` but for those whose address moved or is gone."""
    left = {row.address for row in rows if not row.is_live and row.kind == "article"}
    if not left:
        return tuple(articles)
    return tuple(one for one in articles if site_addresses.article_row(one.article).address not in left)


def departures(
    rows: Sequence[Row], articles: Iterable[StoredArticle], others: Iterable[Row]
) -> tuple[Departure, ...]:
    """All that moved or is gone, in the order of the ledger `rows`.

    An issue goes with its last article, a month and a year with their last issue, a page of a list with its
    list. `articles` are those shown, `others` rows of pages that the ledger may not have yet.
    """
    days = {stored.article.date for stored in articles}
    calendar = tuple(site_addresses.calendar_rows(days))
    ledger = following(rows)
    known = ledger_file.by_address([*others, *calendar]) | ledger
    held = {f"/{addresses.issue(day)}" for day in days}.union(row.address for row in calendar)

    def found() -> Iterator[Departure]:
        for row in ledger.values():
            if row.is_live:
                if row.kind in _EMPTY and row.address not in held:
                    yield Departure(replace(row, state=_EMPTY[row.kind]), None)
            elif row.target is not None:
                yield Departure(row, known.get(ledger_file.destination(row, known) or ""))
            else:
                yield Departure(row, None)

    return tuple(found())


def list_pages(rows: Sequence[Row]) -> tuple[Departure, ...]:
    """The pages that the ledger `rows` have of lists which are still there, each with its list.

    There it leads once the list has become too short for it.
    """
    pages = [row for row in rows if row.kind == LIST_PAGE and row.is_live]
    known = ledger_file.by_address(rows) if pages else {}
    lists = ((page, known.get(list_of(page))) for page in pages)
    return tuple(Departure(page, of) for page, of in lists if of is not None and of.is_live)


def vacant(
    rows: Iterable[Row],
    articles: Collection[StoredArticle],
    registries: Registries,
    left: Iterable[Departure],
    pages_of: Mapping[str, str | None],
) -> tuple[Row, ...]:
    """The authors and sources that no article names, but whose address was published or is one led to.

    `pages_of` are the addresses of authors by now: the page of one may have the articles of another name.
    """
    targets = {departure.to.address for departure in left if departure.to}
    kept = [
        row
        for row in rows
        if row.is_live and row.kind in ("author", "source") and (row.first or row.address in targets)
    ]
    if not kept:
        return ()
    authors = {pages_of.get(author_key(name)) for name in site_addresses.named_authors(articles)}
    cited = site_addresses.cited_sources(articles, registries)
    sources = {site_addresses.source_row(one).address for one in registries.sources if one.id in cited}
    occupied = {*authors, *sources}
    return tuple(row for row in kept if row.address not in occupied)
