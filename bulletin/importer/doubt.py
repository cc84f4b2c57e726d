"""A doubt: what the importer did not know for certain, for a person to look at."""

from __future__ import annotations

from dataclasses import dataclass

from bulletin.importer.document import LineNumber


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is not certain: a code, one sentence, the document's line, the article's number if it is one's."""

    code: str
    message: str
    line: LineNumber | None
    number: int | None = None

    def __str__(self) -> str:
        article = f"article {self.number}" if self.number is not None else ""
        where = ", ".join(filter(None, (article, str(self.line or ""))))
        return f"{where}: {self.code}: {self.message}" if where else f"{self.code}: {self.message}"
