"""Phrases that mean the same (`CCHC`, `cải cách hành chính`): an article with one is found by each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bulletin.content import toml_file
from bulletin.content.registry import Province
from bulletin.content.toml_file import Field, TomlEntry
from bulletin.search.index_text import fold, syllables

Phrase = tuple[str, ...]
_FIELDS = {
    "short": Field(toml_file.text, required=True),
    "long": Field(toml_file.texts, required=True),
}


@dataclass(frozen=True)
class Equivalents:
    """Groups of phrases, each phrase as its syllables; no phrase stands twice in a group."""

    groups: tuple[tuple[Phrase, ...], ...]

    def __post_init__(self) -> None:
        starts: dict[str, list[tuple[Phrase, int]]] = defaultdict(list)
        for number, group in enumerate(self.groups):
            for phrase in group:
                starts[phrase[0]].append((phrase, number))
        object.__setattr__(self, "_starts", dict(starts))

    def other_forms(self, sequence: Sequence[str]) -> Iterator[Phrase]:
        """The phrases that mean the same as one in `sequence`, but for that one itself."""
        starts: dict[str, list[tuple[Phrase, int]]] = self.__dict__["_starts"]
        for at, syllable in enumerate(sequence):
            for phrase, number in starts.get(syllable, ()):
                if tuple(sequence[at : at + len(phrase)]) == phrase:
                    yield from (other for other in self.groups[number] if other != phrase)


def load(folder: Path, provinces: Iterable[Province]) -> Equivalents:
    """The abbreviations of `abbreviations.toml` in the registry `folder`, and the names of `provinces`.

    A missing file means that there are no abbreviations. Raises BulletinError, as `file:line: code message`,
    where it is at fault.
    """
    try:
        file = toml_file.read(folder / "abbreviations.toml", {"abbreviation": _FIELDS}, {})
    except FileNotFoundError:
        rows: tuple[TomlEntry, ...] = ()
    else:
        rows = file.tables["abbreviation"]
    groups = [_phrases([row.values["short"], *row.values["long"]]) for row in rows]
    groups += [_phrases((one.name, *one.aliases)) for one in provinces]
    return Equivalents(tuple(group for group in _united(groups) if len(group) > 1))


def _united(groups: Iterable[tuple[Phrase, ...]]) -> list[tuple[Phrase, ...]]:
    """The groups with those made one that have a phrase in common, in the order of their first members."""
    united: list[dict[Phrase, None]] = []
    for group in groups:
        own = dict.fromkeys(group)
        for other in [one for one in united if not one.keys().isdisjoint(own)]:
            own = other | own
            united.remove(other)
        united.append(own)
    # Forms that differ in marks alone are one word to the index already.
    return [
        tuple({tuple(map(fold, phrase)): phrase for phrase in reversed(one)}.values())[::-1] for one in united
    ]


def _phrases(texts: Iterable[str]) -> tuple[Phrase, ...]:
    # Written without dots and dashes too: TPHCM as well as TP.HCM.
    phrases: dict[Phrase, None] = {}
    for text in texts:
        phrase = tuple(syllables(text))
        phrases[phrase] = None
        if text.upper() == text:
            phrases["".join(phrase),] = None
    return tuple(phrase for phrase in phrases if phrase)
