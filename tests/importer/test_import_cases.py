"""Golden cases: `cases/<name>/in/` is imported, and all that comes of it is `cases/<name>/golden/`.

The steps of `in/` are taken in the order of their names: a `.txt` is imported (a `.take` of the same
name has the decisions, one a line), a folder is copied over the content, a `.list` names files to
delete. `UPDATE_GOLDEN=1 pytest tests/importer` writes the golden folders anew: look at the diff.
"""

import os
import shutil
from pathlib import Path

import pytest

from bulletin.archive import content_folder
from bulletin.importer import command
from bulletin.importer.started_files import Publisher, started_files

HERE = Path(__file__).resolve().parent
PROJECT = HERE / "project"
CASES = sorted(path.name for path in (HERE / "cases").iterdir())


@pytest.mark.parametrize("name", CASES)
def test_case(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = tmp_path / "content"
    outputs: list[str] = []
    for step in sorted((HERE / "cases" / name / "in").iterdir()):
        take = step.with_suffix(".take")
        if step.is_dir():
            shutil.copytree(step, content, dirs_exist_ok=True)
        elif step.suffix == ".list":
            for path in step.read_text(encoding="utf-8").split():
                (content / path).unlink()
        elif step.suffix == ".txt":
            decisions = take.read_text(encoding="utf-8").split() if take.exists() else []
            code = command.run([step], content, command.Wishes(decisions, project_content=PROJECT))
            printed = capsys.readouterr()
            outputs.append(
                f"$ import {' '.join([step.name, *decisions])}\n{printed.out}{printed.err}exit {code}\n"
            )
    made = {"output.txt": "\n".join(outputs).encode()} | written(content)
    golden = HERE / "cases" / name / "golden"
    if os.environ.get("UPDATE_GOLDEN"):
        shutil.rmtree(golden, ignore_errors=True)
        for path, data in made.items():
            (golden / path).parent.mkdir(parents=True, exist_ok=True)
            (golden / path).write_bytes(data)
    expected = {
        path.relative_to(golden).as_posix(): path.read_bytes() for path in golden.rglob("*") if path.is_file()
    }
    assert {path: data.decode() for path, data in made.items()} == {
        path: data.decode() for path, data in expected.items()
    }


@pytest.mark.parametrize("name", CASES)
def test_what_is_written_passes_the_check_or_the_report_says_so(name: str, tmp_path: Path) -> None:
    golden = HERE / "cases" / name / "golden"
    if not (golden / "content" / "articles").is_dir():
        return
    shutil.copytree(PROJECT, tmp_path, dirs_exist_ok=True)
    shutil.copytree(golden / "content", tmp_path, dirs_exist_ok=True)
    said = (golden / "output.txt").read_text(encoding="utf-8")
    errors = [each for each in content_folder.load(tmp_path).errors if "articles/" in str(each)]
    assert not errors or "nothing is built" in said or "`check` refuses the file" in said, errors


def written(content: Path) -> dict[str, bytes]:
    """All files of `content` but those that a new folder is started with."""
    started = {name for name, _ in started_files(PROJECT, Publisher())}
    return {
        f"content/{path.relative_to(content).as_posix()}": path.read_bytes()
        for path in sorted(content.rglob("*"))
        if path.is_file() and path.relative_to(content).as_posix() not in started
    }
