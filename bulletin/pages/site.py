"""The constants of a site: what every page may know besides its view."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from bulletin.content.model import BulletinError


@dataclass(frozen=True, slots=True)
class Site:
    """Name and address of the site. `url` has no slash at its end and is empty where it is not known.

    A copy of the site on a disk has no address of its own: its `url` is empty, and `copy_of` is the site's.
    """

    name: str
    subtitle: str
    url: str
    contact: str | None
    language: str = "vi"
    copy_of: str = ""
    # Behind the names of the data files: `.gz` where they are packed.
    data_ending: str = ""

    @property
    def public_url(self) -> str:
        """Where the pages are published, in a copy too; empty where it is not known."""
        return self.url or self.copy_of

    @property
    def root_path(self) -> str:
        """The path of the site on its host: `/`, or `/sub/path/`."""
        return urlsplit(self.url).path.rstrip("/") + "/"


def site_of(settings: Mapping[str, Any]) -> Site:
    """The constants in Pelican's `settings`. Raises BulletinError for an address that is none."""
    url = str(settings.get("SITEURL") or "").rstrip("/")
    if url and urlsplit(url).scheme not in ("http", "https"):
        raise BulletinError(f"SITEURL {url!r} is no address; write https://… or leave it empty")
    return Site(
        name=settings["SITENAME"],
        subtitle=settings.get("SITESUBTITLE") or "",
        url=url,
        contact=settings.get("CONTACT") or None,
        data_ending=".gz" if settings.get("DATA_GZIP") else "",
    )
