"""The inside of a trailer's bracket, taken apart: sources, dates with their year, print page, author."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from bulletin.content.registry import Registries
from bulletin.text.letters import squeeze

_HOST = re.compile(
    r"^(?:https?://)?(?:[a-z0-9][a-z0-9-]*\.)+"
    r"(?:vn|com|net|org|info|edu|gov|asia|tv|news|eu|uk|cn|jp|sg|kr|fr|de|us|io|co)(?:/\S*)?$",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?:\bngày\s+)?(?<![\d/.-])(?:(?P<first>\d{1,2})\s*[-–]\s*(?=\d{1,2}\s*/))?"
    r"(?P<day>\d{1,2})\s*[/-]\s*(?P<month>\d{1,2})(?:\s*[/-]\s*(?P<year>\d{4}|\d{2}))?(?![\d/])",
    re.IGNORECASE,
)
_PAGE = re.compile(r"\b(?:trang|tr)\s*\.?\s*(?P<page>\d{1,3}(?:\s*[-–,&+]\s*\d{1,3})*)", re.IGNORECASE)
_THEO = re.compile(r"^theo\s+", re.IGNORECASE)
_ENDS = " ,;:.-–—"
# A date without a year that lies further back than this is more likely a misprint.
_LONG_AGO = timedelta(days=45)


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A trailer taken apart.

    `is_known` says that a source is in the registry or looks like a host; `doubts` are sentences.
    """

    sources: tuple[str, ...] = ()
    dates: tuple[date, ...] = ()
    page: str | None = None
    author: str | None = None
    is_known: bool = False
    has_date: bool = False
    doubts: tuple[str, ...] = ()

    @property
    def is_trailer(self) -> bool:
        """Whether this can be a trailer: it has a source that one knows, or any name with a date."""
        return self.is_known or (self.has_date and bool(self.sources))


@dataclass(slots=True)
class _Reading:
    """What has been read so far, left to right."""

    sources: list[str] = field(default_factory=list)
    dates: list[date] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    has_date: bool = False


def read(inside: str, issue_date: date, registries: Registries) -> SourceLine:
    """Take the text between a trailer's brackets apart, in the issue of `issue_date`; never raises."""
    reading = _Reading()
    author: str | None = None
    theo = _THEO.match(inside)
    for at, end in _pieces(inside, theo.end() if theo else 0):
        piece = inside[at:end]
        rest = _DATE.sub(" ", _PAGE.sub(" ", piece))
        name = squeeze(rest).strip(_ENDS)
        names = _sources(name, registries)
        known = bool(names) and all(_is_known(each, registries) for each in names)
        dated = bool(_DATE.search(_PAGE.sub(" ", piece)))
        if name and not known and not dated and (reading.sources or reading.has_date):
            # From the first name that is no source on, all is the author, commas and brackets included.
            author = _author(inside[at:], issue_date, reading)
            break
        reading.sources += names
        _read_dates(piece, issue_date, reading)
        reading.pages += [found["page"] for found in _PAGE.finditer(piece)]
    known_sources = [source for source in reading.sources if _is_known(source, registries)]
    unknown = [source for source in reading.sources if registries.source(source) is None]
    reading.doubts += [f"the source «{source}» is not in the registry; kept as printed" for source in unknown]
    return SourceLine(
        # The header parts sources by semicolons, so none can have one, not even within brackets.
        sources=tuple(part.strip() for name in reading.sources for part in name.split(";") if part.strip()),
        dates=tuple(reading.dates),
        page=reading.pages[0] if reading.pages else None,
        author=author,
        is_known=bool(known_sources),
        has_date=reading.has_date,
        doubts=tuple(reading.doubts),
    )


def latest_before(day: int, month: int, issue_date: date) -> date | None:
    """The latest date with this day and month that is not after the issue's; None if there is no such day."""
    for year in range(issue_date.year, issue_date.year - 9, -1):
        try:
            candidate = date(year, month, day)
        except ValueError:
            continue
        if candidate <= issue_date:
            return candidate
    return None


def _pieces(inside: str, start: int) -> Iterator[tuple[int, int]]:
    """Where the pieces between commas and semicolons lie, those within brackets aside."""
    depth, at = 0, start
    for position in range(start, len(inside)):
        character = inside[position]
        depth += (character == "(") - (character == ")")
        if character in ",;" and depth <= 0:
            yield at, position
            at = position + 1
    yield at, len(inside)


def _is_known(name: str, registries: Registries) -> bool:
    return registries.source(name) is not None or bool(_HOST.match(name))


def _sources(name: str, registries: Registries) -> list[str]:
    """The sources in `name`: one, or several with `/`, ` - ` or «và» between them."""
    if not name:
        return []
    if _is_known(name, registries):
        return [name]
    for separator in (r"\s*/\s*", r"\s+[-–]\s+", r"\s+và\s+"):
        parts = [part for part in re.split(separator, name) if part]
        some = any(_is_known(part, registries) for part in parts)
        every = all(_is_known(part, registries) for part in parts)
        # A slash parts names for certain only where one of them is known: «The Straits Times/TTXVN».
        if len(parts) > 1 and (every or (some and separator.startswith(r"\s*/"))):
            return parts
    return [name]


def _author(text: str, issue_date: date, reading: _Reading) -> str | None:
    page = re.search(rf"\s*[,;]\s*{_PAGE.pattern}\s*$", text, re.IGNORECASE)
    if page:
        reading.pages.append(page["page"])
        text = text[: page.start()]
    dated = None if reading.has_date else re.search(rf"\s*[,;]?\s*{_DATE.pattern}\s*$", text, re.IGNORECASE)
    if dated:
        _read_dates(dated.group(), issue_date, reading)
        text = text[: dated.start()]
    return squeeze(text).strip(" ,;") or None


def _read_dates(piece: str, issue_date: date, reading: _Reading) -> None:
    for found in _DATE.finditer(_PAGE.sub(" ", piece)):
        days = [int(each) for each in (found["first"], found["day"]) if each]
        for day in days:
            value = _date(day, int(found["month"]), found["year"], issue_date)
            reading.has_date = True
            if value is None:
                reading.doubts.append(f"«{found.group()}» is a date that cannot be; left out")
                continue
            if value > issue_date:
                reading.doubts.append(f"«{found.group()}» is after the issue's date")
            elif not found["year"] and issue_date - value > _LONG_AGO:
                reading.doubts.append(f"«{found.group()}» was taken for {value}, long before the issue")
            reading.dates.append(value)


def _date(day: int, month: int, year: str | None, issue_date: date) -> date | None:
    if year is None:
        return latest_before(day, month, issue_date)
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    except ValueError:
        return None
