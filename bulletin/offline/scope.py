"""What a copy holds: the whole archive, or one year of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from bulletin.archive.archive import Archive


@dataclass(frozen=True, slots=True)
class Scope:
    """The days of a copy, both ends included, and how much there is; `year` is None for the whole archive."""

    year: int | None
    first: date
    last: date
    issues: int
    articles: int

    @property
    def stem(self) -> str:
        """The name of the copy's file and of the folder in it: `diem-bao-2023`."""
        return f"diem-bao-{self.year or 'toan-bo'}"

    @property
    def name(self) -> str:
        """What readers call it."""
        return f"Năm {self.year}" if self.year else "Toàn bộ kho lưu trữ"

    def covers(self, day: date) -> bool:
        """Whether an issue of `day` is in the copy."""
        return self.first <= day <= self.last


def scopes(archive: Archive) -> tuple[Scope, ...]:
    """The copies of `archive`: the whole, then each year, newest first; none of an empty archive."""
    if not archive.issues:
        return ()
    years = (_scope(restricted_to_year(archive, year), year) for year in _years(archive))
    return (_scope(archive, None), *reversed(tuple(years)))


def restricted(archive: Archive, scope: Scope) -> Archive:
    """The part of `archive` that `scope` holds, as an archive of its own."""
    return archive if scope.year is None else restricted_to_year(archive, scope.year)


def restricted_to_year(archive: Archive, year: int) -> Archive:
    """The articles of one year."""
    articles = tuple(stored for stored in archive.articles if stored.article.date.year == year)
    return replace(archive, articles=articles)


def _years(archive: Archive) -> Iterator[int]:
    for year, _ in groupby(archive.issues, lambda issue: issue.date.year):
        yield year


def _scope(archive: Archive, year: int | None) -> Scope:
    issues = archive.issues
    return Scope(year, issues[0].date, issues[-1].date, len(issues), len(archive.articles))
