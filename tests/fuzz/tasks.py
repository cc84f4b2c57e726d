"""The task `fuzz` of invoke."""

from __future__ import annotations

from invoke.context import Context
from invoke.tasks import task

from bulletin.commands.task_errors import exit_unless_zero, one_line_errors


@task(
    help={
        "only": "some parts, with commas between: documents, texts, content, play, imports, publications, …",
        "size": "how often, as a part of what docs/reliability.md says (default: 1)",
        "seed": "where chance begins (default: 1)",
    }
)
@one_line_errors
def fuzz(_context: Context, only: str = "", size: float = 1.0, seed: int = 1) -> None:
    """Damage, kill and fill at random from a fixed seed, and count what is lost; takes an hour."""
    from tests.fuzz import command

    exit_unless_zero(command.fuzz(only, size, seed))
