"""What is not certain of one article, for the report: each a code, a sentence, and where to look."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bulletin.archive.content_rules import text_findings
from bulletin.content import article_file
from bulletin.content.model import Article, ArticleFile, Certainty, Severity
from bulletin.content.registry import Registries
from bulletin.importer.blocks import Block
from bulletin.importer.body import Heading
from bulletin.importer.contents import ContentsList
from bulletin.importer.document import LineNumber, shown
from bulletin.importer.doubt import Doubt
from bulletin.importer.joins import may_be_cut
from bulletin.importer.masthead import Masthead
from bulletin.importer.provinces import ProvinceFinder, Provinces
from bulletin.importer.trailer import Ending
from bulletin.ledger.author_names import named
from bulletin.text.markdown import BodyRenderer

_STOPS = "until that is mended, nothing is built"
# A picture as programs write it into text.
_PICTURE = re.compile(r"!\[[^\[\]]{0,200}\]\([^()\s]{0,200}\)")


@dataclass(frozen=True, slots=True)
class Printed:
    """An article as its document prints it: heading, ending, the blocks between, and provinces found."""

    heading: Heading
    ending: Ending
    blocks: Sequence[Block]
    provinces: Provinces


@dataclass(frozen=True, slots=True)
class IssueContext:
    """What all articles of an issue are read with."""

    name: str
    masthead: Masthead
    contents: ContentsList
    registries: Registries
    finder: ProvinceFinder
    renderer: BodyRenderer


def doubts_of(article: Article, body: str, printed: Printed, issue: IssueContext) -> list[Doubt]:
    """What is not certain of `article` with its `body` in Markdown, as its document has it."""
    heading, ending, joined = printed.heading, printed.ending, printed.blocks
    title_line = heading.lines[0].number
    last_line = max(ending.cut, default=joined[-1].last_line if joined else title_line)
    found: list[tuple[str, str, LineNumber]] = []
    if article.contents_title:
        found.append(
            ("title", f"the contents list has «{article.contents_title}»; the body's is kept", title_line)
        )
    if not joined:
        found.append(("no-text", f"no text stands under the title; {_STOPS}", title_line))
    if issue.registries.section(article.section) is None:
        found.append(
            ("section", f"the section «{article.section}» is not in the registry; {_STOPS}", title_line)
        )
    if ending.source_line is None:
        found.append(("no-trailer", "no trailer: source, date and author are left out", last_line))
    else:
        found += [("trailer", message, last_line) for message in ending.source_line.doubts]
        if not article.author:
            found.append(("no-author", "the trailer names no author", last_line))
        if not article.source_dates:
            found.append(("no-source-date", "the trailer has no date", last_line))
    if not ending.has_link:
        found.append(("no-link", "no «Về đầu trang» at the end", last_line))
    for before, after in pairwise(joined):
        if may_be_cut(before, after):
            words = f"«… {' '.join(before.text.split()[-4:])}» has no end; joined with nothing"
            found.append(("cut", words, before.last_line))
    found += _province_doubts(article, printed.provinces, title_line, issue)
    found += [
        ("picture", f"a picture stays behind at «{shown(mark)}»", line) for mark, line in _pictures(joined)
    ]
    found += [("author", message, last_line) for message in _author_doubts(article, issue.registries)]
    found += [("check", message, title_line) for message in _refused(article, body)]
    return [Doubt(code, message, line, article.number) for code, message, line in found]


def _author_doubts(article: Article, registries: Registries) -> Iterator[str]:
    author = named(article.author or "")
    for name in author.unclear:
        yield f"«{shown(name)}» seems to be no name, and gets no page; if it is one, correct Author"
    for name in author.names:
        # People write under such names, too: «Hà Giang».
        if registries.province(name, article.date):
            yield f"«{shown(name)}» is a province's name, too; if it is no person's, take Author out"


def _province_doubts(
    article: Article, provinces: Provinces, line: LineNumber, issue: IssueContext
) -> list[tuple[str, str, LineNumber]]:
    names = ", ".join(article.provinces)
    if article.certainty is Certainty.TITLE:
        return [("province", f"«{names}» was found inside the title", line)]
    if article.certainty is Certainty.BODY:
        return [("province", f"«{names}» was found in the text alone", line)]
    if provinces.found:
        return []
    hints = [f"the text names {', '.join(p.name for p in provinces.hints)}"] if provinces.hints else []
    for printed in article.sources:
        source = issue.registries.source(printed)
        if source is not None and source.local_of is not None:
            local = issue.registries.province_by_slug(source.local_of)
            hints.append(f"«{printed}» is a paper of {local.name}")
    return [("province", f"no province; {hint}", line) for hint in hints]


def _pictures(blocks: Sequence[Block]) -> Iterator[tuple[str, LineNumber]]:
    for block in blocks:
        for picture in _PICTURE.finditer(block.text):
            yield picture.group(), block.first_line


def _refused(article: Article, body: str) -> Iterator[str]:
    """What the check will say of the text of the article's file, errors alone."""
    text = article_file.render(ArticleFile(article, body))
    _, header, _ = article_file.parse_with_header(text, "")
    for finding in text_findings(text, header, ""):
        if finding.severity is Severity.ERROR:
            yield f"{finding.code}: {finding.message}; {_STOPS}"
