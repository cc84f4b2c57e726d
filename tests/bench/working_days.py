"""The days on which the synthetic bulletin appears: Monday to Friday without the public holidays."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

FIRST_DAY = date(2017, 1, 3)
# The first day of the lunar year; the offices are closed from two days before to four days after.
_TET = (
    (2017, 1, 28),
    (2018, 2, 16),
    (2019, 2, 5),
    (2020, 1, 25),
    (2021, 2, 12),
    (2022, 2, 1),
    (2023, 1, 22),
    (2024, 2, 10),
    (2025, 1, 29),
    (2026, 2, 17),
    (2027, 2, 6),
    (2028, 1, 26),
)
_HOLIDAYS = frozenset({(1, 1), (4, 30), (5, 1), (9, 2)})
_CLOSED = frozenset(date(*day) + timedelta(offset) for day in _TET for offset in range(-2, 5))


def working_days(first: date) -> Iterator[date]:
    """The days with an issue, from `first` on, without end."""
    day = first
    while True:
        if day.weekday() < 5 and (day.month, day.day) not in _HOLIDAYS and day not in _CLOSED:
            yield day
        day += timedelta(1)
