"""Letters on one baseline, with small type that stands raised or lowered beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bulletin.importer.readers.printed.glyphs import Glyph
from bulletin.importer.readers.printed.rows import most

# In parts of the type size.
_SAME_BASELINE = 0.2
_SMALLEST_RAISED, _RAISED_SIZE = 0.42, 0.82
_RAISED_FROM, _RAISED_TO = 0.1, 0.75
_LOWERED_TO = 0.4
_BESIDE = 0.45


class PlacedGlyph(NamedTuple):
    """A glyph in its line: raised by 1, lowered by -1, or on the baseline."""

    glyph: Glyph
    raised: int = 0


def baselines(glyphs: Sequence[Glyph]) -> list[list[PlacedGlyph]]:
    """The letters of a page by their baselines, each from left to right; lines of blanks aside."""
    return _with_raised(_on_one(glyphs))


def _on_one(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    lines: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda each: (-each.y, each.x0, each.order)):
        line = lines[-1] if lines else None
        if (
            line
            and line[-1].y - glyph.y <= 0.5 * _SAME_BASELINE * min(glyph.size, line[-1].size)
            and (line[0].y - glyph.y <= _SAME_BASELINE * min(glyph.size, line[0].size))
        ):
            line.append(glyph)
        else:
            lines.append([glyph])
    return [line for line in lines if any(not glyph.text.isspace() for glyph in line)]


def _with_raised(lines: Sequence[Sequence[Glyph]]) -> list[list[PlacedGlyph]]:
    """The lines, with small type that stands a little higher or lower beside them put in."""
    made = [[PlacedGlyph(glyph) for glyph in line] for line in lines]
    sizes = [most((glyph.size, 1) for glyph in line if not glyph.text.isspace()) for line in lines]
    for at, line in enumerate(lines):
        for beside in (at + 1, at - 1, at + 2, at - 2):
            if not 0 <= beside < len(lines):
                continue
            if not _SMALLEST_RAISED < sizes[at] / sizes[beside] <= _RAISED_SIZE:
                continue
            size, other = sizes[beside], [drawn.glyph for drawn in made[beside] if not drawn.raised]
            if not other:
                continue
            rise = (line[0].y - other[0].y) / size
            raised = 1 if _RAISED_FROM <= rise <= _RAISED_TO else -1 if -_LOWERED_TO <= rise < 0 else 0
            if not raised:
                continue
            for run in _runs([drawn.glyph for drawn in made[at]], size):
                if _stands_beside(run, other, size):
                    made[beside] += [PlacedGlyph(glyph, raised) for glyph in run]
                    gone = {glyph.order for glyph in run}
                    made[at] = [drawn for drawn in made[at] if drawn.glyph.order not in gone]
    return [sorted(line, key=_from_left) for line in made if line]


def _from_left(drawn: PlacedGlyph) -> tuple[float, int]:
    """Where a glyph comes in its line; raised figures before the space over which they stand."""
    return drawn.glyph.x0 - (0.05 * drawn.glyph.size if drawn.raised else 0.0), drawn.glyph.order


def _runs(line: Sequence[Glyph], size: float) -> Iterator[list[Glyph]]:
    """The letters of a line in runs with nothing wide between them."""
    run: list[Glyph] = []
    for glyph in line:
        if run and (glyph.x0 - run[-1].x1 > _BESIDE * size or glyph.text.isspace()):
            yield run
            run = []
        if not glyph.text.isspace():
            run.append(glyph)
    if run:
        yield run


def _stands_beside(run: Sequence[Glyph], line: Sequence[Glyph], size: float) -> bool:
    """Whether a run of small letters stands right behind a letter of the line, or right before one."""
    return len(run) <= 6 and any(
        -0.3 * size <= run[0].x0 - glyph.x1 <= _BESIDE * size
        or (0 <= glyph.x0 - run[-1].x1 <= _BESIDE * size / 2)
        for glyph in line
        if not glyph.text.isspace()
    )
