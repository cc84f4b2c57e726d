"""Holds ours, plain BM25 and stock Pagefind against queries of all kinds on an archive of real articles."""

from __future__ import annotations

import shutil
import statistics
import tarfile
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bulletin.archive.archive import Archive
from bulletin.archive.content_folder import load
from bulletin.content.model import BulletinError
from bulletin.machine.children import cores
from bulletin.search.build import SearchOptions, build_search
from tests.bench.search import in_node, search_page, stock_pagefind
from tests.bench.search.bm25 import Bm25
from tests.bench.search.kinds import Kinds, Meant
from tests.bench.search.scores import table
from tests.bench.search.server import SearchServer

# As far down a list as an article counts as found.
_SHOWN = 100


def bench(
    corpus: Path, each: int, seed: int, stock_seconds: float, say: Callable[[str], None] = print
) -> str:
    """Ask `each` queries a kind, drawn by `seed`; a Markdown table of found / MRR@10 / recall@10.

    `corpus` is a content folder, or has one packed in a `.tar.xz`. With 0 for `stock_seconds` stock Pagefind
    is left out. Raises BulletinError where there is neither.
    """
    with tempfile.TemporaryDirectory() as name:
        content, site = _content(corpus, Path(name)), Path(name, "site")
        archive = load(content).archive
        say(f"{corpus}: indexing {len(archive.articles):,} articles")
        build_search(archive, content, site, SearchOptions(workers=cores()))
        kinds = Kinds(archive, content, content / "registry")
        queries = kinds.draw(each, seed)
        say(f"asking {len(queries)} queries")
        ours = in_node.ask(site, [{"text": query.text, "shown": _SHOWN} for query in queries])
        bm25 = Bm25({view.path: (view.title, view.body) for view in kinds.views})
        engines: dict[str, Sequence[Sequence[str]]] = {
            "ours": [answer.paths for answer in ours],
            "BM25 with pairs": [bm25.ask(query.text, _SHOWN) for query in queries],
        }
        if stock_seconds:
            say("stock Pagefind")
            engines["stock Pagefind"] = _stock(archive, content, site, queries, stock_seconds)
        times = sorted(answer.ms for answer in ours)
    spent = f"Ours in Node: {statistics.median(times):.0f} ms a query, {times[-1]:.0f} at most."
    return f"{table(queries, engines)}\n\n{len(archive.articles):,} articles. {spent}"


def _content(corpus: Path, folder: Path) -> Path:
    if (corpus / "articles").is_dir():
        return corpus
    packed = sorted(corpus.glob("*.tar.xz"))
    if not packed:
        raise BulletinError(
            f"{corpus}: neither a folder `articles` nor a .tar.xz; give --corpus a content folder"
        )
    content = folder / "content"
    with tarfile.open(packed[0]) as archive:
        archive.extractall(content, filter="data")
    return content


def _stock(
    archive: Archive, content: Path, site: Path, queries: Sequence[Meant], limit: float
) -> list[Sequence[str]]:
    """What stock Pagefind finds, its first ten, of the queries that it had time for."""
    for part in ("theme", "tim-kiem"):
        (site / part).mkdir(parents=True, exist_ok=True)
    (site / "tim-kiem" / "index.html").write_text("<!doctype html><title>.</title>", encoding="utf-8")
    _, is_indexed = stock_pagefind.index(archive, content, site, limit)
    answers: list[Sequence[str]] = []
    if is_indexed:
        browser = search_page.open_browser()
        try:
            with SearchServer(site) as server:
                browser.get(f"{server.address}tim-kiem/")
                started = time.monotonic()
                for query in queries:
                    if time.monotonic() - started > limit:
                        break
                    answers += search_page.answers(browser, [query.text], stock=True)
                server.shutdown()
        finally:
            browser.quit()
    shutil.rmtree(site / "pagefind", ignore_errors=True)
    return answers
