"""The figures are those of the articles behind them."""

from __future__ import annotations

from datetime import date
from typing import Any

from bulletin.archive import content_folder
from bulletin.pages.cards import cards_of
from bulletin.pages.figures import FiguresView, figures_group, missing_days
from bulletin.pages.members import members_of
from tests.built_site import ROOT


def _view() -> tuple[FiguresView, Any]:
    archive = content_folder.load(ROOT / "content").archive
    cards = cards_of(archive)
    members = members_of(archive, lambda stored: cards[stored.path])
    (page,) = figures_group(archive, lambda stored: cards[stored.path], members).pages()
    return page.view, archive


def test_each_row_adds_up_to_the_articles_of_its_list() -> None:
    view, archive = _view()
    tables = {table.anchor: {row.of.text: row for row in table.rows} for table in view.tables}
    assert tables["so-bai"]["Bài"].total == len(archive.articles) > 0
    assert tables["so-bai"]["Số bản tin"].total == len(archive.issues)
    sections = sum(row.total for row in tables["chuyen-muc"].values())
    assert sections == len(archive.articles)
    no_author = sum(not stored.article.author for stored in archive.articles)
    assert tables["thieu"]["Không ghi tác giả"].total == no_author > 0
    for table in view.tables:
        for row in table.rows:
            assert len(row.numbers) == len(view.years) and sum(row.numbers) == row.total, row


def test_a_missing_day_is_a_working_day_between_two_issues() -> None:
    issues = content_folder.load(ROOT / "content").archive.issues
    first, last = issues[0].date, issues[-1].date
    days = [date.fromordinal(one) for one in range(first.toordinal(), last.toordinal())]
    there = {issue.date for issue in issues}
    covered = {
        day for issue in issues if issue.date_from for day in days if issue.date_from <= day <= issue.date
    }
    missing = [day for day in days if day.weekday() < 5 and day not in there | covered]
    assert missing_days(issues).total() == len(missing)
