"""The headers that a host should send with the site, from `deploy/headers.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bulletin.content import fields, toml_file
from bulletin.content.fields import Field

FILE = Path(__file__).resolve().parents[2] / "deploy" / "headers.toml"
_FIELDS = {
    "security": Field(fields.words_of(), required=True),
    "cache": Field(fields.words_of("hashed", "others"), required=True),
}


@dataclass(frozen=True, slots=True)
class HostHeaders:
    """Headers for every file, by their names, and how long files may be kept by whoever fetched them."""

    security: Mapping[str, str]
    cache_hashed: str
    cache_others: str


def load(file: Path = FILE) -> HostHeaders:
    """The headers in `file`. Raises BulletinError for its first fault.

    >>> load().cache_hashed  # The file says: hashed = "public, max-age=31536000, immutable"
    'public, max-age=31536000, immutable'
    """
    top = toml_file.read(file, {}, _FIELDS).top
    return HostHeaders(top["security"], top["cache"]["hashed"], top["cache"]["others"])
