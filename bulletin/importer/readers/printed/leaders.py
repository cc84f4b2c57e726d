"""Lines of a contents list: a title, dots that lead to the right edge, and the number of a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bulletin.importer.readers.printed.rows import PrintedRow

_LED = re.compile(r"^(?P<title>.*?)(?P<dots>(?:[.…_·]\s?){3,})\s*(?P<page>\d{1,3})?$")
_UNPAGED = re.compile(r"[^.…_·].*(?:[.…_·]\s?){10,}$")
_FEW_DOTS = re.compile(r"^(?P<title>.*?)(?P<dots>[.…]{1,2})\s*(?P<page>\d{1,3})$")
_NUMBERED = re.compile(r"^\d{1,3}\s*[.)]\s*\S")
_LEADER = re.compile(r"(?:·\s?){3,}$")
_PAGE = re.compile(r"\d{1,3}")
# «… dịp đầu xuân4»: a title so long that not one dot has room.
_GLUED = re.compile(r"(?:\d{1,3}|.*[^\W\d_][”\"’')?!]*(?P<page>\d{1,3}))$")
_MOST_LINES = 4
# An article is no longer.
_MOST_PAGES = 9


@dataclass(frozen=True, slots=True)
class ListedTitle:
    """A title of the list with its rows; `text` has a tab before the page."""

    rows: tuple[PrintedRow, ...]
    text: str


def _led_to(row: PrintedRow) -> str | None:
    """The page that dots lead to from a title on the same row."""
    led = _LED.match(row.text)
    return led["page"] if led and led["title"].strip() else None


def page_of(row: PrintedRow, right: float) -> str | None:
    """The page that ends the row at the right edge, behind dots or a wide blank; none in other rows.

    It is empty where the dots run out of the page and take it with them.
    """
    led = _LED.match(row.text)
    at_edge = row.x1 > right - 1.5 * row.size
    if led and led["page"] and (_led_to(row) or at_edge):
        return led["page"]
    if at_edge and _UNPAGED.match(row.text):
        return ""
    if at_edge and _PAGE.fullmatch(row.text) and row.x0 > right - 3 * row.size:
        return row.text
    if not at_edge or (len(row.words) < 2 and not _FEW_DOTS.match(row.text)):
        return None
    pieces = row.pieces()
    if len(pieces) == 2 and _PAGE.fullmatch(pieces[1].text):
        return pieces[1].text
    return None


def entries_of(rows: Sequence[PrintedRow], right: float) -> list[tuple[int, int, ListedTitle]]:
    """The entries in the rows of a column: from which row to which (excluded), and what they say.

    Rows are a contents list where at least two end with a page, and those between them wrap.
    """
    # The pages may stand further in than the text of the column ends.
    led = [row.x1 for row in rows if _led_to(row)]
    right = max(led) if len(led) > 1 else right
    pages = [page_of(row, right) for row in rows]
    listed = [at for at, page in enumerate(pages) if page is not None]
    if len(listed) < 2:
        return []
    # In a list even two dots lead to a page.
    for at in range(listed[0], listed[-1] + 2):
        if at < len(rows) and pages[at] is None and rows[at].x1 > right - 0.5 * rows[at].size:
            few = _FEW_DOTS.match(rows[at].text)
            last = _GLUED.match(rows[at].words[-1].text)
            number = (last["page"] or last[0]) if last else ""
            if few:
                pages[at] = few["page"]
            elif at > listed[0] and number and last and _rises(pages, at, int(number), bool(last["page"])):
                pages[at] = number
    edges = max(rows[at].pieces()[0].x1 for at in listed), right
    found: list[tuple[int, int, ListedTitle]] = []
    begin = 0
    for at, page in enumerate(pages):
        if page is None:
            continue
        first = at
        while first > begin and at - first < _MOST_LINES - 1 and _wraps(rows[first - 1], rows[first]):
            first -= 1
        end = at + 1
        while (
            end < len(rows) and pages[end] is None and end - at < _MOST_LINES and _hangs(rows, at, end, edges)
        ):
            end += 1
        found.append(
            (first, end, ListedTitle(tuple(rows[first:end]), _text(rows[first:end], page, at - first)))
        )
        begin = end
    return found


def _hangs(rows: Sequence[PrintedRow], at: int, below: int, edges: tuple[float, float]) -> bool:
    """Whether a title with its page beside its first line goes on below, as in cells that stand at their top.

    `edges` are where titles end at most, and pages.
    """
    entry, above, row = rows[at].pieces()[0], rows[below - 1].pieces()[0], rows[below]
    if _LED.match(rows[at].text) or _NUMBERED.match(row.text) or above.y - row.y > 2.2 * row.size:
        return False
    if row.bold != entry.bold or row.text.isupper() != entry.text.isupper():
        return False
    if not -row.size < row.x0 - entry.x0 < 3 * row.size or row.x1 > edges[1] - 1.5 * row.size:
        return False
    first = row.words[0]
    no_room = above.x1 + 0.25 * row.size + first.x1 - first.x0 > edges[0]
    return no_room or row.text[:1].islower()


def _rises(pages: Sequence[str | None], at: int, page: int, glued: bool) -> bool:
    """Whether `page` lies between those of the lines around it; one `glued` to a title may be the last."""
    before = [int(each) for each in pages[:at] if each]
    behind = [int(each) for each in pages[at + 1 :] if each]
    if not before or before[-1] > page:
        return False
    return page <= behind[0] if behind else glued and page <= before[-1] + _MOST_PAGES


def _wraps(above: PrintedRow, row: PrintedRow) -> bool:
    """Whether a title begins in the row above and goes on in `row`, which has the page."""
    if _NUMBERED.match(row.text) or above.y - row.y > 2.2 * row.size or above.size > 1.1 * row.size:
        return False
    if _NUMBERED.match(above.text):
        return True
    if above.text.endswith((":", ".")):
        return False
    return above.text.isupper() == row.words[0].text.isupper() and above.bold == row.bold


def _text(rows: Sequence[PrintedRow], page: str, paged: int) -> str:
    """The text of an entry, with a tab before the page that row `paged` of it ends with."""
    text = " ".join(row.text for row in rows[: paged + 1])
    before = text[: len(text) - len(page)].rstrip()
    # Dots at half height lead to the page, too; the text has them as dots.
    title = " ".join([_LEADER.sub(_as_dots, before), *(row.text for row in rows[paged + 1 :])])
    return f"{title}\t{page}"


def _as_dots(found: re.Match[str]) -> str:
    return found[0].replace("·", ".")
