"""Cuts a search bundle into its years, for copies of a year; each year is a bundle with the same files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

from bulletin.machine.atomic_file import read_bytes
from bulletin.machine.children import fork_in_order, in_parts
from bulletin.machine.json_value import json_value
from bulletin.search.bundle_files import COLUMNS, packs_of, unzipped
from bulletin.search.packs import Packs
from bulletin.search.postings import decode, split

_AT_ONCE = 250


@dataclass(frozen=True, slots=True)
class BundleYear:
    """What a bundle has of one year: first and last day, how many articles, table, columns, index by file."""

    first: str
    last: str
    articles: int
    table: Mapping[str, Any]
    columns: Mapping[str, Mapping[str, Any]]
    files: Mapping[str, bytes]


@lru_cache(maxsize=1)
def bundle_years(bundle: Path, files: tuple[str, ...], workers: int) -> Mapping[int, BundleYear]:
    """The years of the folder `bundle`, whose index has the parts `files`, such as `c/12`.

    All years are made in one reading of the postings, and kept for the copy of the next year. They stay
    right, as a folder of that name never changes.
    """
    table = json_value(unzipped(read_bytes(f"{bundle}/articles.bin")))
    columns = {name: json_value(unzipped(read_bytes(f"{bundle}/{name}.bin"))) for name in COLUMNS}
    days_of = {int(year): list(days) for year, days in groupby(table["days"], lambda day: day[0][:4])}
    ends: list[int] = []
    for days in days_of.values():
        ends.append((ends[-1] if ends else 0) + sum(len(numbers) for _, numbers in days))
    starts = [0, *ends[:-1]]

    def cut(part: Iterable[str]) -> list[list[bytes]]:
        pieces = (split(index_part(packs, name), starts) for name in part)
        return [[one.encode(one) for one in of_file] for of_file in pieces]

    packs = packs_of(bundle)
    every = [of_file for done in fork_in_order(cut, in_parts(files, _AT_ONCE), workers) for of_file in done]
    years: dict[int, BundleYear] = {}
    for number, ((year, days), start, end) in enumerate(zip(days_of.items(), starts, ends, strict=True)):
        own = {name: of_file[number] for name, of_file in zip(files, every, strict=True)}
        cut_table = _cut_table(table, days, start, end) | {"places": _places(table, own)}
        cut_columns = {name: _cut(column, start, end) for name, column in columns.items()}
        years[year] = BundleYear(days[0][0], days[-1][0], end - start, cut_table, cut_columns, own)
    return years


def index_part(packs: Mapping[str, Packs], name: str) -> bytes:
    """The part `name` of an index, such as `c/12`, as it was before it was compressed."""
    return unzipped(packs[name[0]].part(int(name[2:])))


def without_sizes(table: Mapping[str, Any]) -> dict[str, Any]:
    """The table of a bundle's articles, but for the places in packs, which a copy has not."""
    return {name: column for name, column in table.items() if name != "sizes"}


def _cut_table(table: Mapping[str, Any], days: list[Any], start: int, end: int) -> dict[str, Any]:
    section = _cut(table["section"], start, end)
    return {**without_sizes(table), "section": section, "days": days, "lengths": table["lengths"][start:end]}


def _cut(column: Mapping[str, Any], start: int, end: int) -> dict[str, Any]:
    return {**column, "of": column["of"][start:end]}


def _places(table: Mapping[str, Any], files: Mapping[str, bytes]) -> list[int]:
    """How many places each frequent word of the bundle has in one year, whose index is `files`."""
    frequent = (decode(files[f"f/{number}"]) for number in range(len(table["frequent"])))
    return [sum(map(len, words.values())) for words in frequent]
