"""Files of a content folder damaged at random: `check` names each, and no article is lost in silence."""

from __future__ import annotations

import os
import shutil
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

from bulletin.archive import content_folder
from bulletin.archive.record_addresses import record
from bulletin.archive.record_publication import record_publication
from bulletin.content.model import BulletinError
from bulletin.importer import archive_issue
from tests.fuzz.desk import TODAY, Desk
from tests.fuzz.mutations import damaged

# Of the processor: how long it takes on a clock says as much of who else is at work.
SECONDS = 5.0
_KINDS = {
    "articles": "articles/*/*/*.md",
    "pages": "pages/*.md",
    "registries": "registry/*.toml",
    "ledger": "registry/permalinks.tsv",
    "records": "imports/*/*.json",
}


def fuzz(desk: Desk, rounds: int, seed: int) -> tuple[Counter[str], list[str]]:
    """Damage a file of the archive of `desk` so many times, and read it all; counts, and what went wrong."""
    dice = Random(seed)
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    before = set(desk.articles())
    for round_ in range(rounds):
        kind = dice.choice(list(_KINDS))
        file = dice.choice(sorted(desk.content.glob(_KINDS[kind])))
        data = file.read_bytes()
        changed = _put_in_place_of(file, damaged(data, dice), dice)
        counts[kind] += 1
        for name, read in _READS.items():
            fault = _fault(read, desk.content)
            if fault is not None:
                wrong.append(f"round {round_}, {file.name} {changed}: {name}: {fault}")
        if lost := _lost_in_silence(desk, before):
            wrong.append(f"round {round_}, {file.name} {changed}: {sorted(lost)} are lost in silence")
        _restore(file, data)
    return counts, wrong


def _put_in_place_of(file: Path, data: bytes, dice: Random) -> str:
    """Put damaged `data`, or sometimes what is no file, in the place of `file`; what was put there."""
    chance = dice.random()
    if chance > 0.04:
        file.write_bytes(data)
        return repr(data[:60])
    file.unlink()
    if chance < 0.01:
        os.mkfifo(file)
        return "FIFO"
    if chance < 0.02:
        file.mkdir()
        return "folder"
    if chance < 0.03:
        file.symlink_to("/dev/zero")
        return "symlink"
    with file.open("wb") as large:
        large.truncate(200_000_000)
    return "200 MB"


def _restore(file: Path, data: bytes) -> None:
    if file.is_dir():
        shutil.rmtree(file)
    else:
        file.unlink(missing_ok=True)
    file.write_bytes(data)


def _read_issues(content: Path) -> None:
    for record_file in sorted(content.glob("imports/*/*.json"))[:2]:
        year, month, day = map(int, record_file.stem.split("-"))
        archive_issue.load(content, TODAY.replace(year, month, day))


_READS: dict[str, Callable[[Path], object]] = {
    "check": content_folder.load,
    "issue": _read_issues,
    "published": lambda content: record_publication(content, content.parent / "nothing", TODAY),
}


def _fault(read: Callable[[Path], object], content: Path) -> str | None:
    """What is wrong with how `read` ended, None where it ended in good time with a result or one line."""
    began = time.process_time()
    try:
        read(content)
    except BulletinError as error:
        if "\n" in str(error).strip():
            return f"several lines: {str(error)[:200]!r}"
    except Exception:
        return "traceback: " + " | ".join(traceback.format_exc().splitlines()[-3:])
    if (seconds := time.process_time() - began) > SECONDS:
        return f"{seconds:.1f} s"
    return None


def _lost_in_silence(desk: Desk, before: set[str]) -> set[str]:
    """Articles that are shown no more though `check` has nothing to say."""
    try:
        loaded = content_folder.load(desk.content)
    except BulletinError:
        return set()
    if loaded.findings:
        return set()
    shown = {"/" + one.article.slug.replace("-", "/") + "/" for one in loaded.archive.articles}
    return before - shown


def archive_for(folder: Path, days: int = 3) -> Desk:
    """A desk with an archive of some days, all of them recorded."""
    from datetime import timedelta

    from tests.fuzz.made_up_issues import Newsroom
    from tests.fuzz.play import FIRST_DAY

    desk, newsroom = Desk(folder), Newsroom(Random(0))
    for day in range(days):
        desk.import_text(newsroom.issue(FIRST_DAY + timedelta(days=day)).text())
    record(desk.content)
    return desk
