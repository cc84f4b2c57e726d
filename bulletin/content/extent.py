"""How much of an article the site shows: all of it, how it begins, or where it is to be found.

A seal says which text of a file is shown. It stands for that text wherever inputs are compared, and no body
is read without it. So no page, feed, table or search can show more than the others.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from bulletin.text.markdown import BodyRenderer, lead_of

_MARKUP = re.compile(r"([\\`*_\[\]#!+.-])")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


class Extent(StrEnum):
    """How much is shown, from most to least."""

    FULL = "full"
    EXCERPT = "excerpt"
    REFERENCE = "reference"

    def narrower(self, other: Extent) -> Extent:
        """The one of the two that shows less."""
        order = list(Extent)
        return max(self, other, key=order.index)


def seal(digest: str, extent: Extent) -> str:
    """The seal of the text that `extent` shows of the file with this `digest`."""
    return digest if extent is Extent.FULL else f"{digest} {extent}"


def unseal(sealed: str) -> tuple[str, Extent]:
    """The digest of the file, and how much of it is shown."""
    digest, _, extent = sealed.partition(" ")
    return digest, Extent(extent or Extent.FULL)


def lead_within(extent: Extent, body: str, renderer: BodyRenderer) -> str:
    """How the Markdown text `body` begins, as plain text; empty where only the reference is shown."""
    return "" if extent is Extent.REFERENCE else lead_of(body, renderer)


def body_within(extent: Extent, body: str) -> str:
    """What is shown of the Markdown text `body`, itself Markdown: an excerpt is what lists show, too."""
    if extent is Extent.FULL:
        return body
    return _as_markdown(lead_within(extent, body, _renderer()))


@cache
def _renderer() -> BodyRenderer:
    """One renderer for all bodies: making one takes longer than using it."""
    return BodyRenderer()


def _as_markdown(text: str) -> str:
    """The plain `text`, escaped so that Markdown shows it as it is."""
    escaped = re.sub("[&<>]", lambda sign: _ENTITIES[sign.group()], text)
    return _MARKUP.sub(r"\\\1", escaped) if _MARKUP.search(text) else escaped
