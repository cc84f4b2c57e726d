"""How well answers are those that queries mean: found at all, reciprocal rank, recall in the first ten."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from tests.bench.search.kinds import Meant, by_kind

_FIRST = 10


@dataclass(frozen=True, slots=True)
class Score:
    """Means over some queries, each from 0 to 1."""

    found: float
    mrr: float
    recall: float

    def __str__(self) -> str:
        return f"{self.found:.2f} / {self.mrr:.2f} / {self.recall:.2f}"


def score(queries: Sequence[Meant], answers: Sequence[Sequence[str]]) -> Score:
    """The scores of `answers`, lists of addresses of a hundred at most, to `queries`."""
    pairs = list(zip(queries, answers, strict=True))
    return Score(
        statistics.mean(any(path in query.paths for path in paths) for query, paths in pairs),
        statistics.mean(_reciprocal(query, paths) for query, paths in pairs),
        statistics.mean(_recall(query, paths) for query, paths in pairs),
    )


def table(queries: Sequence[Meant], engines: dict[str, Sequence[Sequence[str]]]) -> str:
    """A Markdown table: a row a kind, a column an engine, found / MRR@10 / recall@10 in each cell.

    An engine that answered only the first queries has no score for a kind of which it lacks any.
    """
    rows = [["kind (queries)", *engines], ["---"] * (1 + len(engines))]
    kinds = [*by_kind(queries), ("**all**", list(range(len(queries))))]
    for kind, numbers in kinds:
        own = [queries[number] for number in numbers]
        cells = [
            str(score(own, [answers[number] for number in numbers])) if len(answers) > numbers[-1] else "–"
            for answers in engines.values()
        ]
        rows.append([f"{kind} ({len(own)})", *cells])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _reciprocal(query: Meant, paths: Sequence[str]) -> float:
    return next((1 / rank for rank, path in enumerate(paths[:_FIRST], 1) if path in query.paths), 0.0)


def _recall(query: Meant, paths: Sequence[str]) -> float:
    hits = len(query.paths & set(paths[:_FIRST]))
    return hits / min(_FIRST, len(query.paths))
