"""A small archive of two years, its site on a host, and its copies unzipped where paths are awkward."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path[:0] = [str(HERE), str(HERE.parent), str(HERE.parent / "browser")]

from tests.bench import synthetic  # noqa: E402
from tests.bench.search.chromium import chromium as start_chromium  # noqa: E402
from tests.bench.search.server import SearchServer  # noqa: E402
from tests.browser.firefox import Firefox  # noqa: E402
from tests.built_site import build  # noqa: E402
from tests.offline.made_copies import Made, make, unzipped  # noqa: E402
from tests.offline.reader import ChromiumReader, FirefoxReader, Reader  # noqa: E402

# Hundreds of queries in a row change the address more often than a reader may.
_PATIENT = "--disable-ipc-flooding-protection"


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Eighteen issues over the turn of a year, 216 articles."""
    work = tmp_path_factory.mktemp("made")
    made = Made(work / "content", work / "site", work / "dist")
    synthetic.make_archive(made.content, issues=18, seed=5, first=date(2023, 12, 15))
    run = build(made.content, made.site, "-s", str(ROOT / "publishconf.py"))
    assert run.code == 0, run.err
    make(made, made.copies)
    return made


@pytest.fixture(scope="session")
def whole(made: Made, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The copy of everything, unzipped in a folder whose name has all that may trouble an address."""
    folder = tmp_path_factory.mktemp("disk") / "Điểm báo #1 100% (bản sao)"
    return unzipped(made.copies / "diem-bao-toan-bo.zip", folder)


@pytest.fixture(scope="session")
def year(made: Made, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The copy of 2023, unzipped."""
    return unzipped(made.copies / "diem-bao-2023.zip", tmp_path_factory.mktemp("disk"))


@pytest.fixture
def damaged(whole: Path, tmp_path: Path) -> Path:
    """The copy of everything, to take files from."""
    return Path(shutil.copytree(whole, tmp_path / "copy"))


@pytest.fixture
def server(made: Made) -> Iterator[SearchServer]:
    """The site on a host."""
    with SearchServer(made.site) as server:
        yield server
        server.shutdown()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Reader]:
    driver = start_chromium(_PATIENT, logs=["browser", "performance"])
    driver.set_script_timeout(60)
    yield ChromiumReader(driver)
    driver.quit()


@pytest.fixture(scope="session")
def firefox() -> Iterator[Reader]:
    with Firefox(**{"dom.navigation.navigationRateLimit.count": 0}) as firefox:
        yield FirefoxReader(firefox)


@pytest.fixture(params=["chromium", "firefox"])
def reader(request: pytest.FixtureRequest) -> Reader:
    """Each of the two browsers in turn, with nothing said so far."""
    reader: Reader = request.getfixturevalue(request.param)
    reader.forget()
    return reader
