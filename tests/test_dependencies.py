"""Every package that is asked for is named in the docs, with its reason."""

from __future__ import annotations

import re
import tomllib

from tests.built_site import ROOT


def test_the_docs_name_every_package_that_is_asked_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [*project["project"]["dependencies"], *project["dependency-groups"]["test"]]
    for extra in project["project"].get("optional-dependencies", {}).values():
        asked += extra
    docs = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    named = {name for cell in re.findall(r"^\| ([^|]+) \|", docs, re.MULTILINE) for name in cell.split(", ")}
    assert {re.split(r"[~=<>\[; ]", package)[0] for package in asked} - named == set()


def test_the_docs_name_all_that_the_locks_have() -> None:
    docs = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower().replace(".", "-")
    words = set(re.findall(r"[a-z0-9_-]+", docs.replace("_", "-")))
    for lock in ("requirements.lock", "requirements-test.lock"):
        text = (ROOT / lock).read_text(encoding="utf-8")
        locked = set(re.findall(r"^([a-z0-9-]+)==", text, re.MULTILINE))
        assert locked - words == set(), lock
