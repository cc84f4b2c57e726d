"""TOML files that people write, read through a table of fields and types: each fault has its line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from datetime import date, datetime
from pathlib import Path
from typing import Any

from bulletin.content.model import BulletinError
from bulletin.content.plain_file import read_plain

# Addresses and file names are made of these; a name of two dots would lead out of its folder.
_SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]|\.(?!\.))*")
_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)")
_URL = re.compile(r"(?:https?://[^\s<>\"]+|mailto:[^\s<>\"@]+@[^\s<>\"@]+)", re.IGNORECASE)
# Names that Windows keeps for devices, with any ending: no file there can be called so.
RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"{name}{number}" for name in ("com", "lpt") for number in range(1, 10))}
)

# What a value has to be: gives what is read of it, or raises ValueError with a sentence that begins with «is».
Read = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Field:
    """One key of a table: how its value is read, and whether it has to be there."""

    read: Read
    required: bool = False


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
    values = _values(rest, top, places.of)
    read_tables: dict[str, tuple[TomlEntry, ...]] = {}
    for table, fields in tables.items():
        entries = content.get(table, [])
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            raise BulletinError(f"{places.of(table)}: bad-table {table} is no list of entries [[{table}]]")
        read_tables[table] = tuple(
            TomlEntry(
                _values(entry, fields, partial(places.of, table=table, number=at)),
                places.of("", table, at),
            )
            for at, entry in enumerate(entries)
        )
    return TomlFile(values, read_tables)


def _values(
    entry: Mapping[str, Any], fields: Mapping[str, Field], place: Callable[[str], str]
) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in entry.items():
        field = fields.get(key)
        if field is None:
            known = ", ".join(fields) or "none"
            raise BulletinError(f"{place(key)}: unknown-key {key} is not one of ours; known keys: {known}")
        try:
            found[key] = field.read(value)
        except ValueError as error:
            raise BulletinError(f"{place(key)}: bad-{key.replace('_', '-')} {key} {error}") from None
    for key, field in fields.items():
        if field.required and key not in found:
            raise BulletinError(f"{place('')}: missing-key the entry has no {key}; add a line «{key} = …»")
    return found


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


def text(value: Any) -> str:
    """A string of one line that is not empty."""
    if not isinstance(value, str):
        raise ValueError(f'is {value!r}; write it between quotation marks: "…"')
    if not value.strip() or any(ord(sign) < 32 or 0x7F <= ord(sign) < 0xA0 for sign in value):
        raise ValueError(f"is {value!r}; write some words on one line")
    return value


def texts(value: Any) -> tuple[str, ...]:
    """A list of such strings."""
    if not isinstance(value, list):
        raise ValueError(f'is {value!r}, which is no list; write ["…", "…"]')
    return tuple(text(one) for one in value)


def slug(value: Any) -> str:
    """A part of an address: of a–z, 0–9, `.` and `-`, and no name that Windows keeps for itself."""
    written = text(value)
    if not _SLUG.fullmatch(written) or written.endswith(".") or written.split(".")[0] in RESERVED:
        raise ValueError(f"is {value!r}, no part of an address; write a–z, 0–9, . and - alone")
    return written


def slugs(value: Any) -> tuple[str, ...]:
    """A list of them."""
    return tuple(slug(one) for one in texts(value))


def url(value: Any) -> str:
    """An address on the web, or a mail address behind `mailto:`."""
    written = text(value)
    if not _URL.fullmatch(written):
        raise ValueError(f"is {value!r}, no address; write https://…")
    return written


def day(value: Any) -> date:
    """A day, written without quotation marks: 2025-07-01."""
    if not isinstance(value, date) or isinstance(value, datetime):
        raise ValueError(f"is {value!r}, no day; write 2025-07-01 without quotation marks")
    return value


def flag(value: Any) -> bool:
    """`true` or `false`."""
    if not isinstance(value, bool):
        raise ValueError(f"is {value!r}; write true or false")
    return value


def number(value: Any) -> int:
    """A whole number that is not negative."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError(f"is {value!r}; write a whole number")
    return value


def place(value: Any) -> tuple[int, int]:
    """A place on a grid, column and row: `[3, 0]`."""
    if not isinstance(value, list) or len(value) != 2:
        raise ValueError(f"is {value!r}, no place; write [column, row]")
    return number(value[0]), number(value[1])


def words_of(*names: str) -> Read:
    """A table of strings; with `names` it has these keys, without it may have any."""

    def read_words(value: Any) -> dict[str, str]:
        if not isinstance(value, dict) or (names and sorted(value) != sorted(names)):
            wanted = f"of {', '.join(names)}" if names else "of names and words"
            raise ValueError(f"is no table {wanted}")
        return {key: text(one) for key, one in value.items()}

    return read_words


def one_of(choices: Sequence[str]) -> Read:
    """One of the words `choices`."""

    def read_choice(value: Any) -> str:
        if value not in tuple(choices):
            raise ValueError(f"is {value!r}, not one of {', '.join(choices)}")
        return str(value)

    return read_choice
