"""This project, built by its own command from the content folder itself."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[3]


class Ours:
    """The project's own build of `content` in a folder of its own: output, state and theme lie in `project`.

    `arguments` are settings as `NAME=JSON`, put behind the command: to leave the search out, for example.
    """

    name = "ours"
    output = "output"

    def __init__(self, content: Path, project: Path, arguments: Sequence[str] = ()) -> None:
        self.content = content
        self.project = project / self.name
        self._arguments = tuple(arguments)

    def prepare(self) -> None:
        """Forget all builds, and take the project's theme as it is."""
        shutil.rmtree(self.project, ignore_errors=True)
        shutil.copytree(PROJECT / "theme", self.project / "theme")

    def command(self) -> list[str]:
        """What `pelican` is called with to publish, but for the folders."""
        settings = {"CACHE_PATH": str(self.project / "cache")}
        extra = [f"{name}={json.dumps(value)}" for name, value in settings.items()]
        return [
            *(sys.executable, "-m", "pelican", str(self.content)),
            *("-s", str(PROJECT / "publishconf.py"), "--fatal=errors"),
            *("-o", str(self.project / self.output), "-t", str(self.project / "theme")),
            *("-e", *extra, *self._arguments),
        ]

    def change_template(self) -> None:
        """Change what every page is made with, by one comment."""
        base = self.project / "theme" / "templates" / "base.html"
        base.write_text(base.read_text(encoding="utf-8") + "\n<!-- bench -->\n", encoding="utf-8")
