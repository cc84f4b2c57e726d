"""The search of a site, made beside its pages."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bulletin.archive.archive import Archive
from bulletin.build import published_search
from bulletin.build.stage import Stage
from bulletin.build.verify import verify_search
from bulletin.build.workplace import Workplace
from bulletin.machine.children import Child
from bulletin.machine.progress import Progress
from bulletin.search import engine
from bulletin.search.build import Indexed, SearchBuilt, SearchOptions, build_search, unchanged_search

log = logging.getLogger(__name__)


@dataclass(slots=True)
class SearchPart:
    """Indexes the articles of what `archive` gives, which is asked for when they have been read.

    `with_pagefind` has Pagefind's engine find the words in the page, which is slower and larger.
    """

    place: Workplace
    stage: Stage
    workers: int
    archive: Callable[[], Archive]
    with_pagefind: bool = False
    _built: SearchBuilt | None = None
    _work: Child[Indexed, SearchBuilt] | None = None
    _progress: Progress | None = None
    _started: float = 0.0

    def is_unchanged(self) -> bool:
        """Whether the live site has the search of the archive as it is."""
        self._built = unchanged_search(self.archive(), self.place.content, self.stage.live, self._options())
        return self._built is not None

    def prepare(self) -> None:
        """Nothing: bundles are looked for when they are made."""

    def begin(self, folder: Path) -> None:
        """Make the bundles that are missing, in a process of its own."""

        def work(say: Callable[[Indexed], None]) -> SearchBuilt:
            """Bundles whose articles did not change are left alone."""
            return build_search(self.archive(), self.place.content, folder, self._options(), say)

        self._started = time.monotonic()
        self._work = Child(work, self.workers)
        self.stage.helpers.append(self._work)

    def finish(self) -> SearchBuilt:
        """Wait for the bundles, telling how far they are."""
        if self._work is not None:
            self._built = self._work.result(self._tell)
            if self._progress:
                self._progress.finish()
        assert self._built is not None
        return self._built

    def check(self, folder: Path) -> None:
        """Hold the search against the archive: all articles are in it, and the newest issue is found."""
        verify_search(folder, self.archive())

    def remember(self) -> Callable[[], object]:
        """Nothing is left to write down: the search knows its bundles by their names."""
        return lambda: None

    def clear_up(self) -> None:
        """Nothing is left over."""

    def _options(self) -> SearchOptions:
        return SearchOptions(
            workers=self.workers,
            previous=self.stage.live,
            seals_file=self.place.memory("search", "json"),
            keep=published_search.search_names(self.stage.live, self.archive().withheld),
            engine=engine.load() if self.with_pagefind else None,
        )

    def _tell(self, indexed: Indexed) -> None:
        log.info("%s – %s: %d articles indexed", indexed.first, indexed.last, indexed.articles)
        self._progress = self._progress or Progress("articles indexed", indexed.of, since=self._started)
        self._progress.advance(indexed.articles)
