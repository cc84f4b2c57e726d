"""`invoke offline`: makes the copies of a site that was just built, and says what they are."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bulletin.archive import content_folder
from bulletin.content.model import BulletinError
from bulletin.machine import children
from bulletin.offline.build import CopySource, make_copies
from bulletin.pages.site import site_of


def run(content: Path, built: Path, settings: Mapping[str, Any]) -> None:
    """Put the copies of the site in `built` into the COPIES_PATH of `settings`; prints a line for each.

    Raises BulletinError where the content has errors, or a file cannot be written.
    """
    target = Path(settings["COPIES_PATH"])
    of_all = bool(settings.get("COPY_OF_ALL", True))
    loaded = content_folder.load(content)
    if loaded.errors:
        raise BulletinError(f"{content}: {len(loaded.errors)} error(s); see `invoke check`")
    source = CopySource(
        content,
        loaded,
        built,
        site_of(settings),
        Path(settings["THEME"]),
        {**settings["JINJA_ENVIRONMENT"], "extensions": []},
    )
    try:
        copies = make_copies(source, target, settings.get("BUILD_WORKERS") or children.cores(), of_all)
    except OSError as error:
        raise BulletinError(
            f"{error.filename or target}: {error.strerror}; no copy was finished there"
        ) from None
    for copy in copies:
        size, each = copy.size / 1e6, copy.size / copy.articles / 1000
        print(f"{target / copy.file}: {copy.articles} articles, {size:.1f} MB, {each:.2f} kB an article")
