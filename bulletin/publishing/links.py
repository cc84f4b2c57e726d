"""Links that lead nowhere, in pages as they were written: each path is held against the files of the site."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from bulletin import addresses
from bulletin.parallel import fork_map
from bulletin.site import Site

# A link without what follows ? or #; in XML only whole addresses count.
_LINK = re.compile(rb'\s(?:href|src|action)="([^"#?]*)')
_XML_LINK = re.compile(rb'(?:<loc>|\shref=")([^"<#?]*)')
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//")
_PART = 500


@dataclass(frozen=True, slots=True, order=True)
class BrokenLink:
    """A link of the file `page` to `target`, where there is nothing."""

    page: str
    target: str


def broken_links(
    folder: Path, pages: Sequence[str], files: Collection[str], site: Site, workers: int = 1
) -> list[BrokenLink]:
    """The links of `pages`, HTML and XML files of the site in `folder`, to paths that are not in `files`."""
    parts = [pages[start : start + _PART] for start in range(0, len(pages), _PART)]

    def search(part: Sequence[str]) -> list[BrokenLink]:
        return [
            BrokenLink(page, target)
            for page in part
            for target in _targets(page, (folder / page).read_bytes(), site)
            if _file(page, target, site) not in files
        ]

    return sorted(link for _, found in fork_map(search, parts, workers) for link in found)


def _targets(page: str, data: bytes, site: Site) -> Iterator[str]:
    """The paths of the site that `page` leads to: as they stand, or from the root (`/…`)."""
    whole = f"{site.url}/"
    for found in set((_LINK if page.endswith(".html") else _XML_LINK).findall(data)):
        target = found.decode()
        if "&" in target or "%" in target:
            target = unquote(html.unescape(target))
        if site.url and target.startswith(whole):
            yield f"{site.root_path}{target.removeprefix(whole)}"
        elif target and page.endswith(".html") and not _SCHEME.match(target):
            yield target


def _file(page: str, target: str, site: Site) -> str:
    if target.startswith("/"):
        return addresses.file_of(target.removeprefix(site.root_path))
    root = addresses.root_from(page)
    # Nearly all links go by way of the root, whose length is that of the way to it.
    path = target.removeprefix(root)
    if path == target or path.startswith("../"):
        path = posixpath.normpath(posixpath.join(posixpath.dirname(page), target))
        path = "" if path == "." else f"{path}/" if target.endswith(("/", "..", ".")) else path
    return addresses.file_of(path)
