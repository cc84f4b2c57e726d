"""The calendar: a page a year, and the grids of months, in which days without an issue show as gaps."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from bulletin.archive.archive import Issue
from bulletin.ledger import addresses
from bulletin.pages.cards import Link, neighbours
from bulletin.pages.page import Page, PageGroup
from bulletin.pages.time_line import TimeLine, time_line

# Two days: what lies between them may have gaps.
Reach = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the grid: `path` of its issue, None where there was none; `outside` the month if blank.

    A gap is a working day without an issue between the first and the newest one.
    """

    number: int
    path: str | None
    is_gap: bool
    is_outside: bool


@dataclass(frozen=True, slots=True)
class MonthGrid:
    """A month as weeks from Monday to Sunday; `is_covered` says that the archive has begun and got there."""

    month: Link
    weeks: tuple[tuple[Day, ...], ...]
    count: int
    is_covered: bool


@dataclass(frozen=True, slots=True)
class YearView:
    """The twelve months of a year, and the years of the archive before and after."""

    year: int
    months: tuple[MonthGrid, ...]
    count: int
    previous: Link | None
    next: Link | None


@dataclass(frozen=True, slots=True)
class YearCount:
    """A year with the number of its issues and articles, and its months with an issue."""

    year: Link
    issues: int
    articles: int
    months: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class CalendarView:
    """All years of the archive, newest first, the articles of each month, and the first and the last day."""

    years: tuple[YearCount, ...]
    time_line: TimeLine | None
    days: Reach | None


def calendar_groups(issues: Sequence[Issue]) -> Iterator[PageGroup]:
    """The page of all years, then of each year that has an issue."""
    span = (issues[0].date, issues[-1].date) if issues else None
    yield PageGroup(
        _calendar_page, (CalendarView(year_counts(issues), line_of_months(issues), span),), ("calendar",)
    )
    years = _by_year(issues)
    year_links = [Link(str(year), addresses.year(year)) for year in years]
    for index, (year, of_year) in enumerate(years.items()):
        days = tuple(issue.date for issue in of_year)
        reach = _reach(issues, date(year, 1, 1), date(year, 12, 31))
        yield PageGroup(_year_page, (year, days, reach, *neighbours(year_links, index)), ("year",))


def year_counts(issues: Sequence[Issue]) -> tuple[YearCount, ...]:
    """How many issues and articles each year has, newest year first."""
    counts = (
        YearCount(
            Link(str(year), addresses.year(year)),
            len(of_year),
            sum(len(issue.articles) for issue in of_year),
            tuple(
                Link(str(month), addresses.month(year, month))
                for month in sorted({issue.date.month for issue in of_year})
            ),
        )
        for year, of_year in _by_year(issues).items()
    )
    return tuple(counts)[::-1]


def line_of_months(issues: Sequence[Issue]) -> TimeLine | None:
    """The time line of all articles, each month leading to its page."""
    return time_line(
        {
            (year, month): (addresses.month(year, month), sum(len(issue.articles) for issue in of_month))
            for (year, month), of_month in by_month(issues).items()
        }
    )


def month_link(year: int, month: int) -> Link:
    """The link to a month, named `Tháng 12/2023`."""
    return Link(f"Tháng {month}/{year}", addresses.month(year, month))


def month_grid(year: int, month: int, of_month: Sequence[Issue], issues: Sequence[Issue]) -> MonthGrid:
    """The weeks of a month with the issues `of_month`; `issues` are all of the archive, oldest first."""
    days = tuple(issue.date for issue in of_month)
    first, last = date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    return _grid(year, month, days, _reach(issues, first, last))


def _grid(year: int, month: int, days: Sequence[date], reach: Reach) -> MonthGrid:
    """The weeks of a month; `days` are those with an issue, of other months too, which are left aside.

    The month is a link only where it has an issue. An issue of several days marks its last day.
    """
    marked = {day for day in days if (day.year, day.month) == (year, month)}
    first, last = reach

    def day_of(day: date) -> Day:
        has_issue = day in marked
        return Day(
            number=day.day,
            path=addresses.issue(day) if has_issue else None,
            is_gap=not has_issue and day.weekday() < 5 and first < day < last,
            is_outside=day.month != month,
        )

    weeks = tuple(tuple(map(day_of, week)) for week in calendar.Calendar().monthdatescalendar(year, month))
    link = month_link(year, month)
    is_covered = any(day.path or day.is_gap for week in weeks for day in week if not day.is_outside)
    return MonthGrid(link if marked else Link(link.text, None), weeks, len(marked), is_covered)


def _reach(issues: Sequence[Issue], first: date, last: date) -> Reach:
    """How much of the days from `first` to `last` lies between the first and the newest of `issues`.

    What is before and behind counts as a day on either side, so that it says nothing of other times.
    """
    if not issues:
        return date.max, date.min
    day = timedelta(days=1)
    return max(issues[0].date, first - day), min(issues[-1].date, last + day)


def _calendar_page(view: CalendarView) -> Iterator[Page]:
    yield Page(addresses.CALENDAR, "calendar", view)


def _year_page(
    year: int, days: tuple[date, ...], reach: Reach, previous: Link | None, next_: Link | None
) -> Iterator[Page]:
    grids = tuple(_grid(year, month, days, reach) for month in range(1, 13))
    yield Page(addresses.year(year), "year", YearView(year, grids, len(days), previous, next_))


def _by_year(issues: Sequence[Issue]) -> dict[int, tuple[Issue, ...]]:
    return {year: tuple(members) for year, members in groupby(issues, lambda issue: issue.date.year)}


def by_month(issues: Sequence[Issue]) -> dict[tuple[int, int], tuple[Issue, ...]]:
    """The issues of each year and month that has any, oldest first, as `issues` are."""
    grouped = groupby(issues, lambda issue: (issue.date.year, issue.date.month))
    return {key: tuple(members) for key, members in grouped}
