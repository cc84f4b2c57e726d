"""What the ledger ever had: each line that any commit of it had counts, and what cannot be read is told."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from bulletin.archive import content_folder
from bulletin.archive.record_addresses import record
from bulletin.content.model import BulletinError
from bulletin.ledger.history import history_of, memory_of
from tests.built_site import MINI

ONE = "/2024/01/02/1/\tarticle\t\tMột\tlive"
DATED = ONE.replace("\t\t", "\t2024-01-03\t", 1)
TWO = "/2024/01/02/2/\tarticle\t\tHai\tlive"
GONE, LIVE = "/2024/01/02/1/\tgone: theo yêu cầu", "/2024/01/02/1/\tlive"


def git(folder: Path, *words: str) -> str:
    who = ("-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=false")
    return subprocess.run(
        ["git", "-C", str(folder), *who, *words], capture_output=True, text=True, check=True
    ).stdout.strip()


class Repository:
    """A repository with a ledger alone."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.ledger = folder / "registry" / "permalinks.tsv"
        self.ledger.parent.mkdir(parents=True)
        git(folder, "init", "--quiet", "--initial-branch", "main")

    def commit(self, *lines: str) -> None:
        self.ledger.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        git(self.folder, "add", "--all")
        git(self.folder, "commit", "--quiet", "--allow-empty", "-m", "x")

    def lines(self, memory: Path | None = None) -> list[str]:
        return history_of(self.ledger, memory).text.splitlines()


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "repository")


@pytest.mark.parametrize(
    ("versions", "ever"),
    [
        ([(ONE,), (ONE, TWO)], [ONE, TWO]),
        ([(ONE, TWO), (ONE,), (ONE,)], [ONE, TWO]),
        ([(ONE, GONE), (ONE, TWO)], [ONE, GONE, TWO]),
        ([(ONE,), (DATED,), (DATED, TWO)], [DATED, TWO]),
        ([(ONE,), (DATED,), (TWO,)], [DATED, TWO]),
        (
            [(ONE, GONE), (ONE, GONE, LIVE), (ONE, GONE, LIVE, GONE), (ONE, GONE, LIVE)],
            [ONE, GONE, LIVE, GONE],
        ),
        ([(ONE,), (), (ONE,)], [ONE]),
    ],
)
def test_every_line_that_any_commit_had_counts(
    repository: Repository, versions: list[tuple[str, ...]], ever: list[str], tmp_path: Path
) -> None:
    memory = memory_of(tmp_path / "cache", repository.folder)
    for version in versions:
        repository.commit(*version)
        repository.lines(memory)
    assert repository.lines() == ever
    # What was remembered commit by commit is what is read at once.
    assert repository.lines(memory) == ever


def test_a_line_that_was_lost_in_a_merge_counts(repository: Repository) -> None:
    repository.commit(ONE)
    git(repository.folder, "checkout", "--quiet", "-b", "side")
    repository.commit(ONE, TWO)
    git(repository.folder, "checkout", "--quiet", "main")
    repository.commit(ONE, GONE)
    git(repository.folder, "merge", "--quiet", "--strategy", "ours", "side", "-m", "x")
    assert sorted(repository.lines()) == sorted([ONE, GONE, TWO])


def test_what_is_remembered_counts_where_the_history_is_gone(repository: Repository, tmp_path: Path) -> None:
    memory = tmp_path / "memory.tsv"
    repository.commit(ONE, GONE)
    assert repository.lines(memory) == [ONE, GONE]
    shutil.rmtree(repository.folder / ".git")
    assert repository.lines(memory) == [ONE, GONE]
    memory.write_bytes(memory.read_bytes()[:-3])
    assert repository.lines(memory) == []


def test_a_shallow_clone_is_told(repository: Repository, tmp_path: Path) -> None:
    repository.commit(ONE, GONE)
    repository.commit(ONE)
    git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{repository.folder}", "clone")
    clone = history_of(tmp_path / "clone" / "registry" / "permalinks.tsv")
    assert clone.text == f"{ONE}\n"
    assert "git fetch --unshallow" in clone.unread


def test_no_repository_and_no_commit_are_no_fault(tmp_path: Path) -> None:
    assert history_of(tmp_path / "permalinks.tsv").unread == ""
    repository = Repository(tmp_path / "new")
    assert history_of(repository.ledger).unread == ""


def test_git_that_is_not_there_is_told_where_there_is_a_repository(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit(ONE)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "git cannot be run" in history_of(repository.ledger).unread
    assert history_of(tmp_path / "elsewhere" / "permalinks.tsv").unread == ""


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give files away")
def test_a_repository_of_another_user_is_told_and_no_address_is_given_anew(tmp_path: Path) -> None:
    content = Path(shutil.copytree(MINI / "in", tmp_path / "content"))
    ledger = content / "registry" / "permalinks.tsv"
    record(content)
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "-m", "x")
    lines = ledger.read_text(encoding="utf-8").splitlines(keepends=True)
    lost = next(line for line in lines if "\tarticle\t" in line)
    ledger.write_text("".join(line for line in lines if line != lost), encoding="utf-8")
    for path in (tmp_path, *tmp_path.rglob("*")):
        shutil.chown(path, "nobody")
    found = {finding.code: str(finding) for finding in content_folder.load(content).findings}
    assert "git does not trust" in found["ledger-unguarded"]
    assert "invoke record" not in found["address-unknown"]
    with pytest.raises(BulletinError, match="ledger-unguarded"):
        record(content)


def test_a_lost_line_that_was_committed_stops_check_and_record(tmp_path: Path) -> None:
    content = Path(shutil.copytree(MINI / "in", tmp_path / "content"))
    ledger = content / "registry" / "permalinks.tsv"
    record(content)
    git(tmp_path, "init", "--quiet")
    taken_down = next(
        line for line in ledger.read_text(encoding="utf-8").splitlines() if "\tarticle\t" in line
    )
    before = ledger.read_bytes()
    ledger.write_bytes(before + f"{taken_down.split()[0]}\tgone: theo yêu cầu\n".encode())
    for version in (ledger.read_bytes(), before):
        ledger.write_bytes(version)
        git(tmp_path, "add", "--all")
        git(tmp_path, "commit", "--quiet", "-m", "x")
    assert "ledger-line-lost" in {finding.code for finding in content_folder.load(content).errors}
    with pytest.raises(BulletinError, match="ledger-line-lost"):
        record(content)
