"""The body split at its headings: each section and title of the contents list found in it, in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bulletin.content.model import BulletinError
from bulletin.importer.contents import ContentsList, Entry
from bulletin.importer.document import Line
from bulletin.importer.titles import likeness
from bulletin.importer.trailer import has_back_link

_MOST_HEADING_LINES = 3
_LONGEST_HEADING = 300
# What decides between two lines that are equally like a title: one stands where an article begins.
_AFTER_AN_ARTICLE = 0.05
_EACH_MORE_LINE = 0.01


@dataclass(frozen=True, slots=True)
class Heading:
    """A section's name or an article's title in the body, with the lines that it takes.

    `entry` is the title's entry of the contents list, or None for a section.
    """

    section: int
    entry: Entry | None
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """The heading as the body prints it."""
        return " ".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with all lines up to the next one; `heading` is None for lines before the first."""

    heading: Heading | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a heading could be: lines `start` to `end` (excluded), and how well it fits."""

    start: int
    end: int
    fit: float


def split(lines: Sequence[Line], contents: ContentsList, name: str) -> tuple[Part, ...]:
    """The `lines` of the body in parts, by the headings of the contents list of the document `name`.

    Raises BulletinError, naming title and line, for an article that the body does not have.
    """
    wanted = list(_wanted(contents))
    texts = [contents.sections[section] if entry is None else entry.title for section, entry in wanted]
    places = _align(lines, texts)
    for (_, entry), place in zip(wanted, places, strict=True):
        if entry is not None and place is None:
            raise BulletinError(
                f"{name}: {entry.line}, in the contents list: article {entry.printed_number} "
                f"«{entry.title}» has no such heading in the body; correct one or the other"
            )
    found = [
        (place, Heading(section, entry, tuple(lines[place.start : place.end])))
        for (section, entry), place in zip(wanted, places, strict=True)
        if place is not None
    ]
    parts = [Part(None, tuple(lines[: found[0][0].start]))]
    ends = [place.start for place, _ in found[1:]] + [len(lines)]
    parts += [
        Part(heading, tuple(lines[place.end : end]))
        for (place, heading), end in zip(found, ends, strict=True)
    ]
    return tuple(parts)


def _wanted(contents: ContentsList) -> Iterator[tuple[int, Entry | None]]:
    """The headings in the order of the contents list: each section, then its entries."""
    for section in range(len(contents.sections)):
        yield section, None
        for entry in contents.entries:
            if entry.section == section:
                yield section, entry


def _align(lines: Sequence[Line], texts: Sequence[str]) -> list[_Place | None]:
    """The best place of each heading, all in order; None for one that is nowhere."""
    ending_at: list[dict[int, list[_Place]]] = [_places(lines, text) for text in texts]
    # best[h][n]: the best total fit of the first h headings within the first n lines.
    best = [[0.0] * (len(lines) + 1) for _ in range(len(texts) + 1)]
    for h, ends in enumerate(ending_at, start=1):
        for n in range(len(lines) + 1):
            total = max(best[h - 1][n], best[h][n - 1] if n else 0.0)
            for candidate in ends.get(n, ()):
                total = max(total, best[h - 1][candidate.start] + candidate.fit)
            best[h][n] = total
    chosen: list[_Place | None] = []
    n = len(lines)
    for h in range(len(texts), 0, -1):
        while n and best[h][n - 1] == best[h][n] and best[h - 1][n] != best[h][n]:
            n -= 1
        place: _Place | None = None
        if best[h - 1][n] != best[h][n]:
            place = next(p for p in ending_at[h - 1][n] if best[h - 1][p.start] + p.fit == best[h][n])
            n = place.start
        chosen.append(place)
    return chosen[::-1]


def _places(lines: Sequence[Line], text: str) -> dict[int, list[_Place]]:
    places: dict[int, list[_Place]] = {}
    for start in range(len(lines)):
        begins = start == 0 or has_back_link(lines[start - 1].text)
        for end in range(start + 1, min(start + _MOST_HEADING_LINES, len(lines)) + 1):
            candidate = " ".join(line.text for line in lines[start:end])
            if len(candidate) > _LONGEST_HEADING:
                break
            fit = likeness(text, candidate)
            if fit:
                fit += (_AFTER_AN_ARTICLE if begins else 0) - _EACH_MORE_LINE * (end - start - 1)
                places.setdefault(end, []).append(_Place(start, end, fit))
    return places
