"""What answers an address that moved or is gone: a page that forwards, or one that says what was there."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bulletin.archive.archive import Archive, Departure
from bulletin.archive.list_pages import list_of, list_page_number
from bulletin.ledger import addresses
from bulletin.ledger.kinds import LIST_PAGE
from bulletin.ledger.ledger_file import Row
from bulletin.pages.calendar import month_link
from bulletin.pages.cards import Link
from bulletin.pages.lists import closed_pages
from bulletin.pages.members import Members
from bulletin.pages.page import Page, PageGroup
from bulletin.text.dates import short_date

_KINDS = {
    "issue": "Số",
    "article": "Bài",
    "year": "Lịch năm",
    "month": "Lịch tháng",
    "author": "Tác giả",
    "province": "Tỉnh, thành",
    "section": "Chuyên mục",
    "topic": "Chủ đề",
    "source": "Nguồn",
    LIST_PAGE: "Danh sách",
    "page": "Trang",
}


@dataclass(frozen=True, slots=True)
class Past:
    """What an address was of: the Vietnamese word for its kind, its title then, its number in its issue.

    `date` is that of the issue, with its page where that is still there; `first` is the day on which the
    address was first published, None where it never was.
    """

    kind: str
    title: str
    path: str
    number: int | None
    date: datetime.date | None
    issue: Link | None
    first: datetime.date | None


@dataclass(frozen=True, slots=True)
class MovedView:
    """What was here, and where it is now."""

    past: Past
    to: Link


@dataclass(frozen=True, slots=True)
class GoneView:
    """What was here, and why it is not any more."""

    past: Past
    reason: str


def departed_of(archive: Archive, members: Members) -> tuple[Departure, ...]:
    """All that moved or is gone, and the published pages that lists with the `members` are too short for.

    What was moved to such a page leads to its list, as the page itself does.
    """
    ended = {}
    for page in archive.list_pages:
        path, number = list_of(page.row).removeprefix("/"), list_page_number(page.row)
        if number > closed_pages(len(members.get(path, ()))):
            ended[page.row.address] = page
    departed = (
        replace(one, to=ended[one.to.address].to) if one.to and one.to.address in ended else one
        for one in archive.departed
    )
    return (*departed, *ended.values())


def departed_groups(archive: Archive, departed: Iterable[Departure]) -> Iterator[PageGroup]:
    """A page for each address of the `departed`."""
    days = {issue.date for issue in archive.issues}
    for departure in departed:
        past = _past(departure.row, days)
        if departure.to is not None:
            path = departure.to.address.removeprefix("/")
            view = MovedView(past, Link(_name(departure.to), path))
            yield PageGroup(_page, (past.path, "moved", view), ("moved",))
        elif departure.row.reason is not None:
            gone = GoneView(past, departure.row.reason)
            yield PageGroup(_page, (past.path, "gone", gone), ("gone",))


def _page(path: str, template: str, view: MovedView | GoneView) -> Iterator[Page]:
    yield Page(path, template, view)


def _past(row: Row, days: set[datetime.date]) -> Past:
    path = row.address.removeprefix("/")
    day = datetime.date(*map(int, path.split("/")[:3])) if row.kind in ("issue", "article") else None
    is_article = row.kind == "article"
    return Past(
        kind=_KINDS[row.kind],
        title=_name(row),
        path=path,
        number=int(path.split("/")[3]) if is_article else None,
        date=day,
        issue=Link(short_date(day), addresses.issue(day)) if is_article and day in days and day else None,
        first=row.first,
    )


def _name(row: Row) -> str:
    """The title of `row` as readers know it; an issue, a month and a year are called by their time."""
    time = row.address.strip("/").split("/")
    if row.kind == "issue":
        return f"Số ra ngày {short_date(datetime.date(*map(int, time)))}"
    if row.kind == "month":
        return month_link(*map(int, time)).text
    return f"Năm {time[0]}" if row.kind == "year" else row.title
