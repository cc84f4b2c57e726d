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
from bulletin.search.build import build_search

log = logging.getLogger(__name__)


class SearchGenerator(Generator):
    """Indexes the articles that `bulletin.plugins.site` has read."""

    def generate_output(self, writer: Writer) -> None:
        """Write the folder of the search; bundles whose articles did not change are left alone."""
        workers = self.settings.get("BUILD_WORKERS") or parallel.cores()
        with one_line_errors():
            built = build_search(
                self.context["archive"],
                Path(self.path),
                Path(self.output_path),
                workers=workers,
                say=lambda line: log.info("%s", line),
                seals_file=cache_file(self.settings, self.output_path, "search", "json"),
            )
            print(f"{built.articles} articles searchable: {built.made} of {built.bundles} bundles made")


def register() -> None:
    """Called by Pelican."""
    signals.get_generators.connect(_generator)


def _generator(pelican: Any) -> type[SearchGenerator]:
    return SearchGenerator
