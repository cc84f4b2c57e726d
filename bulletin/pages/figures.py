"""The page of figures: what the archive covers by year, which days are missing, what its articles lack."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from bulletin.archive.archive import Archive, Issue, StoredArticle
from bulletin.ledger import addresses
from bulletin.pages.cards import CardOf, Link, province_path
from bulletin.pages.members import Members
from bulletin.pages.page import Page, PageGroup

MOST_SOURCES = 30
_SATURDAY = 5
_LACKS = ("Không ghi nguồn", "Không ghi ngày đăng báo", "Không ghi tác giả", "Không gắn tỉnh, thành")


@dataclass(frozen=True, slots=True)
class FiguresRow:
    """A line of a table: what it is of, a number for each year, and all of them together.

    `query` narrows the search to its articles, where the search can; a year is added to it.
    """

    of: Link
    numbers: tuple[int, ...]
    total: int
    query: str = ""


@dataclass(frozen=True, slots=True)
class FiguresTable:
    """A table: its place on the page, its title, what a line is of, and its lines."""

    anchor: str
    title: str
    kind: str
    rows: tuple[FiguresRow, ...]


@dataclass(frozen=True, slots=True)
class FiguresView:
    """All tables over the same years."""

    years: tuple[Link, ...]
    tables: tuple[FiguresTable, ...]


def figures_group(archive: Archive, card: CardOf, members: Members) -> PageGroup:
    """The page of figures of `archive`; `members` are the articles of each list."""
    years = tuple(sorted({issue.date.year for issue in archive.issues}))
    count = _Counts(members, years)
    registries = archive.registries
    provinces = [
        count.row(Link(unit.name, province_path(unit)), f"tinh={unit.slug}")
        for unit in sorted(registries.provinces, key=lambda unit: unit.code)
        if not unit.is_old
    ]
    sections = [
        count.row(Link(one.name, f"{addresses.SECTIONS}{one.slug}/"), f"muc={one.slug}")
        for one in registries.sections
    ]
    topics = [count.row(Link(one.name, f"{addresses.TOPICS}{one.slug}/")) for one in registries.topics]
    sources = [
        count.row(Link(one.name, f"{addresses.SOURCES}{one.id}/"), f"nguon={one.id}")
        for one in registries.sources
    ]
    # Sorting keeps the registry's order where numbers are the same.
    sources = sorted(sources, key=lambda row: -row.total)[:MOST_SOURCES]
    tables = (
        FiguresTable("so-bai", "Số bản tin và số bài", "Trong năm", _whole(archive, years)),
        FiguresTable("thieu", "Còn thiếu trong dữ liệu", "Số bài", _lacking(archive, card, years)),
        FiguresTable("chuyen-muc", "Theo chuyên mục", "Chuyên mục", _with_any(sections)),
        FiguresTable("chu-de", "Theo chủ đề", "Chủ đề", _with_any(topics)),
        FiguresTable("tinh-thanh", "Theo tỉnh, thành hiện nay", "Tỉnh, thành", _with_any(provinces)),
        FiguresTable("nguon", "Theo nguồn có nhiều bài nhất", "Nguồn", _with_any(sources)),
    )
    links = tuple(Link(str(year), addresses.year(year)) for year in years)
    view = FiguresView(links, tuple(table for table in tables if table.rows))
    return PageGroup(_page, (view,), ("figures",))


def missing_days(issues: Sequence[Issue]) -> Counter[int]:
    """For each year the working days between the first and the newest issue on which none came out."""
    found: Counter[int] = Counter()
    for before, after in pairwise(issues):
        day = before.date + timedelta(days=1)
        while day < (after.date_from or after.date):
            found[day.year] += day.weekday() < _SATURDAY
            day += timedelta(days=1)
    return found


class _Counts:
    """How many articles each list has in each year."""

    def __init__(self, members: Members, years: Sequence[int]) -> None:
        self._members, self._years = members, years

    def row(self, of: Link, query: str = "") -> FiguresRow:
        dates = (stored.article.date.year for stored in self._members.get(of.path or "", ()))
        return _row(of, Counter(dates), self._years, query)


def _whole(archive: Archive, years: Sequence[int]) -> tuple[FiguresRow, ...]:
    issues = Counter(issue.date.year for issue in archive.issues)
    articles = Counter(stored.article.date.year for stored in archive.articles)
    calendar = addresses.CALENDAR
    return (
        _row(Link("Số bản tin", calendar), issues, years),
        _row(Link("Bài", calendar), articles, years, "thu-tu=ngay"),
        _row(Link("Ngày làm việc không có số", calendar), missing_days(archive.issues), years),
    )


def _lacking(archive: Archive, card: CardOf, years: Sequence[int]) -> tuple[FiguresRow, ...]:
    """How many articles have no source, no date of it, no author, and no province."""
    lacks: dict[str, Counter[int]] = {name: Counter() for name in _LACKS}
    for stored in archive.articles:
        for name, has in zip(lacks, _has(stored, card), strict=True):
            lacks[name][stored.article.date.year] += not has
    return tuple(_row(Link(name, addresses.CALENDAR), counts, years) for name, counts in lacks.items())


def _has(stored: StoredArticle, card: CardOf) -> tuple[bool, bool, bool, bool]:
    shown = card(stored)
    return bool(shown.sources), bool(shown.source_dates), bool(shown.authors), bool(shown.provinces)


def _row(of: Link, counts: Mapping[int, int], years: Sequence[int], query: str = "") -> FiguresRow:
    numbers = tuple(counts.get(year, 0) for year in years)
    return FiguresRow(of, numbers, sum(numbers), query)


def _with_any(rows: Sequence[FiguresRow]) -> tuple[FiguresRow, ...]:
    return tuple(row for row in rows if row.total)


def _page(view: FiguresView) -> Iterator[Page]:
    yield Page(addresses.FIGURES, "figures", view)
