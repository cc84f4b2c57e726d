"""The home page: the newest issue, the calendar, the sections and the provinces."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bulletin.archive.archive import Archive
from bulletin.ledger import addresses
from bulletin.pages.calendar import MonthGrid, YearCount, month_grid, year_counts
from bulletin.pages.cards import Card, CardOf, Link
from bulletin.pages.indexes import IndexEntry
from bulletin.pages.page import Page, PageGroup
from bulletin.text.dates import date_span, weekday_name


@dataclass(frozen=True, slots=True)
class NewestIssue:
    """The newest issue as its contents list: cards in printed order."""

    path: str
    span: str
    weekday: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class HomeView:
    """All that the home page shows; `newest` and `grid` are None in an empty archive."""

    newest: NewestIssue | None
    grid: MonthGrid | None
    years: tuple[YearCount, ...]
    sections: tuple[Link, ...]
    provinces: tuple[IndexEntry, ...]


def home_group(archive: Archive, card: CardOf, provinces: tuple[IndexEntry, ...]) -> PageGroup:
    """The home page of `archive`."""
    newest, grid = None, None
    if archive.issues:
        issue = archive.issues[-1]
        newest = NewestIssue(
            addresses.issue(issue.date),
            date_span(issue.date_from, issue.date),
            weekday_name(issue.date),
            tuple(card(stored) for stored in issue.articles),
        )
        of_year = [other for other in archive.issues if other.date.year == issue.date.year]
        grid = month_grid(issue.date.year, issue.date.month, of_year, archive.issues)
    sections = tuple(
        Link(section.name, f"{addresses.SECTIONS}{section.slug}/") for section in archive.registries.sections
    )
    view = HomeView(newest, grid, year_counts(archive.issues), sections, provinces)
    return PageGroup(_home_page, (view,), ("home",))


def _home_page(view: HomeView) -> Iterator[Page]:
    yield Page(addresses.HOME, "home", view)
