"""Shows a saved article at once: the pages of its issue, made as by a build, before the build begins."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from pathlib import Path

from bulletin.archive.archive import Archive
from bulletin.build import state as build_state
from bulletin.build.renderer import Renderer
from bulletin.build.sources import load_changed
from bulletin.pages.cards import cards_of
from bulletin.pages.issue import issue_groups
from bulletin.pages.page import PageGroup
from bulletin.pages.site import site_of
from bulletin.pages.whole_issue import whole_issues
from bulletin.plugins.settings import environment_of, settings_of, workplace_of


class QuickLook:
    """What a build has read, kept in memory: of ten years of articles only the saved ones are read again."""

    def __init__(self, content: Path, output: Path, settings_file: Path) -> None:
        """For the site in `output`, just built from `content` with the settings in `settings_file`."""
        settings = settings_of(settings_file)
        place = workplace_of(settings, content, output)
        self._content = content
        self._state, _ = build_state.load(place.memory("build", "state"), build_state.code_version())
        environment = environment_of(settings, place)
        site = site_of(settings)
        self._with_books = bool(site.url)
        self._renderer = Renderer(environment, site, content, self._state.known_templates)
        # Only what was read of the sources is needed.
        self._state.outputs, self._state.pickled = {}, {}

    def pages(self, files: Collection[Path]) -> dict[str, bytes]:
        """The pages, by their files, of the issues with these article `files`.

        None where the content is at fault: the build says why. Raises BulletinError where a registry
        cannot be read or a template is at fault, OSError where a file goes away meanwhile.
        """
        content = load_changed(self._content, self._state, workers=1)
        if content.errors:
            return {}
        archive, paths = content.archive, {file.relative_to(self._content).as_posix() for file in files}
        days = {stored.article.date for stored in archive.articles if stored.path in paths}
        pages = (page for group in self._groups(archive, days) for page in group.pages())
        return {page.file: self._renderer.render(page) for page in pages}

    def _groups(self, archive: Archive, days: Collection[date]) -> Iterator[PageGroup]:
        # An article names earlier ones about the same, so that all take part.
        cards = cards_of(archive)
        wholes = whole_issues(archive.issues, lambda stored: cards[stored.path])
        groups = issue_groups(archive.issues, wholes, archive.registries.abbreviations, self._with_books)
        return (group for group in groups if group.day in days)
