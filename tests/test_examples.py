"""The literal examples in docstrings are true, and no public function of three rooms is without one."""

from __future__ import annotations

import ast
import doctest
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "bulletin"
WITH_EXAMPLES = [path for path in sorted(PACKAGE.rglob("*.py")) if ">>> " in path.read_text(encoding="utf-8")]
ROOMS = ("build", "ledger", "search")
# To be run these would need a whole site: their example is a table in words, set in by four spaces.
IN_WORDS = {
    "build/sources.py: load_changed",
    "search/build.py: build_search",
    "search/build.py: unchanged_search",
    "search/lookup.py: finds",
}


def _docstrings(room: str) -> Iterator[tuple[str, str]]:
    """The public functions of `room`, each as `build/state.py: load`, with their docstrings."""
    for path in sorted((PACKAGE / room).rglob("*.py")):
        for one in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(one, ast.FunctionDef) and not one.name.startswith("_"):
                yield f"{path.relative_to(PACKAGE).as_posix()}: {one.name}", ast.get_docstring(one) or ""


@pytest.mark.parametrize("path", WITH_EXAMPLES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_what_an_example_says_comes_out(path: Path) -> None:
    name = ".".join(("bulletin", *path.relative_to(PACKAGE).with_suffix("").parts))
    tried = doctest.testmod(importlib.import_module(name))
    assert (tried.failed, tried.attempted > 0) == (0, True)


@pytest.mark.parametrize("room", ROOMS)
def test_each_public_function_of_a_room_shows_an_example(room: str) -> None:
    docstrings = dict(_docstrings(room))
    assert docstrings
    not_run = {name for name, text in docstrings.items() if ">>> " not in text}
    assert not_run == {name for name in IN_WORDS if name.startswith(f"{room}/")}
    assert [name for name in not_run if not re.search(r"^ {4}\S.*  ", docstrings[name], re.MULTILINE)] == []
