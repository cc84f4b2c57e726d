"""The rules of the ledger: what an address may not do, held against content and history."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bulletin.archive import site_addresses
from bulletin.archive.archive import StoredArticle
from bulletin.archive.list_pages import following, list_page_findings
from bulletin.content.model import Finding, Severity, StaticPage
from bulletin.content.registry import Registries
from bulletin.ledger import addresses, ledger_file
from bulletin.ledger.author_addresses import author_addresses, author_key, author_names
from bulletin.ledger.history import History
from bulletin.ledger.kinds import LIST_PAGE
from bulletin.ledger.ledger_file import LEDGER, Change, LedgerLine, Row
from bulletin.text.letters import slugify

_MOST_LINES = 20
# The code of the warning that nothing is held against the history of the ledger.
UNGUARDED = "ledger-unguarded"
_RECORD = "type: invoke record"


def content_findings(
    articles: Sequence[StoredArticle],
    registries: Registries,
    pages: Sequence[tuple[str, StaticPage]],
    rows: Sequence[Row],
    history: History,
) -> Iterator[Finding]:
    """Addresses that came from nowhere or vanished, and those that are there although the ledger moved them.

    `pages` come with their files. An article whose address is gone may stay in its file: that is a take-down.
    """
    ledger = following(rows)
    yield from list_page_findings(rows, ledger)
    held = _Held(history)
    for stored in articles:
        yield from _article_findings(stored, ledger, held)
    for row in site_addresses.listed_rows(registries):
        held.addresses.add(row.address)
        yield from _contradictions(ledger.get(row.address), f"registry/{row.kind}s.toml")
    for path, page in pages:
        row = site_addresses.page_row(page)
        held.addresses.add(row.address)
        yield from _contradictions(ledger.get(row.address), path)
    cited = site_addresses.cited_sources(articles, registries)
    for source in registries.sources:
        address = site_addresses.source_row(source).address
        if source.id in cited:
            yield from _contradictions(ledger.get(address), "registry/sources.toml")
        if source.id in cited or address in ledger:
            held.addresses.add(address)
    yield from _author_findings(articles, rows)
    for row in rows:
        # A page of a list goes where the list does, which is looked at by itself.
        if not row.is_live and row.target is not None and row.kind != LIST_PAGE:
            yield from _move_findings(row, ledger, held.addresses)
    lost = [
        row
        for row in rows
        if row.is_live and row.address not in held.addresses and row.kind not in ("author", LIST_PAGE)
    ]
    # An issue goes with its last article, a month and a year with it, and an author's page stays without one.
    emptied = _emptied(rows) if lost else set()
    yield from (_vanished(row) for row in lost if row.address not in emptied)


def history_findings(history: History, now: str) -> Iterator[Finding]:
    """What the ledger's text `now` lost or changed of all that it ever had.

    Each address keeps its lines in their order; only a day of first publication may be filled in.
    """
    if history.unread:
        message = f"the ledger is not held against its history: {history.unread}"
        yield Finding(LEDGER, 1, UNGUARDED, message, Severity.WARNING)
    if now.startswith(history.text):
        return
    present: dict[str, list[LedgerLine]] = defaultdict(list)
    for line in ledger_file.lines(now):
        present[line.says.address].append(line)
    positions: dict[str, int] = defaultdict(int)
    count = 0
    for line in ledger_file.lines(history.text):
        own, position = present[line.says.address], positions[line.says.address]
        positions[line.says.address] += 1
        if position >= len(own) or not _is_kept(line.says, own[position].says):
            count += 1
            if count <= _MOST_LINES:
                yield _changed(line, own[position] if position < len(own) else None)
    if count > _MOST_LINES:
        message = f"{count - _MOST_LINES} more lines of earlier commits are missing or changed; put them back"
        yield Finding(LEDGER, 1, "ledger-line-lost", f"{message}: git log -p {LEDGER} shows them")


@dataclass
class _Held:
    """The addresses that the content still has, and the issue that was looked at last."""

    history: History
    addresses: set[str] = field(default_factory=set)
    day: date | None = None
    issue: str = ""

    def advice(self, address: str) -> str:
        """What to do about an `address` that is in no line: never to give again one that was given before."""
        given, _ = ledger_file.parse(self.history.text)
        if any(row.address == address for row in given):
            return "an earlier commit had one: put it back"
        if self.history.unread:
            return f"whether it had one before is not known: {self.history.unread}"
        return _RECORD


def _article_findings(stored: StoredArticle, ledger: Mapping[str, Row], held: _Held) -> Iterator[Finding]:
    """What is wrong with the addresses of an article and of its issue; adds those that it keeps to `held`."""
    article = stored.article
    if article.date != held.day:
        held.day, held.issue = article.date, f"/{addresses.issue(article.date)}"
    address = f"{held.issue}{article.number}/"
    known = ledger.get(address)
    if known is None:
        message = f"the article's address {address} is in no line of {LEDGER}; {held.advice(address)}"
        yield Finding(stored.path, 1, "address-unknown", message)
    elif not known.is_live and known.reason is not None:
        message = f"is not shown: line {known.line} of {LEDGER} says «{known.state}»"
        yield Finding(stored.path, 1, "withdrawn", message, Severity.WARNING)
        return
    held.addresses.add(address)
    yield from _contradictions(known, stored.path)
    if held.issue not in held.addresses:
        if held.issue not in ledger:
            advice = held.advice(held.issue)
            message = f"the issue's address {held.issue} is in no line of {LEDGER}; {advice}"
            yield Finding(stored.path, 1, "address-unknown", message)
        year, month = article.date.year, article.date.month
        for path in (f"/{addresses.year(year)}", f"/{addresses.month(year, month)}", held.issue):
            if path not in held.addresses:
                held.addresses.add(path)
                yield from _contradictions(ledger.get(path), stored.path)


def _contradictions(known: Row | None, path: str) -> Iterator[Finding]:
    """The finding for the address of something in the file `path` that the ledger has as moved or gone."""
    if known is not None and not known.is_live:
        message = (
            f"{known.address} is still here, but line {known.line} of {LEDGER} says «{known.state}»; take it "
            f"out here, or add to the ledger the line «{known.address} live»"
        )
        yield Finding(path, 1, "address-moved", message)


def _author_findings(articles: Sequence[StoredArticle], rows: Sequence[Row]) -> Iterator[Finding]:
    """Authors without an address in the ledger, and published addresses of authors without an article."""
    names = site_addresses.named_authors(articles)
    known = {author_key(row.title) for row in rows if row.kind == "author"}
    missing = {name for name in names if author_key(name) not in known and slugify(name)}
    for stored in articles if missing else ():
        for name in author_names(stored.article.author or ""):
            if name in missing:
                missing.remove(name)
                message = f"author {name!r} has no address in {LEDGER}; {_RECORD}"
                yield Finding(stored.path, 1, "author-without-address", message)
    keys = {author_key(name) for name in names}
    published = (row for row in rows if row.kind == "author" and row.is_live and row.first)
    alone = [row for row in published if author_key(row.title) not in keys]
    # The page of one name may have the articles of another one that moved there.
    pages_of = author_addresses(rows) if alone else {}
    pages = {pages_of.get(key) for key in keys}
    for row in alone:
        if row.address not in pages:
            message = (
                f"no article is by «{row.title}» any more: the page is empty; if the name was corrected, "
                f"add the line «{row.address} moved → /tac-gia/…/»"
            )
            yield Finding(LEDGER, row.line, "author-without-article", message, Severity.WARNING)


def _emptied(rows: Sequence[Row]) -> set[str]:
    """The addresses of issues whose articles moved or are gone, all of them, and of the years and months.

    Where a year or month lost its issues against the rules, these have their findings.
    """
    articles = [(row.address.rsplit("/", 2)[0] + "/", row.is_live) for row in rows if row.kind == "article"]
    issues = {issue for issue, _ in articles} - {issue for issue, is_live in articles if is_live}
    calendar = site_addresses.calendar_rows(ledger_file.issue_days(rows))
    return issues.union(row.address for row in calendar)


def _vanished(row: Row) -> Finding:
    message = (
        f"the {row.kind} «{row.title}» is not in the content any more; put it back, or add the line "
        f"«{row.address} moved → /…/» or «{row.address} gone: reason»"
    )
    return Finding(LEDGER, row.line, "address-vanished", message)


def _move_findings(row: Row, ledger: Mapping[str, Row], held: set[str]) -> Iterator[Finding]:
    if ledger_file.destination(row, ledger) is None:
        message = f"{row.address} moves in a circle; add a line «{row.address} moved → /…/» that leads out"
        yield Finding(LEDGER, row.line, "moved-in-circle", message)
    elif row.target not in ledger and row.target not in held:
        message = f"{row.address} is moved to {row.target}, which is no page of the site; add a line with one"
        yield Finding(LEDGER, row.line, "moved-nowhere", message)


def _is_kept(before: Row | Change, now: Row | Change) -> bool:
    if isinstance(before, Row) and isinstance(now, Row) and before.first is None:
        return (before.kind, before.title, before.state) == (now.kind, now.title, now.state)
    return before == now


def _changed(line: LedgerLine, now: LedgerLine | None) -> Finding:
    """The finding for a `line` of an earlier commit that is `now` another or missing."""
    before = line.says
    written = ledger_file.render((before,)).rstrip("\n").replace("\t", "<tab>")
    if (
        now is not None
        and isinstance(before, Row)
        and isinstance(now.says, Row)
        and before.title != now.says.title
    ):
        message = (
            f"{before.address} was given to «{before.title}» in an earlier commit; put that line back, "
            "and give this one the next free number or name"
        )
        return Finding(LEDGER, now.number, "address-given-twice", message)
    message = f"an earlier commit has «{written}»; put it back: lines are only added"
    return Finding(LEDGER, now.number if now else 1, "ledger-line-lost", message)
