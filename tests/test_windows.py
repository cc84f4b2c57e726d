"""The day's commands where Python has no more than on Windows, and the same site byte for byte."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from bulletin.content.fields import RESERVED
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


def test_the_desk_opens() -> None:
    command = [sys.executable, "-m", "invoke", "desk", "--no-browser"]
    environment = os.environ | {"PYTHONPATH": str(HIDING), "PYTHONWARNINGS": "ignore"}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as desk:
        try:
            assert desk.stdout is not None
            address = desk.stdout.readline().split()[2]
            with urllib.request.urlopen(address) as answer:
                assert "Bàn biên tập" in answer.read().decode("utf-8")
        finally:
            desk.terminate()


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
    there = tree(tmp_path / "there")
    assert there == tree(tmp_path / "here")
    # No name that Windows keeps for a device, or that it cannot write.
    parts = {part for path in there for part in path.split("/")}
    assert not [part for part in parts if part.split(".")[0].lower() in RESERVED]
    assert not [part for part in parts if re.search(r'[<>:"\\|?*\x00-\x1f]|[. ]$', part)]


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
    of = ("--content", archive, "--output", site)
    public = ("--settings", ROOT / "tests" / "publishconf.py", "--to", tmp_path / "www")
    on_windows("publish", *of, *public)
    first = tree(tmp_path / "www")
    assert first == tree(site)
    assert "corrected" in on_windows(
        "correct", "2024-01-02/2", "--set", "Title=Một nhan đề sai", "--content", archive
    )
    on_windows("publish", *of, *public)
    assert tree(tmp_path / "www") != first
    assert "is public again" in on_windows("rollback", "--output", site, "--to", tmp_path / "www")
    assert tree(tmp_path / "www") == first
    assert "previous version" in on_windows("rollback", "--output", site)
    assert "added to" in on_windows("add-name", "source", "baothu.vn", "Báo Thử", "--content", archive)
    taken_down = ("take-down", "2024-01-02/5", "--reason", "theo yêu cầu", "--content", archive)
    assert "taken down" in on_windows(*taken_down)
    assert "takes it" in on_windows("doctor", "--output", site)
    on_windows("clean", "--output", site)
    assert not site.exists()
