"""An issue's day gets an address for ever: one that cannot be is refused or asked about first."""

from datetime import date
from pathlib import Path

import pytest

from bulletin.importer import command
from tests.importer.made_up import bulletin_of

TODAY = date(2024, 3, 6)


def told(tmp_path: Path, project: Path, capsys: pytest.CaptureFixture[str], *days: str) -> tuple[int, str]:
    """What importing issues of `days` says, one after the other, and the last exit code."""
    code = 0
    for day in days:
        (tmp_path / "a.txt").write_text(bulletin_of("Một.", date=day), encoding="utf-8")
        wishes = command.Wishes(project_content=project, today=TODAY)
        code = command.run([tmp_path / "a.txt"], tmp_path / "content", wishes)
    printed = capsys.readouterr()
    return code, printed.out + printed.err


@pytest.mark.parametrize("day", ["11/12/2099", "31/12/9999", "01/01/2026", "11/12/1989", "05/03/0204"])
def test_a_year_that_cannot_be_is_refused(
    tmp_path: Path, project: Path, capsys: pytest.CaptureFixture[str], day: str
) -> None:
    code, said = told(tmp_path, project, capsys, day)
    assert code == 1 and "correct the date in the document" in said and len(said.splitlines()) == 1
    assert not (tmp_path / "content").exists()


@pytest.mark.parametrize("day", ["05/03/2025", "05/05/2024"])
def test_a_day_to_come_is_a_doubt(
    tmp_path: Path, project: Path, capsys: pytest.CaptureFixture[str], day: str
) -> None:
    code, said = told(tmp_path, project, capsys, day)
    assert code == 0 and "later than today, 2024-03-06" in said


def test_a_day_far_from_all_others_is_a_doubt(
    tmp_path: Path, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = told(tmp_path, project, capsys, "05/03/2024", "05/03/2014")
    assert code == 0 and "the nearest issue of the archive of 2024-03-05" in said


def test_a_clock_that_is_behind_the_archive_refuses_nothing(
    tmp_path: Path, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for day, today in (("05/03/2024", TODAY), ("06/03/2024", date(1970, 1, 1))):
        (tmp_path / "a.txt").write_text(bulletin_of("Một.", date=day), encoding="utf-8")
        wishes = command.Wishes(project_content=project, today=today)
        assert command.run([tmp_path / "a.txt"], tmp_path / "content", wishes) == 0
