"""One article of the body: its lines as title, Markdown and trailer, what was joined, what is in doubt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bulletin.content import article_file
from bulletin.content.model import Article, ArticleFile, BulletinError
from bulletin.importer import blocks, markdown, trailer
from bulletin.importer.accounting import Place, Span
from bulletin.importer.article_doubts import IssueContext, Printed, doubts_of
from bulletin.importer.blocks import Block
from bulletin.importer.body import Heading
from bulletin.importer.contents import Entry
from bulletin.importer.document import Line, LineNumber, shown
from bulletin.importer.doubt import Doubt
from bulletin.importer.joins import Join, join_cut_paragraphs
from bulletin.importer.source import BlockKind
from bulletin.importer.titles import printed_title, title_key, without_page
from bulletin.importer.trailer import Ending
from bulletin.text.letters import without_spaces

_HEADLINE_END = re.compile(r"[^\W_.,;:…][”\"’]?$|[?!][”\"’]?$")
_LONGEST_HEADLINE = 200
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as the document has it: header, Markdown, and what the report says of it.

    Its number is the one of the contents list until `merge` gives it that of the article it matches.
    """

    article: Article
    body: str
    first_line: LineNumber
    last_line: LineNumber
    joins: tuple[Join, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    spans: tuple[Span, ...] = ()

    def numbered(self, number: int) -> Draft:
        """This draft as article `number`."""
        slug = f"{self.article.date.isoformat()}-{number}"
        return replace(self, article=replace(self.article, number=number, slug=slug))


def read_article(heading: Heading, entry: Entry, lines: Sequence[Line], issue: IssueContext) -> Draft:
    """The article under `heading`, the one of `entry`, from the `lines` that follow.

    Lines after the link «Về đầu trang» are left without a span: they belong to no article. Raises
    BulletinError where an article seems to end in the middle, or where the Markdown would not show
    what is printed.
    """
    notes = [line for line in lines if line.kind is BlockKind.NOTE]
    text = _up_to_link([line for line in lines if line.kind is not BlockKind.NOTE])
    ending = trailer.split(text, issue.masthead.date, issue.registries)
    body_blocks = blocks.parse(ending.body)
    for block in body_blocks:
        if markdown.has_too_many_marks(block.text):
            raise BulletinError(
                f"{issue.name}: {block.first_line}: «{shown(block.text)}» has thousands of signs such "
                "as [ or _ in one paragraph; correct it in the document"
            )
    _refuse_second_article(body_blocks, entry, issue)
    joined, joins = join_cut_paragraphs(body_blocks)
    # Notes stand together behind the text that refers to them.
    printed, joined = (*body_blocks, *blocks.parse(notes)), (*joined, *blocks.parse(notes))
    own = [*text, *notes]
    body = markdown.render(joined)
    section = issue.registries.section(issue.contents.sections[entry.section])
    title = printed_title(entry.title, heading.text)
    paragraphs = [block.visible for block in joined]
    provinces = issue.finder.find(title, paragraphs, section is not None and section.local)
    source_line = ending.source_line
    article = Article(
        date=issue.masthead.date,
        date_from=issue.masthead.date_from,
        number=entry.number,
        printed_number=entry.printed_number if entry.printed_number != entry.number else None,
        title=title,
        contents_title=_contents_title(entry, title),
        section=section.name if section else issue.contents.sections[entry.section],
        slug=f"{issue.masthead.date.isoformat()}-{entry.number}",
        sources=source_line.sources if source_line else (),
        source_dates=source_line.dates if source_line else (),
        source_page=source_line.page if source_line else None,
        author=source_line.author if source_line else None,
        provinces=tuple(province.name for province in provinces.found),
        certainty=provinces.certainty,
        trailer=ending.printed,
    )
    draft = Draft(
        article=article,
        body=body,
        first_line=heading.lines[0].number,
        last_line=(text or heading.lines)[-1].number,
        joins=joins,
        doubts=tuple(doubts_of(article, body, Printed(heading, ending, joined, provinces), issue)),
        spans=_spans(heading, own, ending),
    )
    written = ArticleFile(article, body)
    read_back, _ = article_file.parse(article_file.render(written), issue.name)
    proven = read_back == written and _prove(draft, own, heading, printed, ending)
    if not proven or not markdown.shows(body, joined, issue.renderer):
        _refuse_control_characters(own, issue.name)
        raise BulletinError(
            f"{issue.name}: {draft.first_line}: article {entry.printed_number} cannot be written as an "
            "article file without changing its text; report this fault with the document"
        )
    return draft


def _refuse_control_characters(lines: Sequence[Line], name: str) -> None:
    """Raise BulletinError for letters that a damaged font of a PDF leaves of a text."""
    for line in lines:
        if found := _CONTROL.search(line.text):
            raise BulletinError(
                f"{name}: {line.number} has the control character U+{ord(found.group()):04X}: the document "
                "is damaged; ask the sender to send it again"
            )


def _up_to_link(lines: Sequence[Line]) -> list[Line]:
    for index, line in enumerate(lines):
        if trailer.has_back_link(line.text):
            rest = [after for after in lines[index + 1 :] if after.text == "./."]
            return [*lines[: index + 1], *rest]
    return list(lines)


def _refuse_second_article(printed: Sequence[Block], entry: Entry, issue: IssueContext) -> None:
    """A trailer inside an article, then a headline: an article that the contents list does not have."""
    for block, after in pairwise(printed):
        headline = len(after.text) <= _LONGEST_HEADLINE and _HEADLINE_END.search(after.text)
        if headline and trailer.trailer_within(block.text, issue.masthead.date, issue.registries):
            raise BulletinError(
                f"{issue.name}: {after.first_line}: «{after.text[:80]}» begins an article that is not "
                f"in the contents list, after article {entry.printed_number}; add it to the list"
            )


def _contents_title(entry: Entry, title: str) -> str | None:
    same = title_key(title) in (title_key(entry.title), title_key(without_page(entry.title)))
    return None if same else entry.title


def _spans(heading: Heading, own: Sequence[Line], ending: Ending) -> tuple[Span, ...]:
    spans = [Span(line.number, 0, len(line.text), Place.TITLE) for line in heading.lines]
    for line in own:
        cut = ending.cut.get(line.number, len(line.text))
        spans.append(Span(line.number, 0, cut, Place.BODY))
        spans.append(Span(line.number, cut, len(line.text), Place.TRAILER))
    return tuple(spans)


def _prove(
    draft: Draft, own: Sequence[Line], heading: Heading, printed: Sequence[Block], ending: Ending
) -> bool:
    """Whether title, body and trailer of `draft` have each character of their spans, in order.

    Left out are only the number before a title and the link «Về đầu trang» after the trailer.
    """
    texts = {line.number: line.text for line in (*heading.lines, *own)}
    by_place = {
        place: without_spaces(
            "".join(texts[span.line][span.start : span.end] for span in draft.spans if span.place is place)
        )
        for place in (Place.TITLE, Place.BODY, Place.TRAILER)
    }
    title = without_spaces(draft.article.title)
    trailer_text = without_spaces(ending.printed or "")
    number = by_place[Place.TITLE].removesuffix(title)
    return (
        by_place[Place.TITLE] == number + title
        and (not number or number.rstrip(".)").isdigit())
        and by_place[Place.BODY] == without_spaces("".join(block.text for block in printed))
        and by_place[Place.TRAILER].startswith(trailer_text)
        and trailer.is_link(by_place[Place.TRAILER][len(trailer_text) :])
    )
