"""What is no plain file is told, wherever a file of the content folder is read; nothing waits for a pipe."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bulletin.archive import content_folder
from bulletin.build import host_headers
from bulletin.content.model import BulletinError
from bulletin.content.plain_file import LARGEST, read_plain
from bulletin.importer import archive_issue
from bulletin.publishing import hosts


def _huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(1 << 30)


INSTEAD: dict[str, tuple[Callable[[Path], object], str]] = {
    "pipe": (os.mkfifo, "is no plain file"),
    "folder": (Path.mkdir, "is no plain file"),
    "link": (lambda path: path.symlink_to("/dev/zero"), "is a symbolic link"),
    "huge": (_huge, "has 1024 MB"),
}


@pytest.mark.parametrize("instead", INSTEAD)
@pytest.mark.parametrize("name", ["sections.toml", "provinces.toml", "permalinks.tsv"])
def test_what_stands_in_place_of_a_file_is_told_with_its_name(content: Path, name: str, instead: str) -> None:
    put, message = INSTEAD[instead]
    (content / "registry" / name).unlink()
    put(content / "registry" / name)
    try:
        told = "\n".join(map(str, content_folder.load(content).findings))
    except BulletinError as error:
        told = str(error)
    assert f"registry/{name}:1: stray-file {message}" in told


@pytest.mark.parametrize("instead", INSTEAD)
def test_an_import_reads_no_pipe_of_an_issue_that_is_there(content: Path, instead: str) -> None:
    record = content / "imports" / "2024" / "2024-01-02.json"
    record.parent.mkdir(parents=True, exist_ok=True)
    INSTEAD[instead][0](record)
    with pytest.raises(BulletinError, match=r"2024-01-02\.json: "):
        archive_issue.load(content, date(2024, 1, 2))


def test_a_file_that_may_just_be_so_large_is_read(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(bytes(LARGEST))
    assert len(read_plain(tmp_path / "a")) == LARGEST
    (tmp_path / "a").write_bytes(bytes(LARGEST + (1 << 20)))
    with pytest.raises(BulletinError, match="has 9 MB"):
        read_plain(tmp_path / "a")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[[host]]\nid = "a"\nname = "A"\nadvice = "x"\nfiles = "many"\n', "hosts.toml:5: bad-files"),
        ('[[host]]\nid = "a"\nname = "A"\n', "hosts.toml:1: missing-key"),
        ('[[host]]\nid = "a"\nname = "A"\nadvice = "x"\nfile = 1\n', "hosts.toml:5: unknown-key"),
        ("host = 1\n", "hosts.toml:1: bad-table"),
    ],
)
def test_a_fault_in_the_list_of_hosts_has_its_line(tmp_path: Path, text: str, told: str) -> None:
    file = tmp_path / "hosts.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BulletinError, match=told):
        hosts.load(file)


@pytest.mark.parametrize("text", ["", "[security]\n", "security = 1\n", "[security]\na = 1\n", "[security\n"])
def test_a_fault_in_the_list_of_headers_has_its_line(tmp_path: Path, text: str) -> None:
    file = tmp_path / "headers.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BulletinError, match=r"headers\.toml:\d+: "):
        host_headers.load(file)
