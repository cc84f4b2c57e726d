"""What the settings that a site is built from have to be; Pelican itself trusts them."""

from __future__ import annotations

import os
import re
import runpy
import sys
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bulletin.content import fields
from bulletin.content.fields import Field, read_fields
from bulletin.content.model import BulletinError


def _path(value: Any) -> str:
    if not isinstance(value, str | os.PathLike) or not str(value).strip():
        raise ValueError(f"is {value!r}, no folder")
    return str(value)


def _words(value: Any) -> str:
    if value is not None and not isinstance(value, str):
        raise ValueError(f'is {value!r}; write it between quotation marks: "…"')
    return value or ""


def _address(value: Any) -> str:
    return fields.url(value) if value else ""


def _workers(value: Any) -> int | None:
    return None if value is None else fields.number(value)


def _table(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise ValueError(f"is {value!r}, no table of names and values")
    return value


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list | tuple):
        raise ValueError(f"is {value!r}, which is no list; write […]")
    return list(value)


_FIELDS = {
    "SITENAME": Field(fields.text, required=True),
    "SITESUBTITLE": Field(_words),
    "SITEURL": Field(_address),
    "CONTACT": Field(_words),
    "BUILD_WORKERS": Field(_workers),
    "WITH_SEARCH": Field(fields.flag),
    "SEARCH_ENGINE": Field(_words),
    "TIMEZONE": Field(fields.text),
    "DEFAULT_LANG": Field(fields.text),
    "JINJA_ENVIRONMENT": Field(_table),
    **{name: Field(_path) for name in ("PATH", "OUTPUT_PATH", "THEME", "CACHE_PATH", "COPIES_PATH")},
    **{name: Field(_list) for name in ("PLUGINS", "PLUGIN_PATHS", "STATIC_PATHS")},
}


def refuse_wrong(settings: Mapping[str, Any], files: tuple[Path, ...] = ()) -> None:
    """Raise BulletinError, as `file:line: code message`, for the first of `settings` that is none.

    The line is looked for in `files`.
    """

    def place(name: str) -> str:
        for file in files:
            for number, line in enumerate(file.read_text("utf-8", "replace").split("\n"), start=1):
                if name and re.match(rf"\s*{name}\b[^=]*=", line):
                    return f"{file.name}:{number}"
        return f"{files[0].name}:1" if files else "settings"

    read_fields({name: value for name, value in settings.items() if name in _FIELDS}, _FIELDS, place)


def refuse_wrong_file(file: Path) -> None:
    """The same for the settings `file`, and for one that cannot be run at all."""
    modules, path = set(sys.modules), list(sys.path)
    own: list[Path] = []
    try:
        settings = runpy.run_path(str(file))
    except (Exception, SystemExit) as error:
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(file)]
        line = getattr(error, "lineno", None) or (frames[-1].lineno if frames else 1)
        what = " ".join(str(error).split()) or "cannot be run"
        raise BulletinError(f"{file.name}:{line}: bad-settings {type(error).__name__}: {what}") from None
    finally:
        sys.path[:] = path
        # Pelican reads them anew, perhaps from another folder.
        for name in filter(_is_settings, set(sys.modules) - modules):
            own.append(Path(str(sys.modules.pop(name).__file__)))
    refuse_wrong(settings, (file, *sorted(own)))


def _is_settings(name: str) -> bool:
    """Whether the module called `name` is a file beside the settings, and of no library."""
    source = Path(getattr(sys.modules[name], "__file__", None) or ".")
    is_known = name in sys.stdlib_module_names or "site-packages" in source.parts
    return "." not in name and source.suffix == ".py" and not is_known
