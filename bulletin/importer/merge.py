"""The plan of an import: what to write, to leave, and to ask the editor; pure, nothing is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from bulletin.archive.site_addresses import missing_rows
from bulletin.content.model import BulletinError
from bulletin.importer import import_record
from bulletin.importer.archive_issue import ArchiveArticle, ArchiveIssue
from bulletin.importer.article import Draft
from bulletin.importer.doubt import Doubt
from bulletin.importer.import_record import RecordedArticle, digest
from bulletin.importer.matching import match, rendering, unused
from bulletin.importer.parse import IssueDraft
from bulletin.importer.takes import Side, Takes
from bulletin.ledger import addresses, ledger_file
from bulletin.ledger.address_state import LIVE
from bulletin.ledger.ledger_file import Change, Row
from bulletin.text.letters import slugify

_LONGEST_SLUG = 60
# Readers see it at the article's address.
NOT_IN_DOCUMENT = "không còn trong bản đính chính"


class Outcome(StrEnum):
    """What becomes of an article."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    CONFLICT = "conflict"
    KEPT = "kept as edited"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Step:
    """One article of the plan: its record from now on (None: forget it), and the new text of its file."""

    outcome: Outcome
    number: int
    title: str
    file: str
    recorded: RecordedArticle | None
    text: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """All that an import does: the steps, and the `files` to write (None: remove) in the content folder.

    `doubts` are the document's, with the numbers that the articles have in the archive. `withdrawn` are
    the rows of articles in it that the ledger keeps from being shown.
    """

    issue: IssueDraft
    steps: tuple[Step, ...]
    files: dict[str, str | None] = field(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()
    withdrawn: tuple[Row, ...] = ()

    def of(self, outcome: Outcome) -> tuple[Step, ...]:
        """The steps with this `outcome`."""
        return tuple(step for step in self.steps if step.outcome is outcome)


def plan(issue: IssueDraft, archive: ArchiveIssue, takes: Takes) -> Plan:
    """What importing `issue` means for what the `archive` has of it, with the editor's decisions `takes`.

    Raises BulletinError where the document is another one, or where articles cannot be told apart.
    """
    name = issue.document.name
    matched = match(issue.drafts, archive.articles, takes, name)
    numbered = _numbered(issue.drafts, matched, archive)
    steps = [_step(draft, archive.articles.get(draft.article.number), takes) for draft in numbered]
    used = {step.number for step in steps}
    steps += [
        _vanished(article, takes)
        for number, article in sorted(archive.articles.items())
        if number not in used and article.recorded is not None
    ]
    for number in takes.sides:
        if number not in {step.number for step in steps}:
            raise BulletinError(f"{name}: --take {number}=…: the issue has no article {number}")
    files: dict[str, str | None] = {
        step.file: step.text for step in steps if step.text is not None or step.outcome is Outcome.REMOVED
    }
    lines = tuple(_ledger_lines(issue.date, numbered, steps, archive))
    if lines:
        files[ledger_file.LEDGER] = ledger_file.appended(archive.ledger, lines)
    numbers = {
        draft.article.number: each.article.number for draft, each in zip(issue.drafts, numbered, strict=True)
    }
    doubts = tuple(
        doubt if doubt.number is None else replace(doubt, number=numbers[doubt.number])
        for doubt in issue.doubts
    )
    text = import_record.render(
        issue, doubts, numbers, [step.recorded for step in steps if step.recorded is not None]
    )
    if not _is_again(issue, steps, archive):
        files[import_record.path_of(issue.date)] = text
    rows = ledger_file.article_numbers(archive.rows, issue.date)
    written = {step.number for step in steps if step.outcome is not Outcome.REMOVED}
    withdrawn = tuple(
        row for number, row in rows.items() if number in written and row.reason not in (None, NOT_IN_DOCUMENT)
    )
    return Plan(issue, tuple(steps), files, doubts, withdrawn)


def _is_again(issue: IssueDraft, steps: Sequence[Step], archive: ArchiveIssue) -> bool:
    """Whether the same document came again and changes nothing: then the record stays, too."""
    known = archive.record
    return (
        known is not None
        and known.sha256 == issue.document.sha256
        and {step.recorded for step in steps} == set(known.articles)
    )


def _numbered(drafts: Sequence[Draft], matched: dict[int, int], archive: ArchiveIssue) -> list[Draft]:
    """The drafts under their numbers: the archive's, or as printed, or after the first import the next."""
    if not archive.numbers:
        return [draft.numbered(draft.article.number) for draft in drafts]
    fresh = unused(archive.numbers, len(drafts))
    return [
        draft.numbered(matched[draft.article.number] if draft.article.number in matched else next(fresh))
        for draft in drafts
    ]


def _step(draft: Draft, archived: ArchiveArticle | None, takes: Takes) -> Step:
    article = draft.article
    text = rendering(draft)
    made = digest(text)
    recorded = archived.recorded if archived else None
    file = (archived.file if archived else None) or _file(draft)
    fresh = RecordedArticle(article.number, article.title, file, made, made)

    def step(
        outcome: Outcome, record_: RecordedArticle | None, new: str | None = None, why: str = ""
    ) -> Step:
        return Step(outcome, article.number, article.title, file, record_, new, why)

    if archived is None or (archived.text is None and recorded is None):
        return step(Outcome.CREATED, fresh, text)
    there = digest(archived.text) if archived.text is not None else None
    if takes.sides.get(article.number) is Side.DOCUMENT and there != made:
        return step(Outcome.UPDATED, fresh, text)
    if recorded is not None and recorded.document == made:
        return step(Outcome.UNCHANGED, recorded)
    if there == made:
        return step(Outcome.UNCHANGED, fresh)
    if recorded is not None and there is not None and there == recorded.written:
        return step(Outcome.UPDATED, fresh, text)
    side = takes.of_conflict(article.number)
    if side is Side.DOCUMENT:
        return step(Outcome.UPDATED, fresh, text)
    if side is Side.EDITED:
        written = recorded.written if recorded else None
        return step(Outcome.KEPT, replace(fresh, written=written))
    reason = (
        "the file was deleted" if there is None else "the file was edited, and the document has changed, too"
    )
    if recorded is None:
        reason = "the file is there, and no import has written it"
    return step(Outcome.CONFLICT, recorded, why=reason)


def _vanished(archived: ArchiveArticle, takes: Takes) -> Step:
    """An article that an earlier document had and this one has not: it stays until an editor decides."""
    recorded = archived.recorded
    assert recorded is not None
    side = takes.of_conflict(archived.number)
    gone = archived.text is None

    def step(outcome: Outcome, kept: RecordedArticle | None, why: str = "") -> Step:
        return Step(outcome, archived.number, archived.title, recorded.file, kept, reason=why)

    if gone or side is Side.DOCUMENT:
        return step(Outcome.REMOVED, None)
    if recorded.document is None or side is Side.EDITED:
        outcome = Outcome.UNCHANGED if recorded.document is None else Outcome.KEPT
        return step(outcome, replace(recorded, document=None))
    return step(Outcome.CONFLICT, recorded, "the corrected document does not have it any more")


def _ledger_lines(
    day: date, numbered: Sequence[Draft], steps: Sequence[Step], archive: ArchiveIssue
) -> Iterator[Row | Change]:
    """The addresses that this import gives to issue, articles and authors; and what is gone or back."""
    open_conflicts = {step.number for step in steps if step.outcome is Outcome.CONFLICT}
    known = ledger_file.by_address(archive.rows)
    articles = sorted((draft.article for draft in numbered), key=lambda article: article.number)
    # The author of what is not written may yet turn out to be another.
    yield from missing_rows(
        archive.rows,
        (
            replace(article, author=None) if article.number in open_conflicts else article
            for article in articles
        ),
    )
    for step in steps:
        row = known.get(f"/{addresses.article(day, step.number)}")
        if step.outcome is Outcome.REMOVED and row is not None and row.is_live:
            yield Change(row.address, f"gone: {NOT_IN_DOCUMENT}")
        elif step.outcome is Outcome.CREATED and row is not None and row.reason == NOT_IN_DOCUMENT:
            yield Change(row.address, LIVE)


def _file(draft: Draft) -> str:
    """The path of a new article file; its slug is cut at a syllable."""
    slug = slugify(draft.article.title)
    if len(slug) > _LONGEST_SLUG:
        slug = slug[: _LONGEST_SLUG + 1].rpartition("-")[0] or slug[:_LONGEST_SLUG]
    day, number = draft.article.date, draft.article.number
    name = f"{number:02d}-{slug}" if slug else f"{number:02d}"
    return f"articles/{day.year:04d}/{day.isoformat()}/{name}.md"
