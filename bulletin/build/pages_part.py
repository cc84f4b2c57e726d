"""The pages of a site, with the theme's files and the offline copies that lie beside them."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from jinja2 import Environment

from bulletin.archive.content_folder import Content
from bulletin.build import host_headers, published_search
from bulletin.build import state as build_state
from bulletin.build.listing import Listing
from bulletin.build.others_part import OthersPart
from bulletin.build.output_folder import OutputFolder, may_be_built_into
from bulletin.build.render_pages import PagesBuild, PagesBuilt
from bulletin.build.renderer import Renderer
from bulletin.build.sources import load_changed
from bulletin.build.stage import Stage
from bulletin.build.staged_folder import StagedFolder
from bulletin.build.static_files import copy_static, is_copied, theme_files
from bulletin.build.verify import Version, verify_pages
from bulletin.build.workplace import Workplace
from bulletin.content.model import BulletinError
from bulletin.machine.atomic_file import write_whole
from bulletin.pages import copies
from bulletin.pages.downloads import downloads_groups
from bulletin.pages.headers_file import headers_group
from bulletin.pages.own_files import own_file_groups, own_files
from bulletin.pages.page import PageGroup
from bulletin.pages.site import Site
from bulletin.pages.site_plan import site_groups
from bulletin.search.manifest import FOLDER as SEARCH_FOLDER

log = logging.getLogger(__name__)


class PagesPart:
    """Reads the content, refuses what `check` refuses, and makes every page of it."""

    content: Content
    renderer: Renderer

    def __init__(
        self, place: Workplace, stage: Stage, workers: int, site: Site, others: OthersPart | None = None
    ) -> None:
        """`others` has the files of other plugins; pages may link to them, as both end up in one site."""
        self._place, self._stage, self._workers, self._site = place, stage, workers, site
        self._others = others
        self._is_finished = False
        self._state_file = place.memory("build", "state")
        self._version = build_state.code_version()
        self._static = place.theme / "static"

    def read(self, environment: Environment) -> Content:
        """Read and check the content; `environment` is Jinja's, for the pages.

        Prints each finding on a line. Raises BulletinError where there is an error among them, or the live
        folder is none of ours.
        """
        others = (SEARCH_FOLDER, self._place.theme_static, copies.FOLDER)
        self._listing = Listing(self._stage.earlier, others, self._workers)
        self._stage.helpers.append(self._listing.work)
        self._state, why = build_state.load(self._state_file, self._version)
        if why:
            log.info("%s", why)
        self.content = load_changed(self._place.content, self._state, self._workers, self._place.cache)
        for finding in self.content.findings:
            print(finding, file=sys.stderr)
        if errors := len(self.content.errors):
            raise BulletinError(f"{self._place.content}: {errors} error(s), listed above; nothing was built")
        live = self._place.live
        if not self._state_file.exists() and not may_be_built_into(live):
            raise BulletinError(f"{live}: holds files and no site of ours; give --output an empty folder")
        self.renderer = Renderer(environment, self._site, self._place.content, self._state.known_templates)
        self._offered = copies.load(self._place.copies, self._place.content, self.content.archive.withheld)
        self._own = own_files(self._place.content, others)
        return self.content

    def is_unchanged(self) -> bool:
        """Whether the live site has all pages, files of the theme and copies as they would be made."""
        live = OutputFolder(self._place.live, self._listing.others)
        self._inputs = self._inputs_of_all()
        found = self._build().unchanged(self._inputs, live)
        self._built = found or PagesBuilt(0, 0, 0, 0)
        return (
            found is not None
            and is_copied(self._static, OutputFolder(self._place.live / self._place.theme_static))
            and copies.is_placed(self._offered, self._place.copies, self._place.live)
        )

    def prepare(self) -> None:
        """Wait for the list of what lies in the earlier version."""
        self._known = self._state.stamps()
        self._listed = self._listing.stamps(self._known)

    def begin(self, folder: Path) -> None:
        """Bring the theme's files, the copies and what did not change into the next version."""
        copy_static(self._static, OutputFolder(folder / self._place.theme_static))
        copies.place(self._offered, self._place.copies, folder)
        self._staged = StagedFolder(folder, self._place.live, self._listed, self._known)

    def finish(self) -> PagesBuilt:
        """Render what changed, once. Where nothing was begun, write down what was read."""
        if self._is_finished:
            return self._built
        self._is_finished = True
        if self._stage.is_open:
            self._built = self._build().run(self._plan, self._inputs, self._staged)
        else:
            build_state.save(self._state_file, self._version, self._state)
        return self._built

    def check(self, folder: Path) -> None:
        """Hold the pages against archive and ledger, and their links against the files."""
        stamps = self._state.stamps()
        changed = sorted(file for file, stamp in stamps.items() if stamp != self._known.get(file))
        written = self._others.names() if self._others else ()
        version = Version(folder, {*self.files, *written}, changed)
        archive, ledger = self.content.archive, self.content.ledger
        verify_pages(version, archive, ledger, self._site, self._workers)

    def remember(self) -> Callable[[], object]:
        """Write down what was read and built."""
        data = build_state.packed(self._version, self._state)
        return lambda: write_whole(self._state_file, data)

    def clear_up(self) -> None:
        """Forget earlier versions that hold what may not be shown any more."""
        withheld = self.content.archive.withheld
        published_search.withhold(self._stage.live, self._stage.previous, withheld)

    @property
    def files(self) -> Collection[str]:
        """The files of this part in the site, by their paths."""
        theme = {f"{self._place.theme_static}/{name}" for name in theme_files(self._static)}
        offered = {f"{copies.FOLDER}/{copy.file}" for copy in self._offered}
        return self._state.stamps().keys() | theme | offered

    def _build(self) -> PagesBuild:
        return PagesBuild(self.renderer, self._state, self._workers, log.info)

    def _plan(self) -> Iterator[PageGroup]:
        yield from site_groups(self.content.archive, self.content.pages, self._site)
        yield from downloads_groups(self._offered)
        yield from own_file_groups(self._own)
        # A site without an address is not for the public, so no host need be told anything.
        if self._site.url:
            yield _headers()

    def _inputs_of_all(self) -> str:
        """All that the plan is made from, as text."""
        made_from = (self.content.fingerprint, self._state.registries, self._site, _headers().inputs)
        return f"{made_from} {self._offered} {self._own}"


def _headers() -> PageGroup:
    headers = host_headers.load()
    return headers_group(headers.security, headers.cache_hashed)
