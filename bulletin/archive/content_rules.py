"""The rules of `content/`: pure functions from file texts and registries to findings."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from bulletin.archive.archive import StoredArticle
from bulletin.content.fields import RESERVED as WINDOWS_NAMES
from bulletin.content.header import Header
from bulletin.content.model import Article, ArticleFile, Finding, Kind, Severity, StaticPage
from bulletin.content.registry import Registries
from bulletin.ledger import addresses
from bulletin.text.markdown import SAFE_TARGET, BodyRenderer
from bulletin.text.site_links import address_of_target

_FILE = re.compile(r"articles/(\d{4})/(\d{4}-\d{2}-\d{2})/(\d{2,3})-[a-z0-9-]+\.md$")
# `<https://…>`, `<mailto:…>` and `<name@host>` are links.
_RAW_HTML = re.compile(
    r"(?<!\\)<(?!(?:https?://|mailto:)[^\s<>]+>|[^\s<>!@]+@[^\s<>@]+>)[A-Za-z/!?]", re.IGNORECASE
)
_IMAGE = re.compile(r"(?<!\\)!\[")
# Where a link leads: `[text](target)`, or the definition `[name]: target` of one by name.
_LINK_TARGET = re.compile(r"(?<!\\)(?:\]\(|^ {0,3}\[[^\]]*\]:)\s*<?([^)\s>]*)")
_OTHER_MARKS = re.compile(r"^ {0,3}(?:```|~~~)\S*|(?<![~\\])~~[^~\s](?:[^~]*[^~\s])?~~(?!~)")
_DEEPEST, _LONGEST_NUMBER, _BRACKETS = 12, 9, 400
_SENSELESS = (
    (
        re.compile(rf"^(?: {{4}}|\t){{{_DEEPEST + 1},}} *(?:[-+*]|\d+\.) ", re.MULTILINE),
        f"a list item is nested deeper than {_DEEPEST} levels; move it out",
    ),
    (
        re.compile(rf"^ *(?:(?:[-+*]|\d{{1,{_LONGEST_NUMBER}}}\.) +|> *){{{_DEEPEST + 1},}}", re.MULTILINE),
        f"a line begins with more than {_DEEPEST} marks of lists or quotations; write \\ before the first",
    ),
    (
        re.compile(rf"^ *\d{{{_LONGEST_NUMBER + 1},}}\.", re.MULTILINE),
        f"a number of more than {_LONGEST_NUMBER} digits stands where a list begins; write \\. behind it",
    ),
)
_BRACKET = re.compile(r"\\.|[\[\]]")
# What the program's own pages say of its samples, and the day of the issue that is among these.
_OF_SAMPLES = ("nội dung mẫu", "bản mẫu đi kèm phần mềm", "Bản mẫu đi kèm phần mềm", "publishconf.py")
_SAMPLE_DAY = "2023-12-11/"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def article_findings(
    file: ArticleFile, header: Header, text: str, path: str, registries: Registries
) -> Iterator[Finding]:
    """What is wrong with one article file whose header could be read."""
    yield from _place_findings(file.article, header, path)
    yield from name_findings(file.article, header, path, registries)
    yield from text_findings(text, header, path)


def name_findings(article: Article, header: Header, path: str, registries: Registries) -> Iterator[Finding]:
    """Names of the header that no registry knows, with the nearest that one does."""
    if registries.section(article.section) is None:
        message = _unknown(
            "Section", article.section, registries.nearest_sections(article.section), "sections"
        )
        yield Finding(path, header.lines["Section"], "unknown-section", message)
    for name in article.provinces:
        if registries.province(name, article.date) is None:
            message = _unknown("province", name, registries.nearest_provinces(name), "provinces")
            yield Finding(path, header.lines["Tags"], "unknown-province", message)
    for name in article.sources:
        if registries.source(name) is None:
            message = _unknown("Source", name, (), "sources")
            yield Finding(path, header.lines["Source"], "unknown-source", message, Severity.WARNING)


def text_findings(text: str, header: Header, path: str) -> Iterator[Finding]:
    """What no text of ours may hold: raw HTML, images, unsafe links, control letters, another normal form."""
    if not unicodedata.is_normalized("NFC", text):
        number = next(n for n, line in _lines(text) if not unicodedata.is_normalized("NFC", line))
        yield Finding(path, number, "not-nfc", "the letters are not in NFC; save the file in NFC")
    # Nearly every text is free of all these: look at its lines only where the whole holds one.
    if _CONTROL.search(text):
        for number, line in _lines(text):
            if _CONTROL.search(line):
                yield Finding(path, number, "control-character", "holds a control character; delete it")
    yield from _senseless_findings(header, path)
    if "~~" in header.body or "```" in header.body:
        yield from _unread_findings(header, path)
    if "<" in header.body or "[" in header.body:
        for number, line in _lines(header.body, header.body_line):
            yield from _markup_findings(line, number, path)
        if "(#" in header.body or ": #" in header.body:
            yield from _paragraph_findings(header, path)


def site_links(header: Header) -> Iterator[tuple[str, int]]:
    """The addresses of the site that the body below `header` links to, each with its line."""
    if "](/" in header.body or "{filename}" in header.body or "]:" in header.body:
        for number, line in _lines(header.body, header.body_line):
            for link, is_typed in _links(line):
                address = address_of_target(link.group(1))
                if address is not None and not is_typed:
                    yield address.partition("#")[0].partition("?")[0], number


def _unread_findings(header: Header, path: str) -> Iterator[Finding]:
    """Marks of other kinds of Markdown, which are shown as they are typed."""
    for number, line in _lines(header.body, header.body_line):
        if found := _OTHER_MARKS.search(line):
            message = f"{found[0][:20]!r} is shown as it stands: there are no such marks here"
            yield Finding(path, number, "shown-mark", message, Severity.WARNING)


def _paragraph_findings(header: Header, path: str) -> Iterator[Finding]:
    """Links to paragraphs that the text has not."""
    html = BodyRenderer().to_html(header.body)
    for number, line in _lines(header.body, header.body_line):
        for link in _LINK_TARGET.finditer(line):
            target = link.group(1)
            if target.startswith("#") and f'href="{target}"' in html and f' id="{target[1:]}"' not in html:
                message = f"link to {target!r}: the text has no such paragraph; the first one is #p1"
                yield Finding(path, number, "no-such-paragraph", message)


def _senseless_findings(header: Header, path: str) -> Iterator[Finding]:
    """What no text has and a reader of Markdown chokes on: nesting, numbers and brackets without end."""
    for rule, message in _SENSELESS:
        if match := rule.search(header.body):
            number = header.body_line + header.body.count("\n", 0, match.start())
            yield Finding(path, number, "senseless-marks", message)
    if header.body.count("[") > _BRACKETS:
        message = f"the text has more than {_BRACKETS} signs «[»; write \\[ where no link is meant"
        yield Finding(path, header.body_line, "senseless-marks", message)


def _markup_findings(line: str, number: int, path: str) -> Iterator[Finding]:
    if match := _RAW_HTML.search(line):
        shown = line[match.start() : match.start() + 20]
        message = f"{shown!r} is raw HTML; write Markdown, or &lt; for the sign"
        yield Finding(path, number, "raw-html", message)
    if _IMAGE.search(line):
        message = "the archive has no images; take it out, or write \\! for the sign"
        yield Finding(path, number, "image", message)
    for link, is_typed in _links(line):
        target = link.group(1)
        is_safe = SAFE_TARGET.match(target) or address_of_target(target) is not None
        if not is_safe and not is_typed:
            message = (
                f"link to {target!r}: only https://, http://, mailto:, /2023/12/11/5/ and #p… are allowed"
            )
            yield Finding(path, number, "unsafe-link", message)


def _links(line: str) -> Iterator[tuple[re.Match[str], bool]]:
    """Each link of `line`, and whether its bracket was opened as a sign, `\\[`: then it is text."""
    brackets = _BRACKET.finditer(line)
    bracket = next(brackets, None)
    depth = 0
    escaped = False
    for link in _LINK_TARGET.finditer(line):
        # One walk over the brackets for all links: each for itself would cost the square of the line.
        while bracket is not None and bracket.end() <= link.start():
            depth = max(0, depth + {"[": 1, "]": -1}.get(bracket.group(), 0))
            escaped |= bracket.group() == "\\["
            bracket = next(brackets, None)
        yield link, not link.group().startswith("[") and escaped and not depth


def number_findings(articles: Iterable[StoredArticle]) -> Iterator[Finding]:
    """Numbers that two files of one issue have."""
    by_id: dict[str, list[StoredArticle]] = defaultdict(list)
    for stored in articles:
        by_id[stored.article.id].append(stored)
    for identity, same in by_id.items():
        for stored in same[1:]:
            message = f"Number: {identity} is the number of {same[0].path} too; give one another"
            yield Finding(stored.path, 1, "number-twice", message)


def page_findings(pages: Sequence[tuple[str, StaticPage]]) -> Iterator[Finding]:
    """Pages (each with its file) whose address is that of another page or of the site's own."""
    taken: dict[str, str] = {}
    for path, page in pages:
        if page.slug in WINDOWS_NAMES:
            message = f"Slug {page.slug!r} is a name that Windows keeps for itself; choose another"
            yield Finding(path, 1, "slug-taken", message)
        elif page.slug in addresses.RESERVED or page.slug.isdigit():
            message = f"Slug {page.slug!r} is an address of the site itself; choose another"
            yield Finding(path, 1, "slug-taken", message)
        elif page.slug in taken:
            message = f"Slug {page.slug!r} is that of {taken[page.slug]} too; choose another"
            yield Finding(path, 1, "slug-taken", message)
        taken.setdefault(page.slug, path)


