"""A doubt: what the importer did not know for certain, for a person to look at."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is not certain: a code, one sentence, the document's line, the article's number if it is one's."""

    code: str
    message: str
    line: int
    number: int | None = None

    def __str__(self) -> str:
        where = f"article {self.number}, " if self.number is not None else ""
        return f"{where}line {self.line}: {self.code}: {self.message}"
