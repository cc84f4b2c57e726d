"""What crawlers and browsers ask a site for: sitemaps, robots.txt and the OpenSearch description.

All but robots.txt need the site's address, so a site without one does not have them. The sitemap has a
part a year, so that a new issue changes one small file, and one part for the pages that belong to no
year. No date of change is told: none is known that would hold after a correction.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from bulletin.archive.archive import Archive, Issue
from bulletin.content.model import StaticPage
from bulletin.ledger import addresses
from bulletin.pages.cards import CardOf, province_path
from bulletin.pages.page import Page, PageGroup

OF_NO_YEAR = "trang"


@dataclass(frozen=True, slots=True)
class SitemapView:
    """The addresses that a part of the sitemap lists, or the parts that its index lists."""

    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoView:
    """The view of a file that says nothing of the archive."""


def sitemap_groups(archive: Archive, pages: Sequence[StaticPage], card: CardOf) -> Iterator[PageGroup]:
    """The index, a part for each year, and the part of the other pages."""
    years = {
        year: tuple((issue.date, _numbers(issue)) for issue in issues)
        for year, issues in groupby(archive.issues, lambda issue: issue.date.year)
    }
    parts = [OF_NO_YEAR, *(str(year) for year in years)]
    index = SitemapView(tuple(addresses.sitemap(part) for part in parts))
    yield PageGroup(_sitemap_page, (addresses.SITEMAP, "sitemap-index.xml", index), ("sitemap-index.xml",))
    for year, issues in years.items():
        yield PageGroup(_year_part, (year, issues), ("sitemap.xml",))
    others = SitemapView(tuple(_other_paths(archive, pages, card)))
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


def _year_part(year: int, issues: tuple[tuple[datetime.date, tuple[int, ...]], ...]) -> Iterator[Page]:
    paths = [addresses.year(year)]
    for month, of_month in groupby(issues, lambda issue: issue[0].month):
        paths.append(addresses.month(year, month))
        for day, numbers in of_month:
            paths.append(addresses.issue(day))
            paths += [addresses.article(day, number) for number in numbers]
    yield Page(addresses.sitemap(str(year)), "sitemap.xml", SitemapView(tuple(paths)))


def _lone_file(path: str) -> Iterator[Page]:
    yield Page(path, path, NoView())


def _numbers(issue: Issue) -> tuple[int, ...]:
    return tuple(stored.article.number for stored in issue.articles)


def _other_paths(archive: Archive, pages: Sequence[StaticPage], card: CardOf) -> Iterator[str]:
    """Home, the pages of editors, the indexes and each list at its own address; older list pages show
    nothing that is not in the years."""
    yield from (addresses.HOME, addresses.CALENDAR, addresses.SEARCH)
    yield from (addresses.FIGURES, addresses.DATA, addresses.DOWNLOADS)
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
