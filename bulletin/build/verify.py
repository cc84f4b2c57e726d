"""Holds a version of the site, as it was written, against what it was made from, before it is swapped in."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bulletin.archive.archive import Archive
from bulletin.build.links import broken_links
from bulletin.content.model import BulletinError
from bulletin.ledger import addresses
from bulletin.ledger.ledger_file import Row
from bulletin.pages.site import Site
from bulletin.search import lookup
from bulletin.search.manifest import FOLDER as SEARCH_FOLDER

# Their pages are there before they are published; others may wait for an article.
_KINDS = ("issue", "article")
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Version:
    """A version of the site: its folder, the files that the build says are in it, and those that are new."""

    folder: Path
    files: Collection[str]
    changed: Sequence[str]


def verify_pages(version: Version, archive: Archive, ledger: Iterable[Row], site: Site, workers: int) -> None:
    """Raise BulletinError where pages are missing or lead nowhere.

    Each article and issue has its page on the disk, each address of the ledger has its file, and no
    link of a changed page is broken.

    >>> from bulletin.content.registry import Registries
    >>> version, archive = Version(Path("/site"), (), ()), Archive((), Registries((), (), ()), {})
    >>> ledger = [Row("/2023/12/11/", "issue", "2023-12-11")]
    >>> verify_pages(version, archive, ledger, Site("Tên", "", "", None), 1)  # doctest: +NORMALIZE_WHITESPACE
    Traceback (most recent call last):
    bulletin.content.model.BulletinError: not published: addresses of the ledger without a page (1):
        /2023/12/11/; the refused version lies in /site
    """
    for what, found in (
        ("articles without a page", _without_page(version, _article_files(archive))),
        ("issues without a page", _without_page(version, _issue_files(archive))),
        ("addresses of the ledger without a page", _without_file(version, ledger)),
        ("links that lead nowhere", _broken(version, site, workers)),
    ):
        if found:
            some = ", ".join(found[:_SHOWN]) + (", …" if len(found) > _SHOWN else "")
            _refuse(version.folder, f"{what} ({len(found)}): {some}")


def verify_search(folder: Path, archive: Archive) -> None:
    """Raise BulletinError where the search lacks articles or files, or does not find the newest issue.

    >>> from bulletin.content.registry import Registries
    >>> verify_search(Path("/site"), Archive((), Registries((), (), ()), {}))  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    bulletin.content.model.BulletinError: not published: the search is damaged (...manifest.json...
    """
    try:
        listed = lookup.articles_listed(folder)
        if listed != len(archive.articles):
            _refuse(folder, f"the search has {listed} articles, the archive {len(archive.articles)}")
        for name in lookup.missing_names(folder):
            _refuse(folder, f"{SEARCH_FOLDER}/{name} is missing")
        for stored in archive.issues[-1].articles[:1] if archive.issues else ():
            if not lookup.finds(folder, stored):
                _refuse(folder, f"the search does not find «{stored.article.title}» ({stored.article.id})")
    except (OSError, EOFError, ValueError, LookupError, TypeError) as error:
        _refuse(folder, f"the search is damaged ({error})")


def _refuse(folder: Path, fault: str) -> None:
    raise BulletinError(f"not published: {fault}; the refused version lies in {folder}")


def _article_files(archive: Archive) -> Iterator[str]:
    for stored in archive.articles:
        yield addresses.file_of(addresses.article(stored.article.date, stored.article.number))


def _issue_files(archive: Archive) -> Iterator[str]:
    for issue in archive.issues:
        yield addresses.file_of(addresses.issue(issue.date))


def _without_page(version: Version, files: Iterable[str]) -> list[str]:
    folder = str(version.folder)
    return [file for file in files if not _has(f"{folder}/{file}")]


def _has(file: str) -> bool:
    try:
        return os.stat(file).st_size > 0
    except OSError:
        return False


def _without_file(version: Version, ledger: Iterable[Row]) -> list[str]:
    return [
        row.address
        for row in ledger
        if (row.first or row.kind in _KINDS)
        and addresses.file_of(row.address.removeprefix("/")) not in version.files
    ]


def _broken(version: Version, site: Site, workers: int) -> list[str]:
    pages = [file for file in version.changed if file.endswith((".html", ".xml"))]
    return [
        f"{link.page} → {link.target}"
        for link in broken_links(version.folder, pages, version.files, site, workers)
    ]
