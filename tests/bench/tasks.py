"""The benchmarks as tasks of invoke; each prints a table or a line, and none has a goal to meet."""

from __future__ import annotations

from pathlib import Path

from invoke.context import Context
from invoke.tasks import task

from bulletin.commands.site_command import CONTENT, SETTINGS, run_pelican
from bulletin.commands.task_errors import exit_unless_zero, one_line_errors


@task(
    help={
        "issues": "how many issues of twelve articles (default: 2290)",
        "small": "1,000 articles, stock Pelican only",
    }
)
@one_line_errors
def bench(_context: Context, issues: int = 2290, seed: int = 1, small: bool = False, only: str = "") -> None:
    """Build a synthetic archive with ours and with Hugo, Eleventy, Nikola, stock Pelican; print a table."""
    from tests.bench import command

    work = command.default_work()
    if small:
        exit_unless_zero(command.bench_small(work, seed))
    else:
        exit_unless_zero(command.bench(issues, seed, work, [name for name in only.split(",") if name]))


@task(
    name="bench-search",
    help={
        "issues": "sizes of the archives, in issues of twelve articles (default: 459,2292)",
        "pagefind": "another Pagefind program than the installed one, to measure beside it",
        "stock-seconds": "how long stock Pagefind may index, and may answer (default: 120)",
        "corpus": "a content folder of real articles, for forty kinds of queries beside BM25, stock Pagefind",
        "each": "how many queries a kind, with --corpus (default: 8)",
    },
)
@one_line_errors
def bench_search(
    _context: Context,
    issues: str = "459,2292",
    pagefind: str = "",
    stock_seconds: int = 120,
    corpus: str = "",
    each: int = 8,
    seed: int = 1,
) -> None:
    """Ask stock Pagefind and ours the same queries in a real browser; print a table (needs Chromium)."""
    from tests.bench import command, synthetic
    from tests.bench.search import by_kind
    from tests.bench.search import command as search_bench

    if corpus:
        print(by_kind.bench(Path(corpus), each, seed, stock_seconds))
        return
    work = command.default_work() / "search"
    contents = [
        synthetic.kept_archive(work / f"archive-{size}", int(size), seed=1) for size in issues.split(",")
    ]
    shell = work / "site"
    exit_unless_zero(run_pelican(CONTENT, str(shell), SETTINGS))
    other = Path(pagefind).resolve() if pagefind else None
    print(search_bench.bench(contents, shell, other, stock_seconds))


@task(name="bench-livereload", help={"issues": "how many issues of twelve articles (default: 2290)"})
@one_line_errors
def bench_livereload(_context: Context, issues: int = 2290) -> None:
    """Save an article while `invoke livereload` runs; print when a browser shows it (needs Chromium)."""
    from tests.bench import command, livereload

    print(livereload.measure(issues, command.default_work() / "livereload"))
