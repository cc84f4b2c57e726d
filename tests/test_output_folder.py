"""A build takes nothing away that is not its own."""

from __future__ import annotations

from pathlib import Path

from bulletin.build.output_folder import OutputFolder
from tests.built_site import MINI, build, settings_with, tree


def test_a_folder_of_other_files_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    output = tmp_path / "tài liệu"
    output.mkdir()
    (output / "thư.txt").write_text("giữ lại", encoding="utf-8")
    (output / "index.html").write_text("trang khác", encoding="utf-8")
    before = tree(output)
    run = build(MINI / "in", output)
    assert run.code == 1
    assert "holds files and no site of ours; give --output an empty folder" in run.err
    assert "Traceback" not in run.err
    assert tree(output) == before


def test_a_first_build_that_was_killed_can_be_taken_up(tmp_path: Path) -> None:
    output = tmp_path / "output"
    settings = settings_with(tmp_path, THEME_TEMPLATES_OVERRIDES=[str(_broken(tmp_path))])
    run = build(MINI / "in", output, "-s", str(settings))
    assert run.code == 1, run.out
    again = build(MINI / "in", output)
    assert again.code == 0, again.err
    assert (output / "tim-kiem" / "index.html").is_file()


def test_what_a_killed_build_left_is_never_written_into(tmp_path: Path) -> None:
    live, staged = tmp_path / "live", tmp_path / "next"
    for folder in (live, staged):
        folder.mkdir()
    (live / "a").write_bytes(b"old")
    # Killed between the link to the live file and its renaming.
    (staged / "a.part").hardlink_to(live / "a")
    stamp, changed = OutputFolder(staged).write("a", b"new one")
    assert changed
    assert (live / "a").read_bytes() == b"old"
    assert (staged / "a").read_bytes() == b"new one"
    assert stamp.mtime_ns == (staged / "a").stat().st_mtime_ns


def _broken(folder: Path) -> Path:
    """Templates with which a build gets half-way."""
    templates = folder / "templates"
    templates.mkdir()
    (templates / "search.html").write_text("{{ nothing_of_this_name }}", encoding="utf-8")
    return templates
