"""A document as an issue: masthead, sections, articles as Markdown, joins, doubts, and the accounts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bulletin.content.registry import Registries
from bulletin.importer import accounting, body, contents, gate, masthead
from bulletin.importer.accounting import Accounting, Place, Span
from bulletin.importer.article import Draft, read_article
from bulletin.importer.article_doubts import IssueContext
from bulletin.importer.body import HeadedPart
from bulletin.importer.contents import ContentsList
from bulletin.importer.document import Document, Line, LineNumber
from bulletin.importer.doubt import Doubt
from bulletin.importer.joins import Join
from bulletin.importer.masthead import Masthead
from bulletin.importer.provinces import ProvinceFinder
from bulletin.importer.running_lines import running
from bulletin.importer.source import BlockKind, Note
from bulletin.text.letters import match_key
from bulletin.text.markdown import BodyRenderer

_PAGE_NUMBER = re.compile(r"^[-–—\s]*(?:trang\s*)?\d{1,3}(?:\s*/\s*\d{1,3})?[-–—\s]*$", re.IGNORECASE)

_LINK_TARGET = re.compile(r"\]\([^()\s]*\)")


@dataclass(frozen=True, slots=True)
class IssueDraft:
    """All that a document says, before it is held against what the archive has."""

    document: Document
    masthead: Masthead
    sections: tuple[str, ...]
    drafts: tuple[Draft, ...]
    doubts: tuple[Doubt, ...]
    accounting: Accounting

    @property
    def date(self) -> date:
        """The date of the issue, the last of two."""
        return self.masthead.date

    @property
    def joins(self) -> tuple[Join, ...]:
        """All joins, in the order of the document."""
        return tuple(join for draft in self.drafts for join in draft.joins)


def parse(document: Document, registries: Registries) -> IssueDraft:
    """The issue in `document`, names resolved in `registries`.

    Raises BulletinError for a document that is no bulletin, an article that is only in the contents
    list or only in the body, and text that belongs nowhere.
    """
    lines, name = document.lines, document.name
    at = contents.start(lines, name)
    head = masthead.parse(lines[:at], name)
    listed = contents.parse(lines[at:], name)
    parts = body.split(lines[at + len(listed.lines) :], listed, name)
    issue = IssueContext(
        name, head, listed, registries, ProvinceFinder(registries, head.date), BodyRenderer()
    )
    known = {match_key(text) for text in (*(line.text for line in head.lines), *listed.sections)}
    drafts: list[Draft] = []
    spans = [*_whole(head.lines, Place.MASTHEAD), *_whole(listed.lines, Place.CONTENTS)]
    doubts = list(head.doubts)
    for part in parts:
        entry = part.heading.entry if part.heading else None
        repeated = running(part.lines, known, entry.number if entry else None)
        doubts += repeated.doubts
        left = repeated.left_out
        spans += _whole([line for line in part.lines if line.number in left], Place.MASTHEAD)
        own = [line for line in part.lines if line.number not in left]
        if part.heading is not None and part.heading.entry is not None:
            own = [line for line in own if not _is_page_number(line)]
            draft = read_article(part.heading, part.heading.entry, own, issue)
            drafts.append(draft)
            spans += draft.spans
        elif part.heading is not None:
            spans += _whole(part.heading.lines, Place.SECTION)
    accounts = accounting.account(document, spans)
    accounting.refuse_unplaced(accounts, name)
    spelling = gate.examine((_LINK_TARGET.sub("]", draft.body) for draft in drafts), name)
    notes = [*document.notes, *spelling]
    doubts = [*_note_doubts(notes, lines[0].number), *doubts, *_section_doubts(parts, listed)]
    return IssueDraft(
        document=document,
        masthead=head,
        sections=listed.sections,
        drafts=tuple(drafts),
        doubts=(*doubts, *(doubt for draft in drafts for doubt in draft.doubts)),
        accounting=accounts,
    )


def _is_page_number(line: Line) -> bool:
    """Whether a line of a text has a page number alone: it gets no span, so the text is refused.

    Other forms print page numbers elsewhere, so a number there is a cell or a paragraph.
    """
    return line.kind is BlockKind.LINE and _PAGE_NUMBER.match(line.text) is not None


def _note_doubts(notes: Sequence[Note], first: LineNumber) -> Iterator[Doubt]:
    """What the reader left out or changed, but for what is left out of every document."""
    for note in notes:
        if not note.calm:
            yield Doubt(note.code, note.message, LineNumber(first, note.where) if note.where else None)


def _whole(lines: Sequence[Line], place: Place) -> list[Span]:
    return [Span(line.number, 0, len(line.text), place) for line in lines]


def _section_doubts(parts: Sequence[HeadedPart], listed: ContentsList) -> Iterator[Doubt]:
    headings = [part.heading for part in parts if part.heading is not None]
    printed = {heading.section for heading in headings if heading.entry is None}
    for index, name in enumerate(listed.sections):
        first = next((entry for entry in listed.entries if entry.section == index), None)
        if first is None:
            yield Doubt("section", f"the section «{name}» has no article", listed.lines[0].number)
        elif index not in printed:
            yield Doubt("section", f"the section «{name}» is not printed in the body", first.line)
