"""Stock Pagefind beside ours: the same articles and queries, each within a time limit."""

from __future__ import annotations

import contextlib
import subprocess
import tempfile
import time
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

from bulletin.archive.archive import Archive
from bulletin.archive.content_folder import read_body
from bulletin.search import engine
from bulletin.text.markdown import BodyRenderer
from tests.bench.search import search_page
from tests.bench.search.apart import apart
from tests.bench.search.queries import Known, reciprocal_rank

Row = tuple[str, str]


def index(archive: Archive, content: Path, site: Path, limit: float) -> tuple[list[Row], bool]:
    """Index `archive` into `site/pagefind`: rows of the table, and whether it was done in `limit` seconds."""
    with tempfile.TemporaryDirectory() as name:
        _write_pages(archive, content, Path(name))
        target = ("--output-path", str(site / "pagefind"))
        command = [str(engine.executable()), "--site", name, *target, "--silent"]
        wall, peak = apart(lambda: _run(command, limit))
    figures = f"{wall:,.0f} s, {peak:,.0f} MB"
    is_done = (site / "pagefind" / "pagefind-entry.json").is_file()
    return [
        ("stock: time, peak memory to index", figures if is_done else f"stopped after {figures}")
    ], is_done


def ask(browser: Any, titles: Sequence[Known], limit: float) -> list[Row]:
    """Ask for pieces of titles, one after the other, until all are asked or `limit` seconds are over."""
    started = time.perf_counter()
    answers: list[list[str]] = []
    for one in titles:
        if time.perf_counter() - started > limit:
            break
        answers += search_page.answers(browser, [one.text], stock=True)
    seconds = (time.perf_counter() - started) / len(answers)
    rank = reciprocal_rank(titles[: len(answers)], answers)
    stopped = "" if len(answers) == len(titles) else f" (stopped after {len(answers)} queries, {limit:.0f} s)"
    return [
        ("title pieces without tones, MRR: stock", f"{rank:.2f}{stopped}"),
        ("stock: mean time of such a query", f"{seconds * 1000:,.0f} ms"),
    ]


def _run(command: Sequence[str], limit: float) -> None:
    with contextlib.suppress(subprocess.TimeoutExpired):
        subprocess.run(command, check=True, capture_output=True, timeout=limit)


def _write_pages(archive: Archive, content: Path, folder: Path) -> None:
    renderer = BodyRenderer()
    for stored in archive.articles:
        article = stored.article
        page = folder / f"{article.date:%Y/%m/%d}" / str(article.number) / "index.html"
        page.parent.mkdir(parents=True)
        body = renderer.to_html(read_body(content, stored.path, stored.digest))
        page.write_text(
            f'<!doctype html><html lang="vi"><title>{escape(article.title)}</title>'
            f"<main data-pagefind-body><h1>{escape(article.title)}</h1>{body}</main></html>",
            encoding="utf-8",
        )
