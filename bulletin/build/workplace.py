"""Where one site is built from, where to, and where builds remember things."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Workplace:
    """The folders of a build, all of them whole paths.

    `live` is the site's folder, `theme_static` the name in it of the theme's files, `copies` where the
    offline copies lie that the site offers.
    """

    content: Path
    live: Path
    theme: Path
    theme_static: str
    copies: Path
    cache: Path

    def memory(self, stem: str, suffix: str) -> Path:
        """The file in the cache folder, never in a site, in which `stem` is remembered for this site.

        >>> Workplace(*[Path("/a")] * 3, "theme", Path("/d"), Path("/c")).memory("build", "state").name
        'build-6a50dc8584134c7d.state'
        """
        name = hashlib.sha256(str(self.live).encode()).hexdigest()[:16]
        return self.cache / f"{stem}-{name}.{suffix}"
