"""What the checkers of an audit have against the site, and the table of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong where: `where` is an address of the site, or one with how it was looked at."""

    where: str
    rule: str
    told: str

    def __str__(self) -> str:
        return f"{self.where}: {self.rule}: {self.told}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one checker, named with its version, looked at and found."""

    checker: str
    looked_at: str
    findings: tuple[Finding, ...]


def table(outcomes: Sequence[Outcome]) -> str:
    """`outcomes` as a table in Markdown, and below it each finding in a line.

    >>> print(table([Outcome("Nu 26", "2 pages", (Finding("/lich/", "error", "Bad value"),))]))
    | checker | looked at | findings |
    |---|---|---:|
    | Nu 26 | 2 pages | 1 |
    <BLANKLINE>
    Nu 26: /lich/: error: Bad value
    """
    rows = [f"| {one.checker} | {one.looked_at} | {len(one.findings)} |" for one in outcomes]
    told = [f"{one.checker}: {finding}" for one in outcomes for finding in one.findings]
    head = ["| checker | looked at | findings |", "|---|---|---:|"]
    return "\n".join([*head, *rows, *([""] if told else []), *told])
