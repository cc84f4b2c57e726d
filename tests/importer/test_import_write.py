"""All files of an import or none: after a failure, after a crash, and over what must not be overwritten."""

import os
from pathlib import Path

import pytest

from bulletin.content import transaction
from bulletin.content.model import BulletinError
from bulletin.importer import command
from tests.importer.made_up import bulletin_of


def tree(folder: Path) -> dict[str, bytes | None]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }


@pytest.mark.parametrize("failing", range(1, 5))
def test_failing_move_undoes_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: int) -> None:
    (tmp_path / "b").write_bytes(b"old")
    (tmp_path / "d").write_bytes(b"goes")
    before = tree(tmp_path)
    calls = 0
    replace = os.replace

    def counted(source: Path, target: Path) -> None:
        nonlocal calls
        calls += 1
        if calls == failing:
            raise OSError(28, "No space left on device")
        replace(source, target)

    monkeypatch.setattr(os, "replace", counted)
    files = {"a/x/1": b"1", "a/x/2": b"2", "b": b"new", "d": None, "e": b"5"}
    with pytest.raises(OSError, match="No space"):
        transaction.write_all(tmp_path, files)
    assert tree(tmp_path) == before


def test_import_is_whole_or_not(
    tmp_path: Path, project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text(bulletin_of("Một.", "Hai."), encoding="utf-8")

    def full(source: Path, target: Path) -> None:
        raise OSError(28, "No space left on device", str(target))

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", full)
        assert (
            command.run([tmp_path / "a.txt"], tmp_path / "content", command.Wishes(project_content=project))
            == 1
        )
    assert not (tmp_path / "content").exists()
    assert "No space left" in capsys.readouterr().err
    assert (
        command.run([tmp_path / "a.txt"], tmp_path / "content", command.Wishes(project_content=project)) == 0
    )


def test_only_changes_are_written(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"same")
    before = (tmp_path / "a").stat().st_mtime_ns
    assert transaction.write_all(tmp_path, {"a": b"same", "b": b"new", "c": None}) == ("b",)
    assert (tmp_path / "a").stat().st_mtime_ns == before


def test_two_imports_at_once(tmp_path: Path) -> None:
    with (
        transaction.begun(tmp_path),
        pytest.raises(BulletinError, match="another import"),
        transaction.begun(tmp_path),
    ):
        pass


@pytest.mark.parametrize("path", ["../evil", "a/../../evil", "link/x"])
def test_never_out_of_the_folder(tmp_path: Path, path: str) -> None:
    content = tmp_path / "content"
    content.mkdir()
    (content / "link").symlink_to(tmp_path)
    with pytest.raises(BulletinError):
        transaction.write_all(content, {path: b"x"})
    assert sorted(child.name for child in tmp_path.iterdir()) == ["content"]


def test_content_that_is_a_file(tmp_path: Path, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(bulletin_of("Một."), encoding="utf-8")
    (tmp_path / "content").write_text("x", encoding="utf-8")
    assert (
        command.run([tmp_path / "a.txt"], tmp_path / "content", command.Wishes(project_content=project)) == 1
    )
    assert "content" in capsys.readouterr().err
