"""Parts in packs: each is found by its letters, in a bundle that grew out of another too, and by the page."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.search.bundle_files import packed
from bulletin.search.packs import PACK, TEXTS, UNIT, Packs, PackWriter, filled
from tests.built_site import ROOT

MODULES = ROOT / "theme" / "static" / "js" / "search"
_PACK = PACK[TEXTS]
_PLACES = """
import { placeOf } from %s;
let input = "";
for await (const part of process.stdin) input += part;
const sizes = JSON.parse(input);
console.log(JSON.stringify([...sizes].map((_, article) => placeOf("t", sizes, article))));
"""


def _texts(count: int) -> list[bytes]:
    return [
        filled(packed({"title": f"Bài {number}", "text": "một cửa " * number}), TEXTS)
        for number in range(count)
    ]


def _written(folder: Path, texts: list[bytes]) -> Packs:
    (folder / "t").mkdir(parents=True)
    writer = PackWriter(folder, TEXTS)
    writer.add(texts)
    writer.close()
    assert writer.files == -(-len(texts) // _PACK) == len(list((folder / "t").iterdir()))
    return Packs(folder, TEXTS, writer.letters)


@given(st.text(max_size=400))
def test_what_was_filled_is_a_whole_number_of_units_and_the_same_text(text: str) -> None:
    data = filled(packed(text), TEXTS)
    assert len(data) % UNIT[TEXTS] == 0
    assert json.loads(gzip.decompress(data)) == text


@pytest.mark.parametrize("count", [0, 1, _PACK - 1, _PACK, _PACK + 1, 3 * _PACK])
def test_every_text_is_read_back(tmp_path: Path, count: int) -> None:
    texts = _texts(count)
    packs = _written(tmp_path, texts)
    assert [packs.part(number) for number in range(count)] == texts


@pytest.mark.parametrize(("head", "fresh", "tail"), [(300, 1, 99), (300, 0, 99), (0, 5, 300), (256, 2, 0)])
def test_packs_that_grew_are_those_written_at_once(tmp_path: Path, head: int, fresh: int, tail: int) -> None:
    before = _texts(400)
    older = _written(tmp_path / "older", before)
    new = [filled(packed({"title": f"Bài mới {number}"}), TEXTS) for number in range(fresh)]
    (tmp_path / "grown" / "t").mkdir(parents=True)
    writer = PackWriter(tmp_path / "grown", TEXTS, older)
    writer.take(range(head))
    writer.add(new)
    writer.take(range(400 - tail, 400))
    writer.close()
    at_once = _written(tmp_path / "at-once", [*before[:head], *new, *before[400 - tail :]])
    assert writer.letters == at_once.letters
    for file in (tmp_path / "at-once" / "t").iterdir():
        assert (tmp_path / "grown" / "t" / file.name).read_bytes() == file.read_bytes()


def test_packs_before_a_corrected_article_are_the_same_files(tmp_path: Path) -> None:
    older = _written(tmp_path / "older", _texts(400))
    (tmp_path / "grown" / "t").mkdir(parents=True)
    writer = PackWriter(tmp_path / "grown", TEXTS, older)
    writer.take(range(_PACK + 5))
    writer.add([filled(packed("khác"), TEXTS)])
    writer.take(range(_PACK + 6, 400))
    writer.close()
    same = [
        file.name
        for file in sorted((tmp_path / "older" / "t").iterdir())
        if file.samefile(tmp_path / "grown" / "t" / file.name)
    ]
    whole = [f"{number}.bin" for number in range(400 // _PACK)]
    assert set(same) == {*whole} - {"1.bin"}


def test_a_pack_that_ends_too_early_is_damaged(tmp_path: Path) -> None:
    packs = _written(tmp_path, _texts(3))
    (tmp_path / "t" / "0.bin").write_bytes(b"\x1f\x8b")
    with pytest.raises(ValueError, match=r"0\.bin: ends too early"):
        packs.part(2)


def test_the_page_finds_the_same_places(tmp_path: Path) -> None:
    texts = _texts(_PACK + 3)
    packs = _written(tmp_path, texts)
    (tmp_path / "package.json").write_text('{"type": "module"}')
    modules = Path(shutil.copytree(MODULES, tmp_path / "modules"))
    script = _PLACES % json.dumps((modules / "bundle.js").as_uri())
    command = ["node", "--input-type=module", "-e", script]
    letters = json.dumps(packs.letters, ensure_ascii=False)
    told = subprocess.run(command, input=letters, capture_output=True, encoding="utf-8", check=True).stdout
    for text, place in zip(texts, json.loads(told), strict=True):
        assert (tmp_path / place["file"]).read_bytes()[place["from"] : place["to"]] == text
