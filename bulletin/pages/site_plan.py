"""The plan of the site: every page of an archive, each once, in a fixed order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bulletin.archive.archive import Archive, StoredArticle
from bulletin.content.model import StaticPage
from bulletin.ledger import addresses
from bulletin.pages.calendar import calendar_groups
from bulletin.pages.cards import Card, cards_of
from bulletin.pages.data_files import data_groups, replaced_files
from bulletin.pages.departure_pages import departed_groups, departed_of
from bulletin.pages.feeds import feed_groups
from bulletin.pages.figures import figures_group
from bulletin.pages.glossary import glossary_group
from bulletin.pages.home import home_group
from bulletin.pages.indexes import index_groups, province_entries
from bulletin.pages.issue import issue_groups
from bulletin.pages.members import members_of
from bulletin.pages.month import month_groups
from bulletin.pages.page import Page, PageGroup
from bulletin.pages.redirects import redirect_groups
from bulletin.pages.site import Site
from bulletin.pages.sitemap import opensearch_group, robots_group, sitemap_groups
from bulletin.pages.static_page import static_group
from bulletin.pages.whole_issue import whole_issues


@dataclass(frozen=True, slots=True)
class EmptyView:
    """The view of a page that shows nothing of the archive."""


def site_groups(archive: Archive, pages: Sequence[StaticPage], site: Site) -> Iterator[PageGroup]:
    """All pages: issues with their articles first, then what lists them, then the rest.

    What is of no use without the address of `site` is left out where it has none.
    """
    cards = cards_of(archive)

    def card(stored: StoredArticle) -> Card:
        return cards[stored.path]

    wholes = whole_issues(archive.issues, card)
    # A book leads to the site, so it needs its address.
    with_books = bool(site.url)
    yield from issue_groups(archive.issues, wholes, archive.registries.abbreviations, with_books)
    yield from calendar_groups(archive.issues)
    yield from month_groups(archive.issues, wholes, with_books)
    members = members_of(archive, card)
    provinces = province_entries(archive, members)
    yield from index_groups(archive, card, members, provinces)
    yield home_group(archive, card, provinces)
    yield figures_group(archive, card, members)
    yield glossary_group(archive.registries.abbreviations)
    for page in pages:
        yield static_group(page)
    yield PageGroup(_lone_page, (addresses.SEARCH, "search"), ("search",))
    yield PageGroup(_lone_page, ("404.html", "404"), ("404",))
    yield from data_groups(archive, wholes, site.data_ending)
    departed = departed_of(archive, members)
    yield from departed_groups(archive, departed)
    yield from redirect_groups(departed, replaced_files(archive, site.data_ending))
    yield robots_group()
    if site.url:
        yield from feed_groups(archive, card, members)
        yield from sitemap_groups(archive, pages, card)
        yield opensearch_group()


def _lone_page(path: str, template: str) -> Iterator[Page]:
    yield Page(path, template, EmptyView())
