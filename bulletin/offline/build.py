"""Makes the offline copies of a built site: one of it all and one of each year, each complete in itself."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bulletin.archive.content_folder import Content
from bulletin.build.renderer import Renderer
from bulletin.machine.children import fork_map, in_parts
from bulletin.machine.progress import Progress
from bulletin.offline import copy_zip
from bulletin.offline.copy_zip import Member
from bulletin.offline.links import Links
from bulletin.offline.plan import ABOUT, plan
from bulletin.offline.readable import readable
from bulletin.offline.scope import Scope, restricted, scopes
from bulletin.offline.search_files import search_files
from bulletin.offline.theme import copied_files, environment
from bulletin.pages import copies
from bulletin.pages.copies import Copy
from bulletin.pages.issue import IssueView
from bulletin.pages.page import Page
from bulletin.pages.site import Site

_PART = 8


@dataclass(frozen=True, slots=True)
class CopySource:
    """What copies are made from: the content, the site built from it, its constants and its theme."""

    folder: Path
    content: Content
    built: Path
    site: Site
    theme: Path
    jinja: Mapping[str, Any]


def make_copies(source: CopySource, target: Path, workers: int, of_all: bool = True) -> tuple[Copy, ...]:
    """Write the copies into the folder `target`, with a list of them; with `of_all` one has all years.

    Copies that were listed before and are not made any more are removed. Raises BulletinError where the site
    is not that of the content.
    """
    withheld = source.content.archive.withheld
    before = copies.listed_files(target)
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".packed-", dir=target) as packed:
        made = tuple(
            _make(source, scope, target, Path(packed), workers)
            for scope in scopes(source.content.archive)
            if of_all or scope.year is not None
        )
    copies.save(target, source.folder, withheld, made)
    for old in before - {one.file for one in made}:
        (target / old).unlink(missing_ok=True)
    return made


def _make(source: CopySource, scope: Scope, target: Path, packed: Path, workers: int) -> Copy:
    members = _members(source, scope, packed, workers)
    members.append(copy_zip.pack(copy_zip.SUMS, copy_zip.sums(members), packed))
    file = f"{scope.stem}.zip"
    progress = Progress(f"files into {file}", len(members))
    digest = copy_zip.write_zip(target / file, members, scope.stem, progress.advance)
    progress.finish()
    size = (target / file).stat().st_size
    return Copy(file, scope.year, scope.first, scope.last, scope.issues, scope.articles, size, digest)


def _members(source: CopySource, scope: Scope, packed: Path, workers: int) -> list[Member]:
    """All files of a copy but the list of their sums."""
    files = [*copied_files(source.theme), *search_files(source.built, scope, workers)]
    site = replace(source.site, url="", copy_of=source.site.url)
    planned = plan(restricted(source.content.archive, scope), source.content.pages, site, scope)
    renderer = Renderer(environment(source.theme, source.jinja), site, source.folder)
    names = {name for name, _ in files} | {page.file for page in planned.pages}
    links = Links(names, planned.moved, source.site.url, ABOUT)
    # The search's packs are the largest files, so they come first and no core waits for one at the end.
    work: list[tuple[str, bytes] | Page] = [*files, *planned.pages]
    parts = in_parts(work, _PART)
    progress = Progress(f"files for {scope.stem}", len(work))

    def pack_part(part: Sequence[tuple[str, bytes] | Page]) -> list[Member]:
        made = ((one.file, _page(one, renderer, links)) if isinstance(one, Page) else one for one in part)
        return [copy_zip.pack(name, data, packed) for name, data in made]

    members: list[Member] = []
    for index, done in fork_map(pack_part, parts, workers):
        members += done
        progress.advance(len(parts[index]))
    progress.finish()
    return members


def _page(page: Page, renderer: Renderer, links: Links) -> bytes:
    html = links.from_disk(renderer.render(page).decode(), page.path)
    return (readable(html, page.path) if isinstance(page.view, IssueView) else html).encode()
