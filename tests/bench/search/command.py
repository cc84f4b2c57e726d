"""Measures the search: stock Pagefind and ours in one run on the same archives, with a table as the result.

Quality is asked of the search's modules in a browser, speed and bytes of the search page itself, with keys
really pressed. Stock Pagefind is given so many seconds for each of its parts and then stopped.
"""

from __future__ import annotations

import os
import platform
import shutil
import statistics
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bulletin.archive.archive import Archive
from bulletin.archive.content_folder import load
from bulletin.machine.children import cores
from bulletin.search import engine
from bulletin.search.build import build_search
from bulletin.search.engine import BINARY_VARIABLE
from tests.bench.search import search_page, stock_pagefind
from tests.bench.search.apart import apart
from tests.bench.search.queries import (
    COMMON,
    MIXED,
    SLOWLY,
    WAYS,
    Known,
    phrases,
    reciprocal_rank,
    title_pieces,
)
from tests.bench.search.search_page import Typed
from tests.bench.search.server import SearchServer

PHRASES = 120
TITLES = 150
SEED = 20231211
# What people who type fast leave between two keys.
KEY_SECONDS = 0.15
# A phrase that stands in more articles than this has no article of its own to be found first.
_OWN = 3

Row = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Column:
    """What was measured on one archive: the rows of the table, and the bytes that each common query took."""

    rows: Mapping[str, str]
    bytes: Mapping[str, int]


def bench(
    contents: Sequence[Path],
    shell: Path,
    pagefind: Path | None,
    stock_seconds: float = 120,
    say: Callable[[str], None] = print,
) -> str:
    """Measure on each content folder; a Markdown table, a column an archive.

    `shell` is a built site of any archive, whose search page and scripts are used; `pagefind` another program
    than the installed one; `stock_seconds` is how long stock Pagefind may index, and may answer.
    """
    if pagefind is not None:
        os.environ[BINARY_VARIABLE] = str(pagefind)
    columns = [_measure(content, shell, stock_seconds, say) for content in contents]
    table = [
        {**column.rows, **(_growth(columns[0], column) if number else {})}
        for number, column in enumerate(columns)
    ]
    names = list(dict.fromkeys(name for column in table for name in column))
    lines = [" | ".join(["figure", *(column["articles"] for column in table)])]
    lines.append(" | ".join(["---"] * (1 + len(table))))
    lines += [" | ".join([name, *(column.get(name, "") for column in table)]) for name in names]
    machine = f"{platform.machine()}, {cores()} cores, Python {platform.python_version()}"
    return "\n".join(f"| {line} |" for line in lines) + f"\n\nPagefind {engine.load().version}; {machine}."


def _measure(content: Path, shell: Path, stock_seconds: float, say: Callable[[str], None]) -> _Column:
    archive = load(content).archive
    rows: list[Row] = [("articles", f"{len(archive.articles):,}")]
    with tempfile.TemporaryDirectory() as name:
        site = Path(name)
        for part in ("theme", "tim-kiem"):
            shutil.copytree(shell / part, site / part)
        say(f"{content}: indexing {len(archive.articles)} articles")
        rows += _index(archive, content, site)
        known, titles = phrases(archive, content, PHRASES, SEED), title_pieces(archive, TITLES, SEED)
        browser = search_page.open_browser()
        try:
            with SearchServer(site) as server:
                say(f"{content}: typing")
                typed, bytes_of = _typed(browser, server)
                rows += typed
                say(f"{content}: asking")
                rows += quality(browser, known, titles)
                say(f"{content}: stock Pagefind")
                made, is_indexed = stock_pagefind.index(archive, content, site, stock_seconds)
                rows += made
                if is_indexed:
                    rows += stock_pagefind.ask(browser, titles, stock_seconds)
                server.shutdown()
        finally:
            browser.quit()
    # Told at once, as the next archive may take an hour.
    say("\n".join(f"{name}: {figure}" for name, figure in rows))
    return _Column(dict(rows), bytes_of)


