"""The head of an issue: its date, or its two dates, and its weekday, each checked against the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, pairwise

from bulletin.content.model import BulletinError
from bulletin.importer.document import Line, LineNumber, shown
from bulletin.importer.doubt import Doubt
from bulletin.importer.masthead_lines import is_furniture, is_text
from bulletin.text.dates import WEEKDAYS
from bulletin.text.letters import match_key

# «Phát hành: …» with a date behind it; «(Phát hành hàng ngày từ …)» has none.
_PUBLISHED = re.compile(r"\bPhát hành\b(?!\s+hàng)[^\d|]{0,40}(?P<days>\d.*)$", re.IGNORECASE)
_SPELLED_OUT = re.compile(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.IGNORECASE)
_NUMERIC = re.compile(r"(?<![\d/.-])(?P<days>\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4})(?![\d/.-])")
_DAY = re.compile(r"(?P<day>\d{1,2})(?:\s*[/.]\s*(?P<month>\d{1,2})(?:\s*[/.]\s*(?P<year>\d{4}))?)?")
_DASHED_DATE = re.compile(r"^(\d{1,2})-(\d{1,2})-(\d{4})\b")
_YEAR = re.compile(r"(?:^|[|–-]\s*)Năm\s+(\d{4})\b", re.IGNORECASE)
_WEEKDAY = re.compile(r"\b(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\s+nhật)\b", re.IGNORECASE)
_BY_NUMBER = {f"thứ {number}": number - 2 for number in range(2, 8)}
_BY_NAME = {match_key(name): index for index, name in enumerate(WEEKDAYS)}
_OLDEST = 1990


@dataclass(frozen=True, slots=True)
class Masthead:
    """What the head of an issue says; `weekday` is as printed, `dated` the line of the date."""

    date_from: date | None
    date: date
    weekday: str | None
    dated: LineNumber
    lines: tuple[Line, ...]
    doubts: tuple[Doubt, ...] = ()


def parse(lines: Sequence[Line], name: str) -> Masthead:
    """The masthead in `lines`, those above the contents list of the document `name`.

    Raises BulletinError where no date is printed or one that cannot be.
    """
    first, last, dated = _dates(lines, name)
    doubts: list[Doubt] = []
    weekday = _weekday_line(lines)
    printed = _weekday(weekday.text) if weekday else None
    if weekday is None or printed is None:
        doubts.append(Doubt("no-weekday", f"the masthead has no weekday; {last} is {_named(last)}", dated))
    else:
        days = [_weekday_index(found.group()) for found in _WEEKDAY.finditer(printed)]
        if days[-1] != last.weekday() or (first and len(days) > 1 and days[0] != first.weekday()):
            message = f"the weekday «{printed}» is not that of {last}, {_named(last)}; the date counts"
            doubts.append(Doubt("weekday", message, weekday.number))
    for line in lines:
        year = _YEAR.search(line.text)
        if year and int(year.group(1)) not in (last.year, (first or last).year):
            message = f"«{shown(line.text)}» is not the year of {last}; the date counts"
            doubts.append(Doubt("year", message, line.number))
    furniture = _furniture(lines)
    text = {
        line.number
        for line in lines
        if line.number not in furniture and is_text(line.text, after_date=line.number > dated)
    }
    for line in lines:
        if line.number not in text and line.number not in furniture:
            message = f"«{line.text}» is taken for a line of the masthead, and stands in no article"
            doubts.append(Doubt("masthead", message, line.number))
    return Masthead(
        date=last,
        date_from=first,
        weekday=printed,
        dated=dated,
        lines=tuple(line for line in lines if line.number not in text),
        doubts=tuple(doubts),
    )


def _furniture(lines: Sequence[Line]) -> frozenset[int]:
    """The numbers of the lines that heads of issues have beyond doubt, by themselves or wrapped over two."""
    whole = [line.number for line in lines if is_furniture(line.text)]
    wrapped = [
        (first.number, second.number)
        for first, second in pairwise(lines)
        if second.text[:1].islower() and is_furniture(f"{first.text} {second.text}")
    ]
    return frozenset((*whole, *chain.from_iterable(wrapped)))


def _named(day: date) -> str:
    return WEEKDAYS[day.weekday()]


def _weekday_index(printed: str) -> int:
    key = match_key(printed)
    return _BY_NUMBER[key] if key in _BY_NUMBER else _BY_NAME[key]


def _weekday_line(lines: Sequence[Line]) -> Line | None:
    for line in lines:
        # «(Phát hành hàng ngày từ thứ Hai đến thứ Sáu)» names weekdays, too: not that line.
        if _WEEKDAY.match(line.text):
            return line
    dated = (line for line in lines if _PUBLISHED.search(line.text) or _SPELLED_OUT.search(line.text))
    return next((line for line in dated if _WEEKDAY.search(line.text)), None)


def _weekday(text: str) -> str | None:
    """The weekday in `text`, as printed; the two of an issue of several days with what stands between."""
    found = list(_WEEKDAY.finditer(text))
    return text[found[0].start() : found[-1].end()] if found else None


def _dates(lines: Sequence[Line], name: str) -> tuple[date | None, date, LineNumber]:
    """The first day where there are two, the last day, and the line they stand on."""
    for line in lines:
        spelled = _SPELLED_OUT.search(line.text)
        if spelled:
            day, month, year = map(int, spelled.groups())
            return None, _day(year, month, day, line, name), line.number
        found = _PUBLISHED.search(line.text)
        if found:
            first, last = _range(found["days"], line, name)
            return first, last, line.number
    # «Thứ Tư, 20/3/2024», «Số ra ngày 20/3/2024».
    for line in lines:
        bare = _NUMERIC.search(line.text)
        if bare and (is_furniture(line.text) or bare.span() == (0, len(line.text))):
            first, last = _range(bare["days"], line, name)
            return first, last, line.number
    raise BulletinError(
        f"{name}: is no bulletin: no line «Phát hành: 11/12/2023» stands above the contents list"
    )


def _range(printed: str, line: Line, name: str) -> tuple[date | None, date]:
    """The days in `30/12/2023 - 01/01/2024`, `30-31/12/2023` …: month and year are taken from the right."""
    dashed = _DASHED_DATE.match(printed)
    if dashed:
        printed = ".".join(dashed.groups()) + printed[dashed.end() :]
    days = list(_DAY.finditer(printed))
    last = days[-1]
    if not last["year"]:
        raise BulletinError(
            f"{name}: {line.number}: «{shown(line.text)}» has no whole date; write «Phát hành: 11/12/2023»"
        )
    end = _day(int(last["year"]), int(last["month"]), int(last["day"]), line, name)
    if len(days) == 1:
        return None, end
    month = int(days[0]["month"] or end.month)
    year = int(days[0]["year"] or (end.year - 1 if month > end.month else end.year))
    start = _day(year, month, int(days[0]["day"]), line, name)
    if start >= end:
        raise BulletinError(
            f"{name}: {line.number}: «{shown(line.text)}»: the first day is not before the last; correct it"
        )
    return start, end


def _day(year: int, month: int, day: int, line: Line, name: str) -> date:
    try:
        found = date(year, month, day)
    except ValueError:
        raise BulletinError(
            f"{name}: {line.number}: «{shown(line.text)}» is a date that cannot be; "
            "correct it in the document"
        ) from None
    if found.year < _OLDEST:
        raise BulletinError(
            f"{name}: {line.number}: «{shown(line.text)}» lies before {_OLDEST}, when there was no such "
            "bulletin; correct the date in the document"
        )
    return found
