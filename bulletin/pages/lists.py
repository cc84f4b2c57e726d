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
from bulletin.pages.page import Page, PageGroup

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


@dataclass(frozen=True, slots=True)
class SourceNote:
    """The newspaper behind a source: its host, its own address, and the hosts it had before."""

    host: str
    url: str | None
    former_hosts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListHead:
    """What stands above a list: whose it is (`kind` is the Vietnamese word) and what is known of it."""

    kind: str
    name: str
    path: str
    index: Link
    province: ProvinceNote | None = None
    source: SourceNote | None = None


@dataclass(frozen=True, slots=True)
class ListView:
    """One page of a list, newest first. `number` is None on the page at the list's own address.

    `closed` are the links to the closed pages, newest first, shown only there.
    """

    head: ListHead
    cards: tuple[Card, ...]
    number: int | None
    newer: Link | None
    older: Link | None
    closed: tuple[Link, ...]
    count: int | None


def closed_pages(count: int, per_page: int = PER_PAGE) -> int:
    """How many pages of a list of `count` articles are closed: numbers 1 to that."""
    return max(0, count // per_page - 1)


def list_groups(head: ListHead, cards: Sequence[Card], per_page: int = PER_PAGE) -> Iterator[PageGroup]:
    """The pages of a list of `cards`, which come oldest first; one group a page."""
    closed = closed_pages(len(cards), per_page)
    links = [_closed_link(head, number) for number in range(1, closed + 1)]
    at_head = Link("Các bài mới nhất", head.path)
    for number in range(1, closed + 1):
        shown = tuple(reversed(cards[(number - 1) * per_page : number * per_page]))
        older, newer = neighbours([*links, at_head], number - 1)
        yield PageGroup(_closed_page, (head, shown, number, newer, older), ("list",), shown[0].date)
    open_cards = tuple(reversed(cards[closed * per_page :]))
    args = (head, open_cards, tuple(reversed(links)), len(cards))
    yield PageGroup(_open_page, args, ("list",), *(one.date for one in open_cards[:1]))


def _closed_page(
    head: ListHead, cards: tuple[Card, ...], number: int, newer: Link, older: Link | None
) -> Iterator[Page]:
    view = ListView(head, cards, number, newer, older, closed=(), count=None)
    yield Page(addresses.closed_page(head.path, number), "list", view)


def _open_page(
    head: ListHead, cards: tuple[Card, ...], closed: tuple[Link, ...], count: int
) -> Iterator[Page]:
    older = closed[0] if closed else None
    yield Page(head.path, "list", ListView(head, cards, None, None, older, closed, count))


def _closed_link(head: ListHead, number: int) -> Link:
    return Link(f"Trang {number}", addresses.closed_page(head.path, number))
