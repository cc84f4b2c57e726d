"""Disks of all sizes: an import that finds too little room says so in one line and leaves all as it was."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from random import Random

from tests.built_site import tree
from tests.fuzz.desk import Desk
from tests.fuzz.made_up_issues import Newsroom
from tests.fuzz.play import FIRST_DAY


@contextmanager
def small_disk(folder: Path, free: int) -> Iterator[Path]:
    """A disk with so many bytes `free`. Raises OSError where none can be mounted."""
    disk = folder / "disk"
    disk.mkdir()
    options = ("mount", "-t", "tmpfs", "-o", f"size={free}", "tmpfs", str(disk))
    if subprocess.run(options, capture_output=True, check=False).returncode:
        disk.rmdir()
        raise OSError("no file system can be mounted here")
    try:
        yield disk
    finally:
        subprocess.run(("umount", "-l", str(disk)), check=True)
        disk.rmdir()


def fill_disks(folder: Path, sizes: int, seed: int) -> tuple[Counter[str], list[str]]:
    """Import an issue onto disks of so many sizes, and again with room. Raises OSError without a disk."""
    counts, wrong = Counter[str](), []
    newsroom, start = Newsroom(Random(seed)), Desk(folder / "start")
    start.import_text(newsroom.issue(FIRST_DAY).text())
    text = newsroom.issue(FIRST_DAY + timedelta(days=1)).text()
    for number in range(sizes):
        with small_disk(folder, 1 << 22) as disk:
            shutil.copytree(start.content, disk / "content")
            desk = Desk(disk, document=folder / "bulletin.txt")
            before = tree(desk.content)
            full = disk / "full"
            room = 4_096 * number
            full.write_bytes(bytes(max(0, shutil.disk_usage(disk).free - room)))
            told = desk.import_text(text)
            found = tree(desk.content)
            if told.code:
                counts["disks: refused, all as before"] += found == before
                if found != before or told.text.count("\n") != 1:
                    wrong.append(f"{room} bytes free: {told.text[:200]!r}")
            else:
                counts["disks: room enough"] += 1
            full.unlink()
            again = desk.import_text(text)
            if again.code or len(tree(desk.content)) <= len(before):
                wrong.append(f"{room} bytes free: with room again {again.text[:200]!r}")
    return counts, wrong
