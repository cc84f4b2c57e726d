"""Plays of an editor's days in any order, with kills between; what was ever public is accounted for.

For each article that was ever published: its file is at its address, or a line of the ledger that a person
caused says where it is or why not, or `check` names it. For each edit of a person: it is in a file, or the
person let it go, or the import asked.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from bulletin.content.model import BulletinError
from bulletin.importer import command
from tests.fuzz.desk import Desk, Here, quick_folder
from tests.fuzz.made_up_issues import MARK, Issue, Newsroom

FIRST_DAY = date(2026, 3, 2)
_EDIT = "Biên tập số "
_KEY = re.compile(re.escape(MARK) + r"(\d+)\.")
_ASKED = re.compile(r"article (\d+) «")


@dataclass
class Truth:
    """What a person who looked on knows: no part of the program is asked."""

    published: dict[str, int] = field(default_factory=dict)
    # Each edit with the address of its file, until the person lets it go.
    edits: dict[int, str] = field(default_factory=dict)
    # Addresses that the person moved, took down, deleted, or settled by `--take`.
    moved: dict[str, str] = field(default_factory=dict)
    let_go: set[str] = field(default_factory=set)


class Play:
    """One play; `counts` says how often each thing was done."""

    def __init__(self, seed: int, folder: Path, counts: Counter[str]) -> None:
        self._dice = Random(seed)
        self._newsroom = Newsroom(self._dice)
        self._desk = Desk(folder)
        self._issues: dict[date, Issue] = {}
        self._truth = Truth()
        self._counts = counts
        self._edits = 0

    def run(self, steps: int) -> list[str]:
        """Play so many steps; what was lost without a word, each as one line."""
        self._import()
        does = (
            *[self._import] * 3,
            *[self._correct] * 4,
            *[self._edit] * 3,
            *[self._publish] * 3,
            *[self._kill] * 2,
            self._delete,
            self._move,
            self._take_down,
            self._roll_back,
        )
        for _ in range(steps):
            what = self._dice.choice(does)
            try:
                what()
                self._counts[what.__name__.strip("_")] += 1
            except BulletinError:
                self._counts["refused"] += 1
        self._counts["published articles"] += len(self._truth.published)
        self._counts["edits at the end"] += len(self._truth.edits)
        return self._losses()

    def _import(self) -> None:
        day = FIRST_DAY + timedelta(days=len(self._issues))
        self._issues[day] = self._newsroom.issue(day)
        told = self._desk.import_text(self._issues[day].text())
        assert told.code == 0, told.text

    def _correct(self) -> None:
        day = self._dice.choice(list(self._issues))
        issue = self._newsroom.corrected(self._issues[day])
        told = self._desk.import_text(issue.text())
        self._counts["questions" if told.code else "corrections without a question"] += 1
        asked = _ASKED.findall(told.text)
        if asked and self._dice.random() < 0.5:
            side = self._dice.choice(("document", "edited"))
            numbers = self._dice.choice((asked, [self._dice.choice(asked)]))
            if side == "document":
                for number in numbers:
                    self._let_go(f"/{day:%Y/%m/%d}/{number}/")
            self._desk.import_text(issue.text(), [f"{number}={side}" for number in numbers])
        if "--take new=" not in told.text and "second document" not in told.text:
            self._issues[day] = issue

    def _kill(self) -> None:
        day = self._dice.choice([*self._issues, FIRST_DAY + timedelta(days=len(self._issues))])
        known = self._issues.get(day)
        issue = self._newsroom.corrected(known) if known else self._newsroom.issue(day)
        killed = self._desk.killed_import(issue.text(), self._dice.randint(1, 30))
        self._counts["killed" if killed else "not killed in time"] += 1
        self._issues[day] = issue

    def _edit(self) -> None:
        address, file = self._any_article()
        self._edits += 1
        with file.open("a", encoding="utf-8") as article:
            article.write(f"\n{_EDIT}{self._edits}.\n")
        self._truth.edits[self._edits] = address

    def _delete(self) -> None:
        address, file = self._any_article()
        file.unlink()
        self._let_go(address)
        if self._dice.random() < 0.7:
            self._desk.add_line(f"{address}\tgone: đã xóa")

    def _move(self) -> None:
        address, file = self._any_article()
        year, month, day, number = address.strip("/").split("/")
        # A number that nobody has, nor will have.
        new = 100 + len(self._truth.moved)
        before = file.read_text(encoding="utf-8")
        text = before.replace(f"\nNumber: {number}\n", f"\nNumber: {new}\n")
        text = text.replace(f"-{number}\n", f"-{new}\n", 1)
        moved = file.with_name(f"{new}-doi.md")
        file.rename(moved)
        moved.write_text(text, encoding="utf-8")
        target = f"/{year}/{month}/{day}/{new}/"
        self._desk.findings()
        if target not in _states(self._desk.ledger):
            # Other faults come first, so it stays where it was.
            moved.unlink()
            file.write_text(before, encoding="utf-8")
            return
        self._desk.add_line(f"{address}\tmoved → {target}")
        self._truth.moved[address] = target
        for edit, where in self._truth.edits.items():
            if where == address:
                self._truth.edits[edit] = target

    def _take_down(self) -> None:
        address, _ = self._any_article()
        self._desk.add_line(f"{address}\tgone: theo yêu cầu")
        self._truth.let_go.add(address)

    def _publish(self) -> None:
        files = self._desk.articles()
        published = self._desk.publish()
        self._counts["went out" if published else "did not go out"] += 1
        files = self._desk.articles()
        for address in published:
            key = _key_of(files[address])
            assert self._truth.published.setdefault(address, key) == key or address in self._truth.let_go, (
                f"{address} was another article"
            )

    def _roll_back(self) -> None:
        shutil.rmtree(self._desk.output, ignore_errors=True)

    def _any_article(self) -> tuple[str, Path]:
        # Who opens a file of a folder that an import was killed in begins with a command that reads it.
        self._desk.findings()
        given = _states(self._desk.ledger)
        articles = sorted(one for one in self._desk.articles().items() if one[0] in given)
        if not articles:
            raise BulletinError("no article is left")
        return self._dice.choice(articles)

    def _let_go(self, address: str) -> None:
        self._truth.let_go.add(address)
        for edit in [edit for edit, where in self._truth.edits.items() if where == address]:
            del self._truth.edits[edit]

    def _losses(self) -> list[str]:
        findings = self._desk.findings()
        files = self._desk.articles()
        states = _states(self._desk.ledger)
        losses = []
        for address, key in self._truth.published.items():
            at = address
            while at in self._truth.moved:
                at = self._truth.moved[at]
            is_there = at in files and _key_of(files[at]) == key
            if not is_there and at not in self._truth.let_go and at not in findings:
                losses.append(f"{address}: published, and not there: {states.get(at)}")
            if states.get(at, "live") != "live" and at not in self._truth.let_go:
                losses.append(f"{address}: {states[at]}, which nobody said")
        text = "".join(file.read_text(encoding="utf-8") for file in files.values())
        for edit, address in self._truth.edits.items():
            if f"{_EDIT}{edit}." not in text:
                losses.append(f"{address}: edit {edit} is lost")
        return losses


def _key_of(file: Path) -> int:
    found = _KEY.search(file.read_text(encoding="utf-8"))
    assert found, file
    return int(found[1])


def _states(ledger: Path) -> dict[str, str]:
    states: dict[str, str] = {}
    for line in ledger.read_text(encoding="utf-8").splitlines():
        columns = line.split("\t")
        if len(columns) in (2, 5):
            states[columns[0]] = columns[-1]
    return states


def play(seeds: range, steps: int = 20) -> tuple[Counter[str], list[str]]:
    """Play once for each of `seeds`; how often what was done, and what was lost, with the seed before it."""
    counts: Counter[str] = Counter()
    lost = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(command, "Apart", Here)
        for seed in seeds:
            with tempfile.TemporaryDirectory(dir=quick_folder()) as folder:
                lost += [f"seed {seed}: {loss}" for loss in Play(seed, Path(folder), counts).run(steps)]
    return counts, lost
