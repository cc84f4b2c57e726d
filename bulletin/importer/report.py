"""The report of an import for the terminal; its JSON twin is the record, see `record`."""

from __future__ import annotations

from collections.abc import Iterator

from bulletin.importer import import_record
from bulletin.importer.merge import Outcome, Plan, Step
from bulletin.importer.parse import IssueDraft
from bulletin.importer.source import Disposition

# What the text itself is, and what no reader of it could see.
_SILENT = (Disposition.TEXT, Disposition.INVISIBLE, Disposition.MARKUP)
_COUNTED = (
    Outcome.CREATED,
    Outcome.UPDATED,
    Outcome.UNCHANGED,
    Outcome.KEPT,
    Outcome.REMOVED,
    Outcome.CONFLICT,
)


def summary(plan: Plan) -> str:
    """One line: the document, the issue, and how many articles were created, updated and so on."""
    counts = [f"{len(plan.of(outcome))} {outcome}" for outcome in Outcome if plan.of(outcome)]
    issue = plan.issue
    extra = [f"{len(issue.joins)} joined", f"{len(issue.doubts)} in doubt"]
    return f"{issue.document.name}: issue of {issue.date}: {', '.join([*counts, *extra])}"


def full(plan: Plan) -> list[str]:
    """The whole report: articles, conflicts with what to type, joins, doubts, characters by place."""
    return list(_lines(plan))


def saved(plan: Plan) -> str:
    """Where the report is kept."""
    return f"Saved as {import_record.path_of(plan.issue.date)}"


def short(plan: Plan) -> list[str]:
    """The summary and the conflicts: what is told of one document among many."""
    return [summary(plan), *conflicts(plan)]


def files(plan: Plan) -> Iterator[str]:
    """Each file that the import writes or removes, with all that will stand in it."""
    for name, text in sorted(plan.files.items()):
        yield f"--- {name}" if text is not None else f"--- {name}: removed"
        yield text or ""


def conflicts(plan: Plan) -> Iterator[str]:
    """For each conflict what happened and what to type to take either side."""
    for step in plan.of(Outcome.CONFLICT):
        yield f"article {step.number} «{step.title}» ({step.file}): {step.reason}"
        for side, meaning in _sides(step):
            yield f"  --take {step.number}={side}  {meaning}"
    if len(plan.of(Outcome.CONFLICT)) > 1:
        yield "--take all=document or --take all=edited settles all of them"


def accounts(issue: IssueDraft) -> str:
    """Both ledgers in one line: what became of the document's characters, and where its text stands."""
    held = issue.document.source.held
    aside = [f"{count} {what}" for what, count in held.counts.items() if count and what not in _SILENT]
    if held.added:
        aside.append(f"{held.added} of numbers that are counted were added")
    text = held.counts.get(Disposition.TEXT, 0)
    of = f"of {held.total} in the document {text} are text ({', '.join(aside)}): " if aside else ""
    counts = ", ".join(f"{count} {place}" for place, count in issue.accounting.counts.items())
    unplaced = sum(each.characters for each in issue.accounting.unplaced)
    return f"Characters: {of}{counts}, {unplaced} unplaced: {issue.accounting.total} in all, none lost"


def _sides(step: Step) -> tuple[tuple[str, str], ...]:
    if "does not have it" in step.reason:
        return ("edited", "keeps the article"), ("document", "removes the file")
    return ("document", "takes the document's text"), ("edited", "keeps the archive as it is")


def _lines(plan: Plan) -> Iterator[str]:
    issue = plan.issue
    yield summary(plan)
    yield ""
    for step in sorted(plan.steps, key=lambda s: s.number):
        yield f"  {step.outcome:<14} {step.number:>3}  {step.title}"
    yield from _section("Conflicts: nothing was overwritten; import again with", list(conflicts(plan)))
    yield from _section(
        "Not shown, because the ledger says so",
        [f"{row.address} «{row.title}»: {row.state}" for row in plan.withdrawn],
    )
    yield from _section(
        "Joined over a page break",
        [f"{join.first_line} and {join.second_line}: … {join.words} …" for join in issue.joins],
    )
    yield from _section("Doubts: look at", [str(doubt) for doubt in plan.doubts])
    yield ""
    yield accounts(issue)
    yield from (f"Left out: {note.message}" for note in issue.document.notes if note.calm)


def _section(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield ""
        yield f"{title}:"
        yield from (f"  {line}" for line in lines)
