"""A site with its search, a host that serves it as strictly as real ones, and a browser without a screen."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium import webdriver

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path[:0] = [str(HERE), str(HERE.parent), str(HERE.parent / "browser")]

from bulletin.archive import content_folder  # noqa: E402
from bulletin.search.build import build_search  # noqa: E402
from tests.bench.search.chromium import chromium  # noqa: E402
from tests.bench.search.server import SearchServer  # noqa: E402
from tests.built_site import build  # noqa: E402


@pytest.fixture(scope="session")
def searched_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped archive as a site, with its search."""
    site = tmp_path_factory.mktemp("site")
    run = build(ROOT / "content", site)
    assert run.code == 0, run.err
    build_search(content_folder.load(ROOT / "content").archive, ROOT / "content", site)
    for name in ("vectors.html", "vectors.js", "vectors.json"):
        shutil.copyfile(HERE / name, site / name)
    shutil.copyfile(ROOT / "bulletin" / "search" / "table.json", site / "table.json")
    return site


@pytest.fixture
def server(searched_site: Path) -> Iterator[SearchServer]:
    """The site on a free port."""
    with SearchServer(searched_site) as server:
        yield server
        server.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[webdriver.Chrome]:
    """Chromium, which keeps what its console says."""
    driver = chromium(logs=["browser"])
    yield driver
    driver.quit()
