"""Long lists of articles (of a province, section, source or author), numbered from the oldest page.

A closed page is full and never changes again but for its link to the newer one. The page at the
list's own address shows what is not yet closed: from one to two pages full, newest first.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bulletin.ledger import addresses
from bulletin.pages.cards import Card, Link, neighbours
from bulletin.pages.list_calendar import YearOfList, anchors, months_of, years_of
from bulletin.pages.most_named import NamedOften, provinces_of
from bulletin.pages.page import Page, PageGroup
from bulletin.pages.tile_map import LittleMap
from bulletin.pages.time_line import TimeLine, time_line
from bulletin.text.dates import date_span

PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class ProvinceNote:
    """The time of a unit, what became of it, and what it was made of.

    `until` is the last day of one that is no more, `next_day` the day after. `kinds` are what it was and is,
    each with its first day, None where it was always there. `renamed` is the kind of the unit that it went
    on as, with another name or kind.
    """

    kinds: tuple[tuple[str, datetime.date | None], ...]
    until: datetime.date | None
    next_day: datetime.date | None
    renamed: str | None
    merged_into: Link | None
    merged_from: tuple[Link, ...]
    place: LittleMap | None = None


@dataclass(frozen=True, slots=True)
class SourceNote:
    """The newspaper behind a source: its host, its own address, and the hosts it had before."""

    host: str
    url: str | None
    former_hosts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TopicNote:
    """The words by which an article belongs to a topic, the first one being what one would search for."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListHead:
    """What stands above a list: whose it is (`kind` is the Vietnamese word) and what is known of it."""

    kind: str
    name: str
    path: str
    index: Link
    province: ProvinceNote | None = None
    source: SourceNote | None = None
    topic: TopicNote | None = None


@dataclass(frozen=True, slots=True)
class WholeList:
    """What the page at a list's own address says of all its pages.

    `years` and `time_line` lead to their months, if there is more than one. `places` are the provinces that
    the articles of a topic are most about.
    """

    count: int
    years: tuple[YearOfList, ...]
    time_line: TimeLine | None
    places: tuple[NamedOften, ...]


@dataclass(frozen=True, slots=True)
class ListView:
    """One page of a list, newest first; `anchors` are those of the months that begin at its cards.

    The page at the list's own address has no `number`, but `whole`. `days` are those that a closed page
    covers; `first` is page 1, where that is no neighbour.
    """

    head: ListHead
    cards: tuple[Card, ...]
    anchors: tuple[str, ...]
    number: int | None
    newer: Link | None
    older: Link | None
    days: str = ""
    first: Link | None = None
    whole: WholeList | None = None


def closed_pages(count: int, per_page: int = PER_PAGE) -> int:
    """How many pages of a list of `count` articles are closed: numbers 1 to that."""
    return max(0, count // per_page - 1)


def list_groups(head: ListHead, cards: Sequence[Card], per_page: int = PER_PAGE) -> Iterator[PageGroup]:
    """The pages of a list of `cards`, which come oldest first; one group a page."""
    closed = closed_pages(len(cards), per_page)
    pages = [cards[number * per_page : (number + 1) * per_page] for number in range(closed)]
    rest = cards[closed * per_page :]
    links = [
        Link(_days(shown), addresses.closed_page(head.path, number))
        for number, shown in enumerate(pages, start=1)
    ]
    at_head = Link("Các bài mới nhất", head.path)
    for index, shown in enumerate(pages):
        newest_first = tuple(reversed(shown))
        older, newer = neighbours([*links, at_head], index)
        first = links[0] if index > 1 else None
        args = (head, newest_first, index + 1, (older, newer, first))
        yield PageGroup(_closed_page, args, ("list",), newest_first[0].date)
    paths = (*(link.path or "" for link in links), head.path)
    months = months_of(zip(paths, (*pages, rest), strict=True))
    line = time_line(months)
    places = provinces_of(cards) if head.topic else ()
    whole = WholeList(len(cards), years_of(months) if line else (), line, places)
    open_args = (head, tuple(reversed(rest)), links[-1] if links else None, whole)
    yield PageGroup(_open_page, open_args, ("list",), *(one.date for one in rest[-1:]))


def _closed_page(
    head: ListHead,
    cards: tuple[Card, ...],
    number: int,
    around: tuple[Link | None, Link | None, Link | None],
) -> Iterator[Page]:
    older, newer, first = around
    days = _days(cards[::-1])
    view = ListView(head, cards, anchors(cards), number, newer, older, days=days, first=first)
    yield Page(addresses.closed_page(head.path, number), "list", view)


def _open_page(
    head: ListHead, cards: tuple[Card, ...], older: Link | None, whole: WholeList
) -> Iterator[Page]:
    yield Page(head.path, "list", ListView(head, cards, anchors(cards), None, None, older, whole=whole))


def _days(cards: Sequence[Card]) -> str:
    """The days that `cards`, oldest first, cover."""
    first, last = cards[0].date, cards[-1].date
    return date_span(None if first == last else first, last)
