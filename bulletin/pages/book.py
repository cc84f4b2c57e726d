"""A book for e-readers (EPUB 3): issues in full under one title, a file an issue."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bulletin.pages.whole_issue import WholeIssue

_FOLDER = "EPUB"
_PACKAGE = f"{_FOLDER}/package.opf"
BOOK_TEMPLATES = (
    "epub/container.xml",
    "epub/package.opf",
    "epub/nav.xhtml",
    "epub/issue.xhtml",
    "epub/style.css",
)


@dataclass(frozen=True, slots=True)
class BookPart:
    """A file in the book, and the template and view that it is made with."""

    file: str
    template: str
    view: Book | WholeIssue


@dataclass(frozen=True, slots=True)
class Book:
    """The EPUB of `issues`, oldest first; `path` is the address of the page that offers it."""

    title: str
    path: str
    issues: tuple[WholeIssue, ...]

    @property
    def modified(self) -> date:
        """The last day on which something of it was published or set right."""
        days = [issue.date for issue in self.issues]
        corrections = (one for issue in self.issues for full in issue.articles for one in full.corrections)
        return max(days + [one.day for one in corrections])

    def parts(self) -> Iterator[BookPart]:
        """Its files in the order of the EPUB, but for `mimetype`."""
        yield BookPart("META-INF/container.xml", "epub/container.xml", self)
        yield BookPart(_PACKAGE, "epub/package.opf", self)
        yield BookPart(f"{_FOLDER}/nav.xhtml", "epub/nav.xhtml", self)
        yield BookPart(f"{_FOLDER}/style.css", "epub/style.css", self)
        for issue in self.issues:
            yield BookPart(f"{_FOLDER}/{issue.date.isoformat()}.xhtml", "epub/issue.xhtml", issue)
