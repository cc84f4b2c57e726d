"""Names of other things that end in a province's name: «xã Hòa Bình», «đường Hà Nam», «Nguyễn Thái Bình»."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bulletin.content import fields, toml_file
from bulletin.content.fields import Field

_FILE = Path(__file__).with_name("vocabulary") / "other_names.toml"
_LISTS = ("things", "titles", "unit_words", "common_in_capitals", "words_before_places")
_TABLES = {
    "ends_other_words": {
        "thing": Field(fields.text, required=True),
        "behind": Field(fields.texts, required=True),
    },
    "surnames": {
        "names": Field(fields.texts, required=True),
        "in_capitals": Field(fields.flag, required=True),
    },
}
# As much of the text before a name as the longest of these words needs.
_BEFORE = 40
_WORD_BEFORE = re.compile(r"(?P<lead>^|.)(?P<space>\s*)(?P<word>[^\W\d_]+)\s$", re.DOTALL)
_SENTENCE_START = '.!?:;…“”"‘(–—-•|'
# «Sở Nội vụ Hải Dương»: a department is named by two syllables.
_DEPARTMENT = r"Sở [^\W\d_]+ [^\W\d_]+"


@dataclass(frozen=True, slots=True)
class OtherNames:
    """What tells by the words before a province's name that it is part of another name."""

    things: re.Pattern[str]
    places: re.Pattern[str]
    unit_words: frozenset[str]
    common_in_capitals: tuple[str, ...]
    surnames: frozenset[str]
    surnames_in_capitals: frozenset[str]

    def have(self, text: str, at: int) -> bool:
        """Whether the name at `at` of `text` belongs to a commune, a street, a school or a person."""
        before = text[max(0, at - _BEFORE) : at]
        if self.things.search(before):
            return True
        if text.startswith(self.common_in_capitals, at) and not self.places.search(before):
            return True
        word = _WORD_BEFORE.search(before)
        if not word or not word["word"][0].isupper() or word["word"] in self.unit_words:
            return False
        if word["word"].isupper():
            # Between two names in capitals nothing else tells where one begins.
            in_capitals = text[at : at + 2].isupper()
            return in_capitals and word["word"].capitalize() in self.surnames_in_capitals
        starts = not word["lead"] or word["lead"] in _SENTENCE_START
        return word["word"] in self.surnames or not starts


def load() -> OtherNames:
    """The words that the program knows. Raises BulletinError, as `file:line: code message`, for a fault."""
    file = toml_file.read(_FILE, _TABLES, {name: Field(fields.texts, required=True) for name in _LISTS})
    behind = {one.values["thing"]: one.values["behind"] for one in file.tables["ends_other_words"]}
    things = [
        "".join(f"(?<!{re.escape(other)} )" for other in behind.get(word, ())) + re.escape(word)
        for word in (*file.top["things"], *file.top["titles"])
    ]
    families = file.tables["surnames"]
    return OtherNames(
        _right_before(r"[\s(“\"]", things),
        _right_before(r"\s", [*map(re.escape, file.top["words_before_places"]), _DEPARTMENT]),
        frozenset(file.top["unit_words"]),
        file.top["common_in_capitals"],
        frozenset(name for one in families for name in one.values["names"]),
        frozenset(name for one in families if one.values["in_capitals"] for name in one.values["names"]),
    )


def _right_before(lead: str, words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:^|{lead})(?:{'|'.join(words)})\s$", re.IGNORECASE)
