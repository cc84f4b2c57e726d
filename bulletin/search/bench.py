"""Measures the search: stock Pagefind and ours in one run on the same archives, with a table as the result.

Quality is asked of the search's modules in a browser, speed and bytes of the search page itself, with keys
really pressed. Stock Pagefind is left out above `STOCK_UP_TO` articles: it needs 7 GB to index 27,500.
"""

from __future__ import annotations

import multiprocessing
import os
import platform
import resource
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any

from bulletin.archive import Archive
from bulletin.markdown import BodyRenderer
from bulletin.parallel import cores
from bulletin.search import bench_browser, engine
from bulletin.search.bench_queries import COMMON, WAYS, Known, phrases, reciprocal_rank, title_pieces
from bulletin.search.bench_server import SearchServer
from bulletin.search.build import build_search
from bulletin.search.engine import BINARY_VARIABLE
from bulletin.store import load, read_body

STOCK_UP_TO = 6_000
PHRASES = 120
TITLES = 150
SEED = 20231211
# A phrase that stands in more articles than this has no article of its own to be found first.
_OWN = 3

Row = tuple[str, str]


def bench(
    contents: Sequence[Path], shell: Path, pagefind: Path | None, say: Callable[[str], None] = print
) -> str:
    """Measure on each content folder; a Markdown table, a column an archive.

    `shell` is a built site of any archive, whose search page and scripts are used; `pagefind` another program
    than the installed one.
    """
    if pagefind is not None:
        os.environ[BINARY_VARIABLE] = str(pagefind)
    columns = [dict(_measure(content, shell, say)) for content in contents]
    names = list(dict.fromkeys(name for column in columns for name in column))
    lines = [" | ".join(["figure", *(column["articles"] for column in columns)])]
    lines.append(" | ".join(["---"] * (1 + len(columns))))
    lines += [" | ".join([name, *(column.get(name, "") for column in columns)]) for name in names]
    machine = f"{platform.machine()}, {cores()} cores, Python {platform.python_version()}"
    return "\n".join(f"| {line} |" for line in lines) + f"\n\nPagefind {engine.load().version}; {machine}."


def _measure(content: Path, shell: Path, say: Callable[[str], None]) -> list[Row]:
    archive = load(content).archive
    rows: list[Row] = [("articles", f"{len(archive.articles):,}")]
    with tempfile.TemporaryDirectory() as name:
        site = Path(name)
        for part in ("theme", "tim-kiem"):
            shutil.copytree(shell / part, site / part)
        say(f"{content}: indexing {len(archive.articles)} articles")
        rows += _index(archive, content, site)
        known, titles = phrases(archive, content, PHRASES, SEED), title_pieces(archive, TITLES, SEED)
        has_stock = len(archive.articles) <= STOCK_UP_TO
        if has_stock:
            say(f"{content}: indexing with stock Pagefind")
            rows += _stock_index(archive, content, site)
        browser = bench_browser.chromium()
        try:
            with SearchServer(site) as server:
                say(f"{content}: typing")
                rows += _typed(browser, server)
                say(f"{content}: asking")
                rows += _quality(browser, server, known, titles, has_stock)
                server.shutdown()
        finally:
            browser.quit()
    return rows


def _index(archive: Archive, content: Path, site: Path) -> list[Row]:
    days = archive.issues
    before = replace(archive, articles=archive.articles[: -len(days[-1].articles)])
    wall, peak = _apart(lambda: build_search(before, content, site))
    new_day, _ = _apart(lambda: build_search(archive, content, site))
    files = [path for path in (site / "search").rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files)
    return [
        ("index: time, one process", f"{wall:.0f} s"),
        ("index: peak memory", f"{peak:.0f} MB"),
        ("index: a new day's issue", f"{new_day:.1f} s"),
        ("index: files, bytes an article", f"{len(files):,}, {size / len(archive.articles):.0f}"),
    ]


