"""Texts of bulletins damaged at random: each word that the document has is in an article, told, or refused.

The accounting shares no code with the importer. The words that are counted are numbers such as `q00017z`,
which stand in every paragraph and title; they are looked for in the bytes of the document, in the article
files, and in what the import printed.
"""

from __future__ import annotations

import re
import shutil
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from bulletin.importer import command
from tests.fuzz.desk import Desk, Here, Told
from tests.fuzz.made_up_issues import Issue, Newsroom, Piece
from tests.fuzz.mutations import damaged
from tests.fuzz.play import FIRST_DAY

# Of the processor, as in what damages content.
SECONDS = 5.0
_COUNTED = re.compile(rb"q\d{5}z")
_LISTED = re.compile(r"^(\d+\. .*)\t\d+$", re.MULTILINE)


def fuzz(folder: Path, rounds: int, seed: int) -> tuple[Counter[str], list[str]]:
    """Import so many damaged texts into an archive that has an issue already; counts, and what went wrong."""
    dice, counts, wrong = Random(seed), Counter[str](), []
    newsroom = Newsroom(dice)
    start = Desk(folder / "start")
    start.import_text(newsroom.issue(FIRST_DAY).text())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(command, "Apart", Here)
        for number in range(rounds):
            day = FIRST_DAY + timedelta(days=dice.randint(0, 9))
            data = damaged(_counted(newsroom.issue(day), dice).encode(), dice)
            outcome, fault = imported(start, folder / "desk", data)
            counts[f"texts {outcome}"] += 1
            if fault:
                wrong.append(f"text {number}: {fault}")
    return counts, wrong


def imported(start: Desk, folder: Path, data: bytes) -> tuple[str, str]:
    """How the import of `data` into a copy of the archive `start` ends, and what is wrong with that."""
    shutil.copytree(start.content, folder / "content")
    try:
        desk = Desk(folder)
        before = set(desk.articles())
        began = time.process_time()
        told = desk.import_bytes(data)
        seconds = time.process_time() - began
        if seconds > SECONDS:
            return "slow", f"{seconds:.1f} s: {data[:80]!r}"
        if told.code and set(desk.articles()) == before:
            lines = told.text.strip().splitlines()
            return "refused", "" if len(lines) == 1 or "--take" in told.text else f"refused in {lines[:4]}"
        lost = missing(data, desk, told)
        return "imported", f"lost in silence: {lost} of {data[:4_000]!r}" if lost else ""
    except Exception as error:
        return "traceback", f"{type(error).__name__}: {error}: {data[:80]!r}"
    finally:
        shutil.rmtree(folder)


def missing(data: bytes, desk: Desk, told: Told) -> list[str]:
    """The counted words of `data` that stand in no article and in nothing that was printed.

    A word of a list of contents may stand there once more than in the articles.
    """
    files = b"".join(file.read_bytes() for file in desk.articles().values())
    kept = Counter(_COUNTED.findall(files + told.text.encode()))
    listed = Counter(_COUNTED.findall("\n".join(_LISTED.findall(data.decode("utf-8", "replace"))).encode()))
    owed = Counter(_COUNTED.findall(data)) - listed
    return sorted(word.decode() for word in owed - kept)


def _counted(issue: Issue, dice: Random) -> str:
    """The text of `issue` with a number behind every few words of its titles and paragraphs."""
    number = dice.randrange(90_000)

    def with_numbers(text: str) -> str:
        nonlocal number
        words = text.split(" ")
        for at in range(len(words) - 1, 0, -5):
            number += 1
            words.insert(at, f"q{number:05}z")
        return " ".join(words)

    pieces = (
        Piece(one.key, with_numbers(one.title), tuple(map(with_numbers, one.paragraphs)))
        for one in issue.pieces
    )
    return Issue(issue.day, tuple(pieces)).text()
