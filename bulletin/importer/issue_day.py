"""Can an issue be of that day? A misprinted year would have its address for ever."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from bulletin.content.model import BulletinError
from bulletin.importer.doubt import Doubt
from bulletin.importer.parse import IssueDraft
from bulletin.ledger.ledger_file import Row

# Issues are printed for the next working day, and archives have gaps; what lies further off is looked at.
_AHEAD = timedelta(days=31)
_AWAY = timedelta(days=366)


def doubts(issue: IssueDraft, today: date, rows: Sequence[Row]) -> Iterator[Doubt]:
    """What is odd about the day of `issue`, held against `today` and the issues in the ledger's `rows`.

    Raises BulletinError for a year after the next one, counted from today or from the newest issue there is.
    """
    day, others = issue.date, _days(rows)
    line = issue.masthead.dated
    newest = max([today, *others])
    if day.year > newest.year + 1:
        raise BulletinError(
            f"{issue.document.name}: {line}: the issue is of {day}, years ahead of today, {today}; correct "
            "the date in the document"
        )
    if day > newest + _AHEAD:
        yield Doubt("date", f"the issue is of {day}, later than today, {today}", line)
    elif others and day not in others:
        nearest = min(others, key=lambda other: (abs(other - day), other))
        if abs(nearest - day) > _AWAY:
            message = f"the issue is of {day}, and the nearest issue of the archive of {nearest}"
            yield Doubt("date", message, line)


def _days(rows: Sequence[Row]) -> set[date]:
    """The days of all issues that have an address."""
    return {
        date(*map(int, row.address.strip("/").split("/")))
        for row in rows
        if row.kind == "issue" and row.address.count("/") == 4
    }
