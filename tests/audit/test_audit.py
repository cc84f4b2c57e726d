"""What the checkers say is read right, and a missing program is one line. The audit itself runs by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from bulletin.content.model import BulletinError
from tests.audit import command, epubcheck, lighthouse, nu
from tests.audit.findings import Finding


def test_errors_and_warnings_of_nu_are_findings_and_remarks_are_not(tmp_path: Path) -> None:
    page = {"url": f"file:{tmp_path}/l%E1%BB%8Bch/index.html", "lastLine": 3}
    said = [
        page | {"type": "error", "message": "Duplicate ID"},
        page | {"type": "info", "subType": "warning", "message": "Section lacks heading"},
        page | {"type": "info", "message": "Trailing slash"},
    ]
    found = nu.findings({"messages": said}, tmp_path)
    assert found == (
        Finding("lịch/index.html:3", "error", "Duplicate ID"),
        Finding("lịch/index.html:3", "warning", "Section lacks heading"),
    )


def test_what_epubcheck_holds_against_a_book_is_a_finding() -> None:
    said = [
        {"severity": "ERROR", "ID": "RSC-005", "message": "element not allowed"},
        {"severity": "USAGE", "ID": "ACC-001", "message": "a hint"},
    ]
    found = epubcheck.findings({"messages": said}, "a.epub")
    assert found == (Finding("a.epub", "error RSC-005", "element not allowed"),)


def test_a_score_of_lighthouse_below_what_is_wanted_names_what_cost_it() -> None:
    names = {"performance": 0.96, "accessibility": 0.96, "best-practices": 1, "seo": 1}
    report = {
        "categories": {
            name: {"score": score, "auditRefs": [{"id": "target-size", "weight": 7}]}
            for name, score in names.items()
        },
        "audits": {
            "target-size": {"score": 0, "details": {"items": [{"node": {"selector": "p > a"}}, {"x": 1}]}}
        },
    }
    assert lighthouse.findings(report, "/") == (Finding("/", "accessibility", "96: target-size p > a"),)


def test_a_program_that_is_not_there_and_a_name_that_is_none_are_one_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(BulletinError, match=r"--only axe,lint: the checkers are axe, epubcheck, lighthouse"):
        command.audit("axe,lint")
    monkeypatch.setattr("shutil.which", lambda name: None if name == "java" else f"/bin/{name}")
    with pytest.raises(BulletinError, match=r"^java is not on PATH.* apt-get install default-jre-headless$"):
        command.audit("")
