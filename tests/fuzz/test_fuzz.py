"""A small share of `invoke fuzz`, and that its accounting misses what is missing."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from tests.fuzz import contents, disks, documents, kills, memories, texts
from tests.fuzz.desk import Desk, quick_folder
from tests.fuzz.made_up_issues import Newsroom
from tests.fuzz.play import FIRST_DAY, Play, play

# Plays and kills: make quick leaves it out.
pytestmark = pytest.mark.slow


@pytest.fixture
def quick() -> Iterator[Path]:
    """A folder in memory, where there is one."""
    with tempfile.TemporaryDirectory(dir=quick_folder()) as folder:
        yield Path(folder)


def test_what_was_published_or_written_by_a_person_is_never_lost_in_silence() -> None:
    counts, lost = play(range(2_000, 2_010))
    assert lost == []
    # Else it would say nothing.
    assert min(counts["killed"], counts["questions"], counts["published articles"], counts["move"]) > 3


def test_the_accounting_of_a_play_notices_a_lost_article_and_a_lost_edit(quick: Path) -> None:
    one = Play(1, quick, Counter())
    one._import()
    one._edit()
    one._publish()
    assert one._losses() == []
    for file in one._desk.articles().values():
        file.unlink()
    one._desk.ledger.write_text("")
    lost = "\n".join(one._losses())
    assert "published, and not there" in lost
    assert "edit 1 is lost" in lost


def test_damaged_documents_are_read_or_refused_in_time_and_memory_and_nothing_is_asked(quick: Path) -> None:
    counts, wrong = documents.fuzz(quick, 40, 2_000)
    assert wrong == []
    assert sum(counts[each] for each in counts if each.endswith((" imported", " read"))) > 5


def test_damaged_content_is_named_in_one_line_in_good_time(quick: Path) -> None:
    counts, wrong = contents.fuzz(contents.archive_for(quick), 60, seed=2_000)
    assert wrong == []
    assert len(counts) == 5


def test_damaged_memories_and_settings_give_the_clean_site_or_one_line(quick: Path) -> None:
    counts, wrong = memories.fuzz(quick, 4, 2_000)
    assert wrong == []
    assert counts["builds after a damaged memory"] == 4


def test_damaged_texts_are_imported_without_a_loss_or_refused_in_one_line(quick: Path) -> None:
    counts, wrong = texts.fuzz(quick, 60, 2_000)
    assert wrong == []
    assert min(counts["texts imported"], counts["texts refused"]) > 10


def test_the_accounting_of_texts_notices_a_lost_paragraph(quick: Path) -> None:
    desk = Desk(quick)
    text = Newsroom(Random(1)).issue(FIRST_DAY).text().replace("Hồ sơ số ", "q12345z ")
    told = desk.import_text(text)
    assert told.code == 0
    assert texts.missing(text.encode(), desk, told) == []
    first = next(iter(desk.articles().values()))
    first.write_text(first.read_text(encoding="utf-8").replace("q12345z", ""), encoding="utf-8")
    assert texts.missing(text.encode(), desk, told) == ["q12345z"]


def test_killed_imports_and_publications_are_made_whole(quick: Path) -> None:
    for kill in (kills.kill_imports, kills.kill_publications):
        folder = quick / kill.__name__
        folder.mkdir()
        counts, wrong = kill(folder, 4, 2_000)
        assert wrong == []
        assert sum(counts.values()) == 4


def test_a_disk_of_any_size_leaves_all_as_it_was_or_takes_all(quick: Path) -> None:
    try:
        counts, wrong = disks.fill_disks(quick, 8, 2_000)
    except OSError as error:
        pytest.skip(str(error))
    assert wrong == []
    assert counts["disks: refused, all as before"] > 2
