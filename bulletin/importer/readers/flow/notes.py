"""Footnotes and endnotes: their texts by kind and identifier, and the marks that they print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bulletin.importer.readers.flow.content import Block, NoteSign
from bulletin.importer.readers.flow.number_formats import printed


@dataclass(frozen=True, slots=True)
class NoteFormat:
    """How notes of a kind are numbered: `decimal`, `lowerRoman` …, and from where on."""

    kind: str
    start: int


class Notes:
    """The notes of a document, each given once; marks count in the order in which they are asked for."""

    def __init__(
        self, texts: Mapping[tuple[str, str], Sequence[Block]], formats: Mapping[str, NoteFormat]
    ) -> None:
        self._texts = dict(texts)
        self._formats = formats
        self._marks: dict[tuple[str, str], str] = {}
        self._counted: Counter[str] = Counter()

    def mark(self, sign: NoteSign) -> str:
        """What is printed for the note `sign` refers to: `1`, `i`; empty where there is no such note."""
        if sign.mark:
            return sign.mark
        key = sign.kind, sign.note_id
        if key not in self._marks and key in self._texts and not sign.own_sign:
            form = self._formats.get(sign.kind, NoteFormat("decimal", 1))
            self._marks[key] = printed(form.start + self._counted[sign.kind], form.kind)
            self._counted[sign.kind] += 1
        return self._marks.get(key, "")

    def take(self, sign: NoteSign) -> Sequence[Block]:
        """What the note `sign` refers to holds; nothing the second time."""
        key = sign.kind, sign.note_id
        self.mark(sign)
        content = self._texts.get(key, ())
        self._texts[key] = ()
        return content
