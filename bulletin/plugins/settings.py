"""Pelican's settings as values of ours, and its Jinja environment."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment
from pelican.generators import Generator
from pelican.settings import read_settings

from bulletin.build.workplace import Workplace
from bulletin.pages import copies
from bulletin.plugins.setting_fields import refuse_wrong_file


def settings_of(file: Path) -> dict[str, Any]:
    """The settings in `file`, with Pelican's defaults. Raises BulletinError where one is wrong."""
    refuse_wrong_file(file)
    return dict(read_settings(str(file)))


def workplace_of(settings: Mapping[str, Any], content: Path, live: Path) -> Workplace:
    """Where the site in `live` is built from `content` with these `settings`.

    Setting of ours: `COPIES_PATH`, the folder of the offline copies that the download page lists.
    """
    return Workplace(
        content=content.resolve(),
        live=live.resolve(),
        theme=Path(settings["THEME"]),
        theme_static=settings["THEME_STATIC_DIR"],
        copies=Path(settings.get("COPIES_PATH") or copies.FOLDER),
        cache=Path(settings["CACHE_PATH"]),
    )


def environment_of(settings: dict[str, Any], place: Workplace) -> Environment:
    """Jinja as Pelican sets it up for its own pages."""
    generator = Generator({}, settings, str(place.content), settings["THEME"], str(place.live))
    environment: Environment = generator.env
    return environment
