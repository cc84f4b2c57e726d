"""Pelican plugin: every page of the archive, made from views instead of Pelican's own article lists."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from pelican import signals
from pelican.generators import ArticlesGenerator, Generator
from pelican.writers import Writer

from bulletin.archive.content_folder import Content
from bulletin.build import host_headers, published_search
from bulletin.build import state as build_state
from bulletin.build.listing import Listing
from bulletin.build.output_folder import OutputFolder, may_be_built_into
from bulletin.build.render_pages import build_pages, unchanged
from bulletin.build.renderer import Renderer
from bulletin.build.sources import load_changed
from bulletin.build.staged_folder import StagedFolder
from bulletin.build.static_files import copy_static, files_below, is_copied
from bulletin.build.verify import Version, verify_pages
from bulletin.content.model import BulletinError
from bulletin.machine.atomic_file import write_whole
from bulletin.pages import copies
from bulletin.pages.downloads import downloads_groups
from bulletin.pages.headers_file import headers_group
from bulletin.pages.page import PageGroup
from bulletin.pages.site import site_of
from bulletin.pages.site_plan import site_groups
from bulletin.plugins import staging
from bulletin.plugins.cache_file import cache_file
from bulletin.plugins.errors import one_line_errors
from bulletin.plugins.staging import StagedBuild, staged_build
from bulletin.search.manifest import FOLDER as SEARCH_FOLDER

log = logging.getLogger(__name__)


class SiteGenerator(Generator):
    """Reads the content folder, refuses what `check` refuses, and writes all pages.

    Setting: `COPIES_PATH`, the folder of the offline copies that the download page lists.
    """

    build: StagedBuild
    content: Content
    stock: ArticlesGenerator

    def generate_context(self) -> None:
        """Read and check the content; ends the program with each fault on a line where it has errors."""
        self.build = staged_build(self.settings)
        with one_line_errors(self.build.stage):
            staging.enter(self.build)
            self._read()

    def generate_output(self, writer: Writer) -> None:
        """Write every page."""
        with one_line_errors(self.build.stage):
            self._write()
        # Pelican's closing line counts what its own generator holds, which was given nothing to read.
        self.stock.articles = list(self.content.archive.articles)

    def _read(self) -> None:
        live = self.build.stage.live
        self.state_file = cache_file(self.settings, live, "build", "state")
        self.workers = self.build.workers
        others = (SEARCH_FOLDER, self.settings["THEME_STATIC_DIR"], copies.FOLDER)
        self.listing = Listing(self.build.stage.earlier, others, self.workers)
        self.build.stage.helpers.append(self.listing.work)
        self.version = build_state.code_version()
        self.state, why = build_state.load(self.state_file, self.version)
        if why:
            log.info("%s", why)
        self.content = load_changed(Path(self.path), self.state, self.workers)
        for finding in self.content.findings:
            print(finding, file=sys.stderr)
        if self.content.errors:
            count = len(self.content.errors)
            raise BulletinError(f"{self.path}: {count} error(s), listed above; nothing was built")
        self.context["archive"] = self.content.archive
        if not self.state_file.exists() and not may_be_built_into(live):
            raise BulletinError(f"{live}: holds files and no site of ours; give --output an empty folder")

    def _write(self) -> None:
        site = site_of(self.settings)
        renderer = Renderer(self.env, site, Path(self.path), self.state.known_templates)
        content, live = self.content, self.build.stage.live
        static, source = self.settings["THEME_STATIC_DIR"], Path(self.theme) / "static"
        made = Path(self.settings.get("COPIES_PATH") or copies.FOLDER)
        offered = copies.load(made, Path(self.path).resolve(), content.archive.withheld)
        headers = host_headers.load()
        headers_file = headers_group(headers.security, headers.cache_hashed)
        inputs = f"{content.fingerprint} {self.state.registries} {site} {headers_file.inputs} {offered}"

        def plan() -> Iterator[PageGroup]:
            yield from site_groups(content.archive, content.pages, site)
            yield from downloads_groups(offered)
            # A site without an address is not for the public, so no host need be told anything.
            if site.url:
                yield headers_file

        built = unchanged(inputs, renderer, OutputFolder(live, self.listing.others), self.state)
        if (
            built is not None
            and is_copied(source, OutputFolder(live / static))
            and copies.is_placed(offered, made, live)
            and all(is_unchanged() for is_unchanged in self.build.parts_unchanged)
        ):
            build_state.save(self.state_file, self.version, self.state)
        else:
            known = self.state.stamps()
            listed = self.listing.stamps(known)
            folder = self.build.open()
            copy_static(source, OutputFolder(folder / static))
            copies.place(offered, made, folder)
            staged = StagedFolder(folder, live, listed, known)
            built = build_pages(plan, inputs, renderer, staged, self.state, self.workers, log.info)
            pages = self.state.stamps()
            files = pages.keys() | {f"{static}/{name}" for name in files_below(source)}
            files |= {f"{copies.FOLDER}/{copy.file}" for copy in offered}
            changed = sorted(file for file, stamp in pages.items() if stamp != known.get(file))
            version = Version(folder, files, changed)
            self.build.checks.append(
                lambda: verify_pages(version, content.archive, content.ledger, site, self.workers)
            )
            self.build.memories.append(self._remembered)
        stage, withheld = self.build.stage, content.archive.withheld
        self.build.afterwards.append(lambda: published_search.withhold(stage.live, stage.previous, withheld))
        print(
            f"{built.pages} pages: {built.rendered} rendered, "
            f"{built.written} written, {built.removed} removed"
        )

    def _remembered(self) -> Callable[[], object]:
        state = build_state.packed(self.version, self.state)
        return lambda: write_whole(self.state_file, state)


def register() -> None:
    """Called by Pelican."""
    staging.register()
    signals.get_generators.connect(_generator)
    signals.all_generators_finalized.connect(_introduce)


def _generator(pelican: Any) -> type[SiteGenerator]:
    return SiteGenerator


def _introduce(generators: list[Generator]) -> None:
    """Let our generator know Pelican's."""
    own = next(generator for generator in generators if isinstance(generator, SiteGenerator))
    own.stock = next(generator for generator in generators if isinstance(generator, ArticlesGenerator))
