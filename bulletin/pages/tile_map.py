"""A map of the provinces as a grid of tiles, coloured by the number of articles in five steps.

Every tile is a unit of before July 2025; on the map of today those of one unit stand together, and one of
them leads to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bulletin.content.registry import Archipelago, Province, Registries
from bulletin.pages.cards import Link, province_path

STEPS = 5
Place = tuple[int, int]
_SIDES = {"top": (0, -1), "right": (1, 0), "bottom": (0, 1), "left": (-1, 0)}


@dataclass(frozen=True, slots=True)
class Tile:
    """A tile at `column` and `row`: where it leads, the articles there, the step of its colour (0 for none).

    `joined` are the sides at which a tile of the same unit lies. One that `is_rest` belongs to a unit that
    another tile names: it has that unit's colour, and the number and the page of the unit that was.
    """

    link: Link
    column: int
    row: int
    count: int
    step: int
    joined: tuple[str, ...]
    is_rest: bool


@dataclass(frozen=True, slots=True)
class ColourStep:
    """A colour of the map: how many articles it stands for."""

    number: int
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class TileMap:
    """All tiles from the top left, the colours that there are, and the archipelagos with their units."""

    tiles: tuple[Tile, ...]
    steps: tuple[ColourStep, ...]
    archipelagos: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class LittleMap:
    """Where a unit lies: the outlines of all tiles and of its own as paths of SVG, in a box of this size.

    `islands` are the names of its archipelagos.
    """

    width: int
    height: int
    land: str
    here: str
    islands: tuple[str, ...]


def step_of(count: int, most: int) -> int:
    """The step of a unit with `count` articles where none has more than `most`; steps grow by one factor.

    >>> [step_of(count, 100) for count in (0, 1, 2, 3, 10, 40, 100)]
    [0, 1, 1, 2, 3, 5, 5]
    """
    return 1 + sum(count**STEPS > most**number for number in range(1, STEPS)) if count else 0


def steps_up_to(most: int) -> tuple[ColourStep, ...]:
    """The steps that a number of articles from 1 to `most` can have, each with its least and greatest number.

    >>> [(step.least, step.most) for step in steps_up_to(100)]
    [(1, 2), (3, 6), (7, 15), (16, 39), (40, 100)]
    """
    found = []
    least = 1
    for number in range(1, STEPS + 1):
        greatest = int(most ** (number / STEPS))
        # Roots are not exact: the rule is `step_of`.
        while step_of(greatest + 1, most) <= number and greatest < most:
            greatest += 1
        while greatest and step_of(greatest, most) > number:
            greatest -= 1
        if greatest >= least:
            found.append(ColourStep(number, least, greatest))
            least = greatest + 1
    return tuple(found)


def map_of_today(registries: Registries, count: Callable[[Province], int]) -> TileMap:
    """The map of the units that are there now; `count` gives the articles of each."""
    units = {one.slug: one for one in registries.provinces}
    return _map(registries, lambda unit: units[unit.merged_into] if unit.merged_into else unit, count)


def map_of_before(registries: Registries, count: Callable[[Province], int]) -> TileMap:
    """The map of the units of before July 2025."""
    return _map(registries, lambda unit: unit, count)


def little_map(registries: Registries, unit: Province) -> LittleMap | None:
    """Where `unit` lies; None where no tile is known of it."""
    own = [one for one in _tiled(registries) if unit.slug in (one.slug, one.merged_into)]
    if not own:
        return None
    islands = [one for one in registries.archipelagos if unit.slug in (one.old, one.new)]
    places = [*_places(_tiled(registries)), *_places(registries.archipelagos)]
    return LittleMap(
        max(column for column, _ in places) + 1,
        max(row for _, row in places) + 1,
        _outline(_places(_tiled(registries))) + _dots(_places(registries.archipelagos)),
        _outline(_places(own)) + _dots(_places(islands)),
        tuple(one.name for one in islands),
    )


def _map(
    registries: Registries, unit_of: Callable[[Province], Province], count: Callable[[Province], int]
) -> TileMap:
    tiled = _tiled(registries)
    at = {one.tile: unit_of(one).slug for one in tiled}
    most = max((count(unit_of(one)) for one in tiled), default=0)
    named = _naming(tiled, unit_of)
    tiles = []
    for one in tiled:
        unit = unit_of(one)
        column, row = one.tile or (0, 0)
        joined = tuple(side for side, (x, y) in _SIDES.items() if at.get((column + x, row + y)) == unit.slug)
        is_rest = named[unit.slug] is not one
        step = step_of(count(unit), most)
        shown = one if is_rest else unit
        link = Link(shown.name, province_path(shown))
        tiles.append(Tile(link, column, row, count(shown), step, joined, is_rest))
    return TileMap(tuple(tiles), steps_up_to(most), tuple(_islands(registries, tiled, unit_of)))


def _islands(
    registries: Registries, tiled: Sequence[Province], unit_of: Callable[[Province], Province]
) -> Iterator[Tile]:
    for one in registries.archipelagos:
        owner = next((unit_of(unit) for unit in tiled if unit.slug == one.old), None)
        if one.tile and owner:
            name = f"{one.name} ({owner.name})"
            yield Tile(Link(name, province_path(owner)), *one.tile, 0, 0, (), is_rest=False)


def _naming(tiled: Sequence[Province], unit_of: Callable[[Province], Province]) -> dict[str, Province]:
    """For each unit the tile that names it: the one of its name, or else its first."""
    named: dict[str, Province] = {}
    for one in tiled:
        unit = unit_of(one)
        if unit.slug not in named or one.name == unit.name:
            named[unit.slug] = one
    return named


def _tiled(registries: Registries) -> list[Province]:
    """The units with a tile, from the top left."""
    return sorted(
        (one for one in registries.provinces if one.tile), key=lambda one: (one.tile or (0, 0))[::-1]
    )


def _places(those: Sequence[Province] | Sequence[Archipelago]) -> list[Place]:
    return [one.tile for one in those if one.tile]


def _outline(places: Sequence[Place]) -> str:
    """Squares as a path of SVG, a little apart from each other."""
    return "".join(f"M{column} {row}h.9v.9h-.9z" for column, row in places)


def _dots(places: Sequence[Place]) -> str:
    """Islands as small squares in the middle of their tiles."""
    return "".join(f"M{column}.4 {row}.4h.4v.4h-.4z" for column, row in places)
