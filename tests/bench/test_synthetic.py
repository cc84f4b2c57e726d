"""The synthetic archive: the same bytes for the same seed, clean for every check, and like real ones."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from bulletin.archive import content_folder
from bulletin.content.model import BulletinError
from tests.bench import synthetic
from tests.bench.working_days import working_days

ROOT = Path(__file__).resolve().parents[2]
ISSUES = 8
MAKE = """
import sys
from pathlib import Path
from tests.bench.synthetic import add_day, correct_article, make_archive
content = Path(sys.argv[1])
make_archive(content, int(sys.argv[2]), seed=7)
add_day(content, seed=7)
correct_article(content)
"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    content = tmp_path_factory.mktemp("synthetic") / "content"
    synthetic.make_archive(content, ISSUES, seed=7)
    return content


def digests(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_two_runs_are_equal_byte_for_byte_whatever_hash_seed_and_locale(tmp_path: Path) -> None:
    made = []
    for name, seed, locale, zone in (("a", "1", "C", "UTC"), ("b", "2", "C.UTF-8", "Asia/Ho_Chi_Minh")):
        content = tmp_path / name
        environment = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": zone, "PYTHONUTF8": "0"}
        subprocess.run(
            [sys.executable, "-c", MAKE, str(content), str(ISSUES)], check=True, cwd=ROOT, env=environment
        )
        made.append(digests(content))
    assert made[0] == made[1]


def test_the_archive_passes_every_check(archive: Path) -> None:
    content = content_folder.load(archive)
    assert [str(finding) for finding in content.findings] == []
    assert len(content.archive.articles) == ISSUES * synthetic.ARTICLES_AN_ISSUE


def test_another_seed_makes_another_archive(archive: Path, tmp_path: Path) -> None:
    synthetic.make_archive(tmp_path / "content", 1, seed=8)
    first = next(synthetic.article_files(archive))
    other = next(synthetic.article_files(tmp_path / "content"))
    assert first.read_bytes() != other.read_bytes()


def test_a_larger_archive_begins_with_the_articles_of_a_smaller_one(archive: Path, tmp_path: Path) -> None:
    synthetic.make_archive(tmp_path / "content", ISSUES + 2, seed=7)
    smaller = digests(archive / "articles")
    larger = digests(tmp_path / "content" / "articles")
    assert smaller.items() <= larger.items()


def test_a_new_day_is_the_next_one_and_changes_no_file_but_the_ledger(tmp_path: Path) -> None:
    content = tmp_path / "content"
    days = synthetic.make_archive(content, 4, seed=7)
    before = digests(content)
    day = synthetic.add_day(content, seed=7)
    after = digests(content)
    assert day > days[-1]
    assert {name for name in before if before[name] != after[name]} == {"registry/permalinks.tsv"}
    new = set(after) - set(before)
    assert len(new) == synthetic.ARTICLES_AN_ISSUE
    assert all(name.startswith(f"articles/{day:%Y}/{day.isoformat()}/") for name in new)
    assert content_folder.load(content).errors == ()


def test_each_correction_changes_one_file_again(tmp_path: Path) -> None:
    content = tmp_path / "content"
    synthetic.make_archive(content, 3, seed=7)
    states = [digests(content)]
    for _ in range(2):
        corrected = synthetic.correct_article(content, share=0)
        states.append(digests(content))
        changed = {name for name in states[-1] if states[-1][name] != states[-2][name]}
        assert changed == {str(corrected.relative_to(content))}
    title = content_folder.load(content).archive.articles[0].article.title
    assert title.count("(đính chính lần") == 1
    assert title.endswith("(đính chính lần 2)")


def test_units_are_those_of_the_day_and_all_are_used(tmp_path: Path) -> None:
    content = tmp_path / "content"
    synthetic.make_archive(content, 40, seed=7, first=date(2025, 6, 2))
    archive = content_folder.load(content).archive
    found = {
        (unit.slug, unit.is_old) for stored in archive.articles for unit in archive.provinces(stored.article)
    }
    for stored in archive.articles:
        reformed = stored.article.date >= date(2025, 7, 1)
        assert all(unit.is_old is not reformed for unit in archive.provinces(stored.article))
    assert sum(is_old for _, is_old in found) > 40
    assert sum(not is_old for _, is_old in found) > 25
    sections = {stored.article.section for stored in archive.articles}
    assert sections == {section.name for section in archive.registries.sections}


def test_articles_are_as_long_as_real_ones_and_speak_of_the_field(archive: Path) -> None:
    texts = [path.read_text(encoding="utf-8") for path in synthetic.article_files(archive)]
    words = [len(text.split()) for text in texts]
    assert 400 < sum(words) / len(words) < 700
    syllables = " ".join(texts).lower().split()[:40_000]
    assert len(set(syllables)) > 2_000

    def share(phrase: str) -> float:
        return sum(phrase in text.lower() for text in texts) / len(texts)

    assert 0.4 < share("cải cách hành chính") < 0.8
    assert 0.1 < share("một cửa") < 0.5
    titles = {text.splitlines()[0] for text in texts}
    assert len(titles) == len(texts)


def test_a_folder_with_something_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("keep me", encoding="utf-8")
    with pytest.raises(BulletinError, match="not empty"):
        synthetic.make_archive(tmp_path, 1, seed=7)


def test_working_days_leave_out_weekends_and_holidays() -> None:
    days = working_days(date(2024, 2, 7))
    # The lunar year began on Saturday, 10 February 2024.
    assert [next(days) for _ in range(2)] == [date(2024, 2, 7), date(2024, 2, 15)]
