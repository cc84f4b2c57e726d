"""The task `audit` of invoke."""

from __future__ import annotations

from invoke.context import Context
from invoke.tasks import task

from bulletin.commands.task_errors import exit_unless_zero, one_line_errors


@task(help={"only": "some checkers, with commas between: axe, lighthouse, nu, epubcheck (default: all)"})
@one_line_errors
def audit(_context: Context, only: str = "") -> None:
    """Hold the shipped archive against axe, Lighthouse, Nu and EPUBCheck; print a table (some minutes)."""
    from tests.audit import command

    exit_unless_zero(command.audit(only))
