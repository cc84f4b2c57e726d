"""The data of the archive for programs and spreadsheets: the files of each year, and the page about them.

A new issue rewrites the files of its year only. The file of the whole archive exists up to
`WHOLE_UP_TO` articles (some 10 MB of CSV): beyond that the files of the years are the data. All of them
can be packed, `articles-2023.csv.gz`.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from bulletin.archive.archive import Archive
from bulletin.ledger import addresses
from bulletin.pages.cards import province_path
from bulletin.pages.data_row import DataRow, csv_text, jsonl_text
from bulletin.pages.page import Bodies, Page, PageGroup
from bulletin.pages.site import Site
from bulletin.pages.whole_issue import FullArticle, WholeIssue

WHOLE_UP_TO = 2_500
_WHOLE = "articles"
_FORMS = ("csv", "jsonl")


@dataclass(frozen=True, slots=True)
class Unit:
    """A province as data names it: the unit of before July 2025 and that of after, by the address `path`."""

    path: str
    old: str | None
    new: str


class Rows:
    """The rows of `articles`, made once for all files that have them, each body read for its row."""

    def __init__(self, articles: tuple[FullArticle, ...], units: tuple[Unit, ...]) -> None:
        self._articles = articles
        self._units = {unit.path: unit for unit in units}
        self._made: list[DataRow] = []

    def of(self, site: Site, bodies: Bodies) -> list[DataRow]:
        """A row an article, as `site` writes addresses."""
        if not self._made:
            self._made = [_row(one, self._units, site, bodies) for one in self._articles]
        return self._made


@dataclass(frozen=True, slots=True)
class ArticleTable:
    """The articles of a file, oldest first, as `csv` or as `jsonl`."""

    form: str
    rows: Rows

    def text(self, site: Site, bodies: Bodies) -> str:
        """The whole file."""
        rows = self.rows.of(site, bodies)
        return csv_text(rows) if self.form == "csv" else jsonl_text(rows)


@dataclass(frozen=True, slots=True)
class IssueRecord:
    """An issue as data: its days and the numbers of its articles."""

    date: datetime.date
    date_from: datetime.date | None
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class IssueTable:
    """All issues, oldest first."""

    issues: tuple[IssueRecord, ...]

    def text(self, site: Site, bodies: Bodies) -> str:
        """A JSON list, an issue a line."""
        lines = (
            {
                "date": issue.date.isoformat(),
                "date_from": issue.date_from.isoformat() if issue.date_from else None,
                "url": address_at(site, addresses.issue(issue.date)),
                "articles": [f"{issue.date.isoformat()}/{number}" for number in issue.numbers],
            }
            for issue in self.issues
        )
        return "[\n" + ",\n".join(json.dumps(line, ensure_ascii=False) for line in lines) + "\n]\n"


@dataclass(frozen=True, slots=True)
class YearFiles:
    """A year with files, and how many articles they hold."""

    year: int
    count: int


@dataclass(frozen=True, slots=True)
class DataView:
    """The page about the data: its files, newest year first; `has_whole` if there is one of all articles."""

    years: tuple[YearFiles, ...]
    count: int
    issues: int
    has_whole: bool
    whole_up_to: int
    ending: str


def data_groups(archive: Archive, wholes: Sequence[WholeIssue], ending: str = "") -> Iterator[PageGroup]:
    """The files of each year, those of the whole archive, the list of issues, and the page about them.

    `wholes` are the issues of `archive` in full. `ending` is `.gz` where tables are packed.
    """
    units = _units(archive)
    articles = tuple(full for whole in wholes for full in whole.articles)
    years = []
    for year, members in groupby(articles, lambda one: one.card.date.year):
        of_year = tuple(members)
        years.append(YearFiles(year, len(of_year)))
        yield PageGroup(_tables, (f"articles-{year}", of_year, units, ending), ())
    has_whole = _has_whole(archive)
    if has_whole:
        yield PageGroup(_tables, (_WHOLE, articles, units, ending), ())
    issues = tuple(
        IssueRecord(issue.date, issue.date_from, tuple(stored.article.number for stored in issue.articles))
        for issue in archive.issues
    )
    yield PageGroup(_issue_table, (issues,), ())
    view = DataView(tuple(reversed(years)), len(articles), len(issues), has_whole, WHOLE_UP_TO, ending)
    yield PageGroup(_data_page, (view,), ("data",))


def replaced_files(archive: Archive, ending: str = "") -> tuple[str, ...]:
    """The files of the whole `archive` once those of its years are the data, and all that are packed now."""
    names = [] if _has_whole(archive) and not ending else [_WHOLE]
    if ending:
        names += [f"articles-{year}" for year in sorted({issue.date.year for issue in archive.issues})]
    return tuple(f"{addresses.DATA}{name}.{form}" for name in names for form in _FORMS)


def address_at(site: Site, path: str) -> str:
    """The address of the page at `path`, relative to the site's root where the site's own is not known."""
    return f"{site.url}/{path}" if site.url else path


def _has_whole(archive: Archive) -> bool:
    return len(archive.articles) <= WHOLE_UP_TO


def _tables(
    name: str, articles: tuple[FullArticle, ...], units: tuple[Unit, ...], ending: str
) -> Iterator[Page]:
    rows = Rows(articles, units)
    for form in _FORMS:
        yield Page(f"{addresses.DATA}{name}.{form}{ending}", None, ArticleTable(form, rows))


def _issue_table(issues: tuple[IssueRecord, ...]) -> Iterator[Page]:
    yield Page(f"{addresses.DATA}issues.json", None, IssueTable(issues))


def _data_page(view: DataView) -> Iterator[Page]:
    yield Page(addresses.DATA, "data", view)


def _units(archive: Archive) -> tuple[Unit, ...]:
    registries = archive.registries
    return tuple(
        Unit(
            province_path(unit),
            unit.name if unit.is_old else None,
            registries.province_by_slug(unit.merged_into).name if unit.merged_into else unit.name,
        )
        for unit in registries.provinces
    )


def _row(one: FullArticle, units: dict[str, Unit], site: Site, bodies: Bodies) -> DataRow:
    card = one.card
    provinces = [units[link.path] for link in card.provinces if link.path]
    sources = [(link.path or "").removeprefix(addresses.SOURCES).rstrip("/") for link in card.sources]
    return DataRow(
        id=f"{card.date.isoformat()}/{card.number}",
        url=address_at(site, card.path),
        date=card.date.isoformat(),
        number=card.number,
        title=card.title,
        section=card.section.text,
        source=tuple(link.text for link in card.sources),
        source_id=tuple(sources),
        source_date=tuple(day.isoformat() for day in card.source_dates),
        authors=tuple(author.text for author in card.authors),
        provinces_old=tuple(unit.old for unit in provinces if unit.old),
        provinces_new=tuple(dict.fromkeys(unit.new for unit in provinces)),
        kind="digest" if card.is_digest else "article",
        extent=str(one.extent),
        text=bodies.plain(one.body.path, one.body.digest),
        corrected=tuple(f"{each.day.isoformat()} {each.note}" for each in one.corrections),
    )
