"""The day of a clerk in a shell: from the Word file to the public folder, with what goes wrong between."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.built_site import ROOT, tree
from tests.importer.readers.word_file import word_bulletin

# Builds a site three times: make quick leaves it out.
pytestmark = pytest.mark.slow


class Shell:
    """A clerk who types the commands of an archive of their own, from wherever they are."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.archive, self.public = folder, folder / "kho", folder / "www"
        self.type(
            "new", self.archive, "--name", "Thử", "--address", "https://diembao.vn", "--contact", "a@b.vn"
        )

    def type(self, *words: str | Path, code: int = 0) -> str:
        """What a command says; it has to end with `code`, and in one line where that is not 0."""
        root = self.archive if self.archive.exists() else ROOT
        command = [sys.executable, "-m", "invoke", "--search-root", str(root), *map(str, words)]
        ran = subprocess.run(
            command,
            cwd=self.folder if root != ROOT else ROOT,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert ran.returncode == code, ran.stdout + ran.stderr
        assert code == 0 or ran.stderr.count("\n") == 1
        return ran.stdout + ran.stderr

    def page(self, address: str) -> str:
        return (self.public / address / "index.html").read_text("utf-8")


def test_from_the_word_file_to_the_public_with_a_mistake_a_correction_a_take_down_and_a_rollback(
    tmp_path: Path, made_up_bulletins: Path
) -> None:
    shell = Shell(tmp_path)
    source = made_up_bulletins / "2024-01-02.txt"
    today = word_bulletin(tmp_path / "hôm nay.docx", source, "02/01/2024")
    wrong = word_bulletin(tmp_path / "nhầm.docx", source, "03/01/2024")
    assert "none lost" in shell.type("import", "hôm nay.docx", "--dry-run")
    assert "2 documents, 0 refused" in shell.type("import", today, wrong)
    assert "0 error(s)" in shell.type("check")
    assert "forgotten, 10 file(s)" in shell.type("forget", "2024-01-03")
    to = ("--to", f"{shell.public}/")
    assert "nothing was published there" in shell.type("publish", *to, "--dry-run")
    assert not shell.public.exists()
    shell.type("publish", *to)
    first = tree(shell.public)
    assert "2024/01/02/1/index.html" in first and not [name for name in first if "2024/01/03" in name]

    shell.type("correct", "2024-01-02/2", "--set", "Title=Một nhan đề sai")
    shell.type("publish", *to)
    assert "Một nhan đề sai" in shell.page("2024/01/02/2")
    shell.type("rollback", *to)
    assert tree(shell.public) == first
    assert "it would bring back" in shell.type("publish", *to, code=1)

    shell.type("correct", "2024-01-02/2", "--set", "Title=Một nhan đề đúng")
    assert "unknown-section" in shell.type("correct", "2024-01-02/2", "--set", "Section=Không có", code=1)
    shell.type("take-down", "2024-01-02/5", "--reason", "theo yêu cầu")
    shell.type("publish", *to)
    assert "Một nhan đề đúng" in shell.page("2024/01/02/2")
    assert "theo yêu" in shell.page("2024/01/02/5") and 'id="p1"' not in shell.page("2024/01/02/5")
    assert "was published on" in shell.type("forget", "2024-01-02", code=1)
    assert "no version before" in shell.type("rollback", *to, code=1)
