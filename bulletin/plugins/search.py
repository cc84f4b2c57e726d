"""Pelican plugin: the search of the archive, made after its pages."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from pelican import signals
from pelican.generators import Generator
from pelican.writers import Writer

from bulletin import parallel
from bulletin.plugins.cache_file import cache_file
from bulletin.plugins.errors import one_line_errors
from bulletin.plugins.staging import staged_build
from bulletin.publishing import publications
from bulletin.publishing.verify import verify_search
from bulletin.search.build import SearchBuilt, build_search, unchanged_search

log = logging.getLogger(__name__)


class SearchGenerator(Generator):
    """Indexes the articles that `bulletin.plugins.site` has read."""

    built: SearchBuilt | None = None

    def generate_context(self) -> None:
        """Have a say in whether there is anything to build."""
        build = staged_build(self.settings)
        self.stage = build.stage
        self.seals_file = cache_file(self.settings, self.stage.live, "search", "json")
        build.parts_unchanged.append(self._is_unchanged)

    def generate_output(self, writer: Writer) -> None:
        """Write the folder of the search; bundles whose articles did not change are left alone."""
        with one_line_errors(self.stage):
            if self.stage.is_open:
                self.built = build_search(
                    self.context["archive"],
                    Path(self.path),
                    Path(self.output_path),
                    previous=self.stage.live,
                    workers=self.settings.get("BUILD_WORKERS") or parallel.cores(),
                    say=lambda line: log.info("%s", line),
                    seals_file=self.seals_file,
                    keep=self._names_to_keep(),
                )
                staged_build(self.settings).checks.append(
                    lambda: verify_search(Path(self.output_path), self.context["archive"])
                )
            built = self.built
            assert built is not None
            print(f"{built.articles} articles searchable: {built.made} of {built.bundles} bundles made")

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
        return publications.search_names(self.stage.live, self.context["archive"].withheld)


def register() -> None:
    """Called by Pelican."""
    signals.get_generators.connect(_generator)


def _generator(pelican: Any) -> type[SearchGenerator]:
    return SearchGenerator
