"""The rows of a page from its letters: spaces, bullets that are drawn, large first letters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from bulletin.importer.readers.printed.baselines import PlacedGlyph, baselines
from bulletin.importer.readers.printed.glyphs import Box, Glyph
from bulletin.importer.readers.printed.rows import PrintedRow, Word, most

# In parts of the type size.
_LARGE_FIRST = 1.7
_WORD_GAP = 0.17
_WORD_GAP_BESIDE_SPACES = 0.3
# In parts of the blanks that spaces make on the same line.
_LIKE_A_SPACE = 0.65
_RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_LOWERED = str.maketrans("0123456789+-−", "₀₁₂₃₄₅₆₇₈₉₊₋₋")


def rows_of(glyphs: Sequence[Glyph]) -> list[PrintedRow]:
    """The rows of a page, from top to bottom."""
    lines = baselines(glyphs)
    rows = [PrintedRow(words) for line in lines if (words := tuple(_words(line)))]
    return _with_large_first_letters(sorted(rows, key=lambda row: (-row.y, row.x0)))


def _with_large_first_letters(rows: Sequence[PrintedRow]) -> list[PrintedRow]:
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
        made[at] = PrintedRow(row.words[1:])
        # All lines beside the letter begin at the edge, where it stands.
        for line in {*beside, at}:
            if made[line].words:
                first, *others_in_line = made[line].words
                text = letter.text + first.text if line == beside[0] else first.text
                made[line] = PrintedRow((first._replace(text=text, x0=letter.x0), *others_in_line))
    return [row for row in made if row.words]


def with_drawn_bullets(rows: Sequence[PrintedRow], dots: Sequence[Box]) -> tuple[list[PrintedRow], int]:
    """The rows with a bullet before those that a dot is drawn before, and how many these are."""
    found: list[PrintedRow] = []
    count = 0
    for row in rows:
        near = [dot for dot in dots if _is_bullet(dot, row)]
        if near:
            count += 1
            dot = near[0]
            row = PrintedRow((Word("•", dot.left, dot.right, row.y, row.size, False), *row.words))
        found.append(row)
    return found, count


def _is_bullet(dot: Box, row: PrintedRow) -> bool:
    level = row.y - 0.1 * row.size <= dot.bottom and dot.top <= row.y + 0.85 * row.size
    return level and dot.height > 0.15 * row.size and 0.1 <= (row.x0 - dot.right) / row.size <= 2.5


def _words(line: Sequence[PlacedGlyph]) -> Iterator[Word]:
    """The line as words; where no space is drawn, a gap wide enough is one."""
    size = most((drawn.glyph.size, 1) for drawn in line if not drawn.glyph.text.isspace())
    gap = _word_gap(line, size)
    font = Counter(drawn.glyph.font for drawn in line).most_common(1)[0][0]
    gap_beside_other = _gap_beside_other_font(line, gap, size)
    word: list[PlacedGlyph] = []
    for drawn in line:
        glyph = drawn.glyph
        if glyph.text.isspace():
            if word:
                yield _word(word)
            word = []
            continue
        large_first = word and not drawn.raised and word[0].glyph.size > _LARGE_FIRST * glyph.size
        other = word and {glyph.font, word[-1].glyph.font} != {font} and not (drawn.raised or word[-1].raised)
        least = gap_beside_other if other else gap
        if word and (large_first or glyph.x0 - max(each.glyph.x1 for each in word[-3:]) > least):
            yield _word(word)
            word = []
        word.append(drawn)
    if word:
        yield _word(word)


def _word_gap(line: Sequence[PlacedGlyph], size: float) -> float:
    """How wide a blank is a space, in points: letters may be set apart, and words drawn without spaces."""
    drawn = [each.glyph for each in line]
    spaces = sum(glyph.text.isspace() for glyph in drawn)
    letters = [glyph for glyph in drawn if not glyph.text.isspace()]
    between = [right.x0 - left.x1 for left, right in pairwise(letters)]
    usual = max(median(between), 0.0) if len(between) > 3 else 0.0
    least = _WORD_GAP_BESIDE_SPACES if spaces * 12 > len(letters) else _WORD_GAP
    return least * size + min(usual, 0.6 * size)


def _gap_beside_other_font(line: Sequence[PlacedGlyph], gap: float, size: float) -> float:
    """How wide a blank is a space beside letters of another font than the line's; others are `gap` wide.

    Behind letters that stand in for those that a font lacks, some programs draw no spaces.
    """
    blanks = _blanks_of_spaces([each.glyph for each in line])
    return min(gap, max(_WORD_GAP * size, _LIKE_A_SPACE * median(blanks))) if blanks else gap


def _blanks_of_spaces(drawn: Sequence[Glyph]) -> list[float]:
    """How far the letters on either side of each space of a line are apart."""
    return [
        behind.x0 - before.x1
        for before, space, behind in zip(drawn, drawn[1:], drawn[2:], strict=False)
        if space.text.isspace() and not before.text.isspace() and not behind.text.isspace()
    ]


def _word(word: Sequence[PlacedGlyph]) -> Word:
    glyphs = [drawn.glyph for drawn in word]
    text = "".join(
        drawn.glyph.text.translate(_RAISED if drawn.raised > 0 else _LOWERED)
        if drawn.raised
        else drawn.glyph.text
        for drawn in word
    )
    on_line = [drawn.glyph for drawn in word if not drawn.raised] or glyphs
    return Word(
        text=text,
        x0=glyphs[0].x0,
        x1=max(glyph.x1 for glyph in glyphs),
        y=most((glyph.y, 1) for glyph in on_line),
        size=most((glyph.size, 1) for glyph in on_line),
        bold=all(glyph.bold for glyph in on_line),
        paged=all(glyph.paged for glyph in glyphs),
    )