def _growth(small: _Column, large: _Column) -> dict[str, str]:
    first, *rest = (large.bytes[text] / small.bytes[text] for text in COMMON)
    figures = f"{first:.1f} ×; {statistics.median(rest):.1f}, {max(rest):.1f} ×"
    return {"bytes, to those of the first archive: first query; next ones, median, most": figures}


def _index(archive: Archive, content: Path, site: Path) -> list[Row]:
    days = archive.issues
    before = replace(archive, articles=archive.articles[: -len(days[-1].articles)])
    wall, peak = apart(lambda: build_search(before, content, site))
    new_day, _ = apart(lambda: build_search(archive, content, site))
    files = [path for path in (site / "search").rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files)
    return [
        ("index: time, one process", f"{wall:.0f} s"),
        ("index: peak memory", f"{peak:.0f} MB"),
        ("index: a new day's issue", f"{new_day:.1f} s"),
        ("index: files, bytes an article", f"{len(files):,}, {size / len(archive.articles):.0f}"),
    ]


def _typed(browser: Any, server: SearchServer) -> tuple[list[Row], dict[str, int]]:
    page, start = search_page.start(browser, server)
    first, *common = [search_page.typed(browser, server, text) for text in COMMON]
    mixed = [search_page.typed(browser, server, text) for text in MIXED]
    slowly = [search_page.typed(browser, server, text, KEY_SECONDS) for text in SLOWLY]
    asked = [first, *common, *mixed]
    firsts = [one.first for one in asked]
    slowest = max(asked, key=lambda one: one.whole)
    frozen = max(one.frozen for one in (*asked, *slowly))
    whole_start = f"{start / 1000:.0f} kB (the page itself: {page / 1000:.0f} kB script)"
    rows = [
        ("start of the search, on focus", whole_start),
        (f"first query, start included ({first.text})", f"{(start + first.bytes) / 1000:.0f} kB"),
        ("next queries: median, most", _kilobytes(common)),
        ("next queries of mixed words: median, most", _kilobytes(mixed)),
        ("next queries, 150 ms a key: median, most", _kilobytes(slowly)),
        (
            "first results: median, worst",
            f"{statistics.median(firsts) * 1000:.0f}, {max(firsts) * 1000:.0f} ms",
        ),
        ("whole archive: worst", f"{slowest.whole * 1000:.0f} ms ({slowest.text})"),
        ("page frozen: longest", f"{frozen * 1000:.0f} ms"),
    ]
    bytes_of = {one.text: one.bytes for one in (first, *common)}
    return rows, {**bytes_of, first.text: start + first.bytes}


def _kilobytes(asked: Sequence[Typed]) -> str:
    sizes = [one.bytes / 1000 for one in asked]
    most = max(asked, key=lambda one: one.bytes)
    return f"{statistics.median(sizes):.0f}, {max(sizes):.0f} kB ({most.text})"


def quality(browser: Any, known: Sequence[Known], titles: Sequence[Known]) -> list[Row]:
    """Which of the known articles ours finds, and how far in front; `browser` is on a page of the site."""
    rows: list[Row] = []
    own = [number for number, one in enumerate(known) if one.articles <= _OWN]
    days = [one.day for one in known]
    for way, typed in WAYS.items():
        texts = [typed(one.text) for one in known]
        quotes = [f'"{text}"' for text in texts]
        # Within its day: where a thousand articles have the phrase, this one is not among the first.
        found = search_page.answers(browser, quotes, days=days)
        quoted = search_page.answers(browser, [quotes[number] for number in own])
        plain = search_page.answers(browser, [texts[number] for number in own])
        all_found = sum(one.path in paths for one, paths in zip(known, found, strict=True))
        first = sum(known[number].path in paths[:3] for number, paths in zip(own, quoted, strict=True))
        tenth = sum(known[number].path in paths for number, paths in zip(own, plain, strict=True))
        figures = f"{all_found / len(known):.1%}, {first / len(own):.1%}, {tenth / len(own):.1%}"
        rows.append((f"phrases {way}: found, first 3 quoted, first 10 not", figures))
    ours = reciprocal_rank(titles, search_page.answers(browser, [one.text for one in titles]))
    return [*rows, ("title pieces without tones, MRR: ours", f"{ours:.2f}")]
