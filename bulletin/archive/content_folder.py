"""The content folder as it lies on disk: read whole, in a fixed order, each fault a finding with its file."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from bulletin.archive import content_rules, departures, ledger_rules, link_rules, site_addresses
from bulletin.archive.archive import Archive, StoredArticle, in_order
from bulletin.archive.former_addresses import with_former
from bulletin.archive.source_files import decoded, files_below, read_text
from bulletin.content import article_file, page_file, registry_file
from bulletin.content.abbreviation import shorts_in
from bulletin.content.extent import body_within, lead_within, seal, unseal
from bulletin.content.header import body_of
from bulletin.content.model import BulletinError, Finding, Severity, StaticPage
from bulletin.content.plain_file import LARGEST_LEDGER
from bulletin.content.registry import Registries
from bulletin.content.topic import topics_of
from bulletin.content.transaction import settled
from bulletin.ledger import ledger_file
from bulletin.ledger.author_addresses import author_addresses
from bulletin.ledger.history import History, history_of, memory_of
from bulletin.machine.atomic_file import read_bytes
from bulletin.machine.compact import Compact
from bulletin.text.markdown import BodyRenderer


@dataclass(frozen=True)
class Content:
    """All of a content folder: the archive, the pages, and what is wrong with them.

    `stored` are all articles, also those that the archive does not show.
    """

    archive: Archive
    stored: tuple[StoredArticle, ...]
    pages: tuple[StaticPage, ...]
    findings: tuple[Finding, ...]
    ledger: tuple[ledger_file.Row, ...]

    @property
    def fingerprint(self) -> str:
        """A digest of the texts of all articles and pages and of the addresses shown; registries aside."""
        archive = self.archive
        shown = (self.pages, sorted(archive.author_addresses.items()), archive.departed, archive.vacant)
        digest = hashlib.sha256(repr(shown).encode())
        for page in archive.list_pages:
            row, of = page.row, page.to
            digest.update(f"{row.address} {row.title} {row.first} {of and of.title}\n".encode())
        for stored in archive.articles:
            digest.update(f"{stored.path} {stored.digest}\n".encode())
        return digest.hexdigest()

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that stop a build."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.ERROR)


@dataclass(frozen=True, slots=True)
class ReadArticle(Compact):
    """What reading one article file gave."""

    stored: StoredArticle | None
    findings: tuple[Finding, ...]


def load(content: Path, cache: Path | None = None) -> Content:
    """Read the folder `content`, whole: an import that is half done is waited for, or finished first.

    What was read of the ledger's history is remembered in the folder `cache`, if there is one. Raises
    BulletinError where there is no such folder, or a registry cannot be read.
    """
    with settled(content):
        return read(content, cache)


def read(content: Path, cache: Path | None = None) -> Content:
    """The same for who has the folder to himself (`settled`)."""
    registries = registries_of(content)
    renderer = BodyRenderer()
    articles: list[StoredArticle] = []
    findings: list[Finding] = []
    for file in files_below(content, "articles", findings):
        read = read_article(content, file.path, registries, renderer)
        findings += read.findings
        if read.stored is not None:
            articles.append(read.stored)
    history = history_of(content / ledger_file.LEDGER, memory_of(cache, content) if cache else None)
    return assemble(content, registries, articles, findings, history)


def registries_of(content: Path) -> Registries:
    """The registries of the folder `content`. Raises BulletinError where one is missing or at fault."""
    if not content.is_dir():
        raise BulletinError(f"{content}: there is no such content folder; give one with --content")
    return registry_file.load(content / "registry")


def assemble(
    content: Path,
    registries: Registries,
    articles: list[StoredArticle],
    findings: list[Finding],
    history: History,
) -> Content:
    """The content of the articles already read: the pages and the ledger, and what is wrong between files."""
    text, faults = _text(content, ledger_file.LEDGER)
    rows, ledger_faults = ledger_file.parse(text)
    rows = with_former(rows, registries)
    ordered = in_order(articles)
    pages, page_findings = read_pages(content)
    unread = {one.path for one in findings if one.severity is Severity.ERROR} - {one.path for one in ordered}
    page_findings += content_rules.sample_findings(pages, ordered)
    findings = [*findings, *page_findings, *faults, *ledger_faults, *content_rules.number_findings(ordered)]
    # What could not be read is missed in the ledger or in the content; that is told when it can be.
    if not (unread or faults or ledger_faults):
        findings += ledger_rules.content_findings(ordered, registries, pages, rows, history)
    if not faults:
        findings += ledger_rules.history_findings(history, text)
    shown = departures.shown(ordered, rows)
    others = [*site_addresses.listed_rows(registries), *(site_addresses.page_row(page) for _, page in pages)]
    departed = departures.departures(rows, shown, others)
    list_pages = departures.list_pages(rows)
    pages_of = author_addresses(rows)
    vacant = departures.vacant(rows, shown, registries, [*departed, *list_pages], pages_of)
    if not unread:
        sources = (site_addresses.source_row(source) for source in registries.sources)
        findings += link_rules.link_findings(ordered, rows, [*others, *sources])
    archive = Archive(shown, registries, pages_of, departed, vacant, list_pages)
    return Content(archive, ordered, tuple(page for _, page in pages), tuple(sorted(findings)), rows)


def read_ledger(content: Path) -> tuple[tuple[ledger_file.Row, ...], tuple[Finding, ...]]:
    """The rows of the ledger of the folder `content`, none where it has no ledger yet, and their faults."""
    text, faults = _text(content, ledger_file.LEDGER)
    rows, ledger_faults = ledger_file.parse(text)
    return rows, (*faults, *ledger_faults)


def read_article(content: Path, path: str, registries: Registries, renderer: BodyRenderer) -> ReadArticle:
    """Read the article file `path` (relative to `content`) and check all that concerns it alone."""
    try:
        data = read_bytes(f"{content}/{path}")
    except OSError as error:
        message = f"cannot be read ({error.strerror}); give it back the right to be read"
        return ReadArticle(None, (Finding(path, 1, "stray-file", message),))
    text, findings = decoded(data, path)
    if text is None:
        return ReadArticle(None, findings)
    file, header, findings = article_file.parse_with_header(text, path)
    if file is None:
        return ReadArticle(None, findings)
    findings = tuple(content_rules.article_findings(file, header, text, path, registries))
    extent = registries.extent(file.article.sources)
    digest = seal(hashlib.sha256(data).hexdigest(), extent)
    # A body at fault need not be one that can be rendered.
    is_sound = all(finding.severity is Severity.WARNING for finding in findings)
    lead = lead_within(extent, file.body, renderer) if is_sound else ""
    shown = body_within(extent, file.body) if is_sound else ""
    topics = topics_of(registries.topics, file.article.title, shown)
    links = tuple(content_rules.site_links(header))
    shorts = shorts_in(shown, registries.abbreviations)
    stored = StoredArticle(file.article, path, lead, digest, topics, links, shorts)
    return ReadArticle(stored, findings)


def read_body(content: Path, path: str, digest: str) -> str:
    """What is shown of the Markdown body in `path`: `digest` is that of its StoredArticle.

    Raises BulletinError where the file has another digest by now.
    """
    data = read_bytes(f"{content}/{path}")
    of_file, extent = unseal(digest)
    if hashlib.sha256(data).hexdigest() != of_file:
        raise BulletinError(f"{path}: changed while the site was being built; build again")
    return body_within(extent, body_of(decoded(data, path)[0] or ""))


def read_pages(content: Path) -> tuple[tuple[tuple[str, StaticPage], ...], list[Finding]]:
    """The pages of the folder `content`, each with its file, and what is wrong with them."""
    pages: list[tuple[str, StaticPage]] = []
    findings: list[Finding] = []
    for file in files_below(content, "pages", findings):
        path = file.path
        text, faults = read_text(content, path)
        if text is None:
            findings += faults
            continue
        page, header, faults = page_file.parse(text, path)
        findings += [*faults, *content_rules.text_findings(text, header, path)]
        if page is not None:
            pages.append((path, page))
    findings += content_rules.page_findings(pages)
    return tuple(pages), findings


def _text(content: Path, path: str) -> tuple[str, tuple[Finding, ...]]:
    """The text of a file, empty where there is none or it cannot be read; then the finding says why."""
    try:
        text, faults = read_text(content, path, LARGEST_LEDGER)
    except FileNotFoundError:
        return "", ()
    return text or "", faults
