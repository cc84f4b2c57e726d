"""This project, built by its own command from the content folder itself."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[3]


class Ours:
    """The project's own build of `content`, but for the search, which the peers have not.

    It has a folder of its own in `folder`, where output, state and theme lie.
    """

    name = "ours"
    output = "output"
    settings: Mapping[str, object] = {"WITH_SEARCH": False}

    def __init__(self, content: Path, folder: Path) -> None:
        self.content = content
        self.project = folder / self.name

    def prepare(self) -> None:
        """Forget all builds, and take the project's theme as it is."""
        shutil.rmtree(self.project, ignore_errors=True)
        shutil.copytree(PROJECT / "theme", self.project / "theme")

    def command(self) -> list[str]:
        """What `pelican` is called with to publish, but for the folders."""
        settings = {"CACHE_PATH": str(self.project / "cache"), **self.settings}
        extra = [f"{name}={json.dumps(value)}" for name, value in settings.items()]
        return [
            *(sys.executable, "-m", "pelican", str(self.content)),
            *("-s", str(PROJECT / "publishconf.py"), "--fatal=errors"),
            *("-o", str(self.project / self.output), "-t", str(self.project / "theme")),
            *("-e", *extra),
        ]

    def change_template(self) -> None:
        """Change what every page is made with, by one comment."""
        base = self.project / "theme" / "templates" / "base.html"
        base.write_text(base.read_text(encoding="utf-8") + "\n<!-- bench -->\n", encoding="utf-8")


class OursWithSearch(Ours):
    """The build as it is published."""

    name = "ours-with-search"
    settings: Mapping[str, object] = {}
