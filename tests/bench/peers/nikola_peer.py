"""Nikola, from PyPI."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tests.bench.peers.entry import Entry
from tests.bench.peers.peer import Peer


class Nikola(Peer):
    """Nikola with its archives, tags, categories and authors; it has feeds for all lists or for none."""

    name = "nikola"
    version = "8.3.3"

    def install(self) -> None:
        """Bring Nikola and Jinja here. Raises Unavailable."""
        self.python(f"nikola=={self.version}", "jinja2")

    def command(self) -> list[str]:
        """Its own incremental build."""
        return [str(self.tools / "bin" / "nikola"), "build"]

    def sources(self, entries: Iterable[Entry]) -> Mapping[str, str]:
        """A file an article, with Nikola's own header."""
        return {f"posts/{entry.address}.md": _text(entry) for entry in entries}


def _text(entry: Entry) -> str:
    # The posts of a day come in the order of their hours, newest first.
    head = {
        "title": entry.title,
        "slug": entry.number,
        "date": f"{entry.date.isoformat()} 12:{59 - entry.number % 60:02d}:00",
        "category": entry.section.name,
        "author": entry.source.name,
        "tags": ", ".join(province.name for province in entry.provinces),
        "writer": entry.author,
    }
    lines = "".join(f".. {key}: {value}\n" for key, value in head.items() if value)
    return f"<!--\n{lines}-->\n\n{entry.body}\n"
