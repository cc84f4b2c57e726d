"""Builds a site again after each change of content, theme, settings or code, until Ctrl-C.

Not Pelican's own way of it (`--autoreload`), which a build that refuses half-typed content would end.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from bulletin.model import BulletinError
from bulletin.plugins.quick_look import QuickLook
from bulletin.rendering.state import code_version
from bulletin.site_command import ROOT, run_pelican


def keep_building(content: str, output: str, settings: str, shown: Callable[[], None] | None = None) -> None:
    """Build the site in `output`, which was just built, after each change.

    With `shown`, an article that was saved is shown before the build begins; it is called then, and after
    each build that went well.
    """
    from watchfiles import watch

    version = code_version()
    articles = Path(content).resolve() / "articles"
    sources = (Path(content).resolve(), Path(settings).resolve(), ROOT / "theme", ROOT / "bulletin")

    def look() -> QuickLook | None:
        # This process goes on with the code that it began with.
        if shown is None or code_version() != version:
            return None
        return QuickLook(articles.parent, Path(output).resolve(), Path(settings).resolve())

    quick_look = look()
    for changes in watch(*(path for path in sources if path.exists()), raise_interrupt=False):
        files = sorted(Path(file) for _, file in changes)
        print("Changed: " + ", ".join(map(str, files)), flush=True)
        try:
            only_articles = all(file.is_relative_to(articles) for file in files)
            if shown and quick_look and only_articles and quick_look.show(files):
                shown()
            if run_pelican(content, output, settings) == 0:
                if shown:
                    shown()
                quick_look = look()
            else:
                print("Not rebuilt: see above", file=sys.stderr, flush=True)
        except BulletinError as error:
            # Half-typed content is part of the work: the next change gets its chance.
            print(f"Not rebuilt: {error}", file=sys.stderr, flush=True)
