"""An issue that was never published goes whole, and can be imported again; one that was published stays."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path

import pytest

from bulletin.archive import content_folder
from bulletin.archive.record_addresses import record
from bulletin.content.model import BulletinError
from bulletin.importer import command
from bulletin.importer.forget import day_of, forget
from bulletin.ledger import ledger_file
from tests.built_site import tree

DAY = date(2024, 1, 2)


@pytest.fixture
def imported(tmp_path: Path, made_up_bulletins: Path) -> Path:
    assert command.run([made_up_bulletins / "2024-01-02.txt"], tmp_path / "content") == 0
    return tmp_path / "content"


def git(folder: Path, *words: str) -> None:
    who = ("-c", "user.name=b", "-c", "user.email=b@kho.vn")
    subprocess.run(["git", "-C", folder, *who, *words], check=True, capture_output=True)


def test_the_issue_goes_with_its_files_record_and_addresses(imported: Path) -> None:
    gone = forget(imported, DAY)
    assert gone.files == 10 and gone.addresses > 10
    assert set(tree(imported)) == {
        name for name in tree(imported) if name.startswith(("registry/", "pages/"))
    }
    assert content_folder.read_ledger(imported) == ((), ())
    assert content_folder.load(imported).findings == ()


def test_it_may_have_been_committed_and_comes_back_by_another_import(
    imported: Path, made_up_bulletins: Path
) -> None:
    before = tree(imported)
    for words in (("init", "-q"), ("add", "."), ("commit", "-qm", "x")):
        git(imported, *words)
    forget(imported, DAY)
    git(imported, "commit", "-qam", "y")
    assert content_folder.load(imported).findings == ()
    assert command.run([made_up_bulletins / "2024-01-02.txt"], imported) == 0
    loaded = content_folder.load(imported)
    assert not loaded.errors
    ledger = ledger_file.LEDGER
    assert {**tree(imported, ".git"), ledger: b""} == {**before, ledger: b""}
    text = (imported / ledger).read_text("utf-8")
    # Of the lines that give one address only the one in force gets its day.
    dated = ledger_file.dated(text, {"/2024/01/02/1/"}, date(2024, 1, 3))
    assert ledger_file.parse(dated)[1] == ()
    assert ledger_file.by_address(ledger_file.parse(dated)[0])["/2024/01/02/1/"].first == date(2024, 1, 3)
    with pytest.raises(BulletinError, match=r"was published on 2024-01-03, .*take-down"):
        (imported / ledger).write_text(dated, "utf-8")
        forget(imported, DAY)


def test_authors_of_other_issues_keep_their_addresses(imported: Path) -> None:
    folder = imported / "articles" / "2024" / "2024-01-03"
    folder.mkdir()
    author = next(row.title for row in content_folder.read_ledger(imported)[0] if row.kind == "author")
    (folder / "01-bai.md").write_text(
        f"Title: Bài\nDate: 2024-01-03\nNumber: 1\nSection: Cải cách địa phương\nAuthor: {author}\n"
        "Slug: 2024-01-03-1\n\nThân.\n",
        "utf-8",
    )
    record(imported)
    forget(imported, DAY)
    rows = content_folder.read_ledger(imported)[0]
    assert [row.title for row in rows if row.kind == "author"] == [author]
    assert not content_folder.load(imported).errors


def test_what_is_not_there_or_no_day_is_told(imported: Path) -> None:
    before = tree(imported)
    with pytest.raises(BulletinError, match="there is no issue of that day"):
        forget(imported, date(2024, 1, 9))
    with pytest.raises(BulletinError, match="write it as 2023-12-12"):
        day_of("2.1.2024")
    assert tree(imported) == before


def test_what_was_published_cannot_be_forgotten_by_a_line(tmp_path: Path) -> None:
    text = "/2024/01/02/1/\tarticle\t2024-01-03\tBài\tlive\n/2024/01/02/1/\tforgotten\n"
    rows, faults = ledger_file.parse(text)
    assert len(rows) == len(faults) == 1 and "cannot be forgotten" in faults[0].message
