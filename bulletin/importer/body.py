"""The body split at its headings: each section and title of the contents list found in it, in order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bulletin.content.model import BulletinError
from bulletin.importer.alignment import Candidate, align
from bulletin.importer.contents import ContentsList, Entry
from bulletin.importer.document import Line, shown

# The link, the trailer, or the mark at its end.
_ENDS_ARTICLE = re.compile(r"(?:\)|\]|\./\.|trang)\W{0,3}$", re.IGNORECASE)


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
class HeadedPart:
    """A heading with all lines up to the next one; `heading` is None for lines before the first."""

    heading: Heading | None
    lines: tuple[Line, ...]


def split(lines: Sequence[Line], contents: ContentsList, name: str) -> tuple[HeadedPart, ...]:
    """The `lines` of the body in parts, by the headings of the contents list of the document `name`.

    Raises BulletinError, naming title and line, for an article that the body does not have.
    """
    wanted = list(_wanted(contents))
    texts = [contents.sections[section] if entry is None else entry.title for section, entry in wanted]
    places = _without_lines_of_text(lines, wanted, align(lines, texts))
    for (_, entry), place in zip(wanted, places, strict=True):
        if entry is not None and place is None:
            raise BulletinError(
                f"{name}: {entry.line}, in the contents list: article {entry.printed_number} "
                f"«{shown(entry.title)}» has no such heading in the body; correct one or the other"
            )
    found = [
        (place, Heading(section, entry, tuple(lines[place.start : place.end])))
        for (section, entry), place in zip(wanted, places, strict=True)
        if place is not None
    ]
    parts = [HeadedPart(None, tuple(lines[: found[0][0].start]))]
    ends = [place.start for place, _ in found[1:]] + [len(lines)]
    parts += [
        HeadedPart(heading, tuple(lines[place.end : end]))
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


def _without_lines_of_text(
    lines: Sequence[Line], wanted: Sequence[tuple[int, Entry | None]], places: Sequence[Candidate | None]
) -> list[Candidate | None]:
    """The `places` but those of sections in the middle of an article: a line there is only like one."""
    starts = {place.start for place in places if place is not None}
    return [
        place
        if place is None
        or entry is not None
        or place.end in starts
        or place.start == 0
        or _ENDS_ARTICLE.search(lines[place.start - 1].text)
        else None
        for (_, entry), place in zip(wanted, places, strict=True)
    ]
