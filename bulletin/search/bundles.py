"""The plan of the bundles: which days are indexed together.

A query reads one file for each word and bundle, so there are three bundles: the closed years, the closed
months of the year of the newest issue, and its month. A new day makes the small bundle of its month anew and
no other. A bundle that gains a month, or has an article corrected, grows out of the one before
(`older_bundle.py`). The plan depends on the dates of the articles alone, not on today.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from bulletin.archive.archive import StoredArticle

# A bundle's whole index is in memory while it is made, about 25 kB an article, so closed years fill several.
LARGEST = 30_000


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
    """The bundles of `articles`, which are in the order of the archive; newest first.

    >>> from bulletin.content.model import Article
    >>> days = date(2022, 5, 4), date(2023, 11, 30), date(2023, 12, 11), date(2023, 12, 12)
    >>> articles = [StoredArticle(Article(day, 1, "Một cửa", "Tin", "mot-cua"), "", "", "") for day in days]
    >>> [(f"{bundle.first}", f"{bundle.last}") for bundle in plan(articles)]
    [('2023-12-11', '2023-12-12'), ('2023-11-30', '2023-11-30'), ('2022-05-04', '2022-05-04')]
    """
    return tuple(Bundle(run) for run in reversed(tuple(_runs(articles))) if run)


def _runs(articles: Sequence[StoredArticle]) -> Iterator[tuple[StoredArticle, ...]]:
    if not articles:
        return
    newest = articles[-1].article.date
    years = [tuple(year) for _, year in groupby(articles, lambda one: one.article.date.year)]
    closed: tuple[StoredArticle, ...] = ()
    for year in years[:-1]:
        if len(closed) + len(year) > LARGEST:
            yield closed
            closed = ()
        closed += year
    yield closed
    yield tuple(one for one in years[-1] if one.article.date.month != newest.month)
    yield tuple(one for one in years[-1] if one.article.date.month == newest.month)
