"""`invoke bench`: one synthetic archive built by ours and by the peers in turn; a table as the result."""

from __future__ import annotations

import json
import os
import platform
import shutil
import time
from collections.abc import Collection, Sequence
from pathlib import Path

from bulletin.content.model import BulletinError
from tests.bench import measure, synthetic, table
from tests.bench.peers.eleventy_peer import Eleventy
from tests.bench.peers.entry import entries
from tests.bench.peers.hugo_peer import Hugo
from tests.bench.peers.nikola_peer import Nikola
from tests.bench.peers.ours import Ours, OursWithSearch
from tests.bench.peers.peer import Peer, Unavailable
from tests.bench.peers.pelican_peer import StockPelican

PEERS: tuple[type[Peer], ...] = (Hugo, Eleventy, Nikola, StockPelican)
OURS: tuple[type[Ours], ...] = (Ours, OursWithSearch)
GENERATORS = (*(ours.name for ours in OURS), *(peer.name for peer in PEERS))
COLD, NOTHING, SECOND, DAY, CORRECTED, TEMPLATE = (
    "cold",
    "nothing changed",
    # The first new day of all makes the folder that later builds are staged in.
    "new day, the first one",
    "new day",
    "one article corrected",
    "template changed",
)
# 5,500 articles beside 27,500: how the times grow.
_GROWTH = 5
SMALL_ISSUES = 84
# Names of our own, so that no folder of somebody else is emptied in whatever place is given to work in.
_ARCHIVE, _SITES, _TOOLS = "bench-archive", "bench-sites", "bench-tools"


def default_work() -> Path:
    """Where the benchmark works unless told otherwise: a cache folder of the user, outside the project."""
    return Path.home() / ".cache" / "bulletin-bench"


