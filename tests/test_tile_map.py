"""The map of provinces: each of the 63 and of the 34 is on it once, where it lies and with its number."""

from __future__ import annotations

from itertools import pairwise

import pytest

from bulletin.content import registry_file
from bulletin.content.registry import Province, Registries
from bulletin.pages.tile_map import TileMap, little_map, map_of_before, map_of_today, step_of, steps_up_to
from tests.built_site import ROOT


@pytest.fixture(scope="module")
def registries() -> Registries:
    return registry_file.load(ROOT / "content" / "registry")


def _count(unit: Province) -> int:
    return int(unit.code)


def _places(shown: TileMap) -> set[tuple[int, int]]:
    return {(tile.column, tile.row) for tile in (*shown.tiles, *shown.archipelagos)}


def test_each_unit_of_before_has_a_tile_of_its_own(registries: Registries) -> None:
    shown = map_of_before(registries, _count)
    there = [unit for unit in registries.provinces if not unit.is_new]
    assert len(shown.tiles) == len(there) == 63
    assert len(_places(shown)) == 63 + 2
    assert {tile.link.text: tile.count for tile in shown.tiles} == {one.name: _count(one) for one in there}
    assert not any(tile.is_rest for tile in shown.tiles)


def test_each_unit_of_today_is_named_once_and_what_was_keeps_its_number(registries: Registries) -> None:
    shown = map_of_today(registries, _count)
    today = [unit for unit in registries.provinces if not unit.is_old]
    named = {tile.link.text: tile.link.path for tile in shown.tiles if not tile.is_rest}
    assert len(today) == 34
    assert named == {unit.name: f"tinh-thanh/{unit.slug}/" for unit in today}
    rest = {tile.link.path: tile.count for tile in shown.tiles if tile.is_rest}
    assert len(shown.tiles) == len(today) + len(rest) == 63
    before = {f"tinh-thanh/{unit.slug}/": _count(unit) for unit in registries.provinces if unit.is_old}
    assert rest.items() <= before.items()


def test_the_tiles_of_a_unit_lie_side_by_side(registries: Registries) -> None:
    shown = map_of_today(registries, _count)
    alone = [tile.link.text for tile in shown.tiles if tile.is_rest and not tile.joined]
    assert alone == []


def test_the_archipelagos_are_named_with_their_units(registries: Registries) -> None:
    for shown in (map_of_today(registries, _count), map_of_before(registries, _count)):
        names = [tile.link.text for tile in shown.archipelagos]
        assert names == ["Quần đảo Hoàng Sa (Đà Nẵng)", "Quần đảo Trường Sa (Khánh Hòa)"]
    da_nang = little_map(registries, registries.province_by_slug("da-nang-2025"))
    assert da_nang is not None and da_nang.islands == ("Quần đảo Hoàng Sa",)


def test_the_map_lies_as_the_land_does(registries: Registries) -> None:
    """North is above, and what lies at the sea is right of what lies inland."""
    at = {tile.link.text: tile for tile in map_of_before(registries, _count).tiles}
    down = [
        "Hà Giang",
        "Hà Nội",
        "Thanh Hóa",
        "Nghệ An",
        "Hà Tĩnh",
        "Thừa Thiên Huế",
        "Đà Nẵng",
        "Khánh Hòa",
        "Cà Mau",
    ]
    assert [at[name].row for name in down] == sorted(at[name].row for name in down)
    for inland, sea in (
        ("Điện Biên", "Quảng Ninh"),
        ("Kon Tum", "Quảng Ngãi"),
        ("Đắk Lắk", "Phú Yên"),
        ("An Giang", "Bà Rịa - Vũng Tàu"),
    ):
        assert at[inland].column < at[sea].column


@pytest.mark.parametrize("most", [1, 2, 4, 9, 31, 32, 33, 243, 244, 1023, 1024, 1025, 27480])
def test_the_legend_says_what_the_colours_mean(most: int) -> None:
    for step in steps_up_to(most):
        assert {step_of(count, most) for count in (step.least, step.most)} == {step.number}
    bounds = [(step.least, step.most) for step in steps_up_to(most)]
    assert bounds[0][0] == 1 and bounds[-1][1] == most
    assert all(after[0] == before[1] + 1 for before, after in pairwise(bounds))
