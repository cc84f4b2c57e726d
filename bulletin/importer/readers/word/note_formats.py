"""How a .docx numbers its footnotes and endnotes."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from bulletin.importer.readers.flow.notes import NoteFormat
from bulletin.importer.readers.flow.xml_tree import child, number
from bulletin.importer.readers.word.xml import value

KINDS = ("footnote", "endnote")
# What Word takes where a document says nothing (ECMA-376 part 1, 17.11.17 and 17.11.18).
_DEFAULTS = {"footnote": "decimal", "endnote": "lowerRoman"}


def note_formats(settings: Element | None) -> dict[str, NoteFormat]:
    """How each kind of notes is numbered, by the settings part, which may be missing."""
    found = {}
    for kind in KINDS:
        said = child(settings, f"w:{kind}Pr")
        start = number(value(said, "w:numStart"))
        found[kind] = NoteFormat(value(said, "w:numFmt") or _DEFAULTS[kind], 1 if start is None else start)
    return found
