"""A build as one function over its parts: the order of its steps, without Pelican and without a site."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bulletin.build.site_build import SiteBuild
from bulletin.content.model import BulletinError


@dataclass
class Spoken:
    """A part that writes one file and says which step it takes."""

    name: str
    log: list[str]
    is_same: bool = False
    fault: str = ""
    memory: list[str] = field(default_factory=list)

    def is_unchanged(self) -> bool:
        self.log.append(f"{self.name} unchanged?")
        return self.is_same

    def prepare(self) -> None:
        self.log.append(f"{self.name} prepares")

    def begin(self, folder: Path) -> None:
        self.log.append(f"{self.name} begins")
        (folder / self.name).write_text("new")

    def finish(self) -> str:
        self.log.append(f"{self.name} finishes")
        return f"{self.name} built"

    def check(self, folder: Path) -> None:
        # In a process of its own: the log of this one does not hear of it.
        assert (folder / self.name).read_text() == "new"
        if self.fault:
            raise BulletinError(self.fault)

    def remember(self) -> Callable[[], object]:
        self.log.append(f"{self.name} remembers")
        return lambda: self.memory.append("written")

    def clear_up(self) -> None:
        self.log.append(f"{self.name} clears up")


def build(live: Path, *parts: Spoken, always: bool = False) -> list[str]:
    said: list[str] = []
    SiteBuild(live, 2, parts).run(said.append, always)
    return said


def test_each_step_is_taken_by_all_parts_before_the_next(tmp_path: Path) -> None:
    log: list[str] = []
    parts = Spoken("pages", log), Spoken("search", log)
    assert build(tmp_path / "site", *parts) == ["pages built", "search built"]
    assert log == [
        "pages unchanged?",
        "search unchanged?",
        "pages prepares",
        "search prepares",
        "pages begins",
        "search begins",
        "pages finishes",
        "search finishes",
        "pages remembers",
        "search remembers",
        "pages clears up",
        "search clears up",
    ]
    assert sorted(path.name for path in (tmp_path / "site").iterdir()) == ["pages", "search"]
    assert [part.memory for part in parts] == [["written"], ["written"]]


def test_nothing_is_staged_where_all_parts_are_unchanged(tmp_path: Path) -> None:
    log: list[str] = []
    parts = Spoken("pages", log, is_same=True), Spoken("search", log, is_same=True)
    assert build(tmp_path / "site", *parts) == ["pages built", "search built"]
    assert not (tmp_path / "site").exists()
    assert "pages begins" not in log and log[-1] == "search clears up"
    assert build(tmp_path / "site", *parts, always=True)
    assert (tmp_path / "site").is_dir()


def test_one_part_that_changed_has_all_written(tmp_path: Path) -> None:
    log: list[str] = []
    build(tmp_path / "site", Spoken("pages", log, is_same=True), Spoken("search", log))
    assert "pages begins" in log


def test_a_part_that_is_refused_leaves_the_live_site_and_writes_nothing_down(tmp_path: Path) -> None:
    log: list[str] = []
    build(tmp_path / "site", Spoken("pages", log))
    refused = Spoken("pages", log), Spoken("search", log, fault="not published: it is empty")
    with pytest.raises(BulletinError, match="not published: it is empty"):
        build(tmp_path / "site", *refused)
    assert [path.name for path in (tmp_path / "site").iterdir()] == ["pages"]
    assert [part.memory for part in refused] == [[], []]
