"""Two builds of one tree are equal byte for byte, whatever the machine's settings."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.built_site import MINI, build, tree

# Builds whole sites, or waits: make quick leaves it out.
pytestmark = pytest.mark.slow


def test_zone_locale_hash_seed_folder_and_file_times_do_not_matter(tmp_path: Path) -> None:
    one = tmp_path / "one"
    assert build(MINI / "in", one, TZ="UTC", LC_ALL="C", PYTHONHASHSEED="1").code == 0
    # The same tree elsewhere, made in another order, so that the file system lists it in another.
    moved = tmp_path / "số hai #2 100%"
    for path in sorted((MINI / "in").rglob("*"), reverse=True):
        if path.is_file():
            copy = moved / path.relative_to(MINI / "in")
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, copy)
            os.utime(copy, (1, 1))
    two = tmp_path / "hai"
    run = build(
        moved,
        two,
        cwd=tmp_path,
        TZ="Asia/Tokyo",
        LC_ALL="vi_VN.UTF-8",
        PYTHONHASHSEED="2",
    )
    assert run.code == 0, run.err
    first, second = tree(one), tree(two)
    assert sorted(first) == sorted(second)
    assert [name for name in first if first[name] != second[name]] == []
