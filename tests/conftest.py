"""Paths and content folders that the tests share."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import hypothesis
import pytest

# The machines are shared: how long an example takes says nothing of the code.
hypothesis.settings.register_profile("shared machine", deadline=None)
# CI tries the same examples each time; whoever runs the tests by hand looks for new ones.
hypothesis.settings.register_profile("CI", deadline=None, derandomize=True)
hypothesis.settings.load_profile("CI" if os.environ.get("CI") else "shared machine")

ROOT = Path(__file__).resolve().parent.parent
# The files that take minutes, the longest first.
_LONG = ["test_incremental.py", "test_staging.py", "test_pelican.py", "test_stock_pelican.py"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest files, so that processes that share the tests end together."""
    items.sort(key=lambda item: _LONG.index(item.path.name) if item.path.name in _LONG else len(_LONG))


@pytest.fixture(scope="session")
def bulletins() -> Path:
    """The folder of real bulletins; their text is newspaper articles, so it is never committed.

    Where it is not there, the tests of it are skipped; CI is to have it, and fails without.
    """
    folder = Path(os.environ.get("BULLETINS", ROOT.parent / "shared" / "bulletins"))
    if not folder.is_dir() and not os.environ.get("CI"):
        pytest.skip(f"no real bulletins at {folder}; BULLETINS= names their folder")
    assert folder.is_dir(), f"{folder}: no bulletins here; set BULLETINS to their folder"
    return folder


@pytest.fixture(scope="session")
def made_up_bulletins() -> Path:
    """The folder of bulletins that were made up for the tests, each with what must come of it."""
    return ROOT / "tests" / "bulletins"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the shipped archive that a test may change."""
    return Path(shutil.copytree(ROOT / "content", tmp_path / "content"))
