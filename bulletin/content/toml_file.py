"""TOML files that people write, read through a table of fields and types: each fault has its line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from bulletin.content.fields import Field, read_fields
from bulletin.content.model import BulletinError
from bulletin.content.plain_file import read_plain

_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)")


@dataclass(frozen=True, slots=True)
class TomlEntry:
    """One entry of a file: its values as read, and where it stands, for further faults."""

    values: dict[str, Any]
    place: str


@dataclass(frozen=True, slots=True)
class TomlFile:
    """A file taken apart: the values above the first table, and the entries of each table."""

    top: dict[str, Any]
    tables: dict[str, tuple[TomlEntry, ...]]


def read(path: Path, tables: Mapping[str, Mapping[str, Field]], top: Mapping[str, Field]) -> TomlFile:
    """The file at `path`, with the fields of each of its `tables`, and of what stands `top` above them.

    Raises BulletinError with the first fault, as `folder/file:line: code message`, and FileNotFoundError.
    """
    name = f"{path.parent.name}/{path.name}"
    try:
        # A byte order mark, as some editors of Windows write it, is no fault.
        text = read_plain(path).decode("utf-8-sig").replace("\r\n", "\n")
        content = tomllib.loads(text)
    except BulletinError as error:
        raise BulletinError(f"{name}:1: stray-file {error}") from None
    except UnicodeDecodeError as error:
        raise BulletinError(f"{name}:1: not-utf8 byte {error.start} is no UTF-8; save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        line = _AT_LINE.search(str(error))
        number = int(line[1]) if line else text.count("\n")
        raise BulletinError(f"{name}:{number}: no-toml {_AT_LINE.sub('', str(error)).strip()}") from None
    except RecursionError:
        raise BulletinError(f"{name}:1: no-toml is nested too deep") from None
    places = _Places(name, text)
    rest = {key: value for key, value in content.items() if key not in tables}
    values = read_fields(rest, top, places.of)
    read_tables: dict[str, tuple[TomlEntry, ...]] = {}
    for table, fields in tables.items():
        entries = content.get(table, [])
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            raise BulletinError(f"{places.of(table)}: bad-table {table} is no list of entries [[{table}]]")
        read_tables[table] = tuple(
            TomlEntry(
                read_fields(entry, fields, partial(places.of, table=table, number=at)),
                places.of("", table, at),
            )
            for at, entry in enumerate(entries)
        )
    return TomlFile(values, read_tables)


class _Places:
    """Where keys stand in the text of a TOML file, as `name:line`: near enough for a person to find them."""

    def __init__(self, name: str, text: str) -> None:
        self._name, self._lines = name, text.split("\n")
        self._heads: dict[str, list[int]] = {}
        for at, line in enumerate(self._lines):
            if line.lstrip().startswith("[["):
                self._heads.setdefault(line.strip("[] \t"), []).append(at)

    def of(self, key: str, table: str = "", number: int = 0) -> str:
        """The place of `key` in entry `number` of `table`; of the entry itself without a key."""
        heads = self._heads.get(table, [])
        start = heads[number] if table and number < len(heads) else 0
        for at in range(start, len(self._lines) if key else start):
            if re.match(rf"""\s*["']?{re.escape(key)}["']?\s*=""", self._lines[at]):
                return f"{self._name}:{at + 1}"
        return f"{self._name}:{start + 1}"
