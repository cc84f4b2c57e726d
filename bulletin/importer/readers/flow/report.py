"""What to tell the editor of a document: what was left out of it, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bulletin.importer.readers.flow.account import Account
from bulletin.importer.source import Disposition, Note


@dataclass(slots=True)
class Seen:
    """What the walk met and the report tells: tracked changes, copies that differ, text in odd places."""

    changes: bool = False
    comments: int = 0
    differing_copies: int = 0
    text_in_codes: int = 0
    unused_parts: list[str] = field(default_factory=list)


def notes(account: Account, seen: Seen, aside: Mapping[Disposition, Sequence[str]]) -> Iterator[Note]:
    """The notes for the report, by the account of the document, what the walk met and beside which blocks."""
    deleted, moved = account.count(Disposition.DELETED), account.count(Disposition.MOVED)
    if seen.changes or deleted or moved:
        counts = [
            f"{_characters(deleted)} deleted" if deleted else "",
            f"{_characters(moved)} moved" if moved else "",
        ]
        told = ["tracked changes (insertions taken, deletions left out)", ", ".join(filter(None, counts))]
        changed = (*aside.get(Disposition.DELETED, ()), *aside.get(Disposition.MOVED, ()))
        yield _at(changed, "tracked", ": ".join(filter(None, told)))
    hidden = account.count(Disposition.HIDDEN)
    if hidden:
        message = f"hidden text left out: {_characters(hidden)}"
        yield _at(aside.get(Disposition.HIDDEN, ()), "hidden", message)
    if seen.comments:
        message = f"{seen.comments} comment{'s' if seen.comments > 1 else ''} left out"
        yield _at(aside.get(Disposition.COMMENT, ()), "comments", message)
    unused = account.count(Disposition.UNUSED_NOTE)
    if unused:
        yield Note("unused-note", f"notes that nothing refers to left out: {_characters(unused)}")
    if seen.differing_copies:
        yield Note(
            "copy", f"second copies of text that differ from the first left out: {seen.differing_copies}"
        )
    if seen.text_in_codes:
        yield Note("field-code", f"text among field codes left out: {_characters(seen.text_in_codes)}")
    if seen.unused_parts:
        yield Note("part", f"parts with text that the document does not use: {', '.join(seen.unused_parts)}")
    running = [each for each in (Disposition.HEADER, Disposition.FOOTER) if account.count(each)]
    if running:
        yield Note("running", f"{' and '.join(f'{each}s' for each in running)} left out", calm=True)


def _at(places: Sequence[str], code: str, message: str) -> Note:
    """A note about what was left out beside the blocks at `places`."""
    own = tuple(dict.fromkeys(filter(None, places)))
    more = f" ({len(own)} places)" if len(own) > 1 else ""
    return Note(code, message + more, own[0] if own else "", places=own)


def _characters(count: int) -> str:
    return f"{count:,} character{'s' if count > 1 else ''}"
