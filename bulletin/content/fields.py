"""Fields of files that people write: what each value has to be, and the message where it is not."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bulletin.content.model import BulletinError

# Addresses and file names are made of these; a name of two dots would lead out of its folder.
_SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]|\.(?!\.))*")
_URL = re.compile(r"(?:https?://[^\s<>\"]+|mailto:[^\s<>\"@]+@[^\s<>\"@]+)", re.IGNORECASE)
# Names that Windows keeps for devices, with any ending: no file there can be called so.
RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"{name}{number}" for name in ("com", "lpt") for number in range(1, 10))}
)

_LONGEST = 300

# Reads a value, or raises ValueError with a sentence that begins with «is».
Read = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Field:
    """One key of a table: how its value is read, and whether it has to be there."""

    read: Read
    required: bool = False


def read_fields(
    entry: Mapping[str, Any], fields: Mapping[str, Field], place: Callable[[str], str]
) -> dict[str, Any]:
    """The values of `entry` as its `fields` read them; `place` gives where a key stands, as `file:line`.

    Raises BulletinError with the first fault, as `file:line: code message`.
    """
    found: dict[str, Any] = {}
    for key, value in entry.items():
        field = fields.get(key)
        if field is None:
            known = ", ".join(fields) or "none"
            raise BulletinError(f"{place(key)}: unknown-key {key} is not one of ours; known keys: {known}")
        try:
            found[key] = field.read(value)
        except ValueError as error:
            said = str(error)
            # Where a quotation mark is missing, a value may be the rest of the file.
            said = said if len(said) <= _LONGEST else f"{said[:_LONGEST]} …"
            raise BulletinError(f"{place(key)}: bad-{key.lower().replace('_', '-')} {key} {said}") from None
    for key, field in fields.items():
        if field.required and key not in found:
            raise BulletinError(f"{place('')}: missing-key the entry has no {key}; add a line «{key} = …»")
    return found


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