def bench(
    issues: int,
    seed: int,
    work: Path,
    only: Collection[str] = (),
    base: str = Hugo.name,
    growth: bool = True,
) -> int:
    """Measure the generators named in `only` (all by default) on an archive of `issues` issues; returns 0.

    All lies in the folder `work`: tools are kept there, archives and sites are made anew, and `bench.md`
    and `bench.json` get the result. `base` is the generator that the others are compared with. Raises
    BulletinError where our own build fails.
    """
    unknown = set(only) - set(GENERATORS)
    if unknown:
        raise BulletinError(f"no generator is called {', '.join(sorted(unknown))}: {', '.join(GENERATORS)}")
    work = work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    run = _Run(work, seed)
    rows = run.compare(issues, [name for name in GENERATORS if not only or name in only])
    if growth and (not only or Ours.name in only):
        rows += run.smaller(max(1, issues // _GROWTH))
    text = f"{_machine()}\n\n{issues * synthetic.ARTICLES_AN_ISSUE} articles, seed {seed}\n\n"
    text += table.markdown(rows, base)
    (work / "bench.md").write_text(text, encoding="utf-8")
    result = {"machine": _machine(), "issues": issues, "seed": seed, "base": base, "rows": table.data(rows)}
    (work / "bench.json").write_text(json.dumps(result, ensure_ascii=False, indent=1), encoding="utf-8")
    print(f"\n{text}\nSaved in {work / 'bench.md'} and {work / 'bench.json'}")
    return 0


def bench_small(work: Path, seed: int = 1) -> int:
    """The variant for every day: 1,000 articles, ours as a ratio to stock Pelican; returns 0."""
    only = (Ours.name, StockPelican.name)
    return bench(SMALL_ISSUES, seed, work, only, StockPelican.name, growth=False)


class _Run:
    """One run of the benchmark in the folder `work`."""

    def __init__(self, work: Path, seed: int) -> None:
        self._work = work
        self._seed = seed
        self._log = work / "bench.log"
        self._log.unlink(missing_ok=True)

    def compare(self, issues: int, names: Sequence[str]) -> list[table.Row]:
        """Every build of every generator, build by build, so that all meet the machine in the same state."""
        content = self._archive(_ARCHIVE, issues)
        ours = [kind(content, self._work / _SITES) for kind in OURS if kind.name in names]
        chosen = [peer(self._work / _TOOLS, self._work / _SITES) for peer in PEERS if peer.name in names]
        peers, rows = self._installed(chosen)
        sites: list[Ours | Peer] = [*ours, *peers]
        for site in sites:
            _say(f"{site.name}: preparing")
            site.prepare()
        for build in (COLD, NOTHING, SECOND, DAY, CORRECTED):
            if build in (SECOND, DAY):
                synthetic.add_day(content, self._seed)
            elif build == CORRECTED:
                synthetic.correct_article(content)
            if build not in (NOTHING, SECOND):
                known = list(entries(content)) if peers else []
                for peer in peers:
                    peer.sync(known)
            rows += [
                row
                for site in (ours if build == SECOND else list(sites))
                if (row := self._build(site, build, sites))
            ]
        for site in ours:
            site.change_template()
        rows += [self._measured(site, TEMPLATE) for site in ours]
        return sorted(rows, key=lambda row: GENERATORS.index(row.generator))

    def smaller(self, issues: int) -> list[table.Row]:
        """Our own cold build and new day with fewer issues, to see how the times grow."""
        content = self._archive(f"{_ARCHIVE}-small", issues)
        ours = Ours(content, self._work / f"{_SITES}-small")
        ours.prepare()
        articles = issues * synthetic.ARTICLES_AN_ISSUE
        cold = self._measured(ours, f"{COLD}, {articles} articles")
        synthetic.add_day(content, self._seed)
        self._measured(ours, SECOND)
        synthetic.add_day(content, self._seed)
        return [cold, self._measured(ours, f"{DAY}, {articles} articles")]

    def _archive(self, name: str, issues: int) -> Path:
        content = self._work / name
        shutil.rmtree(content, ignore_errors=True)
        _say(f"writing {issues * synthetic.ARTICLES_AN_ISSUE} articles into {content}")
        synthetic.make_archive(content, issues, self._seed, progress=_progress)
        return content

    def _installed(self, peers: Sequence[Peer]) -> tuple[list[Peer], list[table.Row]]:
        """Those of `peers` that are there now, and a row for each of the others."""
        there: list[Peer] = []
        rows: list[table.Row] = []
        for peer in peers:
            _say(f"{peer.name} {peer.version}: installing unless it is there")
            try:
                peer.install()
                there.append(peer)
            except Unavailable as error:
                rows.append(table.Row(peer.name, COLD, note=str(error)))
        return there, rows

    def _build(self, site: Ours | Peer, build: str, sites: list[Ours | Peer]) -> table.Row | None:
        """The row of one build; a peer that fails is left out from then on, with a row that says why."""
        try:
            return self._measured(site, build)
        except BulletinError as error:
            if isinstance(site, Ours):
                raise
            _say(f"{site.name}: {error}")
            sites.remove(site)
            return table.Row(site.name, build, note=str(error))

    def _measured(self, site: Ours | Peer, build: str) -> table.Row:
        output = site.project / site.output
        before = measure.tree(output)
        _say(f"{site.name}: {build} …")
        # What the build before left to be written to disk is not to be paid by this one.
        os.sync()
        environment = site.environment if isinstance(site, Peer) else None
        cost = measure.run(site.command(), site.project, self._log, environment)
        files = measure.changes(before, measure.tree(output))
        _say(f"{site.name}: {build}: {cost.wall:.1f} s, {files.written} files written")
        return table.Row(site.name, build, cost, files)


def _machine() -> str:
    with_memory = ""
    if "SC_PHYS_PAGES" in os.sysconf_names:
        size = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
        with_memory = f", {size:.0f} GiB"
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    today = time.strftime("%Y-%m-%d")
    python = platform.python_version()
    return f"{platform.system()} {platform.machine()}, {cores} cores{with_memory}, Python {python}, {today}"


def _progress(done: int, issues: int) -> None:
    if done % 500 == 0:
        _say(f"{done} of {issues} issues written")


def _say(text: str) -> None:
    print(f"bench: {text}", flush=True)
