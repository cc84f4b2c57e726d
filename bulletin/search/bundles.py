"""The plan of the bundles: which days are indexed together, so that a new day touches few articles.

A closed year is one bundle. The year of the newest issue is cut into its closed quarters, and the newest
quarter into months: a new day makes the bundle of its month anew and no other. Whatever is too large for that
is cut further. The plan depends on the dates of the articles alone, not on today.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from bulletin.archive import StoredArticle

# A bundle's whole index is in memory while it is made: about 0.1 MB an article.
LARGEST = 6_000


@dataclass(frozen=True, slots=True)
class Bundle:
    """Articles that are indexed together, in the order of the archive."""

    articles: tuple[StoredArticle, ...]

    @property
    def first(self) -> date:
        """The day of the oldest article."""
        return self.articles[0].article.date

    @property
    def last(self) -> date:
        """The day of the newest article."""
        return self.articles[-1].article.date


def plan(articles: Sequence[StoredArticle]) -> tuple[Bundle, ...]:
    """The bundles of `articles`, which are in the order of the archive; newest first."""
    if not articles:
        return ()
    newest = articles[-1].article.date
    bundles: list[Bundle] = []
    for years in _runs(articles, _year):
        if _year(years[-1]) == newest.year or len(years) > LARGEST:
            for quarter in _runs(years, _quarter):
                is_open = _quarter(quarter[-1]) == (newest.year, (newest.month - 1) // 3)
                if is_open or len(quarter) > LARGEST:
                    bundles += map(Bundle, _runs(quarter, _month))
                else:
                    bundles.append(Bundle(quarter))
        else:
            bundles.append(Bundle(years))
    return tuple(reversed(bundles))


def _runs(
    articles: Sequence[StoredArticle], key: Callable[[StoredArticle], object]
) -> list[tuple[StoredArticle, ...]]:
    return [tuple(run) for _, run in groupby(articles, key)]


def _year(stored: StoredArticle) -> int:
    return stored.article.date.year


def _quarter(stored: StoredArticle) -> tuple[int, int]:
    day = stored.article.date
    return day.year, (day.month - 1) // 3


def _month(stored: StoredArticle) -> tuple[int, int]:
    return stored.article.date.year, stored.article.date.month
