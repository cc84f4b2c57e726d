"""A site of three issues, compared whole with `mini_site/golden`; UPDATE_GOLDEN=1 writes that anew."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from tests.built_site import MINI, build, tree


def test_the_whole_site_is_as_it_was_approved(tmp_path: Path) -> None:
    output = tmp_path / "output"
    run = build(MINI / "in", output)
    assert run.code == 0, run.err
    built = tree(output, "theme", "search")
    golden = MINI / "golden"
    if os.environ.get("UPDATE_GOLDEN"):
        shutil.rmtree(golden, ignore_errors=True)
        for name, data in built.items():
            (golden / name).parent.mkdir(parents=True, exist_ok=True)
            (golden / name).write_bytes(data)
    approved = tree(golden)
    assert sorted(built) == sorted(approved)
    assert [name for name in built if built[name] != approved[name]] == []
