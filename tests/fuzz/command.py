"""`invoke fuzz`: what is damaged, killed, filled and played, how often, and what came of it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from tests.built_site import ROOT
from tests.fuzz import contents, disks, documents, kills, memories, play, search_files, texts
from tests.fuzz.desk import quick_folder

Outcome = tuple[Counter[str], list[str]]
SEED = 1
# What each part is done so often, for a size of 1.
PARTS = {
    "documents": 2_000,
    "texts": 8_000,
    "content": 5_000,
    "play": 1_000,
    "imports": 200,
    "publications": 200,
    "builds": 200,
    "disks": 40,
    "search": 100,
    "memories": 200,
}


def fuzz(only: str = "", size: float = 1.0, seed: int = SEED) -> int:
    """Do each part, or those that are named between commas, `size` times as often; print what came of it.

    The exit code is 1 where anything was lost, torn, took too long or ended in a traceback.
    """
    failed = 0
    for name in only.split(",") if only else PARTS:
        times = max(1, round(PARTS[name] * size))
        began = time.monotonic()
        with tempfile.TemporaryDirectory(dir=quick_folder()) as folder:
            counts, wrong = _DOES[name](Path(folder), times, seed)
        seconds = time.monotonic() - began
        told = ", ".join(f"{what} {count:,}" for what, count in sorted(counts.items()))
        print(
            f"{name}: {times:,} times, seed {seed}, {seconds:.0f} s: {told}; {len(wrong)} wrong", flush=True
        )
        for line in wrong[:20]:
            print(f"  {line}", flush=True)
        failed += len(wrong)
    return 1 if failed else 0


def _contents(folder: Path, times: int, seed: int) -> Outcome:
    return contents.fuzz(contents.archive_for(folder), times, seed)


def _plays(folder: Path, times: int, seed: int) -> Outcome:
    return play.play(range(seed, seed + times))


def _builds(folder: Path, times: int, seed: int) -> Outcome:
    """The test of killed builds, played so often."""
    test = "tests/test_staging.py::test_killed_at_any_moment_the_site_is_the_old_or_the_new_one"
    done = subprocess.run(
        (sys.executable, "-m", "pytest", "-q", test),
        cwd=ROOT,
        env={**os.environ, "KILLS": str(times)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    whole = times if done.returncode == 0 else 0
    fault = re.findall(r"^E .*", done.stdout, re.MULTILINE)[:3]
    return Counter({"builds: the old site or the new one": whole}), fault


def _disks(folder: Path, times: int, seed: int) -> Outcome:
    try:
        return disks.fill_disks(folder, times, seed)
    except OSError as error:
        return Counter({f"left out ({error})": 1}), []


def _search(folder: Path, times: int, seed: int) -> Outcome:
    return search_files.damage_files(search_files.site_of(folder / "site"), times, seed)


_DOES: dict[str, Callable[[Path, int, int], Outcome]] = {
    "documents": documents.fuzz,
    "texts": texts.fuzz,
    "content": _contents,
    "play": _plays,
    "imports": kills.kill_imports,
    "publications": kills.kill_publications,
    "builds": _builds,
    "disks": _disks,
    "search": _search,
    "memories": memories.fuzz,
}
