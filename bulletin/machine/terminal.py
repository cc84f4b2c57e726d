"""A terminal without our letters gets what is told with others in their place, and never ends a command."""

from __future__ import annotations

import io
import sys


def replace_missing_letters() -> None:
    """Let whatever this process prints come out, with `?` for what the terminal's encoding has not."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
