"""Letters as rows: those on one baseline, as words from left to right, with what stands raised in them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from bulletin.importer.readers.printed.glyphs import Box, Glyph

# In parts of the type size.
_SAME_BASELINE = 0.2
_RAISED_SIZE = 0.82
_RAISED_FROM, _RAISED_TO = 0.1, 0.75
_LOWERED_TO = 0.4
_BESIDE = 0.45
_LARGE_FIRST = 1.7
_WORD_GAP = 0.17
_WORD_GAP_BESIDE_SPACES = 0.3
_LIST_MARK = re.compile(r"[(]?(?:\d{1,3}|[a-zđA-ZĐ]|[ivxIVX]{1,4})[.)]|[^\w\s(«“\"'.…]")
RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
LOWERED = str.maketrans("0123456789+-−", "₀₁₂₃₄₅₆₇₈₉₊₋₋")
RAISED_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"


class Word(NamedTuple):
    """Letters without a space between them: raised figures as `²`. `y` is the baseline."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    paged: bool = False


@dataclass(frozen=True)
class Row:
    """Words on one baseline, from left to right."""

    words: tuple[Word, ...]

    @cached_property
    def text(self) -> str:
        """The words with single spaces."""
        return " ".join(word.text for word in self.words)

    @cached_property
    def size(self) -> float:
        """The size of most of its letters, in points."""
        return _most((word.size, len(word.text)) for word in self.words)

    @cached_property
    def y(self) -> float:
        """Its baseline, that of most of its letters."""
        return _most((word.y, len(word.text)) for word in self.words)

    @cached_property
    def bold(self) -> bool:
        """Whether all its letters are bold."""
        return all(word.bold for word in self.words if any(map(str.isalnum, word.text)))

    @property
    def x0(self) -> float:
        """Where it begins."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Where it ends."""
        return max(word.x1 for word in self.words)

    @cached_property
    def gaps(self) -> tuple[tuple[float, float], ...]:
        """What is blank between its words, each from left to right."""
        found: list[tuple[float, float]] = []
        reached = self.words[0].x1
        for word in self.words[1:]:
            found.append((reached, max(word.x0, reached)))
            reached = max(reached, word.x1)
        return tuple(found)

    def pieces(self) -> list[Row]:
        """The row cut at gaps that are no spaces between words: those of tables, tabs and columns."""
        if len(self.words) < 2:
            return [self]
        widths = [right - left for left, right in self.gaps]
        usual = median(widths) if len(widths) > 2 else 0.0
        wide = max(1.4 * self.size, 2.2 * usual)
        # What stands behind a number or a bullet is set off by a tab, and yet one with it.
        first = 1 if is_list_mark(self.words[0].text) else 0
        inner = (at + 1 for at, width in enumerate(widths) if width >= wide and at >= first)
        cuts = [0, *inner, len(self.words)]
        return [Row(self.words[begin:end]) for begin, end in pairwise(cuts)]


def is_list_mark(text: str) -> bool:
    """Whether a word by itself is what lines of a list begin with: `-`, `3.`, `a)`, a bullet.

    >>> is_list_mark("12."), is_list_mark("-"), is_list_mark("Hà")
    (True, True, False)
    """
    return _LIST_MARK.fullmatch(text) is not None


def _most(weighed: Iterable[tuple[float, int]]) -> float:
    counted: Counter[float] = Counter()
    for value, weight in weighed:
        counted[value] += weight
    return counted.most_common(1)[0][0]


def rows_of(glyphs: Sequence[Glyph]) -> list[Row]:
    """The rows of a page, from top to bottom."""
    lines = _with_raised(_baselines(glyphs))
    rows = [Row(words) for line in lines if (words := tuple(_words(line)))]
    return _with_large_first_letters(sorted(rows, key=lambda row: (-row.y, row.x0)))


def _with_large_first_letters(rows: Sequence[Row]) -> list[Row]:
    """The rows with a letter over several lines put before the first of them."""
    made = list(rows)
    for at, row in enumerate(rows):
        letter = row.words[0]
        others = rows[at + 1].size if len(row.words) == 1 and at + 1 < len(rows) else row.size
        if len(letter.text) > 2 or not letter.text.isalpha() or letter.size < _LARGE_FIRST * others:
            continue
        beside = [
            above
            for above in range(at)
            if row.y < made[above].y < row.y + letter.size
            and -0.2 * others <= made[above].x0 - letter.x1 <= 0.5 * letter.size
        ]
        if not beside:
            continue
        made[at] = Row(row.words[1:])
        # All lines beside the letter begin at the edge, where it stands.
        for line in {*beside, at}:
            if made[line].words:
                first, *others_in_line = made[line].words
                text = letter.text + first.text if line == beside[0] else first.text
                made[line] = Row((first._replace(text=text, x0=letter.x0), *others_in_line))
    return [row for row in made if row.words]


