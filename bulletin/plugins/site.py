"""Pelican plugin: the whole site, pages and search, as one build that is verified and swapped in.

Pelican gives the settings, Jinja and the moment. What other plugins write goes into a folder of their own
(`OthersPart`), so all of it happens in one function behind them: `SiteBuild.run`.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pelican import signals
from pelican.generators import Generator

from bulletin.build.others_part import OthersPart
from bulletin.build.pages_part import PagesPart
from bulletin.build.search_part import SearchPart
from bulletin.build.site_build import SiteBuild
from bulletin.build.stage import Stage
from bulletin.content.model import BulletinError
from bulletin.machine import children, garbage
from bulletin.machine.terminal import replace_missing_letters
from bulletin.pages.site import site_of
from bulletin.plugins.settings import workplace_of


class PelicanRun:
    """Pelican's side of our builds; it lives as long as Pelican's own object, which may run again and again.

    Settings of ours: `BUILD_WORKERS`, how many processes render and index, by default one for each core;
    `WITH_SEARCH`, False for a site without its search.
    """

    def __init__(self, pelican: Any) -> None:
        self._settings = pelican.settings
        self._content = Path(pelican.path)
        self._live = Path(pelican.output_path).resolve()
        self._others = self._live.with_name(f".{self._live.name}.others")
        pelican.output_path = str(self._others)

    def generators(self, pelican: Any) -> type[Generator]:
        """Begin a build; its generator reads the content when Pelican has its generators do so."""
        garbage.pause()
        place = workplace_of(self._settings, self._content, self._live)
        workers = self._settings.get("BUILD_WORKERS") or children.cores()
        self._build = SiteBuild(self._live, workers)
        stage = self._build.stage
        with told_in_one_line(stage):
            stage.enter(_say_aside)
            others = OthersPart(self._others)
            others.clear_up()
            pages = PagesPart(place, stage, workers, site_of(self._settings))
            search = SearchPart(place, stage, workers, lambda: pages.content.archive)
            with_search = [search] if self._settings.get("WITH_SEARCH", True) else []
            self._build.parts = [pages, *with_search, others]

        class SiteGenerator(Generator):
            """Reads and checks the content; where it has errors, each is a line and ends the program."""

            def generate_context(self) -> None:
                with told_in_one_line(stage):
                    self.context["archive"] = pages.read(self.env).archive

            def generate_output(self, writer: object) -> None:
                """Nothing yet: other plugins may still write."""

        return SiteGenerator

    def finish(self, pelican: Any) -> None:
        """Build and swap, behind all other plugins."""
        with told_in_one_line(self._build.stage):
            self._build.run()
        garbage.resume()


@contextlib.contextmanager
def told_in_one_line(stage: Stage) -> Iterator[None]:
    """Print a BulletinError or a fault of the disk as one line, and exit with code 1; 130 after Ctrl-C.

    The live site of `stage` stays as it is. Not by logging: Pelican turns a logged error into another
    exception where `--fatal=errors` is set.
    """
    code = 1
    try:
        yield
    except KeyboardInterrupt:
        code = 130
        print(f"stopped by Ctrl-C; {stage.live} is as it was", file=sys.stderr)
    except BulletinError as error:
        print(error, file=sys.stderr)
    except OSError as error:
        # A write that finds the disk full does not know the name of its file.
        where = error.filename or stage.next
        print(
            f"{where}: {error.strerror}; the build stopped there, {stage.live} is as it was", file=sys.stderr
        )
    else:
        return
    stage.leave()
    raise SystemExit(code)


def register() -> None:
    """Called by Pelican."""
    replace_missing_letters()
    signals.initialized.connect(_begin)


def _begin(pelican: Any) -> None:
    run = PelicanRun(pelican)
    # Every plugin is registered by now, so ours is the last to hear that all is done.
    signals.get_generators.connect(run.generators, sender=pelican, weak=False)
    signals.finalized.connect(run.finish, sender=pelican, weak=False)


def _say_aside(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
