"""What crawlers and browsers ask a site for: sitemaps, robots.txt and the OpenSearch description.

All but robots.txt need the site's address, so a site without one does not have them. The sitemap has a
part a year, so that a new issue changes one small file, and one part for the pages that belong to no
year. What belongs to a year tells the day of its last change: that of the issue, or of the last correction
that its articles tell of. No clock is asked.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from bulletin.archive.archive import Archive, Issue
from bulletin.content.model import StaticPage
from bulletin.ledger import addresses
from bulletin.pages.cards import CardOf, province_path
from bulletin.pages.page import Page, PageGroup

OF_NO_YEAR = "trang"


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    """An address of a sitemap, and the day on which it changed last, where that is known."""

    path: str
    changed: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class SitemapView:
    """The addresses that a part of the sitemap lists, or the parts that its index lists."""

    entries: tuple[SitemapEntry, ...]


# An issue: its day, and for each of its articles the number and the day of the last change.
_Changes = tuple[datetime.date, tuple[tuple[int, datetime.date], ...]]


@dataclass(frozen=True, slots=True)
class NoView:
    """The view of a file that says nothing of the archive."""


def sitemap_groups(archive: Archive, pages: Sequence[StaticPage], card: CardOf) -> Iterator[PageGroup]:
    """The index, a part for each year, and the part of the other pages."""
    years = {
        year: tuple((issue.date, _changes(issue)) for issue in issues)
        for year, issues in groupby(archive.issues, lambda issue: issue.date.year)
    }
    parts = (SitemapEntry(addresses.sitemap(str(year)), _last(of)) for year, of in years.items())
    index = SitemapView((SitemapEntry(addresses.sitemap(OF_NO_YEAR)), *parts))
    yield PageGroup(_sitemap_page, (addresses.SITEMAP, "sitemap-index.xml", index), ("sitemap-index.xml",))
    for year, issues in years.items():
        yield PageGroup(_year_part, (year, issues), ("sitemap.xml",))
    others = SitemapView(tuple(map(SitemapEntry, _other_paths(archive, pages, card))))
    path = addresses.sitemap(OF_NO_YEAR)
    yield PageGroup(_sitemap_page, (path, "sitemap.xml", others), ("sitemap.xml",))


def robots_group() -> PageGroup:
    """The file `robots.txt`: everything may be read."""
    return PageGroup(_lone_file, (addresses.ROBOTS,), (addresses.ROBOTS,))


def opensearch_group() -> PageGroup:
    """What a browser needs to offer the search of this site in its own address bar."""
    return PageGroup(_lone_file, (addresses.OPENSEARCH,), (addresses.OPENSEARCH,))


def _sitemap_page(path: str, template: str, view: SitemapView) -> Iterator[Page]:
    yield Page(path, template, view)


def _year_part(year: int, issues: tuple[_Changes, ...]) -> Iterator[Page]:
    entries = [SitemapEntry(addresses.year(year), _last(issues))]
    for month, found in groupby(issues, lambda issue: issue[0].month):
        of_month = tuple(found)
        entries.append(SitemapEntry(addresses.month(year, month), _last(of_month)))
        for day, articles in of_month:
            entries.append(SitemapEntry(addresses.issue(day), _last(((day, articles),))))
            entries += [SitemapEntry(addresses.article(day, number), changed) for number, changed in articles]
    yield Page(addresses.sitemap(str(year)), "sitemap.xml", SitemapView(tuple(entries)))


def _last(issues: Iterable[_Changes]) -> datetime.date:
    """The day of the last change of some issues."""
    return max(max((day, *(changed for _, changed in articles))) for day, articles in issues)


def _lone_file(path: str) -> Iterator[Page]:
    yield Page(path, path, NoView())


def _changes(issue: Issue) -> tuple[tuple[int, datetime.date], ...]:
    return tuple(
        (stored.article.number, max((issue.date, *(one.day for one in stored.article.corrections))))
        for stored in issue.articles
    )


def _other_paths(archive: Archive, pages: Sequence[StaticPage], card: CardOf) -> Iterator[str]:
    """Home, the pages of editors, the indexes and each list at its own address; older list pages show
    nothing that is not in the years."""
    yield from (addresses.HOME, addresses.CALENDAR, addresses.SEARCH)
    yield from (addresses.FIGURES, addresses.GLOSSARY, addresses.DATA, addresses.DOWNLOADS)
    yield from (f"{page.slug}/" for page in pages)
    yield from (addresses.PROVINCES, *(province_path(unit) for unit in archive.registries.provinces))
    yield addresses.SECTIONS
    yield from (f"{addresses.SECTIONS}{section.slug}/" for section in archive.registries.sections)
    yield addresses.TOPICS
    yield from (f"{addresses.TOPICS}{topic.slug}/" for topic in archive.registries.topics)
    yield from (addresses.SOURCES, addresses.AUTHORS)
    cited: set[str] = set()
    for stored in archive.articles:
        shown = card(stored)
        cited.update(link.path for link in (*shown.sources, *shown.authors) if link.path)
    yield from sorted(cited)
