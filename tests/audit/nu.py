"""The Nu HTML checker on every page of a built site."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from tests.audit import tools
from tests.audit.findings import Finding, Outcome


def outcome(site: Path) -> Outcome:
    """What Nu says of the pages below the folder `site`: errors and warnings."""
    jar = tools.PACKAGES / "vnu-jar" / "build" / "dist" / "vnu.jar"
    options = ("--format", "json", "--stdout", "--exit-zero-always", "--skip-non-html")
    told = tools.answer("Nu", ["java", "-jar", jar, *options, site])
    pages = sum(1 for _ in site.rglob("*.html"))
    return Outcome(f"Nu {tools.version('vnu-jar')}", f"{pages} pages", findings(told, site))


def findings(told: Any, site: Path) -> tuple[Finding, ...]:
    """The errors and warnings in what Nu `told`; what it only remarks on (a slash too many) is left aside."""
    found = []
    for message in told["messages"]:
        kind = message.get("subType") if message["type"] == "info" else message["type"]
        if kind:
            path = Path(unquote(urlsplit(message.get("url", "")).path))
            where = path.relative_to(site).as_posix() if path.is_relative_to(site) else str(path)
            found.append(Finding(f"{where}:{message.get('lastLine', 0)}", kind, message["message"]))
    return tuple(found)
