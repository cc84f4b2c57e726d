"""The copy of a year has of a bundle of several years just what that bundle says of its articles."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from bulletin.archive.content_folder import load
from bulletin.offline.bundle_years import bundle_years, index_part
from bulletin.offline.scope import scopes
from bulletin.offline.search_files import search_files
from bulletin.search import manifest
from bulletin.search.build import build_search
from bulletin.search.bundle_files import COLUMNS, packs_of, unzipped
from bulletin.search.postings import decode

CONTENT = Path(__file__).resolve().parents[2] / "content"


def test_a_year_of_a_bundle_has_its_articles_and_no_others(tmp_path: Path) -> None:
    archive = load(CONTENT).archive
    build_search(archive, CONTENT, tmp_path)
    listed = manifest.read(tmp_path / "search").bundles[-1]
    bundle = tmp_path / "search" / listed.name
    names = tuple(f"c/{number}" for number in range(listed.common))
    years = bundle_years(bundle, names, workers=2)
    table = json.loads(unzipped((bundle / "articles.bin").read_bytes()))
    packs = packs_of(bundle)
    columns = {name: json.loads(unzipped((bundle / f"{name}.bin").read_bytes())) for name in COLUMNS}
    days = [(day, number) for day, numbers in table["days"] for number in numbers]
    assert [*years] == sorted({date.fromisoformat(day).year for day, _ in days})
    assert len(years) > 2
    start = 0
    for year, part in years.items():
        own = [(day, number) for day, numbers in part.table["days"] for number in numbers]
        assert own == [place for place in days if place[0].startswith(str(year))]
        assert (part.first, part.last, part.articles) == (own[0][0], own[-1][0], len(own))
        assert part.table["section"]["of"] == table["section"]["of"][start : start + len(own)]
        for name, column in columns.items():
            assert part.columns[name] == {**column, "of": column["of"][start : start + len(own)]}
        assert part.table["lengths"] == table["lengths"][start : start + len(own)]
        for name in names:
            wanted = {
                token: [
                    (article - start, weight) for article, weight in places if 0 <= article - start < len(own)
                ]
                for token, places in decode(index_part(packs, name)).items()
            }
            assert decode(part.files[name]) == {token: places for token, places in wanted.items() if places}
        start += len(own)
    assert start == listed.articles


def test_the_copies_of_all_years_have_every_article_once(tmp_path: Path) -> None:
    archive = load(CONTENT).archive
    build_search(archive, CONTENT, tmp_path)
    for scope in scopes(archive):
        files = dict(search_files(tmp_path, scope))
        listed = json.loads(
            files["search/manifest.js"].decode().split("(", 1)[1].rsplit(")", 1)[0].split(",", 1)[1]
        )
        assert sum(entry["articles"] for entry in listed["bundles"]) == scope.articles
        assert all(scope.first.isoformat() <= entry["first"] for entry in listed["bundles"])
        assert all(entry["last"] <= scope.last.isoformat() for entry in listed["bundles"])
