"""JavaScript modules as one classic script, since browsers refuse modules to pages opened from a disk.

Each module becomes a function that returns what it exports, in the order in which they need each other. Only
the few forms of `import` and `export` that our modules have are known; any other is refused in one line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bulletin.content.model import BulletinError

_IMPORT = re.compile(
    r"^import (?:(?P<default>\w+)|\{(?P<names>[\w\s,]+)\}) from \"(?P<path>\.{1,2}/[\w./-]+\.js)\";$",
    re.MULTILINE,
)
_IMPORT_ALONE = re.compile(r"^import \"(?P<path>\.{1,2}/[\w./-]+\.js)\";$", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:const|function|class) (?P<name>\w+))", re.MULTILINE)
_DEFAULT = re.compile(r"^export default (?=\S)", re.MULTILINE)
_COMMENT = re.compile(r"/\*.*?\*/|^\s*//.*$", re.MULTILINE | re.DOTALL)
_UNKNOWN = re.compile(r"^(?:import|export)\b.*|\bimport\s*\(.*|\bimport\.meta\b.*|^await\b.*", re.MULTILINE)
_RENAME = re.compile(r"\s+as\s+")


@dataclass(frozen=True, slots=True)
class _Module:
    """A module taken apart: what it imports (file, pattern), its code without that, and what it exports."""

    imports: tuple[tuple[Path, str | None], ...]
    code: str
    exports: tuple[str, ...]


def classic_script(entry: Path, instead: Mapping[Path, Path]) -> str:
    """The module `entry` with all that it imports as one script.

    `instead` names modules in whose place others stand. Raises BulletinError at a form of `import` or
    `export` that is not known here, a missing module, or modules that need each other in a circle.
    """
    ordered: dict[Path, _Module] = {}
    replaced = {module.resolve(): other.resolve() for module, other in instead.items()}
    _visit(entry.resolve(), replaced, ordered, ())
    names = {path: f"m{number}_{path.stem.replace('-', '_')}" for number, path in enumerate(ordered)}
    parts = [_function(names[path], module, names) for path, module in ordered.items()]
    return '"use strict";\n(() => {\n' + "".join(parts) + "})();\n"


def _visit(
    path: Path, instead: Mapping[Path, Path], ordered: dict[Path, _Module], above: tuple[Path, ...]
) -> None:
    if path in ordered:
        return
    if path in above:
        circle = " → ".join(one.name for one in (*above[above.index(path) :], path))
        raise BulletinError(f"{path}: modules import each other in a circle: {circle}")
    module = _read(path, instead)
    for imported, _ in module.imports:
        _visit(imported, instead, ordered, (*above, path))
    ordered[path] = module


def _read(path: Path, instead: Mapping[Path, Path]) -> _Module:
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise BulletinError(f"{path}: cannot be read: {error.strerror}") from None
    imports: list[tuple[Path, str | None]] = []

    def taken(found: re.Match[str]) -> str:
        target = (path.parent / found["path"]).resolve()
        imports.append((instead.get(target, target), _pattern(found.groupdict())))
        # The lines stay, so that a fault is told with the number of its line.
        return "\n" * found.group().count("\n")

    code = _IMPORT_ALONE.sub(taken, _IMPORT.sub(taken, text))
    exports = tuple(found["name"] for found in _EXPORT.finditer(code))
    code = _EXPORT.sub("", code)
    if _DEFAULT.search(code):
        code, exports = _DEFAULT.sub("const exported_default = ", code), (*exports, "default")
    bare = _COMMENT.sub(lambda found: "\n" * found.group().count("\n"), code)
    if unknown := _UNKNOWN.search(bare):
        line = bare.count("\n", 0, unknown.start()) + 1
        raise BulletinError(
            f"{path}:{line}: {unknown.group().strip()[:60]!r} is not known to bulletin/offline/modules.py; "
            "use a form that other modules use"
        )
    return _Module(tuple(imports), code, exports)


def _pattern(found: Mapping[str, str | None]) -> str | None:
    """What an import takes out of the other module's exports, written as a pattern of JavaScript."""
    if found.get("default"):
        return f"{{ default: {found['default']} }}"
    names = found.get("names")
    if not names:
        return None
    listed = (name.strip() for name in names.split(","))
    return "{ " + ", ".join(_RENAME.sub(": ", name) for name in listed if name) + " }"


def _function(name: str, module: _Module, names: Mapping[Path, str]) -> str:
    imports = "".join(f"const {pattern} = {names[path]};\n" for path, pattern in module.imports if pattern)
    shown = ", ".join("default: exported_default" if one == "default" else one for one in module.exports)
    return f"const {name} = (() => {{\n{imports}{module.code.strip()}\nreturn {{ {shown} }};\n}})();\n"
