"""An issue in full, article by article: what its page, its articles' pages, feeds, data and books show."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from bulletin.archive.archive import Issue, StoredArticle
from bulletin.content.extent import Extent, unseal
from bulletin.content.model import Correction
from bulletin.ledger import addresses
from bulletin.pages.cards import Card, CardOf, Link
from bulletin.pages.key import Keyed
from bulletin.text.dates import date_span

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
class SectionBlock:
    """A section of an issue as it was `printed` there, with its articles in printed order."""

    section: Link
    printed: str
    articles: tuple[FullArticle, ...]


@dataclass(frozen=True, slots=True)
class WholeIssue:
    """An issue in full: its day, the first of its days where it has several, its articles as printed."""

    date: datetime.date
    date_from: datetime.date | None
    articles: tuple[FullArticle, ...]

    @property
    def span(self) -> str:
        """Its days as they are written: `11/12/2023`."""
        return date_span(self.date_from, self.date)

    @property
    def path(self) -> str:
        """The address of its page."""
        return addresses.issue(self.date)

    @property
    def sections(self) -> tuple[SectionBlock, ...]:
        """Its sections in printed order."""
        grouped = groupby(self.articles, lambda one: (one.card.section, one.printed_section))
        return tuple(SectionBlock(*section, tuple(members)) for section, members in grouped)


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


def whole_issues(issues: Iterable[Issue], card: CardOf) -> tuple[WholeIssue, ...]:
    """Each of `issues` in full."""
    return tuple(
        WholeIssue(
            issue.date,
            issue.date_from,
            tuple(full_article(stored, card(stored)) for stored in issue.articles),
        )
        for issue in issues
    )
