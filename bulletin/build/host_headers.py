"""The headers that a host should send with the site, from `deploy/headers.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).resolve().parents[2] / "deploy" / "headers.toml"


@dataclass(frozen=True, slots=True)
class HostHeaders:
    """Headers for every file, by their names, and how long files may be kept by whoever fetched them."""

    security: Mapping[str, str]
    cache_hashed: str
    cache_others: str


def load(file: Path = FILE) -> HostHeaders:
    """The headers in `file`."""
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    return HostHeaders(data["security"], data["cache"]["hashed"], data["cache"]["others"])
