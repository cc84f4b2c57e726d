"""What a file of the program's own holds: JSON, which may have been damaged since."""

from __future__ import annotations

import json
from typing import Any


def json_value(data: bytes | str) -> Any:
    """The value in `data`. Raises ValueError for what is no JSON, brackets nested thousands deep, too.

    >>> json_value(b'{"a": [1]}')
    {'a': [1]}
    """
    try:
        return json.loads(data)
    except RecursionError:
        raise ValueError("is nested too deep") from None
