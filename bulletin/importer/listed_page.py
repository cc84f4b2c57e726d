"""The page behind a title of the contents list, and the dots, tabs or spaces that lead to it."""

from __future__ import annotations

import re

from bulletin.importer.document import Line
from bulletin.text.letters import squeeze

_PAGE = re.compile(r"(?<!\d)\d{1,3}$")
_DOTS = ".…_"
_BLANKS = " \t\u00a0\u2002\u2003\u2009"
_FILLER = re.compile(r"\.{3}|…|_{3}|(?:\s\.){3}")


def split_page(line: Line) -> tuple[str, bool]:
    """The text of a line of the list without filler dots and page number, and whether it had any."""
    gap = _gap_before_page(line.wide)
    text = _without_filler(line.wide if gap is None else line.wide[:gap])
    text = text.rstrip(" \t" if gap is None else "._… \t")
    return squeeze(text), gap is not None or text != line.wide


def _gap_before_page(wide: str) -> int | None:
    """Where the dots, tab or spaces begin that set a page number off at the end of `wide`; None: nowhere."""
    page = _PAGE.search(wide)
    if page is None:
        return None
    before = wide[: page.start()]
    printed = before.rstrip()
    title = printed.rstrip(_DOTS)
    spaces = before[len(printed) :]
    if len(printed) - len(title) >= 2:
        return len(title)
    if len(spaces) > 1 or spaces == "\t":
        return len(printed)
    # One dot with a space on either side is what is left of a filler.
    return len(title.rstrip()) if spaces and printed.endswith(".") and title != title.rstrip() else None


def _without_filler(text: str) -> str:
    """`text` without the dots that lead to a page at its end."""
    bare = text.rstrip(_BLANKS + _DOTS)
    filler = _FILLER.search(text, len(bare))
    return text if filler is None else text[: filler.start()].rstrip()