def with_drawn_bullets(rows: Sequence[Row], dots: Sequence[Box]) -> tuple[list[Row], int]:
    """The rows with a bullet before those that a dot is drawn before, and how many these are."""
    found: list[Row] = []
    count = 0
    for row in rows:
        near = [dot for dot in dots if _is_bullet(dot, row)]
        if near:
            count += 1
            dot = near[0]
            row = Row((Word("•", dot.left, dot.right, row.y, row.size, False), *row.words))
        found.append(row)
    return found, count


def _is_bullet(dot: Box, row: Row) -> bool:
    level = row.y - 0.1 * row.size <= dot.bottom and dot.top <= row.y + 0.85 * row.size
    return level and dot.height > 0.15 * row.size and 0.1 <= (row.x0 - dot.right) / row.size <= 2.5


class _Drawn(NamedTuple):
    """A glyph in its line: raised by 1, lowered by -1, or on the baseline."""

    glyph: Glyph
    raised: int = 0


def _baselines(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    lines: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda each: (-each.y, each.x0, each.order)):
        line = lines[-1] if lines else None
        if (
            line
            and line[-1].y - glyph.y <= 0.5 * _SAME_BASELINE * min(glyph.size, line[-1].size)
            and (line[0].y - glyph.y <= _SAME_BASELINE * max(glyph.size, line[0].size))
        ):
            line.append(glyph)
        else:
            lines.append([glyph])
    return [line for line in lines if any(not glyph.text.isspace() for glyph in line)]


def _with_raised(lines: Sequence[Sequence[Glyph]]) -> list[list[_Drawn]]:
    """The lines, with small type that stands a little higher or lower beside them put in."""
    made = [[_Drawn(glyph) for glyph in line] for line in lines]
    sizes = [_most((glyph.size, 1) for glyph in line if not glyph.text.isspace()) for line in lines]
    for at, line in enumerate(lines):
        for beside in (at + 1, at - 1, at + 2, at - 2):
            if not 0 <= beside < len(lines) or sizes[at] > _RAISED_SIZE * sizes[beside]:
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
                    made[beside] += [_Drawn(glyph, raised) for glyph in run]
                    gone = {glyph.order for glyph in run}
                    made[at] = [drawn for drawn in made[at] if drawn.glyph.order not in gone]
    return [sorted(line, key=_from_left) for line in made if line]


def _from_left(drawn: _Drawn) -> tuple[float, int]:
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


def _words(line: Sequence[_Drawn]) -> Iterator[Word]:
    """The line as words; where no space is drawn, a gap wide enough is one."""
    size = _most((drawn.glyph.size, 1) for drawn in line if not drawn.glyph.text.isspace())
    gap = _word_gap(line, size)
    word: list[_Drawn] = []
    for drawn in line:
        glyph = drawn.glyph
        if glyph.text.isspace():
            if word:
                yield _word(word)
            word = []
            continue
        large_first = word and not drawn.raised and word[0].glyph.size > _LARGE_FIRST * glyph.size
        if word and (large_first or glyph.x0 - max(each.glyph.x1 for each in word[-3:]) > gap):
            yield _word(word)
            word = []
        word.append(drawn)
    if word:
        yield _word(word)


def _word_gap(line: Sequence[_Drawn], size: float) -> float:
    """How wide a blank is a space, in points: letters may be set apart, and words drawn without spaces."""
    drawn = [each.glyph for each in line]
    spaces = sum(glyph.text.isspace() for glyph in drawn)
    letters = [glyph for glyph in drawn if not glyph.text.isspace()]
    between = [right.x0 - left.x1 for left, right in pairwise(letters)]
    usual = max(median(between), 0.0) if len(between) > 3 else 0.0
    least = _WORD_GAP_BESIDE_SPACES if spaces * 12 > len(letters) else _WORD_GAP
    return least * size + min(usual, 0.6 * size)


def _word(word: Sequence[_Drawn]) -> Word:
    glyphs = [drawn.glyph for drawn in word]
    text = "".join(
        drawn.glyph.text.translate(RAISED if drawn.raised > 0 else LOWERED)
        if drawn.raised
        else drawn.glyph.text
        for drawn in word
    )
    on_line = [drawn.glyph for drawn in word if not drawn.raised] or glyphs
    return Word(
        text=text,
        x0=glyphs[0].x0,
        x1=max(glyph.x1 for glyph in glyphs),
        y=_most((glyph.y, 1) for glyph in on_line),
        size=_most((glyph.size, 1) for glyph in on_line),
        bold=all(glyph.bold for glyph in on_line),
        paged=all(glyph.paged for glyph in glyphs),
    )
