"""Pelican plugin: the whole site, pages and search, as one build that is verified and swapped in.

Pelican gives the settings, Jinja and the moment. What other plugins write goes into a folder of their own
(`OthersPart`); the swap comes behind all of them.
"""

from __future__ import annotations

import contextlib
import logging
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pelican import autoreload, signals
from pelican.log import FatalLogger

from bulletin.archive.content_folder import Content
from bulletin.build.others_part import OthersPart
from bulletin.build.pages_part import PagesPart
from bulletin.build.renderer import Renderer
from bulletin.build.search_part import SearchPart
from bulletin.build.site_build import SiteBuild
from bulletin.content.model import BulletinError
from bulletin.machine import children, garbage
from bulletin.machine.file_rights import readable_by_all
from bulletin.machine.terminal import replace_missing_letters
from bulletin.pages.site import site_of
from bulletin.plugins import effects, writers
from bulletin.plugins.generators import ArchiveArticles, ArchivePages
from bulletin.plugins.setting_fields import refuse_wrong
from bulletin.plugins.settings import environment_of, workplace_of


class PelicanRun:
    """Pelican's side of our builds; it lives as long as Pelican's own object, which may run again and again.

    Settings of ours: `BUILD_WORKERS`, how many processes render and index, by default one for each core;
    `WITH_SEARCH`, False for a site without its search; `SEARCH_ENGINE`, "pagefind" to have Pagefind's
    WebAssembly find the words in the page.
    """

    def __init__(self, pelican: Any) -> None:
        self.content: Content | None = None
        self._pelican = pelican
        self._settings = pelican.settings
        # Before Pelican's readers add to the settings.
        self._warnings = effects.warnings(pelican.settings)
        # The first would copy the files of articles whole, whatever may be shown of them; the second would
        # lead out of the site.
        self._settings["OUTPUT_SOURCES"] = self._settings["STATIC_CREATE_LINKS"] = False
        self._place = workplace_of(self._settings, Path(pelican.path), Path(pelican.output_path))
        self._others = self._place.live.with_name(f".{self._place.live.name}.others")
        pelican.output_path = str(self._others)

    def begin(self, pelican: Any) -> None:
        """Begin a build, before there are generators."""
        garbage.pause()
        self.content = None
        self._is_refused = False
        self._rewritten: set[str] = set()
        self._context: dict[str, Any] = {}
        settings, place = self._settings, self._place
        # What plugins write by this setting is to join the site, too; outside of a run it is the live folder.
        settings["OUTPUT_PATH"] = str(self._others)
        # The theme's own files are copied by ours.
        settings["THEME_STATIC_PATHS"] = [one for one in settings["THEME_STATIC_PATHS"] if one != "static"]
        workers = settings.get("BUILD_WORKERS") or children.cores()
        self._build = SiteBuild(place.live, workers)
        stage = self._build.stage
        with self._told_in_one_line():
            stage.enter(_say_aside)
            others = OthersPart(self._others, self._whose)
            others.clear_up()
            # Plugins expect that there is an output folder at the end.
            self._others.mkdir()
            if pelican.delete_outputdir:
                place.memory("build", "state").unlink(missing_ok=True)
            self._pages = PagesPart(place, stage, workers, site_of(settings), others)
            by_pagefind = settings.get("SEARCH_ENGINE") == "pagefind"
            search = SearchPart(place, stage, workers, lambda: self._pages.content.archive, by_pagefind)
            with_search = [search] if settings.get("WITH_SEARCH", True) else []
            self._build.parts = [self._pages, *with_search, others]
        signals.article_generator_init.connect(self.take_place)
        signals.page_generator_init.connect(self.take_place)
        # Who listens to one sender hears of it behind all who listen to any; by now every plugin listens.
        signals.finalized.connect(self.finish, sender=pelican)

    def take_place(self, generator: Any) -> None:
        """Have the archive given out by the generators that Pelican makes for its own."""
        if generator.settings is self._settings:
            is_of_pages = isinstance(generator, ArchivePages.__base__)
            generator.__class__ = ArchivePages if is_of_pages else ArchiveArticles
            generator.site = self
            self._context = generator.context
            self._context["OUTPUT_PATH"] = str(self._others)

    def read(self) -> None:
        """Read and check the content; where it has errors, each is a line and ends the program."""
        if self._is_refused:
            return
        with self._told_in_one_line():
            if logging.getLogger().isEnabledFor(logging.WARNING):
                print(*self._warnings, sep="\n", end="\n" * bool(self._warnings), file=sys.stderr)
            content = self._pages.read(environment_of(self._settings, self._place))
            if FatalLogger.fatal_lvl <= logging.WARNING and (self._warnings or content.findings):
                raise BulletinError("--fatal=warnings: there are warnings, listed above; nothing was built")
            self.content = content

    @property
    def renderer(self) -> Renderer:
        """What the pages are rendered with."""
        return self._pages.renderer

    def show_pages(self, articles: ArchiveArticles) -> None:
        """Make the pages now, and send `content_written` for each with a copy of it.

        A copy that is changed by those who hear of it counts as written by them.
        """
        if self._is_refused:
            return
        with self._told_in_one_line():
            self._build.begin(_say_aside, always=True)
            with readable_by_all():
                self._pages.finish()
        if self._is_refused:
            return
        known = {one.save_as: {"article": one} for one in articles.articles}
        known |= {one.save_as: {"page": one} for one in articles.context["pages"]}
        for file in sorted(one for one in self._pages.files if one.endswith(".html")):
            made, shown = self._build.stage.next / file, self._others / file
            shown.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(made, shown)
            context = {**articles.context, "output_file": file, **known.get(file, {})}
            signals.content_written.send(str(shown), context=context)
            if shown.is_file() and shown.read_bytes() == made.read_bytes():
                shown.unlink()
            else:
                self._rewritten.add(file)

    def finish(self, pelican: Any) -> None:
        """Build and swap, behind all other plugins."""
        if not self._is_refused:
            with self._told_in_one_line():
                self._build.run()
        self._leave()

    def _whose(self, name: str) -> str:
        if name in self._rewritten:
            return writers.who_hears(signals.content_written)
        return writers.who_writes(name, self._settings, self._context, self._pelican.plugins)

    def _leave(self) -> None:
        self._build.stage.leave()
        shutil.rmtree(self._others, ignore_errors=True)
        self._settings["OUTPUT_PATH"] = str(self._place.live)
        signals.article_generator_init.disconnect(self.take_place)
        signals.page_generator_init.disconnect(self.take_place)
        signals.finalized.disconnect(self.finish, sender=self._pelican)
        garbage.resume()

    @contextlib.contextmanager
    def _told_in_one_line(self) -> Iterator[None]:
        """Print a BulletinError or a fault of the disk as one line, and exit with code 1; 130 after Ctrl-C.

        The live site stays as it is, and `pelican --autoreload` goes on to the next change. Not by logging:
        Pelican turns a logged error into another exception where `--fatal=errors` is set.
        """
        code = 1
        stage = self._build.stage
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
                f"{where}: {error.strerror}; the build stopped there, {stage.live} is as it was",
                file=sys.stderr,
            )
        else:
            return
        stage.leave()
        if code == 1 and _is_watching():
            self._is_refused = True
        else:
            self._leave()
            raise SystemExit(code)


def register() -> None:
    """Called by Pelican."""
    replace_missing_letters()
    signals.initialized.connect(_begin)


def _begin(pelican: Any) -> None:
    try:
        refuse_wrong(pelican.settings)
    except BulletinError as error:
        print(error, file=sys.stderr)
        raise SystemExit(1) from None
    signals.get_generators.connect(PelicanRun(pelican).begin, sender=pelican, weak=False)


def _is_watching() -> bool:
    """Whether this is a run of `pelican --autoreload`."""
    frame = sys._getframe()
    while frame.f_back and frame.f_code is not autoreload.__code__:
        frame = frame.f_back
    return frame.f_code is autoreload.__code__


def _say_aside(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
