"""The content folder as it lies on disk: read whole, in a fixed order, each fault a finding with its file."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bulletin import article_file, check, page_file, permalinks, registry
from bulletin.archive import Archive, StoredArticle, in_order
from bulletin.compact import Compact
from bulletin.header import body_of
from bulletin.markdown import BodyRenderer, lead_of
from bulletin.model import BulletinError, Finding, Severity
from bulletin.pages.static_page import StaticPage
from bulletin.registry import Registries


@dataclass(frozen=True)
class Content:
    """All of a content folder: the archive, the pages, and what is wrong with them."""

    archive: Archive
    pages: tuple[StaticPage, ...]
    findings: tuple[Finding, ...]
    ledger: tuple[permalinks.Row, ...] = ()

    @property
    def fingerprint(self) -> str:
        """A digest of the texts of all articles and pages and of the authors' addresses; registries aside."""
        digest = hashlib.sha256(repr((self.pages, sorted(self.archive.author_addresses.items()))).encode())
        for stored in self.archive.articles:
            digest.update(f"{stored.path} {stored.digest}\n".encode())
        return digest.hexdigest()

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that stop a build."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.ERROR)


@dataclass(frozen=True, slots=True)
class SourceFile(Compact):
    """A file of the content folder (`path` is relative to it) with what tells that it changed."""

    path: str
    size: int
    mtime_ns: int
    ctime_ns: int


@dataclass(frozen=True, slots=True)
class ReadArticle(Compact):
    """What reading one article file gave."""

    stored: StoredArticle | None
    findings: tuple[Finding, ...]


def load(content: Path) -> Content:
    """Read the folder `content`. Raises BulletinError where there is none or a registry cannot be read."""
    registries = registries_of(content)
    renderer = BodyRenderer()
    articles: list[StoredArticle] = []
    findings: list[Finding] = []
    for file in files_below(content, "articles", findings):
        read = read_article(content, file.path, registries, renderer)
        findings += read.findings
        if read.stored is not None:
            articles.append(read.stored)
    return assemble(content, registries, articles, findings)


def registries_of(content: Path) -> Registries:
    """The registries of the folder `content`. Raises BulletinError where one is missing or at fault."""
    if not content.is_dir():
        raise BulletinError(f"{content}: there is no such content folder; give one with --content")
    return registry.load(content / "registry")


def assemble(
    content: Path, registries: Registries, articles: list[StoredArticle], findings: list[Finding]
) -> Content:
    """The content of the articles already read: the pages and the ledger, and what is wrong between files."""
    ledger, ledger_findings = read_ledger(content)
    authors = permalinks.author_addresses(ledger)
    ordered = in_order(articles)
    pages, page_findings = _pages(content)
    findings = [*findings, *page_findings, *ledger_findings, *check.archive_findings(ordered, authors)]
    return Content(Archive(ordered, registries, authors), pages, tuple(sorted(findings)), ledger)


def read_ledger(content: Path) -> tuple[tuple[permalinks.Row, ...], tuple[Finding, ...]]:
    """The rows of the ledger of the folder `content`, none where it has no ledger yet, and their faults."""
    try:
        text, faults = _decoded((content / permalinks.LEDGER).read_bytes(), permalinks.LEDGER)
    except FileNotFoundError:
        return (), ()
    return permalinks.parse(text) if text is not None else ((), faults)


def read_article(content: Path, path: str, registries: Registries, renderer: BodyRenderer) -> ReadArticle:
    """Read the article file `path` (relative to `content`) and check all that concerns it alone."""
    data = (content / path).read_bytes()
    text, findings = _decoded(data, path)
    if text is None:
        return ReadArticle(None, findings)
    file, header, findings = article_file.parse_with_header(text, path)
    if file is None:
        return ReadArticle(None, findings)
    findings = tuple(check.article_findings(file, header, text, path, registries))
    digest = hashlib.sha256(data).hexdigest()
    return ReadArticle(StoredArticle(file.article, path, lead_of(file.body, renderer), digest), findings)


def read_body(content: Path, path: str, digest: str) -> str:
    """The Markdown body in `path`. Raises BulletinError where the file has another digest by now."""
    data = (content / path).read_bytes()
    if hashlib.sha256(data).hexdigest() != digest:
        raise BulletinError(f"{path}: changed while the site was being built; build again")
    return body_of(_decoded(data, path)[0] or "")


def files_below(content: Path, folder: str, findings: list[Finding]) -> Iterator[SourceFile]:
    """The Markdown files below `folder`, in the order of their paths; what else is there is a finding."""
    try:
        entries = sorted(os.scandir(content / folder), key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    for entry in entries:
        path = f"{folder}/{entry.name}"
        if entry.is_symlink():
            findings.append(Finding(path, 1, "symlink", "is a symbolic link; put the file itself here"))
        elif entry.is_dir():
            yield from files_below(content, path, findings)
        elif entry.name.endswith(".md"):
            stat = entry.stat()
            yield SourceFile(path, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns)
        elif not entry.name.startswith("."):
            message = "is no .md file; only article and page files belong here"
            findings.append(Finding(path, 1, "stray-file", message, Severity.WARNING))


def _pages(content: Path) -> tuple[tuple[StaticPage, ...], list[Finding]]:
    pages: list[tuple[str, StaticPage]] = []
    findings: list[Finding] = []
    for file in files_below(content, "pages", findings):
        path = file.path
        text, faults = _decoded((content / path).read_bytes(), path)
        if text is None:
            findings += faults
            continue
        page, header, faults = page_file.parse(text, path)
        findings += [*faults, *check.text_findings(text, header, path)]
        if page is not None:
            pages.append((path, page))
    findings += check.page_findings(pages)
    return tuple(page for _, page in pages), findings


def _decoded(data: bytes, path: str) -> tuple[str | None, tuple[Finding, ...]]:
    try:
        # An editor's program may end lines as Windows does.
        return data.decode("utf-8").replace("\r\n", "\n"), ()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"byte {error.start} is no UTF-8; save the file as UTF-8"
        return None, (Finding(path, line, "not-utf8", message),)
