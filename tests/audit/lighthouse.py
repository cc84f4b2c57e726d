"""Lighthouse on pages of six kinds, as a telephone on a slow network sees them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.audit import tools
from tests.audit.findings import Finding, Outcome
from tests.bench.search.chromium import FLAGS, program

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
# Of 100. Speed depends on the machine too, which measures while it serves.
LEAST = {"performance": 95}
_WHOLE = 100
_GOOD = 0.9


def outcome(address: str, pages: Iterable[str]) -> Outcome:
    """What Lighthouse says of `pages` of the site at `address`; a score below what is wanted is a finding."""
    with TemporaryDirectory() as folder:
        reports = {page: _report(address + page, Path(folder, f"{at}.json")) for at, page in enumerate(pages)}
    lowest = {name: min(scores(report)[name] for report in reports.values()) for name in CATEGORIES}
    told = ", ".join(f"{name} {score}" for name, score in lowest.items())
    found = tuple(one for page, report in reports.items() for one in findings(report, f"/{page}"))
    return Outcome(
        f"Lighthouse {tools.version('lighthouse')}", f"{len(reports)} pages; lowest: {told}", found
    )


def scores(report: Mapping[str, Any]) -> dict[str, int]:
    """The score of each category, of 100."""
    return {name: round(report["categories"][name]["score"] * _WHOLE) for name in CATEGORIES}


def findings(report: Mapping[str, Any], page: str) -> tuple[Finding, ...]:
    """The categories of `report` that score too low, each with the audits that cost it most."""
    found = []
    for name, score in scores(report).items():
        if score < LEAST.get(name, _WHOLE):
            found.append(Finding(page, name, f"{score}: {', '.join(_failed(report, name))}"))
    return tuple(found)


def _failed(report: Mapping[str, Any], category: str) -> list[str]:
    weights = {one["id"]: one["weight"] for one in report["categories"][category]["auditRefs"]}
    audits = report["audits"]
    failed = [name for name, weight in weights.items() if weight and (audits[name]["score"] or 0) < _GOOD]
    return [f"{name} {' '.join(_places(audits[name]))}".strip() for name in failed]


def _places(audit: Mapping[str, Any]) -> list[str]:
    items = audit.get("details", {}).get("items", ())
    return [item["node"]["selector"] for item in items if item.get("node", {}).get("selector")]


def _report(address: str, file: Path) -> Mapping[str, Any]:
    own = ("--output=json", f"--output-path={file}", "--quiet", "--no-enable-error-reporting")
    wanted = (f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={' '.join(FLAGS)}")
    command: list[str | Path] = [
        "node",
        tools.PACKAGES / "lighthouse" / "cli" / "index.js",
        address,
        *own,
        *wanted,
    ]
    report: Mapping[str, Any] = tools.answer("Lighthouse", command, file, CHROME_PATH=program())
    return report
