"""Which doubts of an issue somebody has looked at: kept in a file a day, beside the drafts."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from bulletin.machine.atomic_file import write_whole
from bulletin.machine.json_value import json_value


class SeenDoubts:
    """The doubts that were looked at, by their keys, in the folder `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def of(self, day: date) -> frozenset[str]:
        """Those of the issue of `day`."""
        try:
            return frozenset(map(str, json_value(self._file(day).read_bytes())))
        except (OSError, ValueError, TypeError):
            return frozenset()

    def turn(self, day: date, key: str) -> None:
        """This one was looked at, or, where it was, is open again."""
        self._folder.mkdir(parents=True, exist_ok=True)
        keys = self.of(day) ^ {key}
        write_whole(self._file(day), json.dumps(sorted(keys), ensure_ascii=False, indent=1).encode())

    def _file(self, day: date) -> Path:
        return self._folder / f"seen-{day.isoformat()}.json"
