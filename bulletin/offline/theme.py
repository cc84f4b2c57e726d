"""The theme as copies use it: its templates with those of `theme/offline` over them, and its files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader

from bulletin.build.static_files import theme_files
from bulletin.offline.modules import classic_script

STATIC = "theme"
_SEARCH = Path("js/search")
# Modules that only work online, each with the one that a copy has in its place.
_INSTEAD = ("connection.js", "failure.js", "own_data.js", "result_link.js")


def environment(theme: Path, options: Mapping[str, Any]) -> Environment:
    """The templates of the copy, from the folder `theme`; `!theme/…` names the site's own, as in Pelican."""
    own = FileSystemLoader(theme / "templates")
    loader = ChoiceLoader([FileSystemLoader(theme / "offline"), PrefixLoader({"!theme": own}), own])
    return Environment(loader=loader, **options)


def copied_files(theme: Path) -> Iterator[tuple[str, bytes]]:
    """The files below `theme/` of a copy: styles and pictures as they are, the search as three scripts.

    Raises BulletinError where a module has a form that cannot be turned into a script.
    """
    static, offline = theme / "static", theme / "offline" / "js"
    for name, data in sorted(theme_files(static).items()):
        if not Path(name).is_relative_to(_SEARCH):
            yield f"{STATIC}/{name}", data
    search = static / _SEARCH
    instead = {search / name: offline / name for name in _INSTEAD}
    for script, entry in (("search", "page.js"), ("marks", "marks.js"), ("suggestions", "suggestions.js")):
        yield f"{STATIC}/js/{script}.js", classic_script(search / entry, instead).encode()
