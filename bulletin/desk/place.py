"""Where the desk works: the archive with its content and its site."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class DeskPlace:
    """The folders of an archive."""

    archive: Path
    content: Path
    site: Path

    @property
    def drafts(self) -> Path:
        """What is half done."""
        return self.archive / ".desk"

    @property
    def target(self) -> Path:
        """A file with the target that was published to last."""
        return self.drafts / "target.txt"
