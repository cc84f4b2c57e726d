"""The end of an article: where its trailer and its link «Về đầu trang» begin, in all printed forms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bulletin.content.registry import Registries
from bulletin.importer.document import Line, LineNumber
from bulletin.importer.source_line import SourceLine, read

# Plain, without brackets, it counts only after a finished sentence or bracket: prose can end in these words.
_LINK = (
    r"(?:\s*\[\s*(?i:về đầu trang)\s*(?:\./\.|\.)?\s*\](?:\s*\([^()\s]*\))?"
    r"|(?:^|(?<=[.)!?…”\"]))\s*Về đầu trang)\s*(?:\./\.|\.)?$"
)
_BACK_LINK = re.compile(_LINK)
_LINK_OR_MARK = re.compile(rf"{_LINK}|\s*\./\.$")
_ONLY_LINK = re.compile(r"(?:\[(?i:vềđầutrang)(?:\./\.|\.)?\](?:\([^()]*\))?|Vềđầutrang|\./\.|\.)*")
_CLOSED = re.compile(r"\)\s*[.;]?$")
_SENTENCE_END = re.compile(r"""(?:^|[.!?…:;”"»)\]])\s*$""")
# A trailer that a page break cut goes over two lines, not more.
_MOST_LINES = 2


@dataclass(frozen=True, slots=True)
class Ending:
    """Where the lines of an article end as text: the body's lines, cut; the trailer, if any, taken apart.

    `cut` gives for each line (by number) the offset from which it belongs to the trailer or the link.
    """

    body: tuple[Line, ...]
    printed: str | None
    source_line: SourceLine | None
    cut: dict[LineNumber, int]
    has_link: bool


def has_back_link(text: str) -> bool:
    """Whether the line `text` ends with «Về đầu trang» as a link or plain."""
    return bool(_BACK_LINK.search(text))


def is_link(text: str) -> bool:
    """Whether `text`, without spaces, is nothing but the link, the mark `./.`, or both, once or more."""
    return _ONLY_LINK.fullmatch(text) is not None


def split(lines: Sequence[Line], issue_date: date, registries: Registries) -> Ending:
    """The `lines` under an article's title as body and trailer; never raises.

    Not every bracket at the end is a trailer: it takes a source that the registry knows, what looks
    like a host, or a date.
    """
    rest, cut = _without_link(list(lines))
    has_link = any(has_back_link(line.text) for line in lines if line.number in cut)
    for count in range(1, min(_MOST_LINES, len(rest)) + 1):
        tail = rest[-count:]
        joined = " ".join(line.text for line in tail)
        at = _opening(joined, has_link)
        # The trailer has to begin in the first of the lines: else fewer would have done.
        if at is None or at >= len(tail[0].text):
            continue
        printed = joined[at:].strip()
        found = read(_inside(printed), issue_date, registries)
        if _accepts(found, has_link, finished=bool(_SENTENCE_END.search(joined[:at]))):
            cut |= {line.number: 0 for line in tail[1:]} | {tail[0].number: at}
            first = Line(tail[0].number, tail[0].text[:at].rstrip())
            body = (*rest[:-count], first) if first.text else tuple(rest[:-count])
            return Ending(tuple(body), printed, found, cut, has_link)
    return Ending(tuple(rest), None, None, cut, has_link)


def trailer_within(text: str, issue_date: date, registries: Registries) -> bool:
    """Whether `text`, a paragraph that is not the article's last, ends as an article does."""
    at = _opening(text, False)
    if at is None:
        return False
    found = read(_inside(text[at:]), issue_date, registries)
    return found.is_trailer and found.is_known and bool(found.dates)


def _without_link(lines: list[Line]) -> tuple[list[Line], dict[LineNumber, int]]:
    """The lines without link and `./.` at their end, there or on lines of their own, and the cuts."""
    cut: dict[LineNumber, int] = {}
    while lines:
        found = _LINK_OR_MARK.search(lines[-1].text)
        if not found:
            break
        last = lines.pop()
        cut[last.number] = found.start()
        if found.start():
            lines.append(Line(last.number, last.text[: found.start()].rstrip()))
    return lines, cut


def _accepts(found: SourceLine, has_link: bool, finished: bool) -> bool:
    """Whether a bracket is a trailer: without the link, it needs a finished sentence before it."""
    if has_link:
        return found.is_trailer or found.has_date
    return found.is_trailer and (finished or (found.is_known and found.has_date))


def _opening(text: str, has_link: bool) -> int | None:
    """Where the bracket that closes at the end of `text` opens; None where none does.

    With the link behind it, a bracket that was never closed counts, too.
    """
    closed = _CLOSED.search(text)
    if not closed:
        at = text.rfind("(")
        return at if has_link and at >= 0 and ")" not in text[at:] else None
    depth = 0
    for at in range(closed.start(), -1, -1):
        depth += (text[at] == ")") - (text[at] == "(")
        if depth == 0:
            return at
    # One closing bracket too many: the last opening one has to do.
    at = text.rfind("(")
    return at if at >= 0 else None


def _inside(printed: str) -> str:
    """The text between the outer brackets of `printed`."""
    return _CLOSED.sub("", printed.strip())[1:].strip()
