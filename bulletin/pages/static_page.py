"""The pages that editors write themselves: about, rights and take-down, how to search."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bulletin.pages.page import Page, PageGroup


@dataclass(frozen=True, slots=True)
class StaticPage:
    """A page of `content/pages/`: its address is its slug; `body` is Markdown."""

    title: str
    slug: str
    summary: str | None
    body: str


def static_group(page: StaticPage) -> PageGroup:
    """The group of one such page."""
    return PageGroup(_static_page, (page,), ("page",))


def _static_page(page: StaticPage) -> Iterator[Page]:
    yield Page(f"{page.slug}/", "page", page)
