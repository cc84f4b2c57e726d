"""Builds a site again after each change of content, theme, settings or code, until Ctrl-C.

Not Pelican's own way of it (`--autoreload`), which a build that refuses half-typed content would end.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bulletin.build.state import code_version
from bulletin.commands.quick_look import QuickLook
from bulletin.commands.site_command import ROOT, SETTINGS, run_pelican
from bulletin.content.model import BulletinError

Show = Callable[[Mapping[str, bytes]], None]
# An editor saves an article, or some. What changes more is not waited for in one process.
_FEW = 20


def keep_building(content: str, output: str, settings: str, show: Show | None = None) -> None:
    """Build the site in `output`, which was just built, after each change.

    `show` is called with nothing after each build that went well; and where articles were saved, before the
    build begins, with the pages of their issues as they will be, by their files.
    """
    from watchfiles import watch

    folder = Path(content).resolve()
    sources = (folder, Path(settings).resolve(), ROOT / "theme", ROOT / "bulletin")
    ahead = _Ahead(folder, Path(output).resolve(), Path(settings).resolve()) if show else None
    for changes in watch(*(path for path in sources if path.exists()), raise_interrupt=False):
        files = sorted(Path(file) for _, file in changes)
        print("Changed: " + ", ".join(map(str, files)), flush=True)
        if ahead and show and (pages := ahead.pages(files)):
            show(pages)
        try:
            if run_pelican(content, output, settings):
                # Half-typed content is part of the work: the next change gets its chance.
                print("Not rebuilt: see above", file=sys.stderr, flush=True)
                continue
        except BulletinError as error:
            print(f"Not rebuilt: {error}", file=sys.stderr, flush=True)
            continue
        if ahead and show:
            show({})
            ahead.renew()


class _Ahead:
    """Gives pages before they are built, where it can: what goes wrong here, the build will tell."""

    def __init__(self, content: Path, output: Path, settings: Path) -> None:
        self._of = (content, output, settings)
        self._articles = content / "articles"
        # This process goes on with the code and the settings that it began with.
        self._program = self._read_program()
        self.renew()

    def renew(self) -> None:
        """Read anew what the last build has read."""
        self._look: QuickLook | None = None
        try:
            if self._read_program() == self._program:
                self._look = QuickLook(*self._of)
        except Exception as error:
            self._give_up(error)

    def pages(self, files: Sequence[Path]) -> Mapping[str, bytes]:
        """The pages of the issues whose articles `files` are; none where there is more to it than that."""
        if not self._look or len(files) > _FEW:
            return {}
        if not all(file.is_relative_to(self._articles) for file in files):
            return {}
        try:
            return self._look.pages(files)
        except Exception as error:
            self._give_up(error)
            return {}

    def _read_program(self) -> tuple[str, bytes, bytes]:
        return code_version(), Path(SETTINGS).read_bytes(), self._of[2].read_bytes()

    def _give_up(self, error: Exception) -> None:
        self._look = None
        print(f"Not shown ahead of the build: {error}", file=sys.stderr, flush=True)
