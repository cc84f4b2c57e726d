"""Pelican plugin: every page of the archive, made from views instead of Pelican's own article lists."""

from __future__ import annotations

import gc
import logging
import sys
from pathlib import Path
from typing import Any

from pelican import signals
from pelican.generators import ArticlesGenerator, Generator
from pelican.writers import Writer

from bulletin import parallel
from bulletin.model import BulletinError
from bulletin.pages.site_plan import site_groups
from bulletin.plugins.cache_file import cache_file
from bulletin.plugins.errors import one_line_errors
from bulletin.rendering import state as build_state
from bulletin.rendering.builder import build_pages
from bulletin.rendering.output_folder import OutputFolder, may_be_built_into
from bulletin.rendering.renderer import Renderer
from bulletin.rendering.sources import load_changed
from bulletin.rendering.static_files import copy_static
from bulletin.search.build import FOLDER as SEARCH_FOLDER
from bulletin.site import site_of
from bulletin.store import Content

log = logging.getLogger(__name__)


class SiteGenerator(Generator):
    """Reads the content folder, refuses what `check` refuses, and writes all pages.

    Setting `BUILD_WORKERS`: how many processes render, by default one for each core.
    """

    content: Content
    stock: ArticlesGenerator

    def generate_context(self) -> None:
        """Read and check the content; ends the program with each fault on a line where it has errors."""
        # What is read now stays until the end: looking for garbage in it costs more than all the reading.
        gc.disable()
        with one_line_errors():
            self._read()

    def generate_output(self, writer: Writer) -> None:
        """Write every page."""
        with one_line_errors():
            self._write()
        # Pelican's closing line counts what its own generator holds, which was given nothing to read.
        self.stock.articles = list(self.content.archive.articles)
        gc.enable()

    def _read(self) -> None:
        self.state_file = cache_file(self.settings, self.output_path, "build", "state")
        self.workers = self.settings.get("BUILD_WORKERS") or parallel.cores()
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
        if not self.state_file.exists():
            if not may_be_built_into(Path(self.output_path)):
                raise BulletinError(
                    f"{self.output_path}: holds files and no site of ours; give --output an empty folder"
                )
            # From here on the folder is known as ours, even if this build is killed.
            build_state.save(self.state_file, self.version, self.state)

    def _write(self) -> None:
        site = site_of(self.settings)
        renderer = Renderer(self.env, site, Path(self.path))
        static = self.settings["THEME_STATIC_DIR"]
        copy_static(Path(self.theme) / "static", OutputFolder(Path(self.output_path) / static))
        output = OutputFolder(Path(self.output_path), others=(SEARCH_FOLDER, static))
        content = self.content
        built = build_pages(
            lambda: site_groups(content.archive, content.pages, site),
            f"{content.fingerprint} {self.state.registries} {site}",
            renderer,
            output,
            self.state,
            self.workers,
            log.info,
        )
        build_state.save(self.state_file, self.version, self.state)
        print(
            f"{built.pages} pages: {built.rendered} rendered, "
            f"{built.written} written, {built.removed} removed"
        )


def register() -> None:
    """Called by Pelican."""
    signals.get_generators.connect(_generator)
    signals.all_generators_finalized.connect(_introduce)


def _generator(pelican: Any) -> type[SiteGenerator]:
    return SiteGenerator


def _introduce(generators: list[Generator]) -> None:
    """Let our generator know Pelican's."""
    own = next(generator for generator in generators if isinstance(generator, SiteGenerator))
    own.stock = next(generator for generator in generators if isinstance(generator, ArticlesGenerator))
