"""Is this line that title? How like two printings of a title are: contents list and body differ in some."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache

from bulletin.text.letters import fold, match_form

# Titles as like as this are others still: «Tin vắn» and «Tin ngắn» must not be one.
ALIKE = 0.8
SAME = 1.0
SAME_BUT_NUMBER = 0.99
_COMPARED = 300
# In «10.000 hồ sơ» the number is the title's.
_NUMBERED = re.compile(r"^\d{1,3}\s*[.)](?:\s+(?=\S)|(?=[^\d\s]))")
_PAGE = re.compile(r"\s\d{1,3}$")
_ABBREVIATION = re.compile(r"\b[A-ZĐ]{2,6}\b")
_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=1 << 13)
def title_key(title: str) -> str:
    """What two printings of one title share: all that `match_key` leaves out, and final dots, aside."""
    return match_form(title).rstrip(" .…")


def without_number(title: str) -> str:
    """`title` without a number printed before it, `5. ` or `5) `."""
    return _NUMBERED.sub("", title)


def keys_of_listed(listed: str) -> tuple[str, ...]:
    """The keys of which a line has one that is the `listed` title: with and without a page at its end."""
    return tuple(dict.fromkeys((title_key(listed), title_key(without_page(listed)))))


def keys_of_line(line: str) -> tuple[str, ...]:
    """The keys that `line` answers to as a title: as it stands, and without a number before it."""
    return tuple(dict.fromkeys((title_key(line), title_key(without_number(line)))))


def without_page(title: str) -> str:
    """`title` without a number at its end: a page that nothing but a space sets off."""
    return _PAGE.sub("", title)


def printed_title(listed: str, line: str) -> str:
    """The title in `line`, which is the `listed` one: without a number before it that is not the title's."""
    bare = without_number(line)
    known = keys_of_listed(listed)
    if bare == line or title_key(line) in known:
        return line
    return bare if title_key(bare) in known or likeness(listed, bare) >= likeness(listed, line) else line


def likeness(listed: str, line: str) -> float:
    """How like `line` is to the `listed` title: 1.0 for the same, 0.0 for anything up to `ALIKE`.

    Of titles that are longer than any headline the beginnings are compared.
    """
    wanted, given = title_key(listed), title_key(line)
    if given in keys_of_listed(listed):
        return SAME
    if title_key(without_number(line)) == wanted:
        return SAME_BUT_NUMBER
    if not wanted or not 0.5 <= len(given) / len(wanted) <= 2:
        return 0.0
    wanted, given = title_key(_spelled_out(listed, line)), title_key(_spelled_out(line, listed))
    matcher = SequenceMatcher(None, wanted[:_COMPARED], given[:_COMPARED], autojunk=False)
    if matcher.real_quick_ratio() <= ALIKE or matcher.quick_ratio() <= ALIKE:
        return 0.0
    ratio = min(matcher.ratio(), 0.98)
    return ratio if ratio > ALIKE else 0.0


def _spelled_out(title: str, other: str) -> str:
    """`title` with its abbreviations as words of `other` with these initials: DN, Doanh nghiệp."""
    if not _ABBREVIATION.search(title):
        return title
    words = _WORD.findall(other)
    initials = "".join(fold(word)[:1] or "?" for word in words)

    def written_out(found: re.Match[str]) -> str:
        short = fold(found.group())
        at = initials.find(short)
        return found.group() if at < 0 else " ".join(words[at : at + len(short)])

    return _ABBREVIATION.sub(written_out, title)
