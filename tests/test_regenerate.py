"""`invoke regenerate` and `invoke livereload` go on after half-typed content, and show the mended text."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.built_site import ROOT, settings_with

# Builds whole sites, or waits: make quick leaves it out.
pytestmark = pytest.mark.slow


def test_half_typed_content_does_not_end_it(content: Path, tmp_path: Path) -> None:
    output, log = tmp_path / "output", tmp_path / "log.txt"
    article = next((content / "articles" / "2025" / "2025-07-02").glob("01-*.md"))
    whole = article.read_text(encoding="utf-8")
    page = output / "2025" / "07" / "02" / "1" / "index.html"
    command = [
        sys.executable,
        "-m",
        "invoke",
        "regenerate",
        "--content",
        str(content),
        "--output",
        str(output),
    ]
    with log.open("wb") as stream:
        running = subprocess.Popen(command, cwd=ROOT, stdout=stream, stderr=stream, start_new_session=True)
    try:
        _until(lambda: "Watching for changes" in log.read_text(encoding="utf-8"))
        # A change made before the watcher listens is not seen: type until it is.
        _until(
            lambda: _typed(article, whole.replace("Number: 1", "Number: x")) and "Not rebuilt" in _read(log)
        )
        assert "bad-number" in _read(log)
        mended = f"{whole}\nCâu vừa thêm.\n"
        _until(lambda: _typed(article, mended) and "Câu vừa thêm." in _read(page).replace("&nbsp;", " "))
    finally:
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()
    assert "Traceback" not in _read(log)


def _typed(article: Path, text: str) -> bool:
    article.write_text(text, encoding="utf-8")
    return True


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _until(happened: Callable[[], bool]) -> None:
    for _ in range(60):
        if happened():
            return
        time.sleep(1)
    raise AssertionError("did not happen within a minute")


def test_livereload_shows_a_saved_article_and_outlives_broken_settings(content: Path, tmp_path: Path) -> None:
    output, log = tmp_path / "output", tmp_path / "log.txt"
    settings = settings_with(tmp_path, CACHE_PATH=str(tmp_path / "cache"))
    good = settings.read_text(encoding="utf-8")
    article = next((content / "articles" / "2025" / "2025-07-02").glob("01-*.md"))
    whole = article.read_text(encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "invoke",
        "livereload",
        "--content",
        str(content),
        "--output",
        str(output),
    ]
    with log.open("wb") as stream:
        options = ["--settings", str(settings), "--port", "0"]
        running = subprocess.Popen(
            [*command, *options], cwd=ROOT, stdout=stream, stderr=stream, start_new_session=True
        )

    def page() -> str:
        address = re.search(r"at (http://\S+/)", _read(log))
        assert address is not None
        with urllib.request.urlopen(f"{address.group(1)}2025/07/02/1/") as answer:
            return str(answer.read().decode()).replace("&nbsp;", " ")

    try:
        _until(lambda: "watching for changes" in _read(log))
        _until(
            lambda: _typed(settings, "no Python") and "settings.py:1: bad-settings SyntaxError" in _read(log)
        )
        _typed(settings, good)
        _until(lambda: _read(log).count("articles searchable") > 1)
        _until(lambda: _typed(article, f"{whole}\nCâu vừa thêm.\n") and "Câu vừa thêm." in page())
        _until(lambda: "Câu vừa thêm." in _read(output / "2025/07/02/1/index.html").replace("&nbsp;", " "))
        assert running.poll() is None
    finally:
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()
    assert "Traceback" not in _read(log)
