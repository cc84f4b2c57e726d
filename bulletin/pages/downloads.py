"""The page that offers the offline copies for download."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bulletin.ledger import addresses
from bulletin.pages.copies import Copy
from bulletin.pages.page import Page, PageGroup


@dataclass(frozen=True, slots=True)
class DownloadsView:
    """The copies that there are, the one of everything first; none where none were made."""

    copies: tuple[Copy, ...]


@dataclass(frozen=True, slots=True)
class WorkerView:
    """The script that keeps copies in the browser: it says nothing of the archive."""


def downloads_groups(copies: tuple[Copy, ...]) -> Iterator[PageGroup]:
    """The page, and the script that must lie at the site's root to answer for all of it."""
    yield PageGroup(_downloads_page, (copies,), ("downloads",))
    yield PageGroup(_worker_file, (), (addresses.SAVED_WORKER,))


def _downloads_page(copies: tuple[Copy, ...]) -> Iterator[Page]:
    yield Page(addresses.DOWNLOADS, "downloads", DownloadsView(copies))


def _worker_file() -> Iterator[Page]:
    yield Page(addresses.SAVED_WORKER, addresses.SAVED_WORKER, WorkerView())
