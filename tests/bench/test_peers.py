"""The peers: their projects hold every article, and stock Pelican makes the pages that ours has too."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bulletin.content.model import BulletinError
from tests.bench import measure, synthetic
from tests.bench.command import PEERS, bench
from tests.bench.peers.entry import entries
from tests.bench.peers.peer import Peer, Unavailable
from tests.bench.peers.pelican_peer import StockPelican

ISSUES = 3


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("peers") / "content"
    synthetic.make_archive(folder, ISSUES, seed=7)
    return folder


@pytest.mark.parametrize("kind", PEERS, ids=lambda kind: kind.name)
def test_a_project_has_every_article_and_keeps_what_did_not_change(
    kind: type[Peer], content: Path, tmp_path: Path
) -> None:
    peer = kind(tmp_path / "tools", tmp_path / "sites")
    peer.prepare()
    known = list(entries(content))
    peer.sync(known)
    texts = [path.read_text(encoding="utf-8") for path in peer.project.rglob("*.md")]
    for entry in known:
        assert sum(entry.body in text for text in texts) == 1
    before = measure.tree(peer.project)
    peer.sync(known)
    assert measure.changes(before, measure.tree(peer.project)).written == 0


def test_stock_pelican_makes_all_kinds_of_page(content: Path, tmp_path: Path) -> None:
    peer = StockPelican(tmp_path / "tools", tmp_path / "sites")
    peer.prepare()
    known = list(entries(content))
    peer.sync(known)
    measure.run(peer.command(), peer.project, tmp_path / "log")
    output = peer.project / peer.output
    for entry in known:
        day = (output / f"{entry.date:%Y/%m/%d}" / "index.html").read_text(encoding="utf-8")
        assert f'href="/{entry.address}/"' in day
        assert (output / entry.address / "index.html").is_file()
        assert (output / "chuyen-muc" / entry.section.slug / "index.html").is_file()
    for name in ("index.html", "feed.xml", "sitemap.xml", "2017/index.html", "2017/01/index.html"):
        assert (output / name).is_file()
    assert len(list((output / "tinh-thanh").glob("*/index.html"))) > 5
    numbers = re.findall(
        r'<h2><a href="/2017/01/03/(\d+)/"', (output / "2017/01/03/index.html").read_text("utf-8")
    )
    assert numbers == [str(number) for number in range(1, synthetic.ARTICLES_AN_ISSUE + 1)]


def test_a_peer_that_cannot_be_installed_says_so(tmp_path: Path) -> None:
    peer = StockPelican(tmp_path, tmp_path)
    with pytest.raises(Unavailable, match="cannot be installed"):
        peer.call([str(tmp_path / "no-such-installer")])


def test_an_unknown_generator_is_refused_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(BulletinError, match="jekyll: ours, ours-with-search, hugo"):
        bench(1, 7, tmp_path, only=("jekyll",))
