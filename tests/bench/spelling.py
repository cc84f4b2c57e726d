"""`python -m tests.bench.spelling FOLDER`: how many words of real articles are no syllables of Vietnamese.

FOLDER has articles as we write them, `YYYY-MM-DD/NN-….md` at any depth. It prints how the shares of
impossible words are spread over articles and issues, and the words that the tables miss most often.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

from bulletin.importer import gate

EDGES = (0, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 1.01)


def main(folder: Path) -> None:
    """Print both tables and the words."""
    shares: list[float] = []
    issues: dict[str, list[str]] = defaultdict(list)
    impossible: Counter[str] = Counter()
    words = lost = 0
    for path in sorted(folder.rglob("*.md")):
        body = path.read_text(encoding="utf-8").partition("\n\n")[2]
        spelling = gate.weigh([body])
        shares.append(spelling.share)
        issues[path.parent.name].append(body)
        impossible += spelling.impossible
        words += spelling.words
        lost += len(spelling.lost)
    print(f"{words} words, {impossible.total() / words:.3%} impossible, {lost} have lost letters")
    for what, found in (
        ("articles", shares),
        ("issues", [gate.weigh(bodies).share for bodies in issues.values()]),
    ):
        print(f"{len(found)} {what}, at most {max(found):.2%}:")
        for low, high in pairwise(EDGES):
            print(f"  {low:6.2%} to {high:7.2%}: {sum(low <= share < high for share in found)}")
    print(" ".join(f"{word} {count}" for word, count in impossible.most_common(60)))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
