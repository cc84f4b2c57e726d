"""What each of Pelican's settings does here: honoured, replaced by something of ours, or without effect."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pelican.settings import DEFAULT_CONFIG

_SAID = {"honoured": "honoured", "replaced": "replaced", "none": "no effect"}


@dataclass(frozen=True, slots=True)
class Effect:
    """What becomes of the settings `names`; `fits` are values that say what is so anyway."""

    kind: str
    names: tuple[str, ...]
    note: str
    fits: tuple[Any, ...] = ()
    is_set_by_pelican: bool = False


def effects() -> tuple[Effect, ...]:
    """The effects of all settings that Pelican knows, as `settings.toml` lists them."""
    listed = tomllib.loads(Path(__file__).with_name("settings.toml").read_text(encoding="utf-8"))
    return tuple(
        Effect(kind, tuple(one["names"]), one["note"], tuple(one.get("fits", ())), "is_set_by_pelican" in one)
        for kind in _SAID
        for one in listed[kind]
    )


def warnings(settings: Mapping[str, Any]) -> list[str]:
    """A line for each of `settings` that was set and does nothing here.

    One that asks for nothing, such as an empty list, is not warned of: nothing comes of it.
    """
    return [
        f"{name}: {'has no effect' if effect.kind == 'none' else 'is replaced'} here: {effect.note}"
        for effect in effects()
        if effect.kind != "honoured" and not effect.is_set_by_pelican
        for name in effect.names
        if _is_set(name, settings) and settings[name] not in effect.fits
    ]


def table() -> Iterator[str]:
    """The lines of the table in docs/pelican.md."""
    yield "| settings | here | |"
    yield "|---|---|---|"
    for effect in effects():
        names = ", ".join(f"`{name}`" for name in effect.names)
        yield f"| {names} | {_SAID[effect.kind]} | {effect.note} |"


def _is_set(name: str, settings: Mapping[str, Any]) -> bool:
    value = settings.get(name)
    return value != DEFAULT_CONFIG.get(name) and (bool(value) or value is False)
