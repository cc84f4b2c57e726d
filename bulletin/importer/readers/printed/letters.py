"""Glyphs as letters: those drawn twice once, marks put on their letters, ligatures spelt out."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence

from bulletin.importer.readers.flow.account import Account, letters
from bulletin.importer.readers.printed.glyphs import Glyph
from bulletin.importer.source import Disposition

# Accents that stand by themselves in fonts without Vietnamese letters, and the marks they stand for.
SPACING_ACCENTS = {
    "`": "\u0300",
    "\u02cb": "\u0300",
    "\u00b4": "\u0301",
    "\u02ca": "\u0301",
    "^": "\u0302",
    "\u02c6": "\u0302",
    "~": "\u0303",
    "\u02dc": "\u0303",
    "\u02d8": "\u0306",
    "\u02c0": "\u0309",
    "\u02bc": "\u031b",
}
_LIGATURES = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
# In parts of the type size: how far off a second drawing is, and how far a mark may lie from its letter.
_TWICE = 0.12
_MARK_REACH = 0.35


def is_mark(text: str) -> bool:
    """Whether `text` is a mark of a letter, combining or an accent by itself."""
    return text in SPACING_ACCENTS or (bool(text) and unicodedata.combining(text[0]) > 0)


def as_letters(glyphs: Sequence[Glyph], account: Account) -> list[Glyph]:
    """The `glyphs` of a page as letters in NFC; what is no letter of its own goes to the account."""
    once = _once(glyphs, account)
    spelt = [_spelt_out(glyph, account) if glyph.text in _LIGATURES else glyph for glyph in once]
    if not any(is_mark(glyph.text) for glyph in spelt):
        return [glyph._replace(text=unicodedata.normalize("NFC", glyph.text)) for glyph in spelt]
    return _composed(spelt, account)


def _once(glyphs: Iterable[Glyph], account: Account) -> list[Glyph]:
    """Each glyph once: bold and shadows are made by drawing a letter again, a hair's breadth off."""
    kept: list[Glyph] = []
    places: dict[tuple[str, int], list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        near = _TWICE * glyph.size
        line = round(glyph.y)
        again = not glyph.piece and any(
            abs(other.x0 - glyph.x0) < near
            and abs(other.y - glyph.y) < near
            and other.x1 - other.x0 > near
            and abs(other.size - glyph.size) < near
            for at in (line - 1, line, line + 1)
            for other in places.get((glyph.text, at), ())
        )
        if again:
            account.take(glyph.text, Disposition.DUPLICATE)
        else:
            places[glyph.text, line].append(glyph)
            kept.append(glyph)
    return kept


def _spelt_out(glyph: Glyph, account: Account) -> Glyph:
    spelt = _LIGATURES[glyph.text]
    account.add(spelt[1:])
    return glyph._replace(text=spelt)


def _composed(glyphs: Sequence[Glyph], account: Account) -> list[Glyph]:
    """Marks put on the letters over which they are drawn."""
    texts = [glyph.text for glyph in glyphs]
    ends = [glyph.x1 for glyph in glyphs]
    by_line: dict[int, list[int]] = defaultdict(list)
    for index, glyph in enumerate(glyphs):
        if not is_mark(glyph.text) and any(map(str.isalpha, glyph.text)):
            by_line[round(glyph.y / 4)].append(index)
    gone: set[int] = set()
    for index, glyph in enumerate(glyphs):
        if not is_mark(glyph.text):
            continue
        under = _letter_under(index, glyphs, by_line)
        if under is None:
            continue
        marked = texts[under] + SPACING_ACCENTS.get(glyph.text, glyph.text)
        # One sign of its own that becomes a part of a letter; what stays beside it is counted with the text.
        if letters(marked) < letters(texts[under]) + letters(glyph.text):
            account.take(glyph.text, Disposition.MARK)
        texts[under] = marked
        if glyph.piece and glyph.text not in SPACING_ACCENTS:
            ends[under] = max(ends[under], glyph.x1)
        gone.add(index)
    return [
        glyph._replace(text=_one_letter(texts[index]), x1=ends[index])
        for index, glyph in enumerate(glyphs)
        if index not in gone
    ]


def _one_letter(text: str) -> str:
    """The letter with its marks, in NFC also where the tone was drawn before the circumflex."""
    composed = unicodedata.normalize("NFC", text)
    if len(composed) > 1 and any(map(unicodedata.combining, composed)):
        apart = unicodedata.normalize("NFD", text)
        marks = sorted(apart[1:], key=lambda mark: mark not in "\u0302\u0306\u031b")
        composed = unicodedata.normalize("NFC", apart[0] + "".join(marks))
    return composed


def _letter_under(index: int, glyphs: Sequence[Glyph], by_line: dict[int, list[int]]) -> int | None:
    """Which letter the mark at `index` belongs to; none for an accent that stands by itself."""
    mark = glyphs[index]
    left, right = mark.ink or (mark.x0, mark.x1)
    middle = (left + right) / 2
    spacing = mark.text in SPACING_ACCENTS
    line = round(mark.y / 4)
    reach = round(mark.size / 4) + 1
    best: tuple[bool, float, int] | None = None
    for at in range(line - reach, line + reach + 1):
        for candidate in by_line.get(at, ()):
            letter = glyphs[candidate]
            off = max(letter.x0 - middle, middle - letter.x1, 0.0) / mark.size
            height = abs(letter.y - mark.y) / mark.size
            # An accent by itself must lie over the letter; a combining mark may lie a little beside it.
            if height > 0.8 or off > (0.02 if spacing else _MARK_REACH):
                continue
            if spacing and min(right, letter.x1) - max(left, letter.x0) < 0.6 * (right - left):
                continue
            centre = abs((letter.x0 + letter.x1) / 2 - middle) / mark.size
            far = off + height + 0.3 * centre + (0 if letter.order < mark.order else 0.05)
            # Over a letter is surer than beside one.
            if best is None or (off > 0, far) < best[:2]:
                best = off > 0, far, candidate
    drawn = None if spacing or (best and not best[0]) else _drawn_before(index, glyphs)
    return drawn if drawn is not None else best[2] if best else None


def _drawn_before(index: int, glyphs: Sequence[Glyph]) -> int | None:
    """The letter drawn right before a combining mark, other marks between aside, where it stands there."""
    mark = glyphs[index]
    before = index - 1
    while before >= 0 and is_mark(glyphs[before].text) and index - before <= 3:
        before -= 1
    if before < 0 or not glyphs[before].text[-1:].isalpha():
        return None
    letter = glyphs[before]
    near = abs(letter.y - mark.y) < 0.3 * mark.size
    behind = letter.x0 - 0.3 * mark.size <= mark.x0 <= letter.x1 + 0.15 * mark.size
    within = mark.ink is not None and letter.x0 <= mark.ink[0] and mark.x0 <= letter.x1 + 0.6 * mark.size
    return before if near and (behind or within) else None


def count(glyphs: Iterable[Glyph]) -> int:
    """How many characters `glyphs` have, white space aside."""
    return sum(letters(glyph.text) for glyph in glyphs)
