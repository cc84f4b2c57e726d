"""Commands that build the site on this machine and show it."""

from __future__ import annotations

import threading
from pathlib import Path

from invoke.context import Context
from invoke.tasks import task

from bulletin.commands.site_command import (
    CONTENT,
    OUTPUT,
    PUBLISH_SETTINGS,
    SETTINGS,
    remove_site,
    run_pelican,
)
from bulletin.commands.task_errors import exit_unless_zero, one_line_errors
from bulletin.tasks.options import BUILD_HELP, HELP, OUTPUT_HELP, PORT, PREVIEW_HELP


@task(help=OUTPUT_HELP)
@one_line_errors
def clean(_context: Context, output: str = OUTPUT) -> None:
    """Remove the built site."""
    remove_site(Path(output).resolve(), content=Path(CONTENT), own=Path(OUTPUT))


@task(help=BUILD_HELP)
@one_line_errors
def build(_context: Context, content: str = CONTENT, output: str = OUTPUT, settings: str = SETTINGS) -> None:
    """Build the site for this machine."""
    exit_unless_zero(run_pelican(content, output, settings))


@task(help=BUILD_HELP)
@one_line_errors
def rebuild(
    _context: Context, content: str = CONTENT, output: str = OUTPUT, settings: str = SETTINGS
) -> None:
    """Clean, then build."""
    remove_site(Path(output).resolve(), content=Path(CONTENT), own=Path(OUTPUT))
    exit_unless_zero(run_pelican(content, output, settings))


@task(help=BUILD_HELP)
@one_line_errors
def regenerate(
    _context: Context, content: str = CONTENT, output: str = OUTPUT, settings: str = SETTINGS
) -> None:
    """Build, and build again whenever content, theme or code changes."""
    from bulletin.commands.keep_building import keep_building

    exit_unless_zero(run_pelican(content, output, settings))
    print("Watching for changes (Ctrl-C stops)", flush=True)
    keep_building(content, output, settings)


@task(help=HELP)
@one_line_errors
def serve(
    _context: Context,
    content: str = CONTENT,
    output: str = OUTPUT,
    settings: str = SETTINGS,
    port: str = PORT,
) -> None:
    """Build, then serve the site at http://localhost:8000/."""
    _build_and_serve(content, output, settings, port)


@task(help=HELP)
@one_line_errors
def reserve(
    _context: Context,
    content: str = CONTENT,
    output: str = OUTPUT,
    settings: str = SETTINGS,
    port: str = PORT,
) -> None:
    """Rebuild, then serve."""
    remove_site(Path(output).resolve(), content=Path(CONTENT), own=Path(OUTPUT))
    _build_and_serve(content, output, settings, port)


@task(help=PREVIEW_HELP)
@one_line_errors
def preview(_context: Context, content: str = CONTENT, output: str = OUTPUT) -> None:
    """Build the site as it will be published."""
    exit_unless_zero(run_pelican(content, output, PUBLISH_SETTINGS))


@task(help=HELP)
@one_line_errors
def livereload(
    _context: Context,
    content: str = CONTENT,
    output: str = OUTPUT,
    settings: str = SETTINGS,
    port: str = PORT,
) -> None:
    """Build and serve; build again and reload the browser whenever content, theme or code changes."""
    from bulletin.commands.keep_building import keep_building
    from bulletin.commands.preview_server import PreviewServer, port_of
    from bulletin.commands.reloader import Reloader

    number = port_of(port)
    exit_unless_zero(run_pelican(content, output, settings))
    reloader = Reloader()
    with PreviewServer(Path(output), number, reloader) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print(f"Serving {server.folder} at {server.address}, watching for changes (Ctrl-C stops)", flush=True)
        keep_building(content, output, settings, show=reloader.show)


def _build_and_serve(content: str, output: str, settings: str, port: str) -> None:
    from bulletin.commands.preview_server import PreviewServer, port_of, serve

    number = port_of(port)
    exit_unless_zero(run_pelican(content, output, settings))
    serve(PreviewServer(Path(output), number))
