"""Lets a task of invoke end as a command should: bad input in one line, and an exit code other than 0."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Concatenate, ParamSpec

from invoke.context import Context
from invoke.exceptions import Exit

from bulletin.content.model import BulletinError

Parameters = ParamSpec("Parameters")


def one_line_errors(
    body: Callable[Concatenate[Context, Parameters], None],
) -> Callable[Concatenate[Context, Parameters], None]:
    """Make a task end with a BulletinError's message and exit code 1 instead of a traceback."""

    @functools.wraps(body)
    def run(context: Context, /, *args: Parameters.args, **kwargs: Parameters.kwargs) -> None:
        try:
            body(context, *args, **kwargs)
        except BulletinError as error:
            raise Exit(f"Error: {error}", code=1) from None

    return run


def exit_unless_zero(code: int) -> None:
    """End the task with `code`, that of a command, unless it is 0."""
    if code:
        # A negative code is a signal's number; 1 is as good a code for that as any.
        raise Exit(code=code if code > 0 else 1)
