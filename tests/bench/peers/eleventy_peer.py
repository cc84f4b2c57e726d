"""Eleventy, from npm."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path

from tests.bench.peers.entry import Entry
from tests.bench.peers.peer import Peer, Unavailable


class Eleventy(Peer):
    """Eleventy with templates in JavaScript, its fastest kind."""

    name = "eleventy"
    version = "3.1"
    # The memory of ten years of articles is more than Node takes by itself on small machines.
    environment: Mapping[str, str] = {"NODE_OPTIONS": "--max-old-space-size=6144"}

    def install(self) -> None:
        """Bring Eleventy here. Raises Unavailable."""
        if shutil.which("npm") is None:
            raise Unavailable("needs Node and npm, which are not here")
        if not self._script.is_file():
            self.tools.mkdir(parents=True, exist_ok=True)
            self.call(
                [
                    *("npm", "install", "--no-audit", "--no-fund", "--prefix", str(self.tools)),
                    f"@11ty/eleventy@{self.version}",
                ]
            )

    def command(self) -> list[str]:
        """A whole build: its incremental mode rebuilds one named file, without the pages that list it."""
        return ["node", str(self._script), "--quiet"]

    def sources(self, entries: Iterable[Entry]) -> Mapping[str, str]:
        """A file an article, with its fields as JSON."""
        return {f"content/articles/{entry.address}.md": _text(entry) for entry in entries}

    @property
    def _script(self) -> Path:
        return self.tools / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs"


def _text(entry: Entry) -> str:
    head = {
        "title": entry.title,
        "day": entry.date.isoformat(),
        "order": f"{entry.date.isoformat()}-{entry.number:03d}",
        "permalink": f"/{entry.address}/",
        "writer": entry.author,
        "sections": [asdict(entry.section)],
        "sources": [asdict(entry.source)],
        "provinces": [asdict(province) for province in entry.provinces],
    }
    return "---json\n" + json.dumps(head, ensure_ascii=False) + "\n---\n" + entry.body + "\n"
