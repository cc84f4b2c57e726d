"""What was a plugin of its own before: the search is part of `bulletin.plugins.site` by now."""

from __future__ import annotations

import sys


def register() -> None:
    """Called by Pelican for a configuration of before."""
    print(
        "take bulletin.plugins.search out of PLUGINS: bulletin.plugins.site makes the search", file=sys.stderr
    )
    raise SystemExit(1)
