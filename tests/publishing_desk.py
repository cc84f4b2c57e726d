"""An editor who writes, builds and publishes, each in one call."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from bulletin.archive.record_addresses import record
from bulletin.archive.record_publication import record_publication
from bulletin.ledger import ledger_file
from tests.built_site import MINI, Run, build

DAY = date(2026, 1, 5)


class Desk:
    """An editor's content folder, at first that of the mini-site, and the site made of it."""

    def __init__(self, folder: Path) -> None:
        self.content = Path(shutil.copytree(MINI / "in", folder / "content"))
        self.output = folder / "output"
        self.ledger = self.content / ledger_file.LEDGER

    def build(self) -> Run:
        return build(self.content, self.output)

    def publish(self, day: date = DAY) -> int:
        assert (run := self.build()).code == 0, run.err
        return record_publication(self.content, self.output, day)

    def write(self, day: str, numbers: range, author: str) -> None:
        """Add articles of one author to the issue of `day`."""
        folder = self.content / "articles" / day[:4] / day
        folder.mkdir(parents=True, exist_ok=True)
        for number in numbers:
            (folder / f"{number:02d}-bai.md").write_text(
                f"Title: Bài {number}\nDate: {day}\nNumber: {number}\nSection: Chủ trương cải cách\n"
                f"Author: {author}\nSlug: {day}-{number}\n\nMột đoạn văn.\n",
                encoding="utf-8",
            )
        record(self.content)

    def say(self, address: str, state: str) -> None:
        """Add a line to the ledger."""
        ledger_file.append(self.ledger, [ledger_file.Change(address, state)])

    def page(self, address: str) -> str:
        return (self.output / address / "index.html").read_text("utf-8")
