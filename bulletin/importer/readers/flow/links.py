"""Links: whether the words that show a link say its address, or hide it."""

from __future__ import annotations

import re
from urllib.parse import unquote

from bulletin.importer.readers.flow.account import Account
from bulletin.importer.readers.flow.content import FlowParagraph, OuterLink
from bulletin.importer.readers.flow.pieces import Piece

_SCHEME = re.compile(r"^(?:https?://|mailto:)?(?:www\.)?", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s<>]+")
_LONGEST = 200


def hidden_address(shown: str, address: str) -> str:
    """The address that the words `shown` do not say, cut where it is very long; empty where they do.

    >>> hidden_address("vào đây", "https://a.example/b"), hidden_address("a.example/b", "https://a.example/b/")
    ('https://a.example/b', '')
    """
    if not shown or not address or _key(shown) == _key(address):
        return ""
    return address if len(address) <= _LONGEST else f"{address[:_LONGEST]}…"


def end_link(paragraph: FlowParagraph, start: int, address: str, account: Account) -> None:
    """Note what the pieces from `start` on link to; an address that shows itself gets `<>`, as in mail."""
    shown = "".join(piece.text for piece in paragraph.pieces[start:] if isinstance(piece, Piece))
    if _ADDRESS.fullmatch(shown) and not hidden_address(shown, address):
        paragraph.pieces.insert(start, Piece("<"))
        paragraph.pieces.append(Piece(">"))
        account.add("<>")
    else:
        paragraph.links.append(OuterLink(start, len(paragraph.pieces), address))


def _key(address: str) -> str:
    return _SCHEME.sub("", unquote("".join(address.split()))).rstrip("/.,;").casefold()
