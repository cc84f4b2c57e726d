"""How many articles there are in each month, as bars that lead to the month."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bulletin.pages.cards import Link

HEIGHT = 40
Month = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Bar:
    """A month with articles: where it leads, how many, its place from the left and its height."""

    link: Link
    count: int
    x: int
    height: int


@dataclass(frozen=True, slots=True)
class TimeLine:
    """Bars over the months from the first to the last one with an article; `years` are those of these two."""

    bars: tuple[Bar, ...]
    months: int
    years: tuple[int, int]
    most: int


def time_line(counts: Mapping[Month, tuple[str, int]]) -> TimeLine | None:
    """The time line of months with their addresses and numbers of articles; None where there is one or none.

    >>> line = time_line({(2023, 12): ("2023/12/", 4), (2024, 2): ("2024/02/", 2)})
    >>> [(bar.link.text, bar.x, bar.height) for bar in line.bars], line.months
    ([('12/2023', 0, 40), ('2/2024', 2, 20)], 3)
    """
    if len(counts) < 2:
        return None
    first, last = min(counts), max(counts)
    most = max(count for _, count in counts.values())
    bars = tuple(
        Bar(
            Link(f"{month}/{year}", path),
            count,
            _months(first, (year, month)),
            # Whatever there is can be seen.
            max(2, count * HEIGHT // most),
        )
        for (year, month), (path, count) in sorted(counts.items())
    )
    return TimeLine(bars, _months(first, last) + 1, (first[0], last[0]), most)


def _months(first: Month, then: Month) -> int:
    return (then[0] - first[0]) * 12 + then[1] - first[1]
