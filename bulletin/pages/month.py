"""The page of a month: its calendar, its articles by section, what they are most about, and its EPUB."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bulletin.archive.archive import Issue
from bulletin.ledger import addresses
from bulletin.pages.book import BOOK_TEMPLATES, Book
from bulletin.pages.calendar import MonthGrid, by_month, month_grid, month_link
from bulletin.pages.cards import Link, neighbours
from bulletin.pages.most_named import NamedOften, provinces_of, topics_of
from bulletin.pages.page import Page, PageGroup
from bulletin.pages.whole_issue import WholeIssue


@dataclass(frozen=True, slots=True)
class DatedTitle:
    """An article in the digest of its month."""

    date: date
    article: Link


@dataclass(frozen=True, slots=True)
class SectionOfMonth:
    """A section with its articles of the month, oldest first."""

    section: Link
    articles: tuple[DatedTitle, ...]


@dataclass(frozen=True, slots=True)
class MonthView:
    """A month: its grid, its articles by section, and what they are most about; the months around it.

    `book` is the address of its EPUB, if it has one.
    """

    grid: MonthGrid
    year: Link
    count: int
    sections: tuple[SectionOfMonth, ...]
    provinces: tuple[NamedOften, ...]
    topics: tuple[NamedOften, ...]
    previous: Link | None
    next: Link | None
    book: str | None


def month_groups(
    issues: Sequence[Issue], wholes: Sequence[WholeIssue], with_books: bool
) -> Iterator[PageGroup]:
    """The page of each month that has an issue; `wholes` are the same issues in full.

    A month of several issues gets its EPUB once another one has begun: until then it would be another every
    day.
    """
    in_full = {whole.date: whole for whole in wholes}
    months = by_month(issues)
    links = [month_link(*key) for key in months]
    for index, ((year, month), of_month) in enumerate(months.items()):
        of_whole = tuple(in_full[issue.date] for issue in of_month)
        grid = month_grid(year, month, of_month, issues)
        has_book = with_books and len(of_month) > 1 and index + 1 < len(months)
        templates = ("month", *(BOOK_TEMPLATES if has_book else ()))
        yield PageGroup(_month_page, (of_whole, grid, neighbours(links, index), has_book), templates)


def _month_page(
    issues: tuple[WholeIssue, ...],
    grid: MonthGrid,
    around: tuple[Link | None, Link | None],
    has_book: bool,
) -> Iterator[Page]:
    year, month = issues[0].date.year, issues[0].date.month
    path, book = addresses.month(year, month), addresses.month_book(year, month) if has_book else None
    cards = [full.card for issue in issues for full in issue.articles]
    by_section: dict[Link, list[DatedTitle]] = {}
    for card in cards:
        by_section.setdefault(card.section, []).append(DatedTitle(card.date, Link(card.title, card.path)))
    view = MonthView(
        grid,
        Link(str(year), addresses.year(year)),
        len(cards),
        tuple(SectionOfMonth(section, tuple(titles)) for section, titles in by_section.items()),
        provinces_of(cards),
        topics_of(cards),
        *around,
        book,
    )
    yield Page(path, "month", view)
    if book:
        yield Page(book, None, Book(grid.month.text, path, issues))
