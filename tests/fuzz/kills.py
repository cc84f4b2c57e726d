"""Imports and publications killed at any moment: what is found then is whole, or made whole by the next."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path
from random import Random

from bulletin.content.transaction import settled
from bulletin.publishing import folder_target
from tests.built_site import tree
from tests.fuzz.desk import Desk
from tests.fuzz.made_up_issues import Newsroom
from tests.fuzz.play import FIRST_DAY


def kill_imports(folder: Path, kills: int, seed: int) -> tuple[Counter[str], list[str]]:
    """Kill so many imports, half of corrected issues; what the next reader finds is as before or as after."""
    dice, counts, wrong = Random(seed), Counter[str](), []
    newsroom, desk = Newsroom(dice), Desk(folder)
    issue = newsroom.issue(FIRST_DAY)
    desk.import_text(issue.text())
    killed = 0
    while killed < kills:
        day = FIRST_DAY + timedelta(days=dice.randint(0, 20))
        text = (newsroom.corrected(issue) if day == FIRST_DAY else newsroom.issue(day)).text()
        before = tree(desk.content)
        after = _imported(desk, text, folder / "copy")
        if not desk.killed_import(text, dice.randint(1, 40)):
            continue
        killed += 1
        with settled(desk.content):
            found = tree(desk.content)
        outcome = {True: "as before", False: "as after"}[found == before] if found in (before, after) else ""
        counts[f"imports: {outcome or 'torn'}"] += 1
        if not outcome:
            wrong.append(f"import {killed}: torn: {sorted(set(found.items()) ^ set(after.items()))[:3]}")
    return counts, wrong


def _imported(desk: Desk, text: str, copy: Path) -> dict[str, bytes]:
    """What the content would be after the import of `text`."""
    shutil.copytree(desk.content, copy / "content")
    other = Desk(copy)
    other.import_text(text)
    found = tree(other.content)
    shutil.rmtree(copy)
    return found


def kill_publications(folder: Path, kills: int, seed: int) -> tuple[Counter[str], list[str]]:
    """Kill so many publications into a folder, one in three of them its first; the next makes it whole."""
    dice, counts, wrong = Random(seed), Counter[str](), []
    sites = [_site(folder / name, dice, built=day) for day, name in enumerate(("one", "other"), start=1)]
    public = folder / "public"
    began = time.monotonic()
    folder_target.upload(sites[0], str(public))
    seconds = time.monotonic() - began
    killed = 0
    while killed < kills:
        first = dice.random() < 0.3
        if first:
            shutil.rmtree(public, ignore_errors=True)
        site = dice.choice(sites)
        child = os.fork()
        if not child:
            os.setsid()
            with contextlib.suppress(BaseException):
                folder_target.upload(site, str(public))
            os._exit(0)
        time.sleep(dice.uniform(0, seconds))
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)
        if not os.WIFSIGNALED(os.waitpid(child, 0)[1]):
            continue
        killed += 1
        # By now the content may have gone on.
        next_site = dice.choice(sites)
        folder_target.upload(next_site, str(public))
        is_whole = tree(public) == tree(next_site)
        counts[f"{'first' if first else 'later'} publications: {'whole' if is_whole else 'torn'}"] += 1
        if not is_whole:
            wrong.append(f"publication {killed}: the next did not make it whole")
    return counts, wrong


def _site(folder: Path, dice: Random, built: int) -> Path:
    """A site of some hundred files that was built on a day of its own."""
    names = ["index.html", "tim-kiem/index.html", "search/manifest.json"]
    names += [f"2026/03/{day:02d}/{number}/index.html" for day in range(1, 28) for number in range(1, 8)]
    names += [f"search/{dice.randrange(1 << 40):x}/{number}.bin" for number in range(60)]
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(dice.randbytes(2_000))
        os.utime(folder / name, (86_400 * built, 86_400 * built))
    return folder
