"""What a result was made by: each module that a module imports, directly or not, and no other."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bulletin.machine.code_fingerprint import code_fingerprint

_ASK = """
import sys
from bulletin.machine.code_fingerprint import code_fingerprint
print(code_fingerprint(sys.argv[1]))
"""
MODULES = {
    "__init__": "",
    "first": "from made import (\n    second,  # with a comment\n)\nimport os\n",
    "second": "def late():\n    from made.third import word\n    return word\n",
    "third": "word = 1\n",
    "apart": "word = 2\n",
}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "made"
    folder.mkdir()
    for name, text in MODULES.items():
        (folder / f"{name}.py").write_text(text)
    return folder


def fingerprint(package: Path, module: str) -> str:
    paths = f"{package.parent}:{Path(__file__).resolve().parents[1]}"
    return subprocess.run(
        [sys.executable, "-c", _ASK, module],
        env={"PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=True,
    ).stdout


@pytest.mark.parametrize(
    ("changed", "counts"), [("first", True), ("second", True), ("third", True), ("apart", False)]
)
def test_a_change_counts_where_the_module_is_imported_at_any_depth(
    package: Path, changed: str, counts: bool
) -> None:
    before = fingerprint(package, "made.first")
    with (package / f"{changed}.py").open("a") as file:
        file.write("# changed\n")
    assert (fingerprint(package, "made.first") != before) is counts


def test_what_a_bundle_is_made_by_has_every_step_of_it() -> None:
    bundle = code_fingerprint("bulletin.search.make_bundle")
    assert bundle != code_fingerprint("bulletin.search.make_bundle", "bulletin.pages.feeds")
    for step in ("bundle_files", "documents", "equivalents", "index_text", "postings", "tiers"):
        assert bundle == code_fingerprint("bulletin.search.make_bundle", f"bulletin.search.{step}"), step


def test_data_counts_too(tmp_path: Path) -> None:
    table = tmp_path / "table.json"
    table.write_text("1")
    before = code_fingerprint("bulletin.text.dates", data=[table])
    table.write_text("2")
    assert code_fingerprint("bulletin.text.dates", data=[table]) != before
    with pytest.raises(ModuleNotFoundError):
        code_fingerprint("bulletin.text.nothing")
