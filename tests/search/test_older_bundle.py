"""A bundle that grows out of another is, byte for byte, the one that is made at once; few files are new."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.archive.archive import Archive
from bulletin.archive.content_folder import load
from bulletin.search import lookup, older_bundle, packs, tiers
from bulletin.search.build import SearchOptions, build_search
from bulletin.search.bundles import plan
from bulletin.search.postings import Postings, decode, split
from tests.bench import synthetic
from tests.built_site import tree

# Builds whole sites, or waits: make quick leaves it out.
pytestmark = pytest.mark.slow

_TOKENS = st.sampled_from(["ǀmộtǀ", "ǀmotǀ", "haiǀbaǀ", "haiǀbốnǀ", "ǀđắkǀ", "ǀ漢ǀ"])
_WEIGHTS = st.sampled_from([12, 24, 24, 48])
_STEPS = st.sampled_from([1, 1, 1, 2, 63, 64, 500])
_ARTICLES = st.lists(st.tuples(_STEPS, st.dictionaries(_TOKENS, _WEIGHTS)), max_size=30)


@given(articles=_ARTICLES, starts=st.lists(st.integers(0, 900), max_size=4))
def test_postings_that_are_cut_and_joined_are_the_same(
    articles: list[tuple[int, dict[str, int]]], starts: list[int]
) -> None:
    numbers = list(accumulate((step for step, _ in articles), initial=-1))[1:]
    whole = Postings()
    for number, (_, weights) in zip(numbers, articles, strict=True):
        whole.add(number, weights)
    tokens = sorted(whole)
    data = whole.encode(tokens)
    cuts = [0, *sorted(starts)]
    pieces = split(data, cuts)
    for piece, start, end in zip(pieces, cuts, [*cuts[1:], 1 << 30], strict=True):
        wanted = {
            token: [(number - start, weight) for number, weight in places if start <= number < end]
            for token, places in decode(data).items()
        }
        assert decode(piece.encode(piece)) == {token: places for token, places in wanted.items() if places}
        assert all(piece.count(token) == len(places) for token, places in wanted.items())
    joined = Postings()
    for piece, start in zip(pieces, cuts, strict=True):
        joined.append(piece, by=start)
    assert joined.encode(tokens) == data


def test_postings_cut_short_are_refused() -> None:
    whole = Postings()
    whole.add(3, {"ǀmộtǀ": 48})
    with pytest.raises(ValueError, match="end too soon"):
        split(whole.encode(whole)[:-1], (0, 2))


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sixteen issues over a turn of the year, 192 articles."""
    folder = tmp_path_factory.mktemp("grown") / "content"
    synthetic.make_archive(folder, issues=16, seed=11, first=date(2022, 12, 19))
    return folder


@pytest.fixture(autouse=True)
def small_tiers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tiers, "_THREE_TIERS", 20)
    monkeypatch.setattr(tiers, "_FREQUENT", 60)
    monkeypatch.setattr(tiers, "_COMMON", 0.05)
    # Rare words in so small an archive are in parts that every article touches: one to a file.
    for tier, parts in {"f": 3, "c": 3, "r": 1}.items():
        monkeypatch.setitem(packs.PACK, tier, parts)


def _corrected(archive: Archive, content: Path) -> Archive:
    stored = archive.articles[17]
    file = content / stored.path
    file.write_text(file.read_text(encoding="utf-8") + "\n\nHà Nội zzyzx zzyzx.\n", encoding="utf-8")
    return load(content).archive


def _made_long(archive: Archive, content: Path) -> Archive:
    """The first article, so long that the index has more files than before."""
    file = content / archive.articles[0].path
    words = " ".join(f"zz{number}" for number in range(3_000))
    file.write_text(f"{file.read_text(encoding='utf-8')}\n\n{words}.\n", encoding="utf-8")
    return load(content).archive


def _without(*numbers: int) -> Callable[[Archive, Path], Archive]:
    def change(archive: Archive, _content: Path) -> Archive:
        articles = archive.articles
        return replace(
            archive, articles=tuple(one for number, one in enumerate(articles) if number not in numbers)
        )

    return change


def _until(day: date) -> Callable[[Archive, Path], Archive]:
    def change(archive: Archive, _content: Path) -> Archive:
        return replace(archive, articles=tuple(one for one in archive.articles if one.article.date < day))

    return change


