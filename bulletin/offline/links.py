"""Links that work from a disk: relative, and each ends in a file that is in the copy.

The pages come from our own templates, which escape whatever would look like a tag. So all between `<` and `>`
is a tag, and each attribute is in double quotes.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Mapping
from html import escape, unescape
from urllib.parse import urlsplit

from bulletin.ledger import addresses

_TAG = re.compile(r"<(?:a|link|script|form|img)\b[^>]*>")
_ADDRESS = re.compile(r'(?<=\s)(href|src|action)="([^"]*)"')


class Links:
    """Where the addresses of a site lead in a copy of it."""

    def __init__(self, files: Collection[str], moved: Mapping[str, str], online: str, instead: str) -> None:
        """`files` are in the copy; `moved` says of an address which one shows it in the copy.

        Any other address leads to the site at the address `online`. Where that is empty, it leads to the page
        `instead` of the copy.
        """
        self._files = files
        self._moved = moved
        self._online = online
        self._instead = instead

    def from_disk(self, html: str, path: str) -> str:
        """The page `html` of the address `path` with all its links as they must be on a disk."""
        page = addresses.file_of(path)
        return _TAG.sub(
            lambda tag: _ADDRESS.sub(
                lambda found: f'{found.group(1)}="{escape(self._target(unescape(found.group(2)), page))}"',
                tag.group(),
            ),
            html,
        )

    def _target(self, address: str, page: str) -> str:
        parts = urlsplit(address)
        if parts.scheme or parts.netloc or not parts.path:
            return address
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page), parts.path))
        if target == ".":
            target = ""
        elif parts.path.endswith("/"):
            target += "/"
        query = f"?{parts.query}" if parts.query else ""
        file, fragment = self._shown_at(target, parts.fragment)
        if file is None:
            if self._online:
                return f"{self._online}/{target}{query}{fragment}"
            file, fragment = addresses.file_of(self._instead), ""
        if file == page and fragment:
            return fragment
        return posixpath.relpath(file, posixpath.dirname(page) or ".") + query + fragment

    def _shown_at(self, target: str, fragment: str) -> tuple[str | None, str]:
        """The file of the copy that shows `target`, and the part of it with its `#`."""
        shown = self._moved.get(target)
        if shown is not None:
            path, _, anchor = shown.partition("#")
            # A paragraph of an article has the article's number before its own on the page of the issue.
            if fragment.startswith("p") and anchor.startswith("bai-"):
                anchor = f"b{anchor.removeprefix('bai-')}-{fragment}"
            return addresses.file_of(path), f"#{anchor}"
        file = addresses.file_of(target)
        return (file if file in self._files else None), (f"#{fragment}" if fragment else "")
