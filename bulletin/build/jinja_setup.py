"""The set-up of a Jinja environment as text: where that is the same, a template gives the same pages."""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment

# What decides how templates are found and kept, not what they give.
_NO_MATTER = ("self", "loader", "cache_size", "auto_reload", "bytecode_cache", "extensions", "undefined")


def setup_of(environment: Environment) -> str:
    """The options of `environment`, its extensions, and its filters, tests and globals, as text.

    A function counts with the whole file in which it is written, as `JINJA_FILTERS` of a settings file has
    functions of that file.

    >>> setup_of(Environment(cache_size=1)) == setup_of(Environment())
    True
    >>> setup_of(Environment(trim_blocks=True)) == setup_of(Environment())
    False
    """
    names = [name for name in inspect.signature(Environment.__init__).parameters if name not in _NO_MATTER]
    files: dict[str, str] = {}
    options = {name: _identity(getattr(environment, name, None), files) for name in names}
    known: tuple[Mapping[str, object], ...] = (environment.filters, environment.tests, environment.globals)
    functions = [{name: _identity(value, files) for name, value in sorted(one.items())} for one in known]
    return repr((options, sorted(environment.extensions), functions))


def _identity(value: object, files: dict[str, str]) -> str:
    """What tells `value` from another one; `files` has the digests of the files of functions seen before."""
    code = getattr(inspect.unwrap(value) if callable(value) else value, "__code__", None)
    if code is not None:
        if code.co_filename not in files:
            files[code.co_filename] = _digest(Path(code.co_filename))
        return f"{code.co_qualname} {files[code.co_filename]}"
    if isinstance(value, str | int | float | bool | tuple | None):
        return repr(value)
    return getattr(value, "__qualname__", type(value).__qualname__)


def _digest(file: Path) -> str:
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return str(file)