def sample_findings(
    pages: Sequence[tuple[str, StaticPage]], articles: Iterable[StoredArticle]
) -> Iterator[Finding]:
    """Pages that say of the archive what is true of the program's own samples alone."""
    if any(one.article.id.startswith(_SAMPLE_DAY) and one.article.kind is Kind.DIGEST for one in articles):
        return
    for path, page in pages:
        for said in _OF_SAMPLES:
            if said in page.body:
                message = f"says «{said}», which is true of the program's samples; write your own"
                yield Finding(path, 1, "sample-page", message, Severity.WARNING)


def _place_findings(article: Article, header: Header, path: str) -> Iterator[Finding]:
    match = _FILE.match(path)
    day = article.date.isoformat()
    wanted = f"articles/{article.date:%Y}/{day}/{article.number:02d}-….md"
    if not match or match.groups() != (day[:4], day, f"{article.number:02d}"):
        message = f"Date and Number want this file at {wanted}; move the file or mend the header"
        yield Finding(path, header.lines["Date"], "wrong-place", message)
    if article.slug != f"{day}-{article.number}":
        message = f"Slug {article.slug!r} must be {day}-{article.number}: date and number"
        yield Finding(path, header.lines["Slug"], "bad-slug", message)
    if article.date_from is not None and article.date_from >= article.date:
        message = f"Date_from {article.date_from} is not before Date {day}"
        yield Finding(path, header.lines["Date_from"], "bad-date-from", message)
    for source_date in article.source_dates:
        if source_date > article.date:
            # Newspapers misprint the year in January: a person looks at it, but it stops no build.
            message = f"Source_date {source_date} is after the issue's date {day}"
            yield Finding(path, header.lines["Source_date"], "bad-source-date", message, Severity.WARNING)
    if not header.body.strip():
        yield Finding(path, header.body_line, "empty-body", "the article has no text")


def _unknown(what: str, name: str, near: tuple[str, ...], registry: str) -> str:
    hint = f"nearest: {', '.join(near)}" if near else "nothing near it is known"
    return (
        f"{what} {name!r} is in no entry of registry/{registry}.toml; {hint}; mend it or add an alias there"
    )


def _lines(text: str, first: int = 1) -> Iterator[tuple[int, str]]:
    return enumerate(text.split("\n"), start=first)
