"""The pages that editors write themselves: about, rights and take-down, how to search."""

from __future__ import annotations

from collections.abc import Iterator

from bulletin.content.model import StaticPage
from bulletin.pages.page import Page, PageGroup


def static_group(page: StaticPage) -> PageGroup:
    """The group of one such page."""
    return PageGroup(_static_page, (page,), ("page",))


def _static_page(page: StaticPage) -> Iterator[Page]:
    yield Page(f"{page.slug}/", "page", page)
