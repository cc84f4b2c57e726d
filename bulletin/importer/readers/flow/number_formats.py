"""Numbers as a word processor prints them in lists and notes: digits, letters, Roman numerals, signs."""

from __future__ import annotations

# What stands for any bullet.
BULLET = "-"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
# Beyond these a document means no letters and no Roman numerals: digits then.
_MOST_LETTERS = 26 * 20
_MOST_ROMAN = 3999
_NOTE_SIGNS = "*†‡§"


def printed(number: int, kind: str) -> str:
    """`number` as a list of that kind (ECMA-376 part 1, 17.18.59) prints it; digits where it is unknown.

    >>> [printed(28, kind) for kind in ("decimal", "lowerLetter", "upperRoman", "decimalZero")]
    ['28', 'bb', 'XXVIII', '28']
    """
    if kind in ("none", "bullet"):
        return ""
    if kind == "decimalZero":
        return f"{number:02}"
    if kind in ("lowerLetter", "upperLetter"):
        return _case(_letters(number), kind)
    if kind in ("lowerRoman", "upperRoman"):
        return _case(_roman(number), kind)
    if kind == "decimalEnclosedParen":
        return f"({number})"
    if kind == "numberInDash":
        return f"- {number} -"
    if kind == "chicago" and number > 0:
        return _NOTE_SIGNS[(number - 1) % 4] * min((number + 3) // 4, 9)
    return str(number)


def padded(number: int, example: str) -> str:
    """`number` with as many digits as the custom format `example` has: `001, 002, …`."""
    return str(number).zfill(min(len(example.partition(",")[0].strip()), 9))


def _case(text: str, kind: str) -> str:
    return text.upper() if kind.startswith("upper") else text


def _letters(number: int) -> str:
    """a … z, then aa, bb …: the letter is said as often as the alphabet was gone through."""
    if not 0 < number <= _MOST_LETTERS:
        return str(number)
    times, letter = divmod(number - 1, 26)
    return chr(ord("a") + letter) * (times + 1)


def _roman(number: int) -> str:
    if not 0 < number <= _MOST_ROMAN:
        return str(number)
    digits: list[str] = []
    for size, sign in _ROMAN:
        times, number = divmod(number, size)
        digits.append(sign * times)
    return "".join(digits)
