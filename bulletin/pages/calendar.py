"""The calendar: a page a year and a page a month, in which days without an issue show as gaps."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from bulletin.archive.archive import Issue
from bulletin.ledger import addresses
from bulletin.pages.cards import Link, article_link, neighbours
from bulletin.pages.issue import issue_link
from bulletin.pages.page import Page, PageGroup
from bulletin.text.dates import weekday_name


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the grid: `path` of its issue, None where there was none; `outside` the month if blank."""

    number: int
    path: str | None
    is_weekend: bool
    is_outside: bool


@dataclass(frozen=True, slots=True)
class MonthGrid:
    """A month as weeks from Monday to Sunday."""

    month: Link
    weeks: tuple[tuple[Day, ...], ...]
    count: int


@dataclass(frozen=True, slots=True)
class YearView:
    """The twelve months of a year, and the years of the archive before and after."""

    year: int
    months: tuple[MonthGrid, ...]
    count: int
    previous: Link | None
    next: Link | None


@dataclass(frozen=True, slots=True)
class IssueLine:
    """An issue in the list of its month: its date and the titles of its articles."""

    issue: Link
    weekday: str
    titles: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class MonthView:
    """A month: its grid and its issues, oldest first; the months with issues before and after."""

    grid: MonthGrid
    year: Link
    issues: tuple[IssueLine, ...]
    previous: Link | None
    next: Link | None


@dataclass(frozen=True, slots=True)
class YearCount:
    """A year with the number of its issues and articles."""

    year: Link
    issues: int
    articles: int


@dataclass(frozen=True, slots=True)
class CalendarView:
    """All years of the archive, newest first."""

    years: tuple[YearCount, ...]


def calendar_groups(issues: Sequence[Issue]) -> Iterator[PageGroup]:
    """The page of all years, then of each year and of each month that has an issue."""
    yield PageGroup(_calendar_page, (year_counts(issues),), ("calendar",))
    years = _by_year(issues)
    year_links = [Link(str(year), addresses.year(year)) for year in years]
    for index, (year, of_year) in enumerate(years.items()):
        days = tuple(issue.date for issue in of_year)
        yield PageGroup(_year_page, (year, days, *neighbours(year_links, index)), ("year",))
    months = _by_month(issues)
    month_links = [month_link(*key) for key in months]
    for index, ((year, month), of_month) in enumerate(months.items()):
        lines = tuple(_issue_line(issue) for issue in of_month)
        days = tuple(issue.date for issue in of_month)
        yield PageGroup(_month_page, (year, month, days, lines, *neighbours(month_links, index)), ("month",))


def year_counts(issues: Sequence[Issue]) -> tuple[YearCount, ...]:
    """How many issues and articles each year has, newest year first."""
    counts = (
        YearCount(
            Link(str(year), addresses.year(year)),
            len(of_year),
            sum(len(issue.articles) for issue in of_year),
        )
        for year, of_year in _by_year(issues).items()
    )
    return tuple(counts)[::-1]


def month_link(year: int, month: int) -> Link:
    """The link to a month, named `Tháng 12/2023`."""
    return Link(f"Tháng {month}/{year}", addresses.month(year, month))


def month_grid(year: int, month: int, days: Sequence[date]) -> MonthGrid:
    """The weeks of a month; `days` are those with an issue, of other months too, which are left aside.

    The month is a link only where it has an issue. An issue of several days marks its last day.
    """
    marked = {day for day in days if (day.year, day.month) == (year, month)}
    weeks = tuple(
        tuple(_day(day, month, day in marked) for day in week)
        for week in calendar.Calendar().monthdatescalendar(year, month)
    )
    link = month_link(year, month)
    return MonthGrid(link if marked else Link(link.text, None), weeks, len(marked))


def _calendar_page(years: tuple[YearCount, ...]) -> Iterator[Page]:
    yield Page(addresses.CALENDAR, "calendar", CalendarView(years))


def _year_page(
    year: int, days: tuple[date, ...], previous: Link | None, next_: Link | None
) -> Iterator[Page]:
    grids = tuple(month_grid(year, month, days) for month in range(1, 13))
    yield Page(addresses.year(year), "year", YearView(year, grids, len(days), previous, next_))


def _month_page(
    year: int,
    month: int,
    days: tuple[date, ...],
    lines: tuple[IssueLine, ...],
    previous: Link | None,
    next_: Link | None,
) -> Iterator[Page]:
    grid = month_grid(year, month, days)
    view = MonthView(grid, Link(str(year), addresses.year(year)), lines, previous, next_)
    yield Page(addresses.month(year, month), "month", view)


def _issue_line(issue: Issue) -> IssueLine:
    titles = tuple(article_link(stored.article) for stored in issue.articles)
    return IssueLine(issue_link(issue), weekday_name(issue.date), titles)


def _day(day: date, month: int, has_issue: bool) -> Day:
    return Day(
        number=day.day,
        path=addresses.issue(day) if has_issue else None,
        is_weekend=day.weekday() >= 5,
        is_outside=day.month != month,
    )


def _by_year(issues: Sequence[Issue]) -> dict[int, tuple[Issue, ...]]:
    return {year: tuple(members) for year, members in groupby(issues, lambda issue: issue.date.year)}


def _by_month(issues: Sequence[Issue]) -> dict[tuple[int, int], tuple[Issue, ...]]:
    grouped = groupby(issues, lambda issue: (issue.date.year, issue.date.month))
    return {key: tuple(members) for key, members in grouped}
