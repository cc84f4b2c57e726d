"""Where a build remembers things: a file in the cache folder for each output folder, never inside one."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def cache_file(settings: Mapping[str, Any], output: Path, stem: str, suffix: str) -> Path:
    """The cache file `stem` that belongs to the output folder `output`."""
    name = hashlib.sha256(str(output.resolve()).encode()).hexdigest()[:16]
    return Path(settings["CACHE_PATH"]) / f"{stem}-{name}.{suffix}"
