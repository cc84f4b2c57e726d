"""The plan of the site: every page of an archive, each once, in a fixed order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bulletin import addresses
from bulletin.archive import Archive
from bulletin.pages.calendar import calendar_groups
from bulletin.pages.cards import CardOf
from bulletin.pages.home import home_group
from bulletin.pages.indexes import index_groups, province_entries
from bulletin.pages.issue import issue_groups
from bulletin.pages.page import Page, PageGroup
from bulletin.pages.static_page import StaticPage, static_group


@dataclass(frozen=True, slots=True)
class EmptyView:
    """The view of a page that shows nothing of the archive."""


def site_groups(archive: Archive, pages: Sequence[StaticPage], card: CardOf) -> Iterator[PageGroup]:
    """All pages: issues with their articles first, then what lists them, then the rest.

    `card` gives the card of an article of `archive`; it is asked for the same one many times.
    """
    yield from issue_groups(archive.issues, card)
    yield from calendar_groups(archive.issues)
    provinces = province_entries(archive)
    yield from index_groups(archive, card, provinces)
    yield home_group(archive, card, provinces)
    for page in pages:
        yield static_group(page)
    yield PageGroup(_lone_page, (addresses.SEARCH, "search"), ("search",))
    yield PageGroup(_lone_page, ("404.html", "404"), ("404",))


def _lone_page(path: str, template: str) -> Iterator[Page]:
    yield Page(path, template, EmptyView())
