"""The day's commands where Python has no more than on Windows, and the same site byte for byte."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.built_site import ROOT, build, tree

# Builds whole sites, or waits: make quick leaves it out.
pytestmark = pytest.mark.slow

HIDING = ROOT / "tests" / "windows"


def on_windows(*words: str | Path) -> str:
    """What a command of invoke prints there; it has to end well."""
    environment = os.environ | {"PYTHONPATH": str(HIDING), "PYTHONWARNINGS": "ignore"}
    ran = subprocess.run(
        [sys.executable, "-m", "invoke", *map(str, words)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def test_nothing_that_windows_lacks_is_there() -> None:
    script = "import os, signal\nprint(hasattr(os, 'fork'), hasattr(signal, 'SIGKILL'))\nimport fcntl"
    ran = subprocess.run(
        [sys.executable, "-c", script],
        env=os.environ | {"PYTHONPATH": str(HIDING)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stdout == "False False\n" and "ModuleNotFoundError" in ran.stderr


def test_the_site_is_the_same_byte_for_byte(content: Path, tmp_path: Path) -> None:
    on_windows("build", "--content", content, "--output", tmp_path / "there")
    assert build(content, tmp_path / "here").code == 0
    assert tree(tmp_path / "there") == tree(tmp_path / "here")


def test_the_day_of_a_clerk(content: Path, made_up_bulletins: Path, tmp_path: Path) -> None:
    archive, site = tmp_path / "archive", tmp_path / "site"
    document = made_up_bulletins / "2024-01-02.txt"
    assert "import" in on_windows("--list")
    assert "9 created" in on_windows("import", document, "--content", archive)
    assert "9 unchanged" in on_windows("import", document, "--content", archive)
    assert "0 error(s)" in on_windows("check", "--content", archive)
    assert "0 address(es) recorded" in on_windows("record", "--content", archive)
    on_windows("build", "--content", archive, "--output", site)
    page = archive / "pages" / "gioi-thieu.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nThêm.\n", encoding="utf-8")
    on_windows("publish", "--content", archive, "--output", site)
    assert "previous version" in on_windows("rollback", "--output", site)
    assert "takes it" in on_windows("doctor", "--output", site)
    on_windows("clean", "--output", site)
    assert not site.exists()
