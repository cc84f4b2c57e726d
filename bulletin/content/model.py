"""The values that all rooms share: frozen, comparable, and with one import of our own."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from enum import StrEnum

from bulletin.machine.compact import Compact


class Certainty(StrEnum):
    """How the provinces of an article were found, most certain first."""

    TITLE_PREFIX = "title-prefix"
    TITLE = "title"
    BODY = "body"
    EDITOR = "editor"


class Kind(StrEnum):
    """What the body of an article is: the press article as printed, or our digest of it."""

    ARTICLE = "article"
    DIGEST = "digest"


class Severity(StrEnum):
    """Whether a finding stops a build."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Correction(Compact):
    """What was set right in an article after it was published: the `day`, and an editor's `note`."""

    day: datetime.date
    note: str


@dataclass(frozen=True, slots=True)
class Article(Compact):
    """One item of an issue: all that its header says.

    The names of section, sources and provinces are as the header has them; the registries resolve
    them. `number` is unique in the issue and part of the address; `printed_number` is set only
    where the bulletin printed another one (numbering that restarts in each section).
    """

    date: datetime.date
    number: int
    title: str
    section: str
    slug: str
    contents_title: str | None = None
    date_from: datetime.date | None = None
    printed_number: int | None = None
    sources: tuple[str, ...] = ()
    source_dates: tuple[datetime.date, ...] = ()
    source_page: str | None = None
    author: str | None = None
    provinces: tuple[str, ...] = ()
    certainty: Certainty | None = None
    trailer: str | None = None
    kind: Kind = Kind.ARTICLE
    corrections: tuple[Correction, ...] = ()

    @property
    def id(self) -> str:
        """The identity of the article in data and ledger, such as `2023-12-11/5`."""
        return f"{self.date.isoformat()}/{self.number}"


@dataclass(frozen=True, slots=True)
class ArticleFile:
    """An article with its Markdown body, as one file holds them."""

    article: Article
    body: str


@dataclass(frozen=True, slots=True)
class StaticPage:
    """A page of `content/pages/`: its address is its slug; `body` is Markdown."""

    title: str
    slug: str
    summary: str | None
    body: str


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One result of a check: where (path relative to the content folder, line from 1), what, how bad."""

    path: str
    line: int
    code: str
    message: str = field(compare=True)
    severity: Severity = field(default=Severity.ERROR, compare=False)

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.code} {self.message}"


class BulletinError(Exception):
    """Bad input, told in one line: what is wrong, where, and what to do. Never shown as a traceback."""
