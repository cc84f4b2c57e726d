"""Copies made as `invoke offline` makes them, and unzipped as readers do."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path

from bulletin.offline import command
from bulletin.plugins.settings import settings_of
from tests.built_site import ROOT


@dataclass(frozen=True)
class Made:
    """Content, the site built from it, and the folder of its copies."""

    content: Path
    site: Path
    copies: Path


def make(made: Made, target: Path) -> None:
    """Make the copies into `target`."""
    settings = settings_of(ROOT / "publishconf.py") | {"COPIES_PATH": str(target)}
    command.run(made.content, made.site, settings)


def unzipped(file: Path, folder: Path) -> Path:
    """The copy in the zip `file`, in a folder of its own below `folder`."""
    with zipfile.ZipFile(file) as archive:
        archive.extractall(folder)
    return folder / file.stem
