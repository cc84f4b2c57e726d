"""Lets a build write beside the output folder and swaps the two when it is verified; no plugin of its own.

`bulletin.plugins.site` registers it. Pelican is told to write into the next version from the start; that
folder is made only when something has to be written, so that a build with nothing to do leaves all as it is.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pelican import signals

from bulletin.build.stage import Stage
from bulletin.machine import parallel
from bulletin.machine.background import Beside
from bulletin.plugins.errors import one_line_errors


class StagedBuild:
    """One build of a site: where it writes, in how many processes, and what has to hold before the swap.

    Setting: `BUILD_WORKERS`, how many processes render and index, by default one for each core.
    """

    def __init__(self, live: Path, workers: int) -> None:
        self.stage = Stage(live)
        self.workers = workers
        # Each says whether a part of the live site is as this build would make it.
        self.parts_unchanged: list[Callable[[], bool]] = []
        # Each begins to write its part of the next version, beside the pages.
        self.beside: list[Callable[[], None]] = []
        # Each raises BulletinError where the next version may not be published.
        self.checks: list[Callable[[], None]] = []
        # Each gives what writes down what was built, which may fail as well where the disk is full.
        self.memories: list[Callable[[], Callable[[], object]]] = []
        # Each clears up once the new version is live, or nothing had to be built.
        self.afterwards: list[Callable[[], None]] = []

    def open(self) -> Path:
        """The folder of the next version, into which the other parts begin to write too."""
        folder = self.stage.open()
        for begin in self.beside:
            begin()
        return folder

    def finish(self) -> None:
        """Swap the next version in, if there is one, and let other builds in."""
        if self.stage.is_open:
            checked = Beside(self._check, self.workers)
            self.stage.helpers.append(checked)
            memories = [prepare() for prepare in self.memories]
            checked.result()
            for write in memories:
                write()
            self.stage.swap()
        for clear_up in self.afterwards:
            clear_up()
        self.stage.leave()
        # Pelican runs again with the same settings where it watches for changes.
        self.parts_unchanged.clear()
        self.beside.clear()
        self.checks.clear()
        self.memories.clear()
        self.afterwards.clear()

    def _check(self, say: Callable[[None], None]) -> None:
        for check in self.checks:
            check()


def staged_build(settings: Any) -> StagedBuild:
    """The build that goes on, by Pelican's settings or context."""
    build = settings["STAGED_BUILD"]
    assert isinstance(build, StagedBuild)
    return build


def register() -> None:
    """Have every build of Pelican staged."""
    signals.initialized.connect(_begin)
    signals.finalized.connect(_finish)


def _begin(pelican: Any) -> None:
    # What a build reads stays until its end: looking for garbage in it costs more than all the reading.
    gc.disable()
    gc.unfreeze()
    workers = pelican.settings.get("BUILD_WORKERS") or parallel.cores()
    build = StagedBuild(Path(pelican.output_path).resolve(), workers)
    pelican.settings["STAGED_BUILD"] = build
    pelican.output_path = str(build.stage.next)


def _finish(pelican: Any) -> None:
    build = staged_build(pelican.settings)
    with one_line_errors(build.stage):
        build.finish()
    # The last collection, when the program ends, would look through all that is known of ten years.
    gc.freeze()
    gc.enable()


def enter(build: StagedBuild) -> None:
    """Wait until no other build is at work, and say so."""
    build.stage.enter(lambda line: print(line, file=sys.stderr, flush=True))
