"""The commands of daily work, with the names that pelican-quickstart gives them: `invoke --list` shows all.

Only comfort: whatever belongs to the site is made by Pelican and the plugins, so a bare
`pelican -s publishconf.py` gives the same pages. Paths that are typed count from where they are typed, all
others from this file. Each command ends with an exit code other than 0 if it failed, and tells bad input in
one line.
"""

from __future__ import annotations

import sys

from invoke.collection import Collection
from invoke.context import Context
from invoke.main import program
from invoke.tasks import task

from bulletin.commands import several_paths
from bulletin.commands.site_command import lint_theme, run_module
from bulletin.commands.task_errors import exit_unless_zero, one_line_errors
from bulletin.machine.terminal import replace_missing_letters
from bulletin.tasks import editor_tasks, host_tasks, site_tasks
from tests.audit import tasks as audit_tasks
from tests.bench import tasks as bench_tasks
from tests.fuzz import tasks as fuzz_tasks

replace_missing_letters()


@task
@one_line_errors
def test(_context: Context) -> None:
    """Run the tests, three at a time; what follows `--` goes to pytest: invoke test -- -k import -n 0."""
    # Taken from the command line itself, because invoke joins the words and loses the quotes.
    words = sys.argv[sys.argv.index("--") + 1 :] if "--" in sys.argv else []
    # One more than cores: who waits for a browser or a server leaves a core idle.
    at_a_time = ("-n", "3", "--dist", "loadfile", "--no-loadscope-reorder")
    exit_unless_zero(run_module("pytest", "-q", *at_a_time, *words))


@task
@one_line_errors
def lint(_context: Context) -> None:
    """Check format, style and types, of Python and of JavaScript; all of it, even if the first fails."""
    commands = (("ruff", "format", "--check"), ("ruff", "check"), ("mypy",))
    codes = [*(run_module(*command) for command in commands), lint_theme()]
    exit_unless_zero(next((code for code in codes if code), 0))


namespace = Collection(test, lint)
for each in (editor_tasks, host_tasks, site_tasks, audit_tasks, bench_tasks, fuzz_tasks):
    for command in Collection.from_module(each).tasks.values():
        namespace.add_task(command)

# Invoke reads the words behind its own options once all commands are known.
if getattr(program, "core", None):
    program.core.unparsed[:] = several_paths.joined(program.core.unparsed, namespace.task_names)
