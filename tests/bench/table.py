"""The figures of a run as a Markdown table, with ratios to one generator."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from tests.bench.measure import Cost, FileChanges

_HEAD = (
    "Generator",
    "Build",
    "Wall s",
    "÷ {base}",
    "Processor s",
    "÷ {base}",
    "Peak MB",
    "Files",
    "MB",
    "Written",
    "Changed",
    "Removed",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One build of one generator: its cost and what it did to the files, or `note`, why there is none."""

    generator: str
    build: str
    cost: Cost | None = None
    files: FileChanges | None = None
    note: str = ""


def markdown(rows: Sequence[Row], base: str) -> str:
    """A table of `rows`, each against the same build of the generator `base`, dashes where that has none."""
    costs = {row.build: row.cost for row in rows if row.generator == base and row.cost}
    lines = [_line(cell.format(base=base) for cell in _HEAD), _line(["---", "---"] + ["---:"] * 10)]
    lines += [_line(_cells(row, costs.get(row.build))) for row in rows]
    return "\n".join(lines) + "\n"


def data(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """`rows` as JSON can hold them."""
    return [asdict(row) for row in rows]


def _cells(row: Row, base: Cost | None) -> list[str]:
    if row.cost is None or row.files is None:
        return [row.generator, row.build, row.note, *[""] * 9]
    cost, files = row.cost, row.files
    return [
        row.generator,
        row.build,
        f"{cost.wall:.1f}",
        f"{cost.wall / base.wall:.2f}" if base else "–",
        f"{cost.processor:.1f}",
        f"{cost.processor / base.processor:.2f}" if base else "–",
        f"{cost.peak:.0f}",
        f"{files.total}",
        f"{files.megabytes:.0f}",
        f"{files.written}",
        f"{files.changed}",
        f"{files.removed}",
    ]


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"