def _as_it_was(archive: Archive, _content: Path) -> Archive:
    return archive


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (_as_it_was, _corrected),
        (_as_it_was, _made_long),
        (_as_it_was, _without(0)),
        (_as_it_was, _without(30, 31, 70)),
        (_without(5), _as_it_was),
        (_until(date(2023, 1, 8)), _as_it_was),
        (_until(date(2022, 12, 28)), _until(date(2023, 1, 3))),
    ],
    ids=["corrected", "made long", "removed", "three removed", "added", "days", "days and a year"],
)
def test_a_grown_search_is_the_one_made_at_once(
    content: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    before: Callable[[Archive, Path], Archive],
    after: Callable[[Archive, Path], Archive],
) -> None:
    own = Path(shutil.copytree(content, tmp_path / "content"))
    build_search(before(load(own).archive, own), own, tmp_path / "site")
    begun: list[int] = []
    grown: list[int] = []
    real = older_bundle.OlderBundle.grown

    def watched(self: older_bundle.OlderBundle, *rest: Any) -> Any:
        begun.append(self.kept)
        index = real(self, *rest)
        grown.append(self.kept)
        return index

    monkeypatch.setattr(older_bundle.OlderBundle, "grown", watched)
    archive = after(load(own).archive, own)
    build_search(archive, own, tmp_path / "site", SearchOptions(workers=2))
    assert grown == begun != []
    build_search(archive, own, tmp_path / "clean")
    assert tree(tmp_path / "site") == tree(tmp_path / "clean")
    assert [one.path for one in archive.articles if not lookup.finds(tmp_path / "site", one)] == []


def test_a_correction_leaves_the_files_of_other_words(content: Path, tmp_path: Path) -> None:
    own = Path(shutil.copytree(content, tmp_path / "content"))
    archive = load(own).archive
    build_search(archive, own, tmp_path / "site")
    search = tmp_path / "site" / "search"
    inodes = {path.stat().st_ino for path in search.rglob("*.bin")}
    number = next(number for number, one in enumerate(archive.articles) if one.article.date.year == 2022)
    file = own / archive.articles[number].path
    # A word less than there was, and a new one.
    file.write_text(file.read_text(encoding="utf-8").rstrip() + " zzyzx\n", encoding="utf-8")
    kept = tmp_path / "kept"
    shutil.copytree(search, kept, copy_function=lambda source, target: Path(target).hardlink_to(source))
    build_search(load(own).archive, own, tmp_path / "site")
    entry = json.loads((search / "manifest.json").read_bytes())["bundles"][-1]
    texts = list((search / entry["name"] / "t").iterdir())
    assert sum(path.stat().st_ino not in inodes for path in texts) == 1
    for tier, least in {"f": 0.5, "c": 0.5, "r": 0.5}.items():
        index = list((search / entry["name"] / tier).iterdir())
        assert sum(path.stat().st_ino in inodes for path in index) > least * len(index)


def test_a_damaged_older_bundle_is_not_grown_out_of(content: Path, tmp_path: Path) -> None:
    own = Path(shutil.copytree(content, tmp_path / "content"))
    archive = load(own).archive
    build_search(archive, own, tmp_path / "site")
    for file in (tmp_path / "site" / "search").rglob("[cfr]/*.bin"):
        file.write_bytes(b"\x1f\x8brubbish")
    archive = _corrected(archive, own)
    build_search(archive, own, tmp_path / "site")
    build_search(archive, own, tmp_path / "clean")
    closed = plan(archive.articles)[-1]
    name = json.loads((tmp_path / "clean/search/manifest.json").read_bytes())["bundles"][-1]["name"]
    assert closed.first.year == 2022
    assert tree(tmp_path / "site/search" / name) == tree(tmp_path / "clean/search" / name)


def test_there_are_three_bundles_at_most(content: Path) -> None:
    articles = load(content).archive.articles
    first = articles[0].article

    def on(*days: date) -> list[tuple[date, date]]:
        dated = tuple(replace(articles[0], article=replace(first, date=day)) for day in days)
        return [(bundle.first, bundle.last) for bundle in plan(dated)]

    days = [date(2020 + number // 12, number % 12 + 1, 5) for number in range(40)]
    assert on(*days) == [
        (date(2023, 4, 5), date(2023, 4, 5)),
        (date(2023, 1, 5), date(2023, 3, 5)),
        (date(2020, 1, 5), date(2022, 12, 5)),
    ]
    assert on(*days[:13]) == [(date(2021, 1, 5), date(2021, 1, 5)), (date(2020, 1, 5), date(2020, 12, 5))]
    assert on(days[0]) == [(days[0], days[0])]
    assert on() == []
