"""What an editor typed to settle conflicts: `5=document`, `all=edited`, `5=entry3`, `new=entry3`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from bulletin.content.model import BulletinError

_TAKE = re.compile(r"(?P<number>\d{1,4}|new|all)=(?:(?P<side>document|edited)|entry(?P<entry>\d{1,4}))")


class Side(StrEnum):
    """Whose version of an article counts."""

    DOCUMENT = "document"
    EDITED = "edited"


@dataclass(frozen=True, slots=True)
class Takes:
    """The decisions: a side by article number; an article number (None: new) by the document's entry.

    `rest` is the side of all other conflicts; it touches no article that is in none.
    """

    sides: dict[int, Side] = field(default_factory=dict)
    entries: dict[int, int | None] = field(default_factory=dict)
    rest: Side | None = None

    def of_conflict(self, number: int) -> Side | None:
        """The side to take in a conflict over article `number`: its own, or the one for all."""
        return self.sides.get(number, self.rest)


def parse(typed: Sequence[str]) -> Takes:
    """The decisions in what was `typed`; raises BulletinError for anything else."""
    takes = Takes()
    for text in typed:
        found = _TAKE.fullmatch(text.strip())
        if not found or found["number"] == ("new" if found["side"] else "all"):
            raise BulletinError(
                f"--take {text}: write 5=document or 5=edited (or all=…), 5=entry3 (article 5 is entry 3 "
                "of the document) or new=entry3"
            )
        if found["number"] == "all":
            takes = replace(takes, rest=Side(found["side"]))
            continue
        number = None if found["number"] == "new" else int(found["number"])
        if found["entry"]:
            takes.entries[int(found["entry"])] = number
        elif number is not None:
            takes.sides[number] = Side(found["side"])
    return takes
