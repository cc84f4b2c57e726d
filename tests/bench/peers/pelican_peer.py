"""Stock Pelican with typogrify, as installed for the project itself."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from importlib.metadata import version

from tests.bench.peers.entry import Entry
from tests.bench.peers.peer import Peer


class StockPelican(Peer):
    """Pelican without plugins, its cache on; provinces are tags, sections categories, sources authors."""

    name = "pelican"
    version = version("pelican")

    def install(self) -> None:
        """Nothing to do: the project needs Pelican too."""

    def command(self) -> list[str]:
        """The build that `pelican` makes by itself."""
        return [sys.executable, "-m", "pelican", "-s", "pelicanconf.py", "--fatal=errors", "-q"]

    def sources(self, entries: Iterable[Entry]) -> Mapping[str, str]:
        """A file an article, with Pelican's own header."""
        return {f"content/{entry.address.replace('/', '-')}.md": _text(entry) for entry in entries}


def _text(entry: Entry) -> str:
    head = {
        "Title": entry.title,
        "Date": entry.date.isoformat(),
        "Number": entry.number,
        "Order": f"{entry.number:03d}",
        "Category": entry.section.name,
        "Author": entry.source.name,
        "Tags": ", ".join(province.name for province in entry.provinces),
        "Writer": entry.author,
        "Slug": entry.address.replace("/", "-"),
    }
    return "".join(f"{key}: {value}\n" for key, value in head.items() if value) + "\n" + entry.body + "\n"
