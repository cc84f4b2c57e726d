"""JSON files that programs wrote and people merge: each fault has its line, near enough to find it."""

from __future__ import annotations

import json
import re
from typing import Any

from bulletin.content.model import BulletinError


def parse(text: str, name: str) -> dict[str, Any]:
    """The object in `text` of the file `name`. Raises BulletinError, as `file:line: code message`."""
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        raise BulletinError(f"{name}:{error.lineno}: no-json {error.msg}") from None
    except (ValueError, RecursionError):
        # For example a number of thousands of digits, or brackets nested thousands deep.
        raise BulletinError(f"{name}:1: no-json is nothing that a program wrote here") from None
    if not isinstance(value, dict):
        raise BulletinError(f"{name}:1: no-json is no object with keys and values")
    return value


def line_of(text: str, key: str, number: int = 0) -> int:
    r"""The line of `text` where `key` stands, for the first time with `number` 0; 1 where it never does.

    >>> line_of('{\n "a": 1,\n "b": 2\n}', "b")
    3
    """
    found = [place.start() for place in re.finditer(rf'"{re.escape(key)}"\s*:', text)]
    return text.count("\n", 0, found[min(number, len(found) - 1)]) + 1 if found else 1
