"""Corrects the header of an article: what an editor changes in its file, checked before it is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from unicodedata import normalize

from bulletin.archive import content_folder, content_rules
from bulletin.archive.site_addresses import article_row, missing_rows
from bulletin.archive.source_files import files_below
from bulletin.content import article_file
from bulletin.content.model import Article, ArticleFile, BulletinError, Certainty, Severity
from bulletin.content.transaction import begun, write_all
from bulletin.ledger import ledger_file
from bulletin.machine.atomic_file import read_bytes

# Date and number are the address, and stay.
KEYS = ("Title", "Section", "Source", "Source_date", "Source_page", "Author", "Tags")
# Behind the last of several names a sign may be left over.
_SEVERAL = {"Source", "Source_date", "Author", "Tags"}


def values_of(typed: Sequence[str]) -> dict[str, str]:
    """The values that were typed as `Key=value`. Raises BulletinError for anything else.

    >>> values_of(["Author=Khánh Linh", "Source_page="])
    {'Author': 'Khánh Linh', 'Source_page': ''}
    """
    if not typed or not all("=" in one for one in typed):
        raise BulletinError(f"say what to correct: --set Author=…; {', '.join(KEYS)} can be corrected")
    return {key: value for key, _, value in (one.partition("=") for one in typed)}


def correct(content: Path, address: str, values: Mapping[str, str]) -> Article:
    """Give the header of the article at `address` these `values`, by the keys of its file; an empty one goes.

    A new author gets an address. Raises BulletinError for an article that is not there, and for a value that
    `check` would refuse; then nothing is written.
    """
    for key in values:
        if key not in KEYS:
            raise BulletinError(f"{key}: cannot be corrected here; {', '.join(KEYS)} can")
    with begun(content):
        path, file = found(content, address)
        text = _with(article_file.render(file), _editors(values))
        corrected, header, findings = article_file.parse_with_header(text, path)
        if corrected is not None:
            registries = content_folder.registries_of(content)
            findings = tuple(content_rules.article_findings(corrected, header, text, path, registries))
        errors = [finding for finding in findings if finding.severity is Severity.ERROR]
        if corrected is None or errors:
            raise BulletinError(f"{errors[0]}; nothing was changed")
        files: dict[str, bytes | None] = {path: text.encode()}
        rows, faults = content_folder.read_ledger(content)
        if faults:
            raise BulletinError(str(faults[0]))
        if missing := missing_rows(rows, [corrected.article]):
            ledger = content / ledger_file.LEDGER
            before = ledger.read_text(encoding="utf-8") if ledger.exists() else ""
            files[ledger_file.LEDGER] = ledger_file.appended(before, missing).encode()
        write_all(content, files)
    return corrected.article


def found(content: Path, address: str) -> tuple[str, ArticleFile]:
    """The file of the article at `address`: its path below `content`, and what is in it.

    Raises BulletinError where there is none.
    """
    year, month, day = address.strip("/").split("/")[:3]
    for source in files_below(content, f"articles/{year}/{year}-{month}-{day}", []):
        text = read_bytes(f"{content}/{source.path}").decode("utf-8-sig", "replace").replace("\r\n", "\n")
        file, findings = article_file.parse(text, source.path)
        if file is None:
            raise BulletinError(f"{findings[0]}; correct the file first")
        if article_row(file.article).address == address:
            return source.path, file
    raise BulletinError(f"{address}: there is no such article in {content}")


def _editors(values: Mapping[str, str]) -> dict[str, str]:
    """The values, each on one line and in NFC; provinces that an editor named are tagged by the editor."""
    lines = {key: normalize("NFC", " ".join(value.split())) for key, value in values.items()}
    for key in lines.keys() & _SEVERAL:
        lines[key] = lines[key].rstrip(" ,;")
    if "Tags" in lines:
        lines["Tags_by"] = Certainty.EDITOR.value if lines["Tags"] else ""
    return lines


def _with(text: str, values: Mapping[str, str]) -> str:
    """The `text` of an article file with these values in its header, in the order of keys in a file."""
    head, _, body = text.partition("\n\n")
    header = {**dict(line.split(": ", 1) for line in head.split("\n")), **values}
    order = {key.name: index for index, key in enumerate(article_file.KEYS)}
    lines = [f"{key}: {header[key]}" for key in sorted(header, key=order.__getitem__) if header[key]]
    return "\n".join(lines) + f"\n\n{body}"
