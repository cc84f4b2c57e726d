"""Golden cases: what `invoke check` prints of `check/cases/<name>/in/` is `findings.txt`.

A case is named after the code that it is about. It starts from the registries of the mini-site, over
which its `in/` is laid; a case without a ledger of its own gets one that has all its articles. The ledger
`committed.tsv` of a case is that of a commit. `UPDATE_GOLDEN=1 pytest tests/test_check.py` writes
the findings anew: look at the diff.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from invoke.context import Context
from invoke.exceptions import Exit

from bulletin.archive import content_folder
from bulletin.archive.site_addresses import missing_rows
from bulletin.content.model import BulletinError
from bulletin.ledger import ledger_file
from bulletin.tasks import editor_tasks
from tests.built_site import MINI, ROOT

CASES = sorted((ROOT / "tests" / "check" / "cases").iterdir())
_CODE = re.compile(r"^\S+:\d+: ([a-z0-9-]+) ", re.MULTILINE)
_DOCUMENTED = re.compile(r"^\| `([a-z0-9-]+)` \|", re.MULTILINE)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = tmp_path / "content"
    shutil.copytree(MINI / "in" / "registry", content / "registry")
    ledger = content / ledger_file.LEDGER
    ledger.unlink()
    if (case / "committed.tsv").exists():
        commit(case / "committed.tsv", ledger)
    if (case / "shallow").exists():
        git = content / ".git"
        head = (git / (git / "HEAD").read_text().split()[1]).read_text()
        (git / "shallow").write_text(head)
    shutil.copytree(case / "in", content, symlinks=True, dirs_exist_ok=True)
    if not ledger.exists():
        ledger.write_text(fitting_ledger(content), encoding="utf-8")
    printed = check(content, capsys)
    golden = case / "findings.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(printed, encoding="utf-8", newline="")
    assert printed == golden.read_text(encoding="utf-8")


def fitting_ledger(content: Path) -> str:
    """A ledger with the addresses of all articles that can be read, none where the registries cannot."""
    try:
        loaded = content_folder.load(content)
    except BulletinError:
        return ""
    return ledger_file.appended("", missing_rows((), (stored.article for stored in loaded.stored)))


def commit(text: Path, ledger: Path) -> None:
    """Make a repository around the `ledger` in which a commit has the `text`."""
    shutil.copyfile(text, ledger)
    identity = ("-c", "user.name=A", "-c", "user.email=a@a.example")
    for command in (("init", "-q"), ("add", "."), (*identity, "commit", "-qm", "x")):
        subprocess.run(("git", "-C", str(ledger.parent.parent), *command), check=True)
    ledger.unlink()


def check(content: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """All that `invoke check` prints, and the code that it ends with."""
    code = 0
    message = ""
    try:
        editor_tasks.check(Context(), content=str(content))
    except Exit as end:
        code, message = end.code, f"{end.message}\n" if end.message else ""
    printed = capsys.readouterr()
    return f"{printed.out}{printed.err}{message}exit {code}\n".replace(str(content), "content")


def test_each_code_has_a_case_and_a_line_in_the_manual() -> None:
    found = {code for case in CASES for code in _CODE.findall((case / "findings.txt").read_text("utf-8"))}
    named = {case.name.partition("--")[0] for case in CASES}
    manual = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    assert sorted(found) == sorted(_DOCUMENTED.findall(manual))
    assert found <= named
