"""The order of the rooms: imports point down, and each folder says what it is for."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "bulletin"
# From the top down; rooms on one line know nothing of each other.
FLOORS = (
    {"tasks"},
    {"desk"},
    {"commands"},
    {"plugins"},
    {"offline", "publishing"},
    {"build"},
    {"pages", "search", "importer"},
    {"archive"},
    {"ledger"},
    {"content"},
    {"text"},
    {"machine"},
)
FLOOR = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}
MODULES = sorted(PACKAGE.rglob("*.py"))


def _imported(module: Path) -> Iterator[str]:
    for statement in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(statement, ast.ImportFrom):
            yield statement.module or ""
        elif isinstance(statement, ast.Import):
            yield from (name.name for name in statement.names)


def test_nothing_stands_outside_the_rooms() -> None:
    loose = {path.name for path in PACKAGE.iterdir() if path.name not in (*FLOOR, "__pycache__")}
    assert loose == {"__init__.py", "__main__.py"}


@pytest.mark.parametrize("room", sorted(FLOOR))
def test_imports_of_a_room_point_down(room: str) -> None:
    upward = [
        f"{module.relative_to(PACKAGE)} imports {name}"
        for module in MODULES
        if module.is_relative_to(PACKAGE / room)
        for name in _imported(module)
        if name.startswith("bulletin.") and (to := name.split(".")[1]) != room and FLOOR[to] <= FLOOR[room]
    ]
    assert upward == []


def test_plugins_alone_know_pelican() -> None:
    knowing = {
        module.relative_to(PACKAGE).parts[0]
        for module in MODULES
        for name in _imported(module)
        if name.split(".")[0] == "pelican"
    }
    assert knowing == {"plugins"}


def test_the_product_knows_nothing_of_the_tests() -> None:
    assert not [module for module in MODULES if any(n.split(".")[0] == "tests" for n in _imported(module))]


@pytest.mark.parametrize("room", sorted(FLOOR))
def test_a_room_says_in_its_first_line_what_it_is_for(room: str) -> None:
    said = ast.get_docstring(ast.parse((PACKAGE / room / "__init__.py").read_text(encoding="utf-8")))
    assert said and len(said.splitlines()[0]) > 20 and "mport" in said


def test_a_class_has_a_name_of_its_own() -> None:
    names: dict[str, list[str]] = {}
    for module in MODULES:
        for statement in ast.parse(module.read_text(encoding="utf-8")).body:
            if isinstance(statement, ast.ClassDef) and not statement.name.startswith("_"):
                names.setdefault(statement.name, []).append(str(module.relative_to(PACKAGE)))
    assert {name: modules for name, modules in names.items() if len(modules) > 1} == {}
