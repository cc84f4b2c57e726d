"""Asks the search in Node: the very modules of the page, with the index read from a disk.

Nothing of the search but `page.js` and what it imports for the eye needs a browser, so a query costs
milliseconds and thousands can be asked.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bulletin.content.model import BulletinError

MODULES = Path(__file__).parents[3] / "theme" / "static" / "js" / "search"
_SCRIPT = Path(__file__).with_name("ask.mjs")


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer: what was shown, with the words that each article lacks, and what the page would say of it.

    `total` articles were found, `whole` of them with all words; `chips` are the filters found in the words
    that are on, `offered` those that are not; `mended` is what was meant, shown `instead` or offered.
    """

    paths: tuple[str, ...]
    missing: tuple[tuple[str, ...], ...]
    total: int
    whole: int
    mended: str
    instead: bool
    chips: tuple[str, ...]
    offered: tuple[str, ...]
    idle: tuple[str, ...]
    issue: str
    counts: Mapping[str, Mapping[str, int]]
    ms: float
    bytes: int
    held: int


def ask(site: Path, requests: Sequence[Mapping[str, Any]], *, knows_parts: bool = True) -> list[Answered]:
    """Ask the search in `site/search`, one request (`text`, `filters`, `order` …) after the other.

    `held` of an answer is the memory in bytes that the session holds on to behind it. With `knows_parts` off
    the host sends whole files where parts of them are asked for. Raises BulletinError where there is no Node,
    or it fails.
    """
    node = shutil.which("node")
    if node is None:
        raise BulletinError("Node is not on PATH: apt-get install nodejs")
    with tempfile.TemporaryDirectory() as name:
        shutil.copytree(MODULES, Path(name, "modules"))
        (Path(name) / "search").symlink_to(site / "search")
        Path(name, "package.json").write_text('{"type": "module"}', encoding="utf-8")
        command = [
            node,
            "--expose-gc",
            "--preserve-symlinks",
            str(_SCRIPT),
            f"{name}/modules",
            f"{name}/search",
        ]
        command += [] if knows_parts else ["whole"]
        asked = json.dumps(list(requests))
        done = subprocess.run(command, input=asked, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BulletinError(f"{_SCRIPT.name}: {done.stderr.strip()[-800:]}")
    return [_answered(json.loads(line)) for line in done.stdout.splitlines()]


def _answered(value: dict[str, Any]) -> Answered:
    lists = {name: tuple(value[name]) for name in ("paths", "chips", "offered", "idle")}
    return Answered(**{**value, **lists, "missing": tuple(map(tuple, value["missing"]))})