def _stock_index(archive: Archive, content: Path, site: Path) -> list[Row]:
    renderer = BodyRenderer()
    with tempfile.TemporaryDirectory() as name:
        for stored in archive.articles:
            article = stored.article
            page = Path(name, f"{article.date:%Y/%m/%d}", str(article.number), "index.html")
            page.parent.mkdir(parents=True)
            body = renderer.to_html(read_body(content, stored.path, stored.digest))
            page.write_text(
                f'<!doctype html><html lang="vi"><title>{escape(article.title)}</title>'
                f"<main data-pagefind-body><h1>{escape(article.title)}</h1>{body}</main></html>",
                encoding="utf-8",
            )
        command = [
            str(engine.executable()),
            "--site",
            name,
            "--output-path",
            str(site / "pagefind"),
            "--silent",
        ]
        wall, peak = _apart(lambda: subprocess.run(command, check=True, capture_output=True))
    return [("stock: time, peak memory to index", f"{wall:.0f} s, {peak:.0f} MB")]


def _typed(browser: Any, server: SearchServer) -> list[Row]:
    page, start = bench_browser.start(browser, server)
    asked = [bench_browser.typed(browser, server, text) for text in COMMON]
    firsts = [one.first for one in asked]
    slowest = max(asked, key=lambda one: one.whole)
    rest = [one.bytes for one in asked[1:]]
    return [
        (
            "start of the search, on focus",
            f"{start / 1000:.0f} kB (the page itself: {page / 1000:.0f} kB script)",
        ),
        (f"first query, start included ({asked[0].text})", f"{(start + asked[0].bytes) / 1000:.0f} kB"),
        ("next queries: median, most", f"{statistics.median(rest) / 1000:.0f}, {max(rest) / 1000:.0f} kB"),
        (
            "first results: median, worst",
            f"{statistics.median(firsts) * 1000:.0f}, {max(firsts) * 1000:.0f} ms",
        ),
        ("whole archive: worst", f"{slowest.whole * 1000:.0f} ms ({slowest.text})"),
        ("page frozen: longest", f"{max(one.frozen for one in asked) * 1000:.0f} ms"),
    ]


def _quality(
    browser: Any, server: SearchServer, known: Sequence[Known], titles: Sequence[Known], has_stock: bool
) -> list[Row]:
    rows: list[Row] = []
    own = [number for number, one in enumerate(known) if one.articles <= _OWN]
    for way, typed in WAYS.items():
        texts = [typed(one.text) for one in known]
        quoted = bench_browser.answers(browser, [f'"{text}"' for text in texts])
        plain = bench_browser.answers(browser, texts)
        far = [number for number, one in enumerate(known) if one.path not in quoted[number]]
        more = bench_browser.answers(browser, [f'"{texts[number]}"' for number in far], shown=2_000)
        found = len(known) - sum(known[number].path not in more[at] for at, number in enumerate(far))
        first = sum(known[number].path in quoted[number][:3] for number in own)
        tenth = sum(known[number].path in plain[number] for number in own)
        figures = f"{found / len(known):.1%}, {first / len(own):.1%}, {tenth / len(own):.1%}"
        rows.append((f"phrases {way}: found, first 3 quoted, first 10 not", figures))
    ours = reciprocal_rank(titles, bench_browser.answers(browser, [one.text for one in titles]))
    rows.append(("title pieces without tones, MRR: ours", f"{ours:.2f}"))
    if has_stock:
        started = time.perf_counter()
        answers = bench_browser.answers(browser, [one.text for one in titles], stock=True)
        seconds = (time.perf_counter() - started) / len(titles)
        stock = reciprocal_rank(titles, answers)
        rows.append(("title pieces without tones, MRR: stock", f"{stock:.2f}"))
        rows.append(("stock: mean time of such a query", f"{seconds * 1000:.0f} ms"))
    return rows


def _apart(work: Callable[[], object]) -> tuple[float, float]:
    """Do `work` in a process of its own: seconds, and the peak memory of it and its children in MB."""
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)

    def run() -> None:
        started = time.perf_counter()
        work()
        usage = (
            resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        )
        theirs.send((time.perf_counter() - started, max(usage) / 1024))

    child = context.Process(target=run)
    child.start()
    theirs.close()
    try:
        seconds, peak = ours.recv()
    finally:
        child.join()
    return float(seconds), float(peak)
