"""Signs that smartypants would change in meaning, written so that they come out as printed.

It takes a backslash for a mark that shields the next sign, and drops it; every `''` for a closing quote; a
quote with spaces on both sides for a closing one; `---` for a dash and a hyphen; the apostrophe of `'86` for
an opening quote.
"""

from __future__ import annotations

import re

_TAG = re.compile(r"(<[^>]*>)")
_BLOCK = re.compile(r"</?(?:p|li|ul|ol|t[dhr]|table|thead|tbody|h\d|blockquote|pre|br|hr)\b")
_APOSTROPHES = re.compile(r"'{2,}")
_DASHES = re.compile(r"-{3,}")
# A year without its century, `'86`; a quotation that begins with two digits is closed later on.
_SHORT_YEAR = re.compile(r"(?<![\w'])'(?=\d\d(?!\w))")
_CLOSING = re.compile(r"(?<=[\w.,!?…%])'(?!\w)")
# Minutes of arc, feet: `105° 51' 12"`. An apostrophe between two spaces.
_AS_TYPED = re.compile(r"(?<=\d)'(?=\s*\d+(?:[.,]\d+)?[\"'])|(?<!\S)'(?!\S)")
_OPEN, _CLOSE, _INCHES, _TYPED = "&#8220;", "&#8221;", "&#34;", "&#39;"
_APOSTROPHE, _DASH = "&#8217;", "&#8212;"


def settle(html: str) -> str:
    r"""`html` with those signs as entities, and two apostrophes that stand for a quote as that quote.

    Tags stay as they are. What is still open at the end of a block is not open in the next.

    >>> settle(r"<p>\\maychu\hoso, ''một cửa'' --- '86</p>")
    '<p>&#92;&#92;maychu&#92;hoso, "một cửa" &#8212; &#8217;86</p>'
    """
    pieces = _TAG.split(html)
    is_open = 0
    for at in range(0, len(pieces), 2):
        if at and _BLOCK.match(pieces[at - 1]):
            is_open = 0
        text = _DASHES.sub(_dashes, pieces[at].replace("\\", "&#92;"))
        text = _AS_TYPED.sub(_TYPED, _APOSTROPHES.sub(_apostrophes, text))
        text = _SHORT_YEAR.sub(_year, text)
        pieces[at], is_open = _quotes_settled(text, is_open)
    return "".join(pieces)


def _dashes(found: re.Match[str]) -> str:
    """A long dash for three hyphens; a drawn line stays a line."""
    return _DASH if len(found.group()) == 3 else "&#45;" * len(found.group())


def _apostrophes(found: re.Match[str]) -> str:
    """A quote for two apostrophes, unless letters stand on both sides: `O''Brien`."""
    around = found.string[: found.start()][-1:], found.string[found.end() :][:1]
    return (
        '"' if len(found.group()) == 2 and not all(map(str.isalnum, around)) else _TYPED * len(found.group())
    )


def _year(found: re.Match[str]) -> str:
    return "'" if _CLOSING.search(found.string, found.end() + 2) else _APOSTROPHE


def _quotes_settled(text: str, open_before: int) -> tuple[str, int]:
    """`text` with the quotes turned that smartypants would turn wrong; and how many are open behind it.

    A quote between spaces opens or closes by turns. One behind a digit, where none is open, is a sign of
    inches and stays as typed. `open_before` is 1 where a quote of the paragraph is still open, else 0.
    """
    first, *pieces = text.split('"')
    settled, is_open, before = [first], open_before, first
    for piece in pieces:
        if before[-1:].isdigit() and not is_open:
            sign = _INCHES
        else:
            alone = not before[-1:].strip() and not piece[:1].strip()
            sign = (_CLOSE if is_open else _OPEN) if alone else '"'
            is_open = 1 - is_open
        settled += [sign, piece]
        before = piece
    return "".join(settled), is_open
