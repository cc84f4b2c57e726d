"""Dates as Vietnamese readers write them and as files do; no locale and no clock is asked."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


def weekday_name(day: date) -> str:
    """The weekday of `day`: `Thứ Hai`."""
    return WEEKDAYS[day.weekday()]


def short_date(day: date) -> str:
    """`11/12/2023`; days below ten and the months one and two keep a zero.

    The zeros are those of Nghị định 30/2020/NĐ-CP, annex I, on dates in administrative documents.
    """
    return f"{_two(day.day, 9)}/{_two(day.month, 2)}/{day.year}"


def long_date(day: date) -> str:
    """`Thứ Hai, ngày 11/12/2023`."""
    return f"{weekday_name(day)}, ngày {short_date(day)}"


def date_span(first: date | None, last: date) -> str:
    """The days of an issue: `11/12/2023`, or `30/12/2023 – 02/01/2024` for one that covers several."""
    return short_date(last) if first is None else f"{short_date(first)} – {short_date(last)}"


def midnight(day: date) -> str:
    """The beginning of `day` in Việt Nam as feeds write it: `2023-12-11T00:00:00+07:00`."""
    return f"{day.isoformat()}T00:00:00+07:00"


@lru_cache(maxsize=1 << 13)
def is_iso_day(written: str) -> bool:
    """Whether it is one such as 2023-12-11; the days of an archive are asked for at each of its articles."""
    try:
        return bool(_ISO_DAY.fullmatch(written)) and bool(date.fromisoformat(written))
    except ValueError:
        return False


def _two(number: int, up_to: int) -> str:
    return f"0{number}" if number <= up_to else str(number)
