"""Folders of documents, senseless decisions, paths that are not there: one line, the rest goes on."""

import io
import time
from pathlib import Path

import pytest

from bulletin.importer import command
from bulletin.machine.progress import Progress
from tests.importer.made_up import bulletin_of


def test_folder_goes_on_after_a_refusal(
    tmp_path: Path, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "in"
    (folder / "more").mkdir(parents=True)
    (folder / "1.txt").write_text("Không phải bản tin.", encoding="utf-8")
    (folder / "2.txt").write_text(bulletin_of("Một.", "Hai."), encoding="utf-8")
    (folder / "more" / "3.TXT").write_text(bulletin_of("Ba.", date="12/03/2024"), encoding="utf-8")
    (folder / "notes.md").write_text("x", encoding="utf-8")
    assert command.run([folder], tmp_path / "content", command.Wishes(project_content=project)) == 1
    printed = capsys.readouterr()
    no_list = "is no bulletin: it has no contents list with lines «1. Title … page»"
    assert printed.err.splitlines() == [f"1.txt: {no_list}", f"notes.md: {no_list}"]
    assert printed.out.splitlines()[-1] == "4 documents, 2 refused or with a conflict"
    assert len(list((tmp_path / "content" / "articles").rglob("*.md"))) == 3
    assert "\r" not in printed.out


def test_lines_are_told_above_the_bar() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    progress = Progress("documents", 3, terminal, since=time.monotonic() - 10)
    progress.advance(2)
    progress.tell("a.txt: imported", terminal)
    assert "2/3 documents" in terminal.getvalue()
    assert terminal.getvalue().endswith("\r\x1b[Ka.txt: imported\n")


def test_several_paths_and_folders_are_imported_each_document_once(
    tmp_path: Path, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "in").mkdir()
    for day in ("05", "06"):
        text = bulletin_of("Một.", date=f"{day}/03/2024")
        (tmp_path / "in" / f"{day}.txt").write_text(text, encoding="utf-8")
    paths = [tmp_path / "in" / "06.txt", tmp_path / "in", tmp_path / "in" / "05.txt"]
    assert command.run(paths, tmp_path / "content", command.Wishes(project_content=project)) == 0
    told = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in told[1:]] == [
        "06.txt",
        "05.txt",
        "2 documents, 0 refused or with a conflict",
    ]


def test_a_document_is_read_from_standard_input(
    tmp_path: Path, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(bulletin_of("Một.").encode())))
    assert command.run([Path("-")], tmp_path / "content", command.Wishes(project_content=project)) == 0
    assert len(list((tmp_path / "content" / "articles").rglob("*.md"))) == 1


def test_a_dry_run_shows_every_file_and_writes_none(
    tmp_path: Path, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text(bulletin_of("Một.", "Hai."), encoding="utf-8")
    wishes = command.Wishes(dry_run=True, project_content=project)
    assert command.run([tmp_path / "a.txt"], tmp_path / "content", wishes) == 0
    told = capsys.readouterr().out
    assert told.count("--- articles/2024/2024-03-05/") == 2
    assert "Title: " in told and told.endswith("Nothing was written: --dry-run\n")
    assert not (tmp_path / "content").exists()


@pytest.mark.parametrize(
    "take", ["5", "five=document", "5=mine", "new=document", "5=", "9=document", "9=entry1"]
)
def test_take_that_makes_no_sense(
    tmp_path: Path, project: Path, capsys: pytest.CaptureFixture[str], take: str
) -> None:
    (tmp_path / "a.txt").write_text(bulletin_of("Một."), encoding="utf-8")
    assert (
        command.run(
            [tmp_path / "a.txt"], tmp_path / "content", command.Wishes([take], project_content=project)
        )
        == 1
    )
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert not (tmp_path / "content").exists()


def test_no_second_archive_begins_inside_one(
    tmp_path: Path, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text(bulletin_of("Một."), encoding="utf-8")
    archive = tmp_path / "content"
    assert command.run([tmp_path / "a.txt"], archive, command.Wishes(project_content=project)) == 0
    before = sorted(archive.rglob("*"))
    for inside in (archive / "articles", archive / "new" / "one"):
        assert command.run([tmp_path / "a.txt"], inside, command.Wishes(project_content=project)) == 1
        assert (
            capsys.readouterr().err == f"{inside}: lies in the archive {archive}; say --content {archive}\n"
        )
    assert sorted(archive.rglob("*")) == before


def test_nothing_to_import(tmp_path: Path, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        command.run([tmp_path / "no.txt"], tmp_path / "content", command.Wishes(project_content=project)) == 1
    )
    (tmp_path / "in").mkdir()
    assert command.run([tmp_path / "in"], tmp_path / "content", command.Wishes(project_content=project)) == 1
    assert len(capsys.readouterr().err.splitlines()) == 2


def test_ledger_and_record_that_cannot_be_read(
    tmp_path: Path, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document, content = tmp_path / "a.txt", tmp_path / "content"
    document.write_text(bulletin_of("Một."), encoding="utf-8")
    assert command.run([document], content, command.Wishes(project_content=project)) == 0
    record = content / "imports" / "2024" / "2024-03-05.json"
    whole = record.read_bytes()
    record.write_bytes(whole[:40])
    assert command.run([document], content, command.Wishes(project_content=project)) == 1
    record.write_bytes(whole.replace(b"articles/2024", b"../../etc/x24"))
    assert command.run([document], content, command.Wishes(project_content=project)) == 1
    record.write_bytes(whole)
    (content / "registry" / "permalinks.tsv").write_text("rubbish\n", encoding="utf-8")
    assert command.run([document], content, command.Wishes(project_content=project)) == 1
    assert len(capsys.readouterr().err.splitlines()) == 3
