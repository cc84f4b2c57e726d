"""Pages that no program can read: pictures of text, and fonts that do not say which letters they draw."""

from __future__ import annotations

from collections.abc import Sequence

from bulletin.content.model import BulletinError
from bulletin.importer.readers.flow.account import letters
from bulletin.importer.readers.printed.glyphs import Box, PrintedPage

# A page with fewer letters than these under a picture of half its size is a picture.
_FEWEST_LETTERS = 40
_PICTURE_OF_PAGE = 0.4
_MOST_UNNAMED = 0.05


def refuse_pictures(sheets: Sequence[PrintedPage], name: str) -> None:
    """Raises BulletinError, naming pages that are pictures without text."""
    pages = [sheet.number for sheet in sheets if _is_picture(sheet)]
    if pages:
        what = "is a picture without text" if len(pages) == 1 else "are pictures without text"
        raise BulletinError(f"{name}: {_named(pages)} {what}; ask the sender for the Word file")


def _is_picture(sheet: PrintedPage) -> bool:
    few = sum(letters(glyph.text) for glyph in sheet.glyphs) < _FEWEST_LETTERS
    return few and sum(_area(each) for each in sheet.pictures) > _PICTURE_OF_PAGE * sheet.width * sheet.height


def _area(box: Box) -> float:
    return max(box.width, 0.0) * max(box.height, 0.0)


def _named(pages: Sequence[int]) -> str:
    """The numbers of pages for people: `pages 2–4, 7`."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    shown = [str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs]
    return f"page{'s' if len(pages) > 1 else ''} {', '.join(shown)}"


def refuse_unnamed(sheets: Sequence[PrintedPage], name: str) -> None:
    """Raises BulletinError where fonts do not say which letters they draw."""
    unnamed, total = sum(sheet.unnamed for sheet in sheets), sum(sheet.total for sheet in sheets)
    if unnamed > _MOST_UNNAMED * total:
        raise BulletinError(
            f"{name}: is a PDF whose fonts do not say which letters they draw; "
            "no program can read it: ask the sender for the Word file"
        )
