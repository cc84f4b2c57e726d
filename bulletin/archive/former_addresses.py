"""Addresses that a registry gave before lead to the present ones, without a line of the editor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bulletin.content.registry import Registries
from bulletin.ledger import addresses
from bulletin.ledger.address_state import moved_to
from bulletin.ledger.ledger_file import Row
from bulletin.text.letters import squeeze


def with_former(rows: Sequence[Row], registries: Registries) -> tuple[Row, ...]:
    """The `rows` of the ledger, with the former addresses of all provinces as moved."""
    moved = {
        f"/{addresses.PROVINCES}{slug}/": unit for unit in registries.provinces for slug in unit.former_slugs
    }
    if not moved:
        return tuple(rows)
    states = {address: moved_to(f"/{addresses.PROVINCES}{unit.slug}/") for address, unit in moved.items()}
    known = {row.address for row in rows}
    followed = (
        replace(row, state=states[row.address]) if row.is_live and row.address in states else row
        for row in rows
    )
    missing = (
        Row(address, "province", squeeze(unit.name), None, states[address])
        for address, unit in moved.items()
        if address not in known
    )
    return (*followed, *missing)
