"""Links that lead nowhere, in pages as they were written.

Each path is held against the files of the site, and what follows # against the ids of the page there.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

from bulletin.ledger import addresses
from bulletin.machine.atomic_file import read_bytes
from bulletin.machine.children import fork_map, in_parts
from bulletin.pages.site import Site

_ATTRIBUTES = (b'href="', b'src="', b'action="')
_SPACE = (b" ", b"\n")
# In XML only whole addresses count.
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
    """The links of `pages`, HTML and XML files of the site in `folder`, that lead nowhere.

    `files` are all files of the site. A link leads nowhere, too, where its page lacks the id behind the #.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     _ = Path(folder, "index.html").write_text('<a href="2023/">2023</a>', encoding="utf-8")
    ...     broken_links(Path(folder), ["index.html"], {"index.html"}, Site("Tên", "", "", None))
    [BrokenLink(page='index.html', target='2023/')]
    """
    # Pages of one depth write the same links the same way: what was found good need not be taken apart again.
    good: dict[str, set[bytes]] = {}

    def search(part: Sequence[str]) -> tuple[list[BrokenLink], dict[str, set[tuple[str, bytes]]]]:
        broken = []
        # The places looked for on each page, with a page that leads there.
        places: dict[str, set[tuple[str, bytes]]] = {}
        for page in part:
            root = addresses.root_from(page)
            known = good.setdefault(f"{root}{page[-4:]}", set())
            data = read_bytes(f"{folder}/{page}")
            for whole in _links(page, data) - known:
                link, place = _parted(whole)
                target = _target(page, link, site)
                file = page if target is None else _file(page, target, site)
                if file not in files:
                    broken.append(BrokenLink(page, str(target)))
                elif place and (target or not link):
                    places.setdefault(file, set()).add((page, place))
                elif root and link.startswith(root.encode()):
                    known.add(whole)
        return broken, places

    broken: list[BrokenLink] = []
    places: dict[str, set[tuple[str, bytes]]] = {}
    for _, (found, sought) in fork_map(search, in_parts(pages, _PART), workers):
        broken += found
        for file, of_file in sought.items():
            places.setdefault(file, set()).update(of_file)

    def look_up(part: Sequence[str]) -> list[BrokenLink]:
        return [link for file in part for link in _without_place(folder, file, places[file])]

    parts = in_parts(sorted(places), _PART)
    return sorted([*broken, *(link for _, found in fork_map(look_up, parts, workers) for link in found)])


def _links(page: str, data: bytes) -> set[bytes]:
    """The links in the file `page` as they are written."""
    if not page.endswith(".html"):
        return set(_XML_LINK.findall(data))
    links: set[bytes] = set()
    # By splitting: less than half the time that a regular expression takes.
    for attribute in _ATTRIBUTES:
        parts = pairwise(data.split(attribute))
        links.update([part[: part.find(b'"')] for before, part in parts if before.endswith(_SPACE)])
    return links


def _parted(link: bytes) -> tuple[bytes, bytes]:
    """`link` without what follows ? or #, and what follows #."""
    path, _, place = link.partition(b"#")
    return path.partition(b"?")[0], place


def _without_place(folder: Path, file: str, places: Collection[tuple[str, bytes]]) -> Iterator[BrokenLink]:
    """The links to an id that the page `file` lacks; `places` are pairs of a page with a link and that id."""
    data = read_bytes(f"{folder}/{file}")
    for page, place in places:
        if b' id="' + place + b'"' not in data:
            target = f"#{place.decode()}"
            yield BrokenLink(page, target if page == file else file.removesuffix("index.html") + target)


def _target(page: str, link: bytes, site: Site) -> str | None:
    """The path of the site that a link of `page` leads to, as it stands or from the root; else None."""
    target = link.decode()
    if "&" in target or "%" in target:
        target = unquote(html.unescape(target))
    if site.url and target.startswith(f"{site.url}/"):
        return f"{site.root_path}{target.removeprefix(f'{site.url}/')}"
    if target and page.endswith(".html") and not _SCHEME.match(target):
        return target
    return None


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
