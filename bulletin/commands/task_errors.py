"""Lets a task of invoke end as a command should: bad input in one line, and an exit code other than 0."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable
from typing import Concatenate, ParamSpec

from invoke.context import Context
from invoke.exceptions import Exit

from bulletin.content.model import BulletinError

Parameters = ParamSpec("Parameters")
_AFTER_CTRL_C = 130


def one_line_errors(
    body: Callable[Concatenate[Context, Parameters], None],
) -> Callable[Concatenate[Context, Parameters], None]:
    """Make a task end with one line and an exit code instead of a traceback.

    The code is 1 after a BulletinError or a fault of the disk, 130 after Ctrl-C. Where nobody reads what
    is told any more, as behind `| head`, nothing more is told.
    """

    @functools.wraps(body)
    def run(context: Context, /, *args: Parameters.args, **kwargs: Parameters.kwargs) -> None:
        try:
            body(context, *args, **kwargs)
        except BulletinError as error:
            raise Exit(f"Error: {error}", code=1) from None
        except KeyboardInterrupt:
            raise Exit("Stopped by Ctrl-C.", code=_AFTER_CTRL_C) from None
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise Exit(code=1) from None
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            raise Exit(f"Error: {where}{error.strerror or error}", code=1) from None

    return run


def exit_unless_zero(code: int) -> None:
    """End the task with `code`, that of a command, unless it is 0."""
    if code:
        # A negative code is a signal's number; 1 is as good a code for that as any.
        raise Exit(code=code if code > 0 else 1)
