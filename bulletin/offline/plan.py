"""The pages of a copy: those of the site, but made for a zip, which compresses each file by itself.

* An article has no page of its own: the page of its issue has it in full, and links lead there. So each text
  lies in the copy once. The search shows it from there too.
* Lists have long pages and no leads, and authors, most of whom wrote one article, share pages.
* What only a host or a program can use (data files, feeds, pages of addresses that moved) is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bulletin.archive.archive import Archive
from bulletin.content.model import StaticPage
from bulletin.ledger import addresses
from bulletin.offline.scope import Scope
from bulletin.pages.cards import Card, Link, neighbours
from bulletin.pages.issue import ArticleView
from bulletin.pages.lists import ListHead, ListView, list_groups
from bulletin.pages.page import Page
from bulletin.pages.site import Site
from bulletin.pages.site_plan import site_groups

ABOUT = "ve-ban-sao/"
_CARDS_A_PAGE = 300
# Pages that only a host can use, or a reader who comes with an old address.
_ONLINE_ONLY = frozenset({"data", "downloads", "404", "moved", "gone"})


@dataclass(frozen=True, slots=True)
class Author:
    """An author with all their articles in the copy, newest first; `anchor` is their place on the page."""

    name: str
    anchor: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class AuthorsView:
    """A page of authors, sorted by name through all pages."""

    number: int
    authors: tuple[Author, ...]
    previous: Link | None
    next: Link | None


@dataclass(frozen=True, slots=True)
class AboutView:
    """The page about a copy: what it holds."""

    scope: Scope


@dataclass(frozen=True, slots=True)
class CopyPlan:
    """The pages of a copy, and for each address that has no page of its own where that is shown instead."""

    pages: tuple[Page, ...]
    moved: dict[str, str]


def plan(archive: Archive, pages: Sequence[StaticPage], site: Site, scope: Scope) -> CopyPlan:
    """The plan of the copy of `archive`, which holds only what `scope` names. `site` has no `url`."""
    kept: list[Page] = []
    moved: dict[str, str] = {}
    lists: dict[ListHead, list[ListView]] = {}
    for group in site_groups(archive, pages, site):
        for page in group.pages():
            if isinstance(page.view, ArticleView):
                card = page.view.full.card
                moved[page.path] = f"{page.view.issue.path}#bai-{card.number}"
            elif isinstance(page.view, ListView):
                lists.setdefault(page.view.head, []).append(page.view)
            elif (page.template not in _ONLINE_ONLY and page.path.endswith("/")) or not page.path:
                kept.append(page)
    authors = {head: views for head, views in lists.items() if head.index.path == addresses.AUTHORS}
    for head, views in lists.items():
        if head not in authors:
            kept += _list_pages(head, views)
    for page in _author_pages(authors):
        kept.append(page)
        for author in page.view.authors:
            moved[f"{addresses.AUTHORS}{author.anchor}/"] = f"{page.path}#{author.anchor}"
    kept.append(Page(ABOUT, "about_copy", AboutView(scope)))
    return CopyPlan(tuple(kept), moved)


def _list_pages(head: ListHead, views: Iterable[ListView]) -> Iterator[Page]:
    for group in list_groups(head, _cards(views)[::-1], _CARDS_A_PAGE):
        yield from group.pages()


def _author_pages(lists: dict[ListHead, list[ListView]]) -> Iterator[Page]:
    authors = [
        Author(head.name, head.path.removeprefix(addresses.AUTHORS).rstrip("/"), _cards(views))
        for head, views in lists.items()
    ]
    runs = _runs(sorted(authors, key=lambda author: author.anchor))
    links = [
        Link(f"Trang {number}", addresses.closed_page(addresses.AUTHORS, number))
        for number in range(1, len(runs) + 1)
    ]
    for index, run in enumerate(runs):
        view = AuthorsView(index + 1, run, *neighbours(links, index))
        yield Page(links[index].path or "", "authors", view)


def _runs(authors: Iterable[Author]) -> list[tuple[Author, ...]]:
    """`authors` in runs, each with about as many articles as a page of a list."""
    runs: list[list[Author]] = []
    size = _CARDS_A_PAGE
    for author in authors:
        if size >= _CARDS_A_PAGE:
            runs.append([])
            size = 0
        runs[-1].append(author)
        size += len(author.cards)
    return [tuple(run) for run in runs]


def _cards(views: Iterable[ListView]) -> tuple[Card, ...]:
    """The cards of all pages of a list without their leads, newest first."""
    newest_first = sorted(views, key=lambda view: -(view.number or 0) if view.number else float("-inf"))
    return tuple(replace(card, lead="") for view in newest_first for card in view.cards)
