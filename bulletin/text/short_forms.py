"""Explains abbreviations where they stand, to who points at them, touches them or comes to them by Tab."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from html import escape


def explain(html: str, known: Iterable[tuple[str, str]]) -> str:
    """The HTML of a body, in which each short form of `known`, a pair with its long one, is explained once.

    That is where it first stands as a word of its own, in no link. A long form is the element's title, and
    the element can have the focus, so that a style sheet shows it without a script.

    >>> explain("<p>UBND xã, UBND huyện</p>", [("UBND", "ủy ban nhân dân")])
    '<p><abbr tabindex="0" title="ủy ban nhân dân">UBND</abbr> xã, UBND huyện</p>'
    """
    for short, long in known:
        written = escape(short)
        place = next(
            (one.start() for one in _words(written).finditer(html) if _is_text(html, one.start())), None
        )
        if place is not None:
            explained = f'<abbr tabindex="0" title="{escape(long)}">{written}</abbr>'
            html = html[:place] + explained + html[place + len(written) :]
    return html


@lru_cache(maxsize=256)
def _words(written: str) -> re.Pattern[str]:
    """Finds `written` but in a longer word or short form."""
    # The letters come first, as Python looks for plain letters fast.
    letters = re.escape(written)
    before = rf"(?<![^\W_]{letters})(?<![A-ZĐ][.-]{letters})(?<![A-ZĐ]&amp;{letters})"
    return re.compile(rf"{letters}{before}(?![^\W_]|(?:[.-]|&amp;)[A-ZĐ])")


def _is_text(html: str, place: int) -> bool:
    """Whether `place` lies neither in a tag nor in a link."""
    return html.rfind("<", 0, place) <= html.rfind(">", 0, place) and (
        html.rfind("<a ", 0, place) <= html.rfind("</a>", 0, place)
    )
