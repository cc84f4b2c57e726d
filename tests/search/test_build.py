"""The index as it is built: the same bytes however it came about, and only what is new made anew."""

from __future__ import annotations

import json
import os
import stat
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bulletin.archive import content_folder
from bulletin.archive.archive import Archive
from bulletin.content.model import BulletinError
from bulletin.search import engine
from bulletin.search.build import SearchOptions, build_search
from bulletin.search.bundles import plan
from bulletin.search.documents import paragraphs_of
from bulletin.text.markdown import BodyRenderer
from tests.built_site import tree

CONTENT = Path(__file__).resolve().parents[2] / "content"


@pytest.fixture(scope="module")
def archive() -> Archive:
    return content_folder.load(CONTENT).archive


def without_last_issue(archive: Archive) -> Archive:
    return replace(archive, articles=archive.articles[: -len(archive.issues[-1].articles)])


def manifest(output: Path) -> dict[str, Any]:
    return dict(json.loads((output / "search" / "manifest.json").read_bytes()))


def test_incremental_equals_clean_byte_for_byte(archive: Archive, tmp_path: Path) -> None:
    before, there, beside, clean = (tmp_path / name for name in ("before", "there", "beside", "clean"))
    build_search(without_last_issue(archive), CONTENT, before)
    build_search(without_last_issue(archive), CONTENT, there)
    in_place = build_search(archive, CONTENT, there)
    linked = build_search(archive, CONTENT, beside, SearchOptions(previous=before, workers=2))
    all_new = build_search(archive, CONTENT, clean)
    assert tree(there) == tree(beside) == tree(clean)
    assert in_place.made == linked.made < all_new.made == all_new.bundles


def test_closed_years_are_not_touched_by_a_new_day(archive: Archive, tmp_path: Path) -> None:
    build_search(without_last_issue(archive), CONTENT, tmp_path)
    stamps = {path: path.stat().st_mtime_ns for path in (tmp_path / "search").rglob("*.bin")}
    build_search(archive, CONTENT, tmp_path)
    newest = archive.articles[-1].article.date.year
    for entry in manifest(tmp_path)["bundles"]:
        if int(entry["last"][:4]) < newest:
            for path in (tmp_path / "search" / entry["name"]).rglob("*.bin"):
                assert stamps[path] == path.stat().st_mtime_ns


def test_a_damaged_bundle_is_made_anew(archive: Archive, tmp_path: Path) -> None:
    build_search(archive, CONTENT, tmp_path)
    whole = tree(tmp_path)
    (tmp_path / "search" / manifest(tmp_path)["bundles"][1]["name"] / "articles.bin").unlink()
    assert build_search(archive, CONTENT, tmp_path).made == 1
    assert tree(tmp_path) == whole


def test_an_empty_archive_has_a_search_too(archive: Archive, tmp_path: Path) -> None:
    assert build_search(replace(archive, articles=()), CONTENT, tmp_path).bundles == 0
    assert manifest(tmp_path)["bundles"] == []


def test_the_plan_holds_each_article_once_newest_first(archive: Archive) -> None:
    bundles = plan(archive.articles)
    assert sorted(a.path for one in bundles for a in one.articles) == sorted(a.path for a in archive.articles)
    assert [one.first for one in bundles] == sorted((one.first for one in bundles), reverse=True)


def test_paragraphs_have_the_numbers_of_the_page() -> None:
    plain = "Không.\n\nMột  và\u00a0rưỡi ·"
    table = "| năm | sáu |\n| --- | --- |\n| bảy | tám |"
    body = f"{plain}\n\nHai & *ba*\n\n- bốn\n\n    - rưỡi\n\n{table}"

    def found(text: str) -> list[tuple[int, str]]:
        return [(paragraph.anchor, paragraph.text) for paragraph in paragraphs_of(text, BodyRenderer())]

    first = [(1, "Không."), (2, "Một và rưỡi")]
    assert found(plain) == first
    assert found(body) == [*first, (3, "Hai & ba"), (4, "bốn"), (5, "rưỡi"), (6, "năm · sáu · bảy · tám")]


def test_the_installed_pagefind_is_what_the_search_relies_on() -> None:
    found = engine.load()
    assert found.version.count(".") == 2
    assert found.wasm.startswith(b"\0asm")


def test_another_pagefind_stops_the_build_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "pagefind"
    program.write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv(engine.BINARY_VARIABLE, os.fspath(program))
    with pytest.raises(BulletinError, match=r"not what the search relies on") as told:
        engine.load()
    assert "\n" not in str(told.value)
