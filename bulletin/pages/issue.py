"""The page of an issue, with every article in full, and the page of each of its articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from bulletin.archive.archive import Issue, StoredArticle
from bulletin.content.abbreviation import Abbreviation
from bulletin.content.extent import Extent, unseal
from bulletin.content.model import Correction
from bulletin.ledger import addresses
from bulletin.pages.cards import Card, CardOf, Link, neighbours
from bulletin.pages.key import Keyed
from bulletin.pages.page import Page, PageGroup
from bulletin.pages.related import Earlier
from bulletin.pages.related import related as related_of
from bulletin.text.dates import date_span, weekday_name

_EXTENT_NOTES = {
    Extent.EXCERPT: "Trang này chỉ trích phần đầu bài. Toàn văn xem ở báo nguồn.",
    Extent.REFERENCE: "Trang này chỉ ghi xuất xứ, không đăng nội dung bài. Toàn văn xem ở báo nguồn.",
}


@dataclass(frozen=True, slots=True, repr=False)
class Body(Keyed):
    """Where the body of an article is, and the digest of it: the body is rendered, not kept."""

    path: str
    digest: str

    @property
    def key(self) -> str:
        """Both fields."""
        return f"Body({self.path!r}, {self.digest!r})"


@dataclass(frozen=True, slots=True, repr=False)
class FullArticle(Keyed):
    """A card with its body, the section as printed, what was corrected later, and the title of the contents
    list where that was another.

    All is of the file whose digest is in the card's; what the file is called shows nowhere.
    """

    DERIVED = frozenset({"body", "contents_title", "trailer", "printed_section", "corrections"})

    card: Card
    body: Body
    contents_title: str | None
    trailer: str | None
    printed_section: str
    corrections: tuple[Correction, ...] = ()

    @property
    def key(self) -> str:
        """The card's."""
        return f"FullArticle({self.card!r})"

    @property
    def extent(self) -> Extent:
        """How much of the body is shown."""
        return unseal(self.body.digest)[1]

    @property
    def extent_note(self) -> str:
        """What tells readers that they do not see all of it; empty where they do."""
        return _EXTENT_NOTES.get(self.extent, "")

    @property
    def has_body(self) -> bool:
        """Whether anything of the body is shown."""
        return self.extent is not Extent.REFERENCE


@dataclass(frozen=True, slots=True)
class Beside:
    """What an article's page has beside it: earlier articles about the same, and its abbreviations."""

    related: tuple[Earlier, ...] = ()
    abbreviations: tuple[Abbreviation, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionBlock:
    """A section of an issue as it was `printed` there, with its articles in printed order."""

    section: Link
    printed: str
    articles: tuple[FullArticle, ...]


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
    """An issue: masthead, sections with articles in full, and where it leads."""

    date: date
    span: str
    weekday: str
    path: str
    sections: tuple[SectionBlock, ...]
    count: int
    month: Link
    others: OtherIssues


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


def full_article(stored: StoredArticle, card: Card) -> FullArticle:
    """The article in full, with its card."""
    article = stored.article
    return FullArticle(
        card,
        Body(stored.path, stored.digest),
        article.contents_title,
        article.trailer,
        article.section,
        article.corrections,
    )


def issue_pages(
    day: date,
    date_from: date | None,
    articles: tuple[FullArticle, ...],
    others: OtherIssues,
    beside: tuple[Beside, ...],
) -> Iterator[Page]:
    """The page of the issue of `day`, then those of its articles; `beside` is for each of them."""
    path = addresses.issue(day)
    span = date_span(date_from, day)
    sections = groupby(articles, lambda one: (one.card.section, one.printed_section))
    yield Page(
        path,
        "issue",
        IssueView(
            date=day,
            span=span,
            weekday=weekday_name(day),
            path=path,
            sections=tuple(
                SectionBlock(section, printed, tuple(members)) for (section, printed), members in sections
            ),
            count=len(articles),
            month=Link(f"tháng {day.month}/{day.year}", addresses.month(day.year, day.month)),
            others=others,
        ),
    )
    links = [Link(one.card.title, one.card.path) for one in articles]
    for index, one in enumerate(articles):
        yield Page(
            one.card.path,
            "article",
            ArticleView(
                full=one,
                issue=Link(span, path),
                place=index + 1,
                count=len(articles),
                previous=links[index - 1] if index else None,
                next=links[index + 1] if index + 1 < len(links) else None,
                beside=beside[index],
            ),
        )


def issue_groups(
    issues: Sequence[Issue], card: CardOf, abbreviations: Iterable[Abbreviation]
) -> Iterator[PageGroup]:
    """One group for each issue; `issues` come oldest first. `abbreviations` are all that are known."""
    known = {one.short: one for one in abbreviations}
    alike = related_of([card(stored) for issue in issues for stored in issue.articles])
    links = [issue_link(issue) for issue in issues]
    by_day: dict[tuple[int, int], list[Link]] = {}
    for index, issue in enumerate(issues):
        articles = tuple(full_article(stored, card(stored)) for stored in issue.articles)
        of_day = by_day.setdefault((issue.date.month, issue.date.day), [])
        others = OtherIssues(*neighbours(links, index), tuple(of_day))
        of_day.append(links[index])
        beside = tuple(
            Beside(alike.get(one.path, ()), tuple(known[short] for short in stored.abbreviations))
            for one, stored in zip(map(card, issue.articles), issue.articles, strict=True)
        )
        yield PageGroup(
            issue_pages,
            (issue.date, issue.date_from, articles, others, beside),
            ("issue", "article"),
            issue.date,
        )
