"""Pelican plugin: the search of the archive, made beside its pages."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pelican import signals
from pelican.generators import Generator
from pelican.writers import Writer

from bulletin.build import published_search
from bulletin.build.verify import verify_search
from bulletin.machine.background import Beside
from bulletin.machine.progress import Progress
from bulletin.plugins.cache_file import cache_file
from bulletin.plugins.errors import one_line_errors
from bulletin.plugins.staging import staged_build
from bulletin.search.build import Indexed, SearchBuilt, build_search, unchanged_search

log = logging.getLogger(__name__)


class SearchGenerator(Generator):
    """Indexes the articles that `bulletin.plugins.site` has read, beside the pages."""

    built: SearchBuilt | None = None
    work: Beside[Indexed, SearchBuilt]
    progress: Progress | None = None

    def generate_context(self) -> None:
        """Have a say in whether there is anything to build."""
        self.build = staged_build(self.settings)
        self.stage = self.build.stage
        self.seals_file = cache_file(self.settings, self.stage.live, "search", "json")
        self.build.parts_unchanged.append(self._is_unchanged)
        self.build.beside.append(self._begin)

    def generate_output(self, writer: Writer) -> None:
        """Wait for the folder of the search, which is made since the first page."""
        with one_line_errors(self.stage):
            if self.stage.is_open:
                self.built = self.work.result(self._tell)
                if self.progress:
                    self.progress.finish()
                self.build.checks.append(
                    lambda: verify_search(Path(self.output_path), self.context["archive"])
                )
            built = self.built
            assert built is not None
            print(f"{built.articles} articles searchable: {built.made} of {built.bundles} bundles made")

    def _begin(self) -> None:
        def work(say: Callable[[Indexed], None]) -> SearchBuilt:
            """Bundles whose articles did not change are left alone."""
            return build_search(
                self.context["archive"],
                Path(self.path),
                Path(self.output_path),
                previous=self.stage.live,
                workers=self.build.workers,
                say=say,
                seals_file=self.seals_file,
                keep=self._names_to_keep(),
            )

        self.started = time.monotonic()
        self.work = Beside(work, self.build.workers)
        self.stage.helpers.append(self.work)

    def _tell(self, indexed: Indexed) -> None:
        log.info("%s – %s: %d articles indexed", indexed.first, indexed.last, indexed.articles)
        self.progress = self.progress or Progress("articles indexed", indexed.of, since=self.started)
        self.progress.advance(indexed.articles)

    def _is_unchanged(self) -> bool:
        self.built = unchanged_search(
            self.context["archive"],
            Path(self.path),
            self.stage.live,
            self.seals_file,
            self._names_to_keep(),
        )
        return self.built is not None

    def _names_to_keep(self) -> frozenset[str]:
        return published_search.search_names(self.stage.live, self.context["archive"].withheld)


def register() -> None:
    """Called by Pelican."""
    signals.get_generators.connect(_generator)


def _generator(pelican: Any) -> type[SearchGenerator]:
    return SearchGenerator
