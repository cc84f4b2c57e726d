"""Measures `invoke livereload` as an editor meets it: from saving an article to reading it in a browser."""

from __future__ import annotations

import re
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from selenium.common.exceptions import WebDriverException
from selenium.webdriver import Chrome

from bulletin.commands.site_command import ROOT
from bulletin.content.model import BulletinError
from tests.bench.search.chromium import chromium
from tests.bench.synthetic import article_files, kept_archive

ROUNDS = 7
_ADDRESS = re.compile(r"at (http://\S+/)")
_BUILT = "articles searchable"
# A build of ten years from nothing, with its search, takes a minute or two.
_PATIENCE = 900.0


def measure(issues: int, work: Path, seed: int = 1, say: Callable[[str], None] = print) -> str:
    """Save an article in the middle of an archive of `issues` issues some times; what that took, in a line.

    Raises BulletinError where there is no Chromium, or a page does not come.
    """
    content, log = work / "livereload-content", work / "livereload.log"
    say(f"making an archive of {issues} issues")
    shutil.rmtree(content, ignore_errors=True)
    shutil.copytree(kept_archive(work / f"archive-{issues}", issues, seed), content)
    articles = list(article_files(content))
    article = articles[len(articles) // 2]
    number = int(article.name.split("-")[0])
    page = f"{article.parent.name.replace('-', '/')}/{number}/"
    command = ["-m", "invoke", "livereload", f"--content={content}", f"--output={work / 'livereload-output'}"]
    browser = chromium()
    with log.open("wb") as stream:
        serving = subprocess.Popen(
            [sys.executable, *command, "--port=0"], cwd=ROOT, stdout=stream, stderr=stream
        )
    try:
        say("building it, and waiting for the server")
        _until(lambda: _ADDRESS.search(_read(log)) is not None)
        address = _ADDRESS.search(_read(log))
        assert address is not None
        browser.get(f"{address.group(1)}{page}")
        # The page has asked to be told, and the watcher listens.
        time.sleep(3)
        seconds = [_saved(article, browser, log, number) for number in range(ROUNDS)]
    finally:
        serving.terminate()
        serving.wait()
        browser.quit()
    figures = f"median {statistics.median(seconds):.1f} s, worst {max(seconds):.1f} s"
    return (
        f"{len(articles)} articles, saving an article to its page in the browser, {ROUNDS} times: {figures}"
    )


def _saved(article: Path, browser: Chrome, log: Path, number: int) -> float:
    builds = _read(log).count(_BUILT)
    sentence = f"Lần lưu thứ {number} của phép đo."
    article.write_text(f"{article.read_text(encoding='utf-8').rstrip()}\n\n{sentence}\n", encoding="utf-8")
    saved = time.perf_counter()
    _until(lambda: sentence in _text(browser))
    seconds = time.perf_counter() - saved
    # The editor types on when the build is over.
    _until(lambda: _read(log).count(_BUILT) > builds)
    time.sleep(2)
    return seconds


def _text(browser: Chrome) -> str:
    try:
        return str(browser.execute_script("return document.body.innerText")).replace("\xa0", " ")
    except WebDriverException:
        # In the moment of loading there is no page.
        return ""


def _read(log: Path) -> str:
    return log.read_text(encoding="utf-8")


def _until(happened: Callable[[], bool]) -> None:
    began = time.perf_counter()
    while not happened():
        if time.perf_counter() - began > _PATIENCE:
            raise BulletinError(f"livereload: nothing came for {_PATIENCE:.0f} seconds")
        time.sleep(0.01)
