"""Paths and content folders that the tests share."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import hypothesis
import pytest

# The machines are shared: how long an example takes says nothing of the code.
hypothesis.settings.register_profile("shared machine", deadline=None)
hypothesis.settings.load_profile("shared machine")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def bulletins() -> Path:
    """The folder of raw bulletins; their text is newspaper articles, so it is never committed."""
    folder = Path(os.environ.get("BULLETINS", ROOT.parent / "shared" / "bulletins"))
    assert folder.is_dir(), f"{folder}: no bulletins here; set BULLETINS to their folder"
    return folder


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the shipped archive that a test may change."""
    return Path(shutil.copytree(ROOT / "content", tmp_path / "content"))
