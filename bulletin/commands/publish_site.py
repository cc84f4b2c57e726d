"""`invoke publish` with its build: by Pelican, with the settings of whoever publishes."""

from __future__ import annotations

from pathlib import Path

from bulletin.commands.site_command import ARCHIVE, existing_folder, run_pelican
from bulletin.commands.task_errors import exit_unless_zero
from bulletin.plugins.settings import settings_of
from bulletin.publishing import command
from bulletin.publishing.public_site import PublicSite


def publish_site(to: str, content: str, output: str, settings: str, wishes: command.PublishWishes) -> None:
    """Build the site of the folder `content` in `output`, and bring it to the target `to`, if there is one.

    Raises BulletinError where it cannot be published; a build that fails ends the task.
    """
    place = command.PublishedFolders(existing_folder(content), Path(output).resolve(), ARCHIVE)
    command.publish(
        to,
        place,
        _public_site(settings) if to else PublicSite("", "", settings),
        lambda: exit_unless_zero(run_pelican(content, output, settings)),
        wishes,
    )


def _public_site(settings: str) -> PublicSite:
    values = settings_of(Path(settings).resolve())
    return PublicSite(str(values.get("SITEURL") or ""), str(values.get("CONTACT") or ""), settings)
