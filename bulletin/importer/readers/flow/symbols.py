"""Letters of the fonts Symbol and Wingdings as Unicode; their bullets, which begin paragraphs of lists.

Word keeps them as private-use characters U+F020 to U+F0FF. Symbol: Adobe's encoding, as Unicode's
mapping file SYMBOL.TXT has it. Wingdings: those that text is seen to use, as Unicode 7 named them.
"""

from __future__ import annotations

import re
from enum import Enum

_PRIVATE = 0xF000


class Coding(Enum):
    """What the codes of a font mean: Unicode, or an alphabet of its own."""

    UNICODE = ""
    TCVN3 = "TCVN3"
    TCVN3_CAPITALS = "TCVN3 in capitals"
    VNI = "VNI"
    SYMBOL = "Symbol"
    WINGDINGS = "Wingdings"
    OTHER_SIGNS = "another font of signs"


_SYMBOL_RUNS = (
    (0x20, " !∀#∃%&∋()∗+,−./0123456789:;<=>?"),
    (0x40, "≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_"),
    (0x60, "‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"),
    (0xA0, "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…"),
    (0xBF, "↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊⟨®©™∑"),
    (0xF1, "⟩∫"),
)
_WINGDINGS_RUNS = (
    (0x20, " "),
    (0x21, "✏✂✁"),
    (0x28, "☎✆✉"),
    (0x41, "✌"),
    (0x45, "☜☞☝☟"),
    (0x4A, "☺"),
    (0x4C, "☹"),
    (0x6C, "●❍■□"),
    (0x71, "❑❒⬧⧫◆❖⬥"),
    (0x81, "①②③④⑤⑥⑦⑧⑨⑩"),
    (0x8C, "❶❷❸❹❺❻❼❽❾❿"),
    (0x9E, "·•"),
    (0xA1, "○"),
    (0xA4, "◉"),
    (0xA7, "▪◻"),
    (0xAB, "★"),
    (0xD8, "➢"),
    (0xDF, "←→↑↓"),
    (0xE8, "➔"),
    (0xEF, "⇦⇨⇧⇩⬄"),
    (0xFB, "✗✓☒☑"),
)
_TABLES = {
    coding: {start + index: sign for start, signs in runs for index, sign in enumerate(signs)}
    for coding, runs in ((Coding.SYMBOL, _SYMBOL_RUNS), (Coding.WINGDINGS, _WINGDINGS_RUNS))
} | {Coding.OTHER_SIGNS: {}}
# A private-use character whose font is lost: a bullet of Wingdings first, for Symbol has card suits there.
_ANY = _TABLES[Coding.SYMBOL] | {
    code: _TABLES[Coding.WINGDINGS][code] for code in (0x6E, 0x71, 0x76, 0xA7, 0xA8, 0xD8, 0xE8, 0xFC, 0xFE)
}
_BULLET = re.compile(r"^[•·▪●■□◆❖➢✓○◦❍❑❒⬧⧫◻♦➔◉](?:\s+|(?=\w))")
_SIGNS = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_UNKNOWN_BULLET = re.compile(r"^\s*[\uf020-\uf0ff](?=\s)")
_VNI = re.compile(r"vni[-_ ]")


def coding(font: str) -> Coding:
    """What the codes of `font` mean, by its name: `.VnTimeH`, `VNI-Times`, `Wingdings`, or Unicode."""
    name = font.strip().casefold()
    if name.startswith(".vn"):
        return Coding.TCVN3_CAPITALS if font.strip().endswith("H") else Coding.TCVN3
    if _VNI.match(name):
        return Coding.VNI
    if name == "wingdings":
        return Coding.WINGDINGS
    if name.startswith(("wingdings", "webdings")):
        return Coding.OTHER_SIGNS
    return Coding.SYMBOL if name == "symbol" else Coding.UNICODE


def plain_codes(text: str) -> str:
    """`text` with private-use codes as the codes of the font that they stand for: U+F0AD as U+00AD."""
    return _SIGNS.sub(lambda found: chr(ord(found[0]) - _PRIVATE) if _of_a_font(found[0]) else found[0], text)


def as_unicode(text: str, font: Coding) -> str:
    """`text` with the signs of `font` as Unicode; private-use characters that nothing is known of stay.

    Other characters change only where they are one or two in a font of signs: more are text that
    was never meant for it.

    >>> as_unicode("\uf0b7", Coding.SYMBOL), as_unicode("\uf0a7", Coding.UNICODE)
    ('•', '▪')
    """
    table = _TABLES.get(font, _ANY)
    if font in _TABLES and len(text.strip()) <= 2:
        text = "".join(chr(_PRIVATE + ord(sign)) if 0x20 < ord(sign) < 0x100 else sign for sign in text)
    return _SIGNS.sub(lambda found: table.get(ord(found[0]) - _PRIVATE, found[0]), text)


def without_private(text: str) -> tuple[str, tuple[str, ...]]:
    """`text` without private-use characters, and these; one at its beginning, before a space, is a bullet."""
    text = _UNKNOWN_BULLET.sub("•", text)
    return _SIGNS.sub("", text), tuple(_SIGNS.findall(text))


def without_bullet(text: str) -> str | None:
    """`text` without the bullet it begins with, or None where it begins with none.

    >>> without_bullet("•\\tMột"), without_bullet("- Một")
    ('Một', None)
    """
    found = _BULLET.match(text)
    return text[found.end() :] if found else None


def _of_a_font(sign: str) -> bool:
    return 0x20 <= ord(sign) - _PRIVATE <= 0xFF
