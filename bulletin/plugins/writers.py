"""Who writes a file of the site besides the build: a setting, or another plugin."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

OURS = "bulletin.plugins."


def who_writes(
    name: str, settings: Mapping[str, Any], context: Mapping[str, Any], plugins: Iterable[Any]
) -> str:
    """The setting or the plugin that wrote the file `name`.

    Of several plugins, those whose code has the file's name; where none has it, all of them.
    """
    if name in settings["TEMPLATE_PAGES"].values():
        return "TEMPLATE_PAGES"
    if any(one.save_as == name for one in context.get("staticfiles", ())):
        return "STATIC_PATHS"
    code = {_name(one): _code(one) for one in plugins if not _name(one).startswith(OURS)}
    for wanted in (PurePosixPath(name).name, PurePosixPath(name).stem):
        if naming := [plugin for plugin, text in code.items() if wanted in text]:
            return f"the plugin {' or '.join(naming)}"
    return f"the plugin {' or '.join(code)}" if code else "a setting of Pelican's"


def who_hears(signal: Any) -> str:
    """The modules that listen to `signal`."""
    return " or ".join(sorted({f"the plugin {one.__module__}" for one in signal.receivers_for(None)}))


def _name(plugin: Any) -> str:
    return str(getattr(plugin, "__name__", type(plugin).__qualname__))


def _code(plugin: Any) -> str:
    """The source of a plugin's package."""
    try:
        file = Path(inspect.getfile(plugin if inspect.ismodule(plugin) else type(plugin)))
        files = sorted(file.parent.rglob("*.py")) if file.name == "__init__.py" else [file]
        return "\n".join(one.read_text(encoding="utf-8", errors="replace") for one in files)
    except (OSError, TypeError):
        return ""
