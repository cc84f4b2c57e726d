"""Pelican's settings for what is made beside a build of Pelican."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pelican.settings import read_settings


def settings_of(file: Path) -> dict[str, Any]:
    """The settings in `file`, with Pelican's defaults."""
    return dict(read_settings(str(file)))
