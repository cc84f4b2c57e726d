"""What code a result was made by: one digest over a module and all that it imports of its own package."""

from __future__ import annotations

import hashlib
import importlib.util
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

_IMPORT = re.compile(
    r"^[ \t]*(?:from[ \t]+(?P<package>[\w.]+)[ \t]+import[ \t]+(?P<names>\([^)]*\)|[^\n]+)"
    r"|import[ \t]+(?P<module>[\w.]+))",
    re.MULTILINE,
)
_NAME = re.compile(r"[A-Za-z_]\w*")


def code_fingerprint(*modules: str, data: Iterable[Path] = ()) -> str:
    """A digest of the sources of `modules`, of every module of their packages that they import, directly or
    not, and of the files `data`.

    Imports are read as text, also those inside functions, and nothing is run. Raises ModuleNotFoundError for
    a module that is not there.

    >>> len(code_fingerprint("bulletin.machine.progress"))
    64
    """
    closure: set[str] = set()
    waiting = list(modules)
    while waiting:
        module = waiting.pop()
        if module not in closure:
            closure.add(module)
            waiting += _imported(module)
    digest = hashlib.sha256()
    for module in sorted(closure):
        digest.update(f"{module}\n{_source(module)}\n".encode())
    for file in data:
        digest.update(file.read_bytes())
    return digest.hexdigest()


@cache
def _source(module: str) -> str:
    found = importlib.util.find_spec(module)
    if found is None or found.origin is None:
        raise ModuleNotFoundError(f"there is no module {module}")
    return Path(found.origin).read_text(encoding="utf-8")


def _imported(module: str) -> Iterator[str]:
    """The modules of its own package that `module` imports."""
    package = module.partition(".")[0]
    for statement in _IMPORT.finditer(_source(module)):
        name = statement["package"] or statement["module"]
        if name.partition(".")[0] == package:
            yield name
            names = _NAME.findall(re.sub(r"#.*", "", statement["names"] or ""))
            yield from (f"{name}.{one}" for one in names if _is_module(f"{name}.{one}"))


@cache
def _is_module(name: str) -> bool:
    package, _, last = name.rpartition(".")
    found = importlib.util.find_spec(package)
    places = (found.submodule_search_locations or ()) if found else ()
    return any((Path(place) / f"{last}.py").is_file() for place in places)
