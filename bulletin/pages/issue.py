"""The page of an issue, with every article in full, the page of each of its articles, and its EPUB."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bulletin.archive.archive import Issue
from bulletin.content.abbreviation import Abbreviation
from bulletin.ledger import addresses
from bulletin.pages.book import BOOK_TEMPLATES, Book
from bulletin.pages.cards import Link, neighbours
from bulletin.pages.page import Page, PageGroup
from bulletin.pages.related import Earlier
from bulletin.pages.related import related as related_of
from bulletin.pages.whole_issue import FullArticle, SectionBlock, WholeIssue
from bulletin.text.dates import date_span, weekday_name


@dataclass(frozen=True, slots=True)
class Beside:
    """What an article's page has beside it: earlier articles about the same, and its abbreviations."""

    related: tuple[Earlier, ...] = ()
    abbreviations: tuple[Abbreviation, ...] = ()


@dataclass(frozen=True, slots=True)
class OtherIssues:
    """The issues to which one leads: before and after it, and those of its day in earlier years.

    Of later years there is none, so that a page never changes for them.
    """

    previous: Link | None
    next: Link | None
    same_day: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class IssueView:
    """An issue: masthead, sections with articles in full, where it leads, and its EPUB, if there is one."""

    date: date
    span: str
    weekday: str
    path: str
    sections: tuple[SectionBlock, ...]
    count: int
    month: Link
    others: OtherIssues
    book: str | None


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article: in full, its place in the issue, its neighbours there, and what is beside it."""

    full: FullArticle
    issue: Link
    place: int
    count: int
    previous: Link | None
    next: Link | None
    beside: Beside = Beside()


def issue_link(issue: Issue) -> Link:
    """The link to an issue, named by its days."""
    return Link(date_span(issue.date_from, issue.date), addresses.issue(issue.date))


def issue_pages(
    issue: WholeIssue, others: OtherIssues, beside: tuple[Beside, ...], has_book: bool
) -> Iterator[Page]:
    """The page of `issue`, its EPUB, if it has one, and the page of each article with what is `beside` it."""
    articles = issue.articles
    book = addresses.issue_book(issue.date) if has_book else None
    yield Page(
        issue.path,
        "issue",
        IssueView(
            date=issue.date,
            span=issue.span,
            weekday=weekday_name(issue.date),
            path=issue.path,
            sections=issue.sections,
            count=len(articles),
            month=Link(
                f"tháng {issue.date.month}/{issue.date.year}",
                addresses.month(issue.date.year, issue.date.month),
            ),
            others=others,
            book=book,
        ),
    )
    if book:
        yield Page(book, None, Book(f"Số ra ngày {issue.span}", issue.path, (issue,)))
    links = [Link(one.card.title, one.card.path) for one in articles]
    for index, one in enumerate(articles):
        yield Page(
            one.card.path,
            "article",
            ArticleView(
                full=one,
                issue=Link(issue.span, issue.path),
                place=index + 1,
                count=len(articles),
                previous=links[index - 1] if index else None,
                next=links[index + 1] if index + 1 < len(links) else None,
                beside=beside[index],
            ),
        )


def issue_groups(
    issues: Sequence[Issue],
    wholes: Sequence[WholeIssue],
    abbreviations: Iterable[Abbreviation],
    with_books: bool,
) -> Iterator[PageGroup]:
    """One group for each issue; `issues` come oldest first, and `wholes` are the same in full.

    `abbreviations` are all that are known.
    """
    known = {one.short: one for one in abbreviations}
    alike = related_of([one.card for whole in wholes for one in whole.articles])
    links = [issue_link(issue) for issue in issues]
    by_day: dict[tuple[int, int], list[Link]] = {}
    for index, (issue, whole) in enumerate(zip(issues, wholes, strict=True)):
        of_day = by_day.setdefault((issue.date.month, issue.date.day), [])
        others = OtherIssues(*neighbours(links, index), tuple(of_day))
        of_day.append(links[index])
        beside = tuple(
            Beside(alike.get(one.card.path, ()), tuple(known[short] for short in stored.abbreviations))
            for one, stored in zip(whole.articles, issue.articles, strict=True)
        )
        templates = ("issue", "article", *(BOOK_TEMPLATES if with_books else ()))
        yield PageGroup(issue_pages, (whole, others, beside, with_books), templates, issue.date)
