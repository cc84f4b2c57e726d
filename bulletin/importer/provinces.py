"""The provinces that an article is about, by rule: title prefix, title, then a local article's body."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bulletin.content.model import Certainty
from bulletin.content.registry import Province, Registries
from bulletin.importer import other_names
from bulletin.text.letters import new_tone_placement, nfc, one_d

_PREFIX = re.compile(r"^[\"“”'‘’]?(?P<prefix>[^:]{2,80}):\s")
_PREFIX_PARTS = (r"\s*[,;]\s*", r"\s*[,;]\s*|\s+và\s+", r"\s*[,;/]\s*|\s+và\s+|\s+[-–—]\s+")
_UNIT = re.compile(r"^(?:tỉnh|thành phố|UBND tỉnh|UBND thành phố|UBND)\s+", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_SHARE_OF_MENTIONS = 0.7


@dataclass(frozen=True, slots=True)
class Provinces:
    """The provinces of an article with how they were found, and those that are merely possible."""

    found: tuple[Province, ...] = ()
    certainty: Certainty | None = None
    hints: tuple[Province, ...] = ()


class ProvinceFinder:
    """Finds the names of the provinces of one day in text; made once for an issue."""

    def __init__(self, registries: Registries, on: date) -> None:
        self._registries = registries
        self._on = on
        self._others = other_names.load()
        units = [p for p in registries.provinces if p.start is None or on >= p.start]
        strong = {_normal(name) for unit in units for name in (unit.name, *unit.aliases)}
        capitals = {name.upper() for name in strong if " " in name}
        blocked = [_flexible(_normal(phrase)) for phrase in registries.blocked_phrases]
        names = [_flexible(name) for name in sorted(strong | capitals, key=lambda name: (-len(name), name))]
        # Blocked phrases come in any case, names of provinces only as they are written.
        self._pattern = re.compile(
            rf"(?<!\w)(?:(?P<blocked>(?i:{'|'.join(sorted(blocked, key=len, reverse=True)) or '(?!)'}))"
            rf"|(?P<name>{'|'.join(names) or '(?!)'}))(?!\w)"
        )

    def mentioned(self, text: str) -> tuple[Province, ...]:
        """The provinces that `text` names beyond doubt, each once, in the order of the text."""
        return tuple(dict.fromkeys(self._mentions(_normal(text))))

    def find(self, title: str, paragraphs: Sequence[str], is_local: bool) -> Provinces:
        """The provinces of the article with this `title` and text; `is_local` as its section says."""
        by_prefix = self.of_prefix(title)
        if by_prefix:
            return Provinces(by_prefix, Certainty.TITLE_PREFIX)
        in_title = self.mentioned(title)
        if in_title:
            return Provinces(in_title, Certainty.TITLE)
        counts = Counter(province for text in paragraphs for province in self.mentioned(text))
        if not is_local or not counts:
            return Provinces()
        top, mentions = counts.most_common(1)[0]
        if mentions >= _SHARE_OF_MENTIONS * counts.total() and top in self.mentioned(paragraphs[0]):
            return Provinces((top,), Certainty.BODY)
        return Provinces(hints=tuple(counts))

    def of_prefix(self, title: str) -> tuple[Province, ...]:
        """The provinces before the colon of `title`: all that is there has to be one, or nothing counts."""
        prefix = _PREFIX.match(one_d(nfc(title)))
        if not prefix:
            return ()
        whole = prefix["prefix"].strip()
        for parts in (
            [whole],
            *(re.split(separator, whole, flags=re.IGNORECASE) for separator in _PREFIX_PARTS),
        ):
            found = [self._named(part) for part in parts]
            if all(found):
                return tuple(dict.fromkeys(province for province in found if province))
        return ()

    def _named(self, part: str) -> Province | None:
        """The province that `part`, as a whole, is the name of; each of its syllables has a capital."""
        for name in (part, _UNIT.sub("", part)):
            if all(word[0].isupper() or word[0].isdigit() for word in _WORD.findall(name)):
                province = self._registries.province(name, self._on)
                if province:
                    return province
        return None

    def _mentions(self, text: str) -> Iterator[Province]:
        for found in self._pattern.finditer(text):
            if found["name"] and not self._others.have(text, found.start()):
                province = self._registries.province(found["name"], self._on)
                if province:
                    yield province


def _normal(text: str) -> str:
    return new_tone_placement(one_d(nfc(text))).replace("–", "-").replace("—", "-")


def _flexible(name: str) -> str:
    """A pattern for `name` with any spaces between its words and around its dashes."""
    pattern = re.escape(name).replace(r"\ \-\ ", r"\s*-\s*").replace(r"\-", r"\s*-\s*")
    return pattern.replace(r"\s*\s*-\s*\s*", r"\s*-\s*").replace(r"\ ", r"\s+")
