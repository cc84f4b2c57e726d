"""A build takes nothing away that is not its own."""

from __future__ import annotations

from pathlib import Path

from built_site import MINI, build, settings_with, tree


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


def _broken(folder: Path) -> Path:
    """Templates with which a build gets half-way."""
    templates = folder / "templates"
    templates.mkdir()
    (templates / "search.html").write_text("{{ nothing_of_this_name }}", encoding="utf-8")
    return templates
