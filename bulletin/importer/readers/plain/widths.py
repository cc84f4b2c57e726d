"""How wide a line of text is, in the units in which programs fill lines."""

from __future__ import annotations

from bulletin.importer.readers.plain.lines import TextLine


def columns(line: TextLine) -> float:
    """How many letters wide, with what the line is set in by."""
    return line.indent + len(line.text)


def in_bytes(line: TextLine) -> float:
    """How many bytes of UTF-8: some programs count these."""
    return line.indent + len(line.text.encode())


def printed(line: TextLine) -> float:
    """About how wide the text is in print, in thousandths of the type size."""
    return sum(_letter_width(letter) for letter in line.text)


def _letter_width(letter: str) -> int:
    if letter in " .,;:'’!|()[]-/ijltfrI":
        return 300
    if letter in "mwMW%@—…":
        return 850
    return 690 if letter.isupper() else 500 if letter.isdigit() else 470
