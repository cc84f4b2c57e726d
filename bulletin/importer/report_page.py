"""The report of an import as a page of its own: the document on the left, what comes of it on the right.

Each join, doubt and omission is marked where it is, so that an editor can look instead of trust. The page
needs no other file, and asks nobody for one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from bulletin.content.model import Article
from bulletin.importer import report
from bulletin.importer.accounting import Place
from bulletin.importer.article import Draft
from bulletin.importer.document import Line, LineNumber
from bulletin.importer.doubt import Doubt
from bulletin.importer.joins import Join
from bulletin.importer.merge import Plan, Step
from bulletin.importer.source import BlockKind
from bulletin.text.markdown import BodyRenderer

_TEMPLATE = "report_page.html"


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A line of the document: where it is, its text, where it went, and what is to be said of it."""

    anchor: str
    where: str
    text: str
    place: str
    level: int
    joins: tuple[str, ...]
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownArticle:
    """An article as it will be: what becomes of it, its header as names and values, its body as HTML."""

    number: int
    outcome: str
    reason: str
    title: str
    header: tuple[tuple[str, str], ...]
    body: Markup
    doubts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ReportRow:
    """Lines of the document beside the article that they became; None beside all that is no article's."""

    lines: tuple[ReportLine, ...]
    article: ShownArticle | None


def render(plan: Plan) -> str:
    """The page about `plan`: HTML, whole, with its styles."""
    folder = Path(__file__).resolve().parent
    templates = Environment(
        loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    issue = plan.issue
    # A doubt of the reader knows where it is in words alone.
    lines = {line.number.where: line.number for line in reversed(issue.document.lines)}
    return templates.get_template(_TEMPLATE).render(
        name=issue.document.name,
        form=str(issue.document.source.form),
        date=issue.date.isoformat(),
        summary=report.summary(plan).removeprefix(f"{issue.document.name}: "),
        accounts=report.accounts(issue),
        conflicts=list(report.conflicts(plan)),
        doubts=[(str(doubt), _anchor_of(doubt, lines, _noted(plan))) for doubt in plan.doubts],
        left_out=[(note.message, note.where) for note in issue.document.notes if note.calm],
        rows=list(rows_of(plan)),
    )


def rows_of(plan: Plan) -> Iterator[ReportRow]:
    """The lines of the document in their order, in runs that belong to one article or to none."""
    owners: dict[int, Draft] = {}
    places: dict[int, Place] = {}
    for draft in plan.issue.drafts:
        for span in draft.spans:
            if span.end > span.start:
                owners[span.line] = draft
                places.setdefault(span.line, span.place)
    for before, line, after in _threes(plan.issue.document.lines):
        # A running line in the middle of an article is shown there.
        if line.number not in owners and owners.get(before.number) is owners.get(after.number) is not None:
            owners[line.number] = owners[before.number]
    steps = _steps(plan)
    noted = _noted(plan)
    doubts = [doubt for doubt in plan.doubts if doubt not in noted]
    notes = [(doubt.message, place) for doubt, places in noted.items() for place in places]
    renderer = BodyRenderer()
    run: list[ReportLine] = []
    owner: Draft | None = None
    for line in plan.issue.document.lines:
        if owners.get(line.number) is not owner and run:
            yield ReportRow(tuple(run), _article(owner, steps, plan, renderer) if owner else None)
            run = []
        owner = owners.get(line.number)
        own = [doubt.message for doubt in doubts if doubt.line == line.number]
        own += [message for message, place in notes if place == line.number.where]
        notes = [(message, place) for message, place in notes if place != line.number.where]
        run.append(_line(line, places.get(line.number), plan.issue.joins, own))
    if run:
        yield ReportRow(tuple(run), _article(owner, steps, plan, renderer) if owner else None)


def _threes(lines: Sequence[Line]) -> Iterator[tuple[Line, Line, Line]]:
    """Each line with the ones before and after it."""
    return zip(lines, lines[1:], lines[2:], strict=False)


def _noted(plan: Plan) -> dict[Doubt, tuple[str, ...]]:
    """The doubts that the reader of the document had, each with the places of the lines that it is about."""
    places = {
        (note.code, note.message, note.where): note.places or (note.where,)
        for note in plan.issue.document.notes
    }
    found = ((doubt, places.get((doubt.code, doubt.message, _where(doubt)))) for doubt in plan.doubts)
    return {doubt: own for doubt, own in found if own is not None}


def _where(doubt: Doubt) -> str:
    return str(doubt.line) if doubt.line is not None else ""


def _steps(plan: Plan) -> dict[int, Step]:
    """The step of each draft, by the draft's printed number: both stand in the order of the document."""
    return {draft.article.number: step for draft, step in zip(plan.issue.drafts, plan.steps, strict=False)}


def _line(line: Line, place: Place | None, joins: Sequence[Join], doubts: Sequence[str]) -> ReportLine:
    joined = [f"goes on in {join.second_line}" for join in joins if join.first_line == line.number]
    joined += [f"goes on from {join.first_line}" for join in joins if join.second_line == line.number]
    kind = "note" if line.kind is BlockKind.NOTE else place.name.lower() if place else "frame"
    return ReportLine(
        _anchor(line.number), str(line.number), line.text, kind, line.level, tuple(joined), tuple(doubts)
    )


def _article(draft: Draft, steps: dict[int, Step], plan: Plan, renderer: BodyRenderer) -> ShownArticle:
    step = steps[draft.article.number]
    return ShownArticle(
        number=step.number,
        outcome=str(step.outcome),
        reason=step.reason,
        title=draft.article.title,
        header=tuple(_header(draft.article)),
        body=Markup(_with_joins(renderer.to_html(draft.body), draft.joins)),
        doubts=tuple(
            (doubt.message, _anchor(doubt.line)) for doubt in plan.doubts if doubt.number == step.number
        ),
    )


def _header(article: Article) -> Iterator[tuple[str, str]]:
    yield "Section", article.section
    yield "Source", "; ".join(article.sources)
    yield "Source date", ", ".join(day.isoformat() for day in article.source_dates)
    yield "Author", article.author or ""
    yield "Provinces", ", ".join(article.provinces)
    yield "Title in the list", article.contents_title or ""
    yield "Trailer", article.trailer or ""


def _with_joins(html: str, joins: Sequence[Join]) -> str:
    """`html` with a mark wherever two lines were put together."""
    for join in joins:
        before, _, after = join.words.partition(" | ")
        mark = f'<mark class="join" title="{escape(f"{join.first_line} and {join.second_line}")}">⤶</mark>'
        words = f"{escape(before, quote=False)} {escape(after, quote=False)}"
        html = html.replace(words, f"{escape(before, quote=False)} {mark} {escape(after, quote=False)}", 1)
    return html


def _anchor(line: int | None) -> str:
    return f"l{int(line)}" if line is not None else ""


def _anchor_of(doubt: Doubt, lines: Mapping[str, LineNumber], noted: Mapping[Doubt, tuple[str, ...]]) -> str:
    if doubt in noted:
        return _anchor(lines.get(next(iter(noted[doubt]), "")))
    return _anchor(lines.get(str(doubt.line))) if doubt.line is not None else ""
