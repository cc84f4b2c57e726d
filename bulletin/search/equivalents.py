"""Phrases that mean the same (`CCHC`, `cải cách hành chính`): an article with one is found by each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bulletin.content import fields, toml_file
from bulletin.content.fields import Field
from bulletin.content.registry import Province
from bulletin.content.toml_file import TomlFile
from bulletin.search.index_text import fold, syllables

Phrase = tuple[str, ...]

# Words of the language, the same for every archive; an archive's registry adds its own.
VOCABULARY = Path(__file__).with_name("vocabulary")
_FIELDS = {
    "short": Field(fields.text, required=True),
    "long": Field(fields.texts, required=True),
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
    """The phrases that mean the same: abbreviations, foreign names, and the names of `provinces`.

    Abbreviations and foreign names are those that the program knows and those of the registry `folder`; a
    file that is missing there adds none. Raises BulletinError, as `file:line: code message`, where one is at
    fault.

    >>> list(load(Path("/no/registry"), ()).other_forms(["giữ", "antt"]))
    [('an', 'ninh', 'trật', 'tự')]
    """
    groups: list[tuple[Phrase, ...]] = []
    for place in (folder, VOCABULARY):
        if file := _read(place / "abbreviations.toml", {"abbreviation": _FIELDS}, {}):
            rows = file.tables["abbreviation"]
            groups += [_phrases([row.values["short"], *row.values["long"]]) for row in rows]
        if file := _read(place / "foreign_names.toml", {}, {"names": Field(_lists_of_texts)}):
            groups += [_phrases(forms) for forms in file.top.get("names", ())]
    groups += [_phrases((one.name, *one.aliases)) for one in provinces]
    return Equivalents(tuple(group for group in _united(groups) if len(group) > 1))


def idle_phrases(folder: Path) -> tuple[str, ...]:
    """The phrases that say nothing in a query: the program's, and those of the registry `folder`.

    They stand in `idle_words.toml`, which a registry need not have. A phrase is its syllables with a space
    between. Raises BulletinError where a file is at fault.

    >>> idle_phrases(Path("/no/registry"))[:2]
    ('làm sao', 'làm sao để')
    """
    files = (
        _read(place / "idle_words.toml", {}, {"phrases": Field(fields.texts)})
        for place in (VOCABULARY, folder)
    )
    texts = [text for file in files if file for text in file.top.get("phrases", ())]
    return tuple(dict.fromkeys(" ".join(syllables(text)) for text in texts))


def _read(path: Path, tables: Mapping[str, Mapping[str, Field]], top: Mapping[str, Field]) -> TomlFile | None:
    try:
        return toml_file.read(path, tables, top)
    except FileNotFoundError:
        return None


def _lists_of_texts(value: Any) -> tuple[tuple[str, ...], ...]:
    if not isinstance(value, list):
        raise ValueError(f'is {value!r}, which is no list; write [["…", "…"], …]')
    return tuple(fields.texts(one) for one in value)


def _united(groups: Iterable[tuple[Phrase, ...]]) -> list[tuple[Phrase, ...]]:
    """The groups, those that share a phrase made one, in the order of their first members."""
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
